"""From the start page to "received", and all that can go wrong on the way."""

import json
import re
from contextlib import contextmanager

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from catalogue.models import ServiceDocument
from forms.models import Draft, FormVersion, Submission, SubmissionFile
from forms.services import revoke_secret
from forms.versions import content_in
from forms.views import ApplicationWizard
from tests.factories import choice, make_form, make_service, make_site
from tests.forms.filling import APPLICANT, answer, begin, fill_in, photo, send, step_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def form():
    _, services, _ = make_site()
    return make_form(make_service(services, title="การแจ้งร้านอาหาร"))


def text_of(response) -> str:
    return response.content.decode()


def test_service_page_leads_to_its_form(client, form):
    service = form.get_parent().specific
    assert f'href="{form.url}"' in text_of(client.get(service.url))
    form.unpublish()
    assert f'href="{form.url}"' not in text_of(client.get(service.url))


def test_looking_at_the_start_page_begins_nothing(client, form):
    assert client.get(form.url).status_code == 200
    assert Draft.objects.count() == 0


def test_start_page_names_the_papers_to_have_at_hand(client):
    """Not the paper form itself, nor what the agency fetches."""
    _, services, _ = make_site()
    service = make_service(services, rows=3)
    fetched, paper_form, kept = service.documents.all()
    ServiceDocument.objects.filter(pk=fetched.pk).update(supplied_by=ServiceDocument.Supplier.AGENCY)
    service.form_files.update(title=paper_form.document_type.name)
    assert client.get(make_form(service).url).context["papers"] == [kept]


def test_application_is_received_with_all_of_it(client, form):
    draft = fill_in(client, form)
    check = text_of(client.get(step_url(draft, "check")))
    assert [word for word in ("สมชาย ใจดี", "ร้านข้าวแกง", "แผนที่ร้าน.png", "1-2345-67890-12-1") if word not in check] == []
    response = send(client, draft)
    submission = Submission.objects.get()
    assert response.url.endswith(f"{draft.token}/received/")
    assert (submission.title, submission.applicant_name, submission.email, submission.channel) == (
        "การแจ้งร้านอาหาร",
        "สมชาย ใจดี",
        "somchai@example.com",
        "web",
    )
    assert [(part["title"], [(a["label"], a["text"]) for a in part["answers"]]) for part in submission.content[1:]] == [
        ("สถานที่", [("ชื่อร้าน", "ร้านข้าวแกง"), ("แผนที่", "")])
    ]
    file = SubmissionFile.objects.get()
    assert (file.name, file.content_type, file.question_id) == ("แผนที่ร้าน.png", "image/png", "files")
    with file.file.open() as opened:
        assert opened.read().startswith(b"\x89PNG")
    received = text_of(client.get(response.url))
    assert submission.shown_reference in received


def test_sending_twice_makes_one_submission(client, form):
    draft = fill_in(client, form)
    first, second = send(client, draft), send(client, draft)
    assert first.url == second.url
    assert Submission.objects.count() == 1


def test_step_that_arrives_after_the_draft_was_sent_keeps_nothing(client, form, monkeypatch):
    draft = fill_in(client, form)
    with sent_meanwhile(client, draft, monkeypatch):
        answer(client, draft, "step-1", {"text": "ร้านอื่น", "files": photo("สาย.png")})
    draft.refresh_from_db()
    assert (draft.data, draft.files.count(), SubmissionFile.objects.count()) == ({}, 0, 1)


@contextmanager
def sent_meanwhile(client, draft, monkeypatch):
    """The other tab sends while this one's step is being read."""

    def process_step(view, step_form):
        monkeypatch.undo()
        assert send(Client(), draft).url.endswith("/received/")
        return original(view, step_form)

    original = ApplicationWizard.process_step
    monkeypatch.setattr(ApplicationWizard, "process_step", process_step)
    yield


def test_draft_that_was_cleared_away_meanwhile_fails_nothing(client, form, monkeypatch):
    draft = fill_in(client, form)

    def process_step(view, step_form):
        draft.delete()
        return {}

    monkeypatch.setattr(ApplicationWizard, "process_step", process_step)
    assert answer(client, draft, "step-1", {"text": "ร้านอื่น"}).status_code == 302


def test_two_pictures_of_one_name_and_size_are_both_kept(client, form):
    draft = fill_in(client, form, {"text": "ร้าน", "files": jpeg(b"1")})
    answer(client, draft, "step-1", {"text": "ร้าน", "files": jpeg(b"2")})
    answer(client, draft, "step-1", {"text": "ร้าน", "files": jpeg(b"2")})
    assert [(file.name, file.size) for file in draft.files.all()] == [("image.jpg", 5)] * 2


def jpeg(more):
    return SimpleUploadedFile("image.jpg", b"\xff\xd8\xff\xe0" + more)


@pytest.mark.parametrize(
    "values",
    [
        {"applicant_name": "ก" * 201},
        {"applicant_email": f"{'a' * 250}@example.com"},
        {"applicant_phone": "९८७६५४३२१०"},
    ],
)
def test_what_no_column_can_hold_is_said_where_it_is_typed(client, form, values):
    """SQLite would store it all the same; PostgreSQL would fail when the application is sent."""
    draft = begin(client, form)
    response = answer(client, draft, "applicant", {**APPLICANT, **values})
    assert response.status_code == 422


def test_invisible_nul_in_an_answer_is_dropped(client, form):
    draft = fill_in(client, form, {"text": "ร้าน\x00แดง", "files": photo()}, applicant_name="สม\x00ชาย")
    assert "\\u0000" not in json.dumps(Draft.objects.get().data)
    send(client, draft)
    assert Submission.objects.get().applicant_name == "สมชาย"


def test_draft_goes_on_where_it_was_left_on_another_device(client, form):
    draft = begin(client, form)
    answer(client, draft, "applicant", APPLICANT)
    elsewhere = Client()
    response = elsewhere.get(draft.get_absolute_url(), follow=True)
    assert response.redirect_chain[-1][0].endswith("/step-1/")
    assert "สมชาย ใจดี" in text_of(elsewhere.get(step_url(draft, "applicant")))


def test_step_is_not_skipped_by_its_address(client, form):
    draft = begin(client, form)
    for step in ("step-1", "check"):
        response = client.get(step_url(draft, step), follow=True)
        assert response.redirect_chain[-1][0].endswith("/applicant/")
        assert "โปรดตอบขั้นตอนนี้ก่อน" in text_of(response)
    assert client.get(step_url(draft, "no-such-step")).status_code == 302
    response = client.post(step_url(draft, "check"))
    assert (response.status_code, Submission.objects.count()) == (302, 0)


def test_post_without_its_step_leads_back_to_the_step(client, form):
    draft = begin(client, form)
    response = client.post(step_url(draft, "applicant"), APPLICANT)
    assert response.url == step_url(draft, "applicant")
    response = client.post(step_url(draft, "applicant"), {"wizard-current_step": "nope"})
    assert response.url == step_url(draft, "applicant")


def test_errors_keep_what_was_typed_and_are_listed_on_top(client, form):
    draft = begin(client, form)
    response = answer(
        client, draft, "applicant", {**APPLICANT, "applicant_number": "1234567890123", "applicant_name": ""}
    )
    html = text_of(response)
    assert response.status_code == 422
    assert 'value="1-2345-67890-12-3"' in html
    assert 'href="#question-applicant_number"' in html
    assert 'href="#question-applicant_name"' in html
    assert html.index("error-summary") < html.index("<form")
    assert 'aria-invalid="true"' in html


def test_answer_by_post_needs_an_address(client, form):
    draft = begin(client, form)
    response = answer(client, draft, "applicant", {**APPLICANT, "answer_by": "post"})
    assert 'href="#question-postal_address"' in text_of(response)
    response = answer(
        client, draft, "applicant", {**APPLICANT, "answer_by": "post", "postal_address": "99 ถนนศาลากลาง"}
    )
    assert response.status_code == 302


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("ว่าง.pdf", b"", "0 ไบต์"),
        ("โปรแกรม.pdf", b"MZ\x90\x00 this is a program", "ไม่ใช่ไฟล์ PDF"),
        ("ใหญ่.pdf", b"%PDF-1.7" + b"0" * (10 * 1024 * 1024 + 1), "ส่งได้ไม่เกิน"),
    ],
)
def test_unfit_file_is_refused_by_name_and_nothing_else_is_lost(client, form, name, content, words):
    draft = begin(client, form)
    answer(client, draft, "applicant", APPLICANT)
    response = answer(
        client, draft, "step-1", {"text": "ร้านข้าวแกง", "files": [photo(), SimpleUploadedFile(name, content)]}
    )
    html = text_of(response)
    assert words in html
    assert name in html
    assert 'value="ร้านข้าวแกง"' in html
    assert [file.name for file in draft.files.all()] == ["แผนที่ร้าน.png"]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("..\\..\\ทะเบียนบ้าน ๒.PNG", "ทะเบียนบ้าน ๒.png"),
        ("นํ้า\u200b.png", "น้ำ.png"),
        ("ก" * 250 + ".png", "ก" * 150 + ".png"),
        (".png", "png.png"),
    ],
)
def test_odd_thai_file_names_are_mended(client, form, sent, kept):
    draft = begin(client, form)
    answer(client, draft, "applicant", APPLICANT)
    answer(client, draft, "step-1", {"text": "ร้าน", "files": photo(sent)})
    assert [file.name for file in draft.files.all()] == [kept]


def test_saved_file_is_taken_away_and_another_comes(client, form):
    draft = fill_in(client, form)
    file = draft.files.get()
    response = answer(client, draft, "step-1", {"text": "ร้าน", "files-remove": str(file.pk)})
    assert response.status_code == 422
    assert "เลือกไฟล์" in text_of(response)
    answer(client, draft, "step-1", {"text": "ร้าน", "files": photo("ใหม่.png")})
    assert [kept.name for kept in draft.files.all()] == ["ใหม่.png"]


def test_coming_back_to_a_step_does_not_ask_for_the_file_again(client, form):
    draft = fill_in(client, form)
    assert answer(client, draft, "step-1", {"text": "ชื่อใหม่"}).status_code == 302
    assert draft.files.count() == 1


def test_change_link_returns_to_the_check(client, form):
    draft = fill_in(client, form)
    assert f"{step_url(draft, 'applicant')}?back=check" in text_of(client.get(step_url(draft, "check")))
    response = answer(client, draft, "applicant", {**APPLICANT, "applicant_name": "สมหญิง"}, query="?back=check")
    assert response.url == step_url(draft, "check")


def test_form_unpublished_in_the_middle_can_be_finished(client, form):
    draft = fill_in(client, form)
    form.unpublish()
    assert send(client, draft).status_code == 302
    assert Submission.objects.count() == 1
    assert client.post(form.url).status_code == 404


def test_draft_stays_on_its_version(client, form):
    draft = begin(client, form)
    form.steps[0].value["questions"][0].value["label"] = "คำถามใหม่"
    form.save_revision().publish()
    answer(client, draft, "applicant", APPLICANT)
    assert "คำถามใหม่" not in text_of(client.get(step_url(draft, "step-1")))
    later = begin(client, form)
    answer(client, later, "applicant", APPLICANT)
    assert "คำถามใหม่" in text_of(client.get(step_url(later, "step-1")))


def test_draft_goes_on_after_the_form_page_was_deleted(client, form):
    draft = fill_in(client, form)
    form.delete()
    assert send(client, draft).status_code == 302


def test_withdrawn_version_says_so(client, form):
    draft = fill_in(client, form)
    FormVersion.objects.update(withdrawn_at=timezone.now(), withdrawn_reason="กฎหมายเปลี่ยน")
    response = send(client, draft)
    assert (response.status_code, Submission.objects.count()) == (410, 0)
    assert "กฎหมายเปลี่ยน" in text_of(response)


def test_stale_token_keeps_what_was_typed(form):
    client = Client(enforce_csrf_checks=True)
    draft = begin(Client(), form)
    response = answer(client, draft, "applicant", {**APPLICANT, "csrfmiddlewaretoken": "stale"})
    html = text_of(response)
    assert response.status_code == 403
    assert 'value="สมชาย ใจดี"' in html
    assert "กดปุ่มอีกครั้ง" in html
    token = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', html)[1]
    response = answer(client, draft, "applicant", {**APPLICANT, "csrfmiddlewaretoken": token})
    assert response.status_code == 302


def test_stale_token_at_the_end_sends_nothing_and_loses_nothing(form):
    draft = fill_in(Client(), form)
    response = send(Client(enforce_csrf_checks=True), draft)
    assert (response.status_code, Submission.objects.count()) == (403, 0)
    assert "ร้านข้าวแกง" in text_of(response)


def test_unknown_draft_is_not_found(client, form):
    address = step_url(begin(client, form), "applicant")
    Draft.objects.all().delete()
    for url in (address, address.replace("applicant/", ""), address.replace("applicant/", "receipt.pdf")):
        assert client.get(url).status_code == 404
        assert client.get(url).status_code == 404


def test_each_type_of_question_is_asked_answered_and_read(client):
    _, services, _ = make_site()
    form = make_form(
        make_service(services),
        [
            ("text", {"label": "ข้อความสั้น"}),
            ("long_text", {"label": "ข้อความยาว"}),
            ("number", {"label": "พื้นที่", "unit": "ตร.ม.", "smallest": "1", "largest": "200"}),
            ("date", {"label": "วันเริ่ม"}),
            ("one_of", {"label": "เลือกหนึ่ง", "choices": [choice("a", "ก"), choice("b", "ข")]}),
            ("many_of", {"label": "เลือกหลาย", "choices": [choice("x", "คอ"), choice("y", "งอ"), choice("z", "จอ")]}),
            ("national_id", {"label": "เลขนิติบุคคล", "bearer": "juristic"}),
            ("email", {"label": "อีเมล"}),
            ("phone", {"label": "โทรศัพท์"}),
            ("address", {"label": "ที่อยู่"}),
            ("files", {"label": "ไฟล์", "is_required": False}),
            ("declaration", {"label": "ข้าพเจ้าขอรับรอง"}),
        ],
    )
    answers = {
        "text": "สั้น",
        "long_text": "ยาว\nสองบรรทัด",
        "number": "๑,๒๐",
        "date": "๑๒ มีนาคม ๒๕๗๐",
        "one_of": "b",
        "many_of": ["x", "z"],
        "national_id": "0-1075-35000-04-4",
        "email": "a@example.com",
        "phone": "๐๒-๐๐๐-๑๐๐๐",
        "address_line": "12/3 หมู่ 4",
        "address_subdistrict": "ต.สุเทพ",
        "address_district": "เมืองเชียงใหม่",
        "address_province": "เชียงใหม่",
        "address_postcode": "",
        "declaration": "on",
    }
    draft = fill_in(client, form, answers)
    assert send(client, draft).status_code == 302
    told = {a["id"]: (a["value"], a["text"]) for a in Submission.objects.get().content[1]["answers"]}
    assert told == {
        "text": ("สั้น", "สั้น"),
        "long_text": ("ยาว\nสองบรรทัด", "ยาว\nสองบรรทัด"),
        "number": ("120", "120 ตร.ม."),
        "date": ("2027-03-12", "12 มีนาคม 2570"),
        "one_of": ("b", "ข"),
        "many_of": (["x", "z"], "คอ, จอ"),
        "national_id": ("0107535000044", "0-1075-35000-04-4"),
        "email": ("a@example.com", "a@example.com"),
        "phone": ("020001000", "020001000"),
        "address": (
            {
                "line": "12/3 หมู่ 4",
                "subdistrict": "สุเทพ",
                "district": "เมืองเชียงใหม่",
                "province": "เชียงใหม่",
                "postcode": "50200",
                "code": "500108",
            },
            "12/3 หมู่ 4 ตำบลสุเทพ อำเภอเมืองเชียงใหม่ จังหวัดเชียงใหม่ 50200",
        ),
        "files": (None, ""),
        "declaration": (True, "รับรองแล้ว"),
    }


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"number": "มาก"}, "เขียนเป็นตัวเลข"),
        ({"number": "500"}, "200"),
        ({"date": "31 เมษายน 2570"}, "วันที่ที่มีอยู่จริง"),
        (
            {
                "address_line": "1",
                "address_subdistrict": "สุเทพย์",
                "address_district": "เมืองเชียงใหม่",
                "address_province": "เชียงใหม่",
            },
            "สุเทพ",
        ),
        ({"address_line": "1", "address_province": "เชียงใหม่"}, "อำเภอ"),
    ],
)
def test_wrong_answers_say_what_to_do(client, values, words):
    _, services, _ = make_site()
    form = make_form(
        make_service(services),
        [("number", {"label": "พื้นที่", "largest": "200"}), ("date", {"label": "วัน"}), ("address", {"label": "ที่อยู่"})],
    )
    draft = begin(client, form)
    answer(client, draft, "applicant", APPLICANT)
    right = {"number": "1", "date": "1/1/2570"}
    response = answer(client, draft, "step-1", {**right, **values})
    assert response.status_code == 422
    assert words in re.search('class="error-summary.*?</div>', text_of(response), re.S)[0]


def test_form_in_english_keeps_structure_and_shows_english(client, form):
    english = form.copy_for_translation(_english(), copy_parents=True)
    english.steps[0].value["questions"][0].value["label"] = "Name of the shop"
    english.title = "Food shop form"
    english.save_revision().publish()
    draft = begin(client, form)
    url = f"/en/apply/{draft.token}"
    assert "Who applies" in text_of(client.get(f"{url}/applicant/"))
    client.post(f"{url}/applicant/", {"wizard-current_step": "applicant", **APPLICANT})
    assert "Name of the shop" in text_of(client.get(f"{url}/step-1/"))
    client.post(f"{url}/step-1/", {"wizard-current_step": "step-1", "text": "Curry", "files": photo()})
    client.post(f"{url}/check/")
    submission = Submission.objects.get()
    assert (submission.language, submission.content[1]["answers"][0]["label"]) == ("en", "Name of the shop")
    in_thai = content_in(submission, "th")[1]["answers"][0]
    assert (in_thai["label"], in_thai["text"]) == ("ชื่อร้าน", "Curry")


def _english():
    from wagtail.models import Locale

    return Locale.objects.get(language_code="en")


def test_receipt_lists_what_was_received(client, form):
    draft = fill_in(client, form)
    receipt = f"{draft.get_absolute_url()}receipt.pdf"
    assert client.get(receipt).status_code == 404
    send(client, draft)
    response = client.get(receipt)
    assert response["Content-Type"] == "application/pdf"
    document = pypdfium2.PdfDocument(response.content)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    assert Submission.objects.get().shown_reference in text
    assert SubmissionFile.objects.get().sha256[:16] in text


def test_address_of_a_draft_leads_nowhere_once_the_tracking_code_was_replaced(client, form):
    draft = fill_in(client, form)
    address = send(client, draft).url
    assert client.get(address).status_code == 200
    revoke_secret(Submission.objects.get())
    receipt = address.replace("received/", "receipt.pdf")
    assert [client.get(each).status_code for each in (address, receipt)] == [404, 404]


def test_who_has_no_thai_number_can_apply(client, form):
    draft = fill_in(client, form, applicant_number="")
    assert send(client, draft).status_code == 302
    assert Submission.objects.get().applicant_number == ""
