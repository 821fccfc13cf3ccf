"""What is on the pages, seen as a reader sees them."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from letters.contents import LicenceLetter, Part
from letters.services import render_decision, render_licence, render_receipt
from tests.conftest import require
from tests.letters import making
from tests.letters.pages import ink_outside, pictures, qr_texts, texts, without_spaces
from tests.servers import find_java, find_verapdf

EACH: dict[str, Callable[[], bytes]] = {
    "receipt": lambda: render_receipt(making.receipt()),
    "receipt in English": lambda: render_receipt(making.receipt(language="en")),
    "receipt, many pages": lambda: render_receipt(making.long_receipt()),
    "receipt with nothing in it": lambda: render_receipt(
        making.receipt(parts=[], files=[], secret="", tracking_url="")
    ),
    "decision": lambda: render_decision(making.decision()),
    "decision in English": lambda: render_decision(making.decision(language="en")),
    "decision, many pages": lambda: render_decision(making.decision(paragraphs=[making.LONG_TEXT] * 30)),
    "licence": lambda: render_licence(making.licence()),
    "licence in English": lambda: render_licence(making.english_licence()),
    "specimen of a licence": lambda: render_licence(making.licence(is_demo=True)),
    "licence, two pages": lambda: render_licence(
        making.licence(holder=making.LONG_NAME, conditions=[making.LONG_TEXT] * 9)
    ),
}
BORDER_MM = 8  # of the licence


@pytest.fixture(scope="module", params=EACH)
def pdf(request: pytest.FixtureRequest) -> bytes:
    return EACH[request.param]()


def test_nothing_leaves_the_page(pdf: bytes) -> None:
    assert [number for number, page in enumerate(pictures(pdf), 1) if ink_outside(page, sides_mm=BORDER_MM)] == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(making.LONG_NAME, id="long name"),
        pytest.param("ก" * 200, id="no word at all"),
        pytest.param("ปิ่" * 66, id="stacked marks"),
        pytest.param("M" * 35, id="wide capitals"),
        pytest.param("_" * 200, id="a line to write on"),
        pytest.param("https://example.go.th/" + "abc/" * 40, id="address"),
    ],
)
def test_nothing_leaves_its_column(text: str) -> None:
    letter = making.receipt(applicant=text, title=text, parts=[Part(text, [(text, text)])])

    assert [ink_outside(page, sides_mm=21.5) for page in pictures(render_receipt(letter))][:1] == [False]


def test_validator_of_pdf_a_accepts_each_letter(tmp_path: Path) -> None:
    jar = require(find_verapdf, "verapdf")
    for name, render in EACH.items():
        (tmp_path / f"{name}.pdf").write_bytes(render())

    command = [find_java() / "bin/java", "-cp", jar, "org.verapdf.apps.GreenfieldCliWrapper", "-f", "2b"]
    done = subprocess.run(
        [*command, "--format", "text", *sorted(tmp_path.glob("*.pdf"))], capture_output=True, text=True, check=False
    )

    assert [line for line in done.stdout.splitlines() if not line.startswith("PASS")] == []
    assert done.stdout.count("PASS") == len(EACH)


def test_receipt_says_what_was_received() -> None:
    letter = making.receipt()
    (page,) = texts(render_receipt(letter))

    text = without_spaces(page)
    wanted = [letter.reference, letter.title, letter.applicant, letter.due, letter.secret, letter.tracking_url]
    wanted += ["หลักฐานการรับเรื่อง", "ร้านข้าวแกงป้าแดง", letter.files[0].name, letter.files[0].sha256, "หน้า 1 จาก 1"]
    assert [each for each in wanted if without_spaces(each) not in text] == []


def test_receipt_goes_on_over_pages_that_are_counted() -> None:
    letter = making.long_receipt()
    pages = texts(render_receipt(letter))

    text = without_spaces("".join(pages))
    assert len(pages) > 5
    assert [f"หน้า{n}จาก{len(pages)}" in without_spaces(page) for n, page in enumerate(pages, 1)] == [True] * len(pages)
    assert text.count("คำถามที่") == 40
    assert text.count("SHA-256") == 20
    assert "เอกสารประกอบการพิจารณา16.pdf" in text


def test_english_receipt_has_english_words() -> None:
    (page,) = texts(render_receipt(making.receipt(language="en")))

    assert [
        words for words in ("Receipt", "Counts as received", "Attached files", "Page 1 of 1") if words not in page
    ] == []


def test_characters_without_a_glyph_become_question_marks() -> None:
    (page,) = texts(render_receipt(making.receipt(applicant="สมชาย 🙂\x07\ud800")))

    assert "สมชาย ?" in page


@pytest.mark.parametrize(
    "text", ["#panic()", "*a* _b_ $x$ @c <d> `e` \\ //", '"]; #read("frame.typ")', "a\x1fb\x1fc\x1f"]
)
def test_what_people_write_is_never_taken_for_typst(text: str) -> None:
    (page,) = texts(render_receipt(making.receipt(applicant=text, title=text)))

    assert text.replace("\x1f", "") in page


def test_decision_says_why_and_how_to_appeal() -> None:
    letter = making.decision()
    (page,) = texts(render_decision(letter))

    text = without_spaces(page)
    wanted = [letter.number, letter.date, letter.addressee, letter.subject, *letter.paragraphs]
    wanted += [letter.reason, letter.legal_basis, letter.appeal, letter.signer.name, letter.signer.position]
    assert [each for each in wanted if without_spaces(each) not in text] == []


def test_approval_has_no_empty_parts() -> None:
    (page,) = texts(render_decision(making.decision(reason="", legal_basis="", appeal="")))

    assert [words for words in ("เหตุผล", "กฎหมายที่เกี่ยวข้อง", "สิทธิอุทธรณ์") if words in page] == []


@pytest.mark.parametrize("letter", [making.licence(), making.english_licence()], ids=["Thai", "English"])
def test_licence_says_who_may_do_what_and_until_when(letter: LicenceLetter) -> None:
    pdf = render_licence(letter)

    (page,) = texts(pdf)
    text = without_spaces(page)
    wanted = [letter.sender.name, letter.title, letter.law, letter.number, letter.holder, letter.place, letter.address]
    wanted += [text for row in letter.items for text in row] + list(letter.conditions)
    wanted += [letter.issued_on, letter.valid_from, letter.valid_until, letter.signer.name, letter.verification_url]
    assert [each for each in wanted if without_spaces(each) not in text] == []
    assert qr_texts(pdf) == [letter.verification_url]


def test_receipts_code_leads_to_the_tracking_page() -> None:
    assert qr_texts(render_receipt(making.receipt())) == [making.receipt().tracking_url]
    assert qr_texts(render_receipt(making.receipt(tracking_url=""))) == []


@pytest.mark.parametrize(("is_demo", "count"), [(True, 1), (False, 0)])
def test_only_a_demonstrations_licence_is_a_specimen(is_demo: bool, count: int) -> None:
    (page,) = texts(render_licence(making.licence(is_demo=is_demo)))

    assert page.count("ตัวอย่าง") == count


def test_reader_is_told_title_and_language() -> None:
    with pypdfium2.PdfDocument(render_licence(making.licence())) as document:
        metadata = document.get_metadata_dict()
    assert (metadata["Title"], metadata["Author"]) == ("ใบอนุญาตจัดตั้งสถานที่จำหน่ายอาหาร 12/2570", making.SENDER.name)
    assert b"/Lang(th)" in render_receipt(making.receipt())
    assert b"/Lang(en)" in render_receipt(making.receipt(language="en"))
