"""What an officer flagged opens again; nothing else does."""

import pytest
from django.utils.datastructures import MultiValueDict

from cases.services import flag_answers
from forms.correction import CorrectionForm
from forms.models import Submission
from tests.factories import make_form, make_officer, make_service, make_site, make_unit
from tests.forms.filling import fill_in, photo, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(client):
    _, services, _ = make_site()
    questions = [("text", {"label": "ชื่อร้าน"}), ("text", {"label": "ที่ตั้ง"}), ("files", {"label": "แผนที่"})]
    form = make_form(make_service(services), questions)
    send(client, fill_in(client, form, {"text": "ร้านเดิม", "text-2": "ที่เดิม", "files": photo()}))
    submission = Submission.objects.get()
    flagged = [(question, "โปรดแก้ไข") for question in ("text", "text-2", "files", "applicant_email")]
    flag_answers(submission.case, flagged, by=make_officer(make_unit()))
    return submission


def test_only_flagged_questions_can_be_changed(submission):
    data = MultiValueDict({"text": ["ร้านใหม่"], "text-2": ["ที่ใหม่"], "applicant_name": ["คนอื่น"]})
    form = CorrectionForm(submission, ["text"], data)
    assert form.is_valid()
    form.save()
    submission.refresh_from_db()
    told = {a["id"]: a["text"] for a in submission.current_content[1]["answers"]}
    assert told == {"text": "ร้านใหม่", "text-2": "ที่เดิม", "files": ""}
    assert submission.applicant_name == "สมชาย ใจดี"


def test_what_was_answered_stands_in_the_form(submission):
    assert 'value="ร้านเดิม"' in str(CorrectionForm(submission, ["text"]).form["text"])


def test_flagged_file_has_to_be_sent_anew(submission):
    empty = CorrectionForm(submission, ["files"], MultiValueDict(), MultiValueDict())
    assert not empty.is_valid()
    form = CorrectionForm(submission, ["files"], MultiValueDict(), MultiValueDict({"files": [photo("ใหม่.png")]}))
    assert form.is_valid()
    form.save()
    assert [(file.name, file.revision) for file in submission.files.all()] == [("แผนที่ร้าน.png", 0), ("ใหม่.png", 1)]


def test_correcting_the_applicant_changes_whom_we_tell(submission):
    form = CorrectionForm(submission, ["applicant_email"], MultiValueDict({"applicant_email": ["new@example.com"]}))
    assert form.is_valid()
    form.save()
    submission.refresh_from_db()
    assert submission.email == "new@example.com"


def test_matter_without_a_form_is_corrected_as_it_tells_of_itself(submission):
    submission.version.page.delete()
    Submission.objects.update(version=None)
    submission.refresh_from_db()
    form = CorrectionForm(submission, ["text-2"], MultiValueDict({"text-2": ["ใหม่"]}))
    assert form.is_valid()
    assert form.save().question_ids == ["text-2"]


def test_way_to_be_answered_can_be_corrected_where_a_matter_came_without_a_form(submission):
    Submission.objects.update(version=None)
    submission.refresh_from_db()
    flagged = ["answer_by", "postal_address"]
    data = MultiValueDict({"answer_by": ["post"], "postal_address": ["99 ถนนทดสอบ"]})
    form = CorrectionForm(submission, flagged, data)
    assert form.is_valid(), form.form.errors
    flag = submission.case.correction_requests.get()
    for question in flagged:
        flag.items.create(question_id=question, label=question, remark="โปรดแก้ไข")
    form.save()
    submission.refresh_from_db()
    assert (submission.answer_by, submission.postal_address) == ("post", "99 ถนนทดสอบ")
