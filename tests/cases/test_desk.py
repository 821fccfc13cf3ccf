"""The officers' screens, as an officer uses them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, User
from audit.models import Entry
from cases import services
from cases.models import Case
from cases.workflow import Act, Status
from forms.models import Submission
from forms.services import correct_submission
from permits.models import Permit
from tests.factories import (
    make_answer,
    make_case,
    make_content,
    make_officer,
    make_permit_type,
    make_service,
    make_site,
    make_unit,
)

pytestmark = pytest.mark.django_db
QUEUE = "/admin/cases/"
PDF = b"%PDF-1.4\n%test\n"


@pytest.fixture(autouse=True)
def site() -> None:
    make_site()


@pytest.fixture
def officer() -> User:
    return make_officer(make_unit(), name="somchai")


@pytest.fixture
def desk(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def act_url(case: Case, slug: str) -> str:
    return f"{QUEUE}{case.reference}/{slug}/"


def found(client: Client, query: str) -> set[str]:
    rows = client.get(f"{QUEUE}?{query}").context["queue"].rows
    return {row.case.submission.title for row in rows}


def test_empty_queue_says_so(desk: Client) -> None:
    assert "ไม่มีเรื่องค้าง" in page(desk, QUEUE)


def test_queue_shows_what_is_open_by_due_day(desk: Client, officer: User) -> None:
    make_case(title="ไม่มีกำหนด")
    late = make_case(title="ด่วน")
    Case.objects.filter(pk=late.pk).update(due_on=timezone.localdate())
    services.answer_case(make_case(title="จบแล้ว"), by=officer, answer="เสร็จ")

    text = page(desk, QUEUE)

    assert "จบแล้ว" not in text
    assert text.index("ด่วน") < text.index("ไม่มีกำหนด")
    assert late.shown_reference in text


def test_queue_is_filtered_by_address(desk: Client, officer: User) -> None:
    _home, index, _information = make_site()
    service = make_service(index, time_limit_days=3)
    with time_machine.travel(timezone.now() - timedelta(days=30)):
        make_case(service, title="เก่า")
    make_case(service, title="ใหม่", applicant="นางสาวหายาก สกุลดี")
    mine = services.take_case(make_case(title="ของฉัน", register_number="รับ 77/2569"), by=officer)
    services.refuse_case(make_case(title="ไม่ได้"), by=officer, reason="ก", law="ข", appeal="ค")

    assert found(desk, "") == {"เก่า", "ใหม่", "ของฉัน"}
    assert found(desk, "due=late") == {"เก่า"}
    assert found(desk, "officer=me") == {"ของฉัน"}
    assert found(desk, "officer=nobody") == {"เก่า", "ใหม่"}
    assert found(desk, "status=refused") == {"ไม่ได้"}
    assert found(desk, "status=any") == {"เก่า", "ใหม่", "ของฉัน", "ไม่ได้"}
    assert found(desk, f"service={service.pk}") == {"เก่า", "ใหม่"}
    assert found(desk, "q=หายาก") == {"ใหม่"}
    assert found(desk, "q=77/2569") == {"ของฉัน"}
    assert found(desk, f"q={mine.shown_reference.lower()}") == {"ของฉัน"}
    assert found(desk, "due=nonsense&service=abc&p=99") == {"เก่า", "ใหม่", "ของฉัน"}
    assert "ไม่พบเรื่อง" in page(desk, f"{QUEUE}?q=ไม่มีแน่นอน")


def test_queue_asks_the_database_the_same_for_1_and_30_rows(
    desk: Client, django_assert_max_num_queries: Callable
) -> None:
    make_case()
    page(desk, QUEUE)
    with django_assert_max_num_queries(100) as one:
        page(desk, QUEUE)
    for _ in range(29):
        make_case()

    with django_assert_max_num_queries(len(one)):
        text = page(desk, QUEUE)

    assert text.count("/admin/cases/") >= 30


def test_queue_says_how_urgent_it_is(desk: Client) -> None:
    _home, index, _information = make_site()
    service = make_service(index, time_limit_days=1)
    make_case(service)
    with time_machine.travel(timezone.now() - timedelta(days=20)):
        make_case(service)

    text = page(desk, QUEUE)

    assert "ใกล้ครบกำหนด เหลือ 1 วันทำการ" in text
    assert "เกินกำหนด" in text


def test_case_page_shows_what_was_sent_and_is_on_record(desk: Client, officer: User) -> None:
    case = make_case(files={"แผนที่.pdf": PDF})

    text = page(desk, f"{QUEUE}{case.reference}/")
    page(desk, f"{QUEUE}{case.shown_reference}/")

    for words in ("สมชาย ใจดี", "ร้านข้าวแกงป้าแดง", "แผนที่.pdf", "เรื่องใหม่", "somchai@example.com"):
        assert words in text
    views = Entry.objects.about(case.submission.subject_key).filter(verb="viewed")
    assert [entry.actor_key for entry in views] == [f"user:{officer.pk}"]


def test_what_was_sent_is_shown_as_text_not_as_markup(desk: Client) -> None:
    case = make_case(
        title="<script>1</script>",
        applicant="<b>ชื่อ</b>",
        content=[{"title": "<i>", "answers": [make_answer("a", "<u>", "<img src=x>")]}],
    )

    text = page(desk, f"{QUEUE}{case.reference}/")

    for markup in ("<script>1", "<b>ชื่อ", "<img src=x>", "<u>"):
        assert markup not in text


def test_buttons_follow_the_table_and_the_rights(desk: Client, officer: User) -> None:
    case = make_case()
    slugs = [form.slug for form in desk.get(f"{QUEUE}{case.reference}/").context["buttons"]]
    assert slugs == ["take", "flag", "approve", "answer", "refuse", "pass-on", "refer", "note"]

    services.flag_answers(case, [("place", "ผิด")], by=officer)
    slugs = [form.slug for form in desk.get(f"{QUEUE}{case.reference}/").context["buttons"]]
    assert slugs == ["assign", "refuse", "pass-on", "refer", "note"]

    services.withdraw_case(case)
    assert desk.get(f"{QUEUE}{case.reference}/").context["buttons"] == []


def test_file_is_sent_as_a_download_with_its_own_name(desk: Client) -> None:
    case = make_case(files={"แผนที่ ร้าน.pdf": PDF})
    file = case.submission.files.get()

    answer = desk.get(f"{QUEUE}{case.reference}/files/{file.pk}/")

    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%E0%B9%81")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert Entry.objects.filter(verb="viewed", detail__what=f"file:{file.pk}").count() == 1
    other = make_case(files={"อื่น.pdf": PDF}).submission.files.get()
    assert desk.get(f"{QUEUE}{case.reference}/files/{other.pk}/").status_code == 404


def test_file_that_answers_no_question_is_shown_too(desk: Client) -> None:
    case = make_case(files={"แนบ.pdf": PDF}, content=[])

    assert "แนบ.pdf" in page(desk, f"{QUEUE}{case.reference}/")


def test_officer_takes_and_hands_over(desk: Client, officer: User) -> None:
    case, second = make_case(), make_officer(make_unit(), name="suda")
    make_officer(make_unit("กองอื่น"), name="stranger")

    desk.post(act_url(case, "take"))
    text = page(desk, act_url(case, "assign"))
    assert "suda" in text
    assert "stranger" not in text
    answer = desk.post(act_url(case, "assign"), {"officer": second.pk})

    assert answer.status_code == 302
    case.refresh_from_db()
    assert case.officer == second


def test_answers_ticked_on_the_case_page_are_flagged(desk: Client) -> None:
    case = make_case()

    form = desk.get(f"{act_url(case, 'flag')}?question=map").context["form"]
    assert [row["flag"].value() for row in form.rows] == [False, False, False, True]
    refused = desk.post(act_url(case, "flag"), {"flag-map": "on", "flag-place": "on", "remark-place": "ชื่อไม่ครบ"})
    assert refused.status_code == 200
    assert "ชื่อไม่ครบ" in refused.content.decode()
    answer = desk.post(
        act_url(case, "flag"), {"flag-place": "on", "remark-place": "ชื่อไม่ครบ", "note": "กรุณาส่งภายใน 7 วัน"}
    )

    assert answer.status_code == 302
    case.refresh_from_db()
    assert case.status == Status.WAITING
    assert [item.question_id for item in case.correction_requests.get().items.all()] == ["place"]


def test_officer_sees_what_was_corrected(desk: Client, officer: User) -> None:
    case = make_case()
    services.flag_answers(case, [("place", "ชื่อไม่ครบ"), ("map", "ภาพไม่ชัด")], by=officer)
    correct_submission(case.submission, content=make_content("ร้านป้าแดง สาขา 2"), question_ids=["place", "map"])

    text = page(desk, f"{QUEUE}{case.reference}/")

    assert "<del>ร้านข้าวแกงป้าแดง</del>" in text
    assert "<ins>ร้านป้าแดง สาขา 2</ins>" in text
    assert "ไม่เปลี่ยนแปลง" in text


def test_approval_takes_the_face_of_the_licence_from_the_application(desk: Client) -> None:
    _home, index, _information = make_site()
    service = make_service(index)
    make_permit_type(service=service)
    case = make_case(service, applicant_number="0105556000017")

    form = desk.get(act_url(case, "approve")).context["form"]
    asked = {name: form[name].value() for name in form.fields}
    assert (asked["holder_kind"], asked["place_name"], asked["address"], asked["items"]) == (
        "juristic",
        "ร้านข้าวแกงป้าแดง",
        "99 ถนนทดสอบ",
        "ประเภทอาหาร: อาหารตามสั่ง",
    )
    typed = {name: value or "" for name, value in asked.items()}
    wrong = desk.post(act_url(case, "approve"), {**typed, "items": "ไม่มีเครื่องหมาย"})
    assert list(wrong.context["form"].errors) == ["items"]
    assert desk.post(act_url(case, "approve"), typed).status_code == 302

    permit = Permit.objects.get()
    assert (permit.place_name, permit.items) == (
        "ร้านข้าวแกงป้าแดง",
        [{"label": "ประเภทอาหาร", "text": "อาหารตามสั่ง"}],
    )
    text = page(desk, f"{QUEUE}{case.reference}/")
    assert permit.number in text
    assert f"/verify/{permit.code}/" in text


def test_licence_that_would_end_before_it_begins_is_not_issued(desk: Client) -> None:
    _home, index, _information = make_site()
    service = make_service(index)
    make_permit_type(service=service)
    case = make_case(service)
    typed = {"holder_kind": "person", "holder_name": "สมชาย ใจดี", "valid_from": "", "valid_until": "1/1/2560"}

    answer = desk.post(act_url(case, "approve"), typed)

    assert list(answer.context["form"].errors) == ["valid_until"]
    assert not Permit.objects.exists()


@pytest.mark.parametrize(
    ("slug", "typed", "status"),
    [
        ("approve", {"answer": "ได้"}, Status.APPROVED),
        ("answer", {"answer": "ซ่อมแล้ว"}, Status.ANSWERED),
        ("refuse", {"reason": "ก", "law": "ข", "appeal": "ค"}, Status.REFUSED),
        ("refer", {"agency_name": "กรมที่ดิน", "note": ""}, Status.REFERRED),
        ("note", {"note": "โทรแล้ว"}, Status.NEW),
    ],
)
def test_each_act_has_a_page(desk: Client, slug: str, typed: dict[str, str], status: Status) -> None:
    case = make_case()

    page(desk, act_url(case, slug))
    answer = desk.post(act_url(case, slug), typed)

    assert (answer.status_code, answer["Location"]) == (302, f"{QUEUE}{case.reference}/")
    case.refresh_from_db()
    assert case.status == status


def test_passing_on_leads_back_to_the_queue(desk: Client) -> None:
    case, other = make_case(), make_unit("กองช่าง")

    answer = desk.post(act_url(case, "pass-on"), {"unit": other.pk, "reason": "เรื่องอาคาร"})

    assert answer["Location"] == QUEUE
    assert desk.get(f"{QUEUE}{case.reference}/").status_code == 404


def test_second_decision_keeps_what_was_typed_and_says_who_was_quicker(desk: Client) -> None:
    case = make_case()
    services.approve_case(case, by=make_officer(make_unit(), name="suda"))

    answer = desk.post(act_url(case, "refuse"), {"reason": "เหตุผลยาวมาก", "law": "ข", "appeal": "ค"})

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "suda ทดสอบ" in text
    assert "เหตุผลยาวมาก" in text


def test_receipt_and_letter_are_pdf_files(desk: Client, officer: User) -> None:
    case = make_case()
    assert desk.get(f"{QUEUE}{case.reference}/letter.pdf").status_code == 404
    services.refuse_case(case, by=officer, reason="อยู่ในเขตห้าม", law="มาตรา 54", appeal="ภายใน 30 วัน")

    receipt = desk.get(f"{QUEUE}{case.reference}/receipt.pdf")
    letter = desk.get(f"{QUEUE}{case.reference}/letter.pdf")
    again = desk.get(f"{QUEUE}{case.reference}/letter.pdf")

    assert (receipt["Content-Type"], receipt.content[:5], letter.content[:5]) == ("application/pdf", b"%PDF-", b"%PDF-")
    assert letter.content == again.content


def logged(**changed: object) -> dict[str, object]:
    at = timezone.localtime() - timedelta(minutes=5)
    return {
        "channel": "phone",
        "title": "ไฟถนนดับ",
        "unit": make_unit().pk,
        "applicant_name": "นายแดง ใจดี",
        "phone": "081 234 5678",
        "answer_by": "electronic",
        "text": "ไฟถนนหน้าบ้านดับ 3 คืนแล้ว",
        "register_number": "รับ 12/2569",
        "entered_at_0": f"{at:%Y-%m-%d}",
        "entered_at_1": f"{at:%H:%M}",
        "once": "6f2c2c9e-3f55-4b0f-9a55-0d6f4b9f0a11",
        **changed,
    }


def test_matter_from_the_telephone_is_logged_into_the_same_queue(desk: Client, officer: User) -> None:
    page(desk, f"{QUEUE}log/")

    answer = desk.post(f"{QUEUE}log/", logged())
    again = desk.post(f"{QUEUE}log/", logged())

    submission = Submission.objects.get()
    assert answer["Location"] == again["Location"] == f"{QUEUE}logged/{submission.reference}/"
    assert (submission.channel, submission.title, submission.logged_by) == ("phone", "ไฟถนนดับ", officer)
    assert submission.case.events.get().actor == "somchai ทดสอบ"
    text = page(desk, answer["Location"])
    assert submission.shown_reference in text
    assert submission.secret[:5] in text
    assert "ไฟถนนดับ" in page(desk, QUEUE)
    assert "ไฟถนนหน้าบ้านดับ" in page(desk, f"{QUEUE}{submission.reference}/")
    assert desk.get(f"{answer['Location']}receipt.pdf").content[:5] == b"%PDF-"


def test_matter_logged_for_a_service_has_its_files_title_and_limit(desk: Client) -> None:
    _home, index, _information = make_site()
    service = make_service(index, title="งานทดสอบบริการ")
    files = [SimpleUploadedFile("หนังสือ.pdf", PDF)]

    desk.post(f"{QUEUE}log/", logged(service=service.pk, title="", unit="", attachments=files))

    submission = Submission.objects.get()
    assert (submission.title, submission.unit, submission.time_limit_days) == ("งานทดสอบบริการ", service.unit, 7)
    assert [file.name for file in submission.files.all()] == ["หนังสือ.pdf"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": ""}, "title"),
        ({"unit": ""}, "unit"),
        ({"applicant_name": ""}, "applicant_name"),
        ({"applicant_number": "1101700230709"}, "applicant_number"),
        ({"answer_by": "post"}, "postal_address"),
        ({"entered_at_0": "2999-01-01"}, "entered_at"),
        ({"entered_at_0": "0257-01-01"}, "entered_at"),
        ({"email": f"{'a' * 250}@example.com"}, "email"),
        ({"entered_at_0": "abc"}, "entered_at"),
        ({"attachments": [SimpleUploadedFile("ไวรัส.exe", b"MZ")]}, "attachments"),
    ],
)
def test_wrong_entries_are_told_and_nothing_is_lost(desk: Client, changed: dict[str, object], field: str) -> None:
    answer = desk.post(f"{QUEUE}log/", logged(**changed))

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert "ไฟถนนหน้าบ้านดับ 3 คืนแล้ว" in answer.content.decode()
    assert not Submission.objects.exists()


def test_menu_has_cases_for_officers_only(client: Client, officer: User) -> None:
    editor = make_officer(None)

    client.force_login(officer)
    assert f'"{QUEUE}"' in page(client, "/admin/")
    client.force_login(editor)
    assert f'"{QUEUE}"' not in page(client, "/admin/")


def test_every_address_is_closed_to_those_whose_case_it_is_not(client: Client, officer: User) -> None:
    """Anonymous: sign in. Editor and officer of another unit: it does not exist. Own officers: it does."""
    case = make_case(files={"ก.pdf": PDF})
    services.approve_case(case, by=officer)
    file = case.submission.files.get()
    at = {"reference": case.reference}
    own = [reverse(f"desk:{name}", kwargs=at) for name in ("case", "receipt", "letter")]
    own += [reverse("desk:file", kwargs={**at, "pk": file.pk})]
    own += [reverse("desk:act", kwargs={**at, "slug": slug}) for slug in ("take", "flag", "approve", "refuse", "note")]
    absent = [reverse("desk:licence", kwargs=at), reverse("desk:act", kwargs={**at, "slug": "nonsense"})]
    absent += [reverse(f"desk:{name}", kwargs=at) for name in ("logged", "logged_receipt")]
    everyones = [reverse("desk:queue"), reverse("desk:log")]
    people = {
        "editor": make_officer(None),
        "other": make_officer(make_unit("กองอื่น")),
        "officer": officer,
        "supervisor": make_officer(make_unit(), role=Membership.Role.SUPERVISOR),
        "administrator": User.objects.create_superuser("root"),
    }

    def answers(addresses: list[str]) -> set[int]:
        found = [client.get(address) for address in addresses]
        for answer in found:
            list(answer)  # reads a file to its end, which closes it
        return {answer.status_code for answer in found}

    assert answers([*own, *absent, *everyones]) == {302}
    for name, person in people.items():
        client.force_login(person)
        mine = name in ("officer", "supervisor", "administrator")
        assert answers(own) == ({200} if mine else {404}), name
        assert answers(absent) == {404}, name
        assert answers(everyones) == ({404} if name == "editor" else {200}), name
        if not mine:
            posts = [address for address in own if address.endswith("/note/")]
            assert {client.post(address, {"note": "แอบ"}).status_code for address in posts} == {404}
    assert not case.events.filter(kind=Act.NOTED).exists()


def test_matter_without_a_unit_is_found_by_supervisors(client: Client) -> None:
    make_case(unit=None, title="ไร้หน่วยงาน")
    client.force_login(make_officer(make_unit(), role=Membership.Role.SUPERVISOR))
    assert "ไร้หน่วยงาน" in page(client, QUEUE)
    client.force_login(make_officer(make_unit()))
    assert "ไร้หน่วยงาน" not in page(client, QUEUE)
