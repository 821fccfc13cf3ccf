"""The one door for all that comes in."""

import json
from datetime import datetime, time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from agency.models import AgencySettings, Office, Timetable, TimetablePeriod
from cases.services import flag_answers
from cases.workflow import CaseError
from forms.models import Submission
from forms.services import Applicant, ReceivedFile, correct_submission, receipt_times, receive_submission, revoke_secret
from forms.signals import submission_received
from forms.storage import private_storage
from notifications.models import Message
from tests.factories import make_officer, make_service, make_site, make_unit

pytestmark = pytest.mark.django_db
VECTORS = Path(__file__).parents[1] / "agency" / "deemed_receipt_vectors.json"

CONTENT = [
    {
        "title": "คำขอ",
        "answers": [{"id": "a", "type": "text", "label": "เรื่อง", "purpose": "", "value": "ก", "text": "ก"}],
    }
]


def receive(**values) -> Submission:
    return receive_submission(
        **{"channel": "web", "applicant": Applicant("สมชาย ใจดี"), "content": CONTENT, "title": "ร้องเรียน", **values}
    )


def test_matter_sent_at_night_counts_from_the_next_morning_and_is_due_in_working_days():
    _, services, _ = make_site()
    service = make_service(services, time_limit_days=7)
    sunday_night = datetime(2027, 3, 14, 22, 0, tzinfo=timezone.get_current_timezone())
    submission = receive(service=service, entered_at=sunday_night)
    assert timezone.localtime(submission.counts_from).isoformat() == "2027-03-15T08:30:00+07:00"
    assert submission.due_on.isoformat() == "2027-03-24"
    assert submission.unit == service.unit


@pytest.mark.parametrize(
    "case", json.loads(VECTORS.read_text(encoding="utf-8"))["cases"], ids=lambda case: case["note"]
)
def test_receipt_times_of_the_act(case):
    def local(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=timezone.get_current_timezone())

    counts_from, due_on = receipt_times(local(case["submitted"]), 7)
    assert (counts_from, due_on.isoformat()) == (local(case["deemed_received"]), case["plus_7_working_days"])


def test_main_offices_hours_decide():
    home, _, _ = make_site()
    timetable = Timetable.objects.create(name="เสาร์อาทิตย์")
    TimetablePeriod.objects.create(timetable=timetable, weekday=6, opens=time(9), closes=time(12))
    office = Office.objects.create(name="สำนักงาน", address="1", timetable=timetable, locale=home.locale)
    AgencySettings.objects.update(main_office=office)
    monday = datetime(2027, 3, 15, 10, 0, tzinfo=timezone.get_current_timezone())
    assert timezone.localtime(receive(entered_at=monday).counts_from).isoformat() == "2027-03-21T09:00:00+07:00"


def test_same_sending_twice_is_stored_once():
    first, second = receive(once="mail:<1@x>"), receive(once="mail:<1@x>")
    assert first == second
    assert Submission.objects.count() == 1
    assert Message.objects.about(first.subject_key).count() == 1


def test_nothing_is_received_when_a_receiver_fails():
    def fail(**kwargs):
        raise RuntimeError("no case")

    before = files_on_disk()
    submission_received.connect(fail)
    try:
        with pytest.raises(RuntimeError, match="no case"):
            receive(applicant=Applicant("สมชาย", email="somchai@example.com"), files=[paper()])
    finally:
        submission_received.disconnect(fail)
    assert (Submission.objects.count(), Message.objects.count(), files_on_disk()) == (0, 0, before)


def paper():
    return ReceivedFile("a", "เรื่อง", "ใหม่.pdf", "application/pdf", ContentFile(b"%PDF-1.7", name="x.pdf"))


def files_on_disk():
    folder = Path(private_storage().location)
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_correction_that_nobody_asked_for_leaves_nothing():
    submission, before = receive(unit=make_unit()), files_on_disk()
    with pytest.raises(CaseError):
        correct_submission(submission, content=CONTENT, question_ids=["a"], files=[paper()])
    assert (submission.revisions.count(), files_on_disk()) == (0, before)


def test_acknowledgement_names_reference_times_and_secret():
    submission = receive(applicant=Applicant("สมชาย", email="somchai@example.com"))
    message = Message.objects.about(submission.subject_key).get()
    wanted = (submission.shown_reference, submission.secret[:5], "ร้องเรียน", "ถือว่าได้รับเมื่อ")
    assert message.to == "somchai@example.com"
    assert [word for word in wanted if word not in message.subject + message.body] == []


def test_correction_is_a_revision_beside_what_was_sent_first():
    submission = receive(unit=make_unit())
    flag_answers(submission.case, [("a", "โปรดแก้ไข")], by=make_officer(make_unit()))
    changed = [{"title": "คำขอ", "answers": [{**CONTENT[0]["answers"][0], "value": "ข", "text": "ข"}]}]
    file = ReceivedFile("a", "เรื่อง", "ใหม่.pdf", "application/pdf", ContentFile(b"%PDF-1.7", name="x.pdf"))
    revision = correct_submission(submission, content=changed, question_ids=["a"], files=[file])
    submission.refresh_from_db()
    assert (submission.content, submission.current_content) == (CONTENT, changed)
    assert [(file.name, file.revision, file.size) for file in submission.files.all()] == [
        ("ใหม่.pdf", revision.number, 8)
    ]


def test_revoked_secret_opens_nothing_any_more():
    submission = receive()
    before = submission.secret
    assert revoke_secret(submission).secret != before
