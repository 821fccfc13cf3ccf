"""What made-up people send to the municipality, through the doors that people use."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import override

from accounts.models import User
from cases.log_form import LogForm
from catalogue.models import ServicePage
from forms.applicant import applicant_of
from forms.content import content_of
from forms.definition import FormDefinition
from forms.models import FormVersion, Submission
from forms.services import ReceivedFile, receive_submission
from forms.versions import definition_of
from sala.demo.answers import ANSWERS, Answers, applicant_answers, complaint
from sala.demo.case_plan import PlannedCase
from sala.demo.invention import Invention, Person
from sala.demo.papers import ALSO_SENT, paper_for

COMPLAINT = "complaint"
BUSINESSES = ("health-hazard-business", "building-permit", "sign-tax")


@dataclass
class Application:
    """words: case_words.json. matter: of a complaint, what it is about. foreigner: the name of one who writes in English."""

    planned: PlannedCase
    words: dict[str, Any]
    matter: dict[str, str]
    foreigner: str = ""

    @cached_property
    def invention(self) -> Invention:
        return Invention(f"matter {self.planned.number}")

    @cached_property
    def person(self) -> Person:
        if self.foreigner:
            return Person(self.foreigner, self.invention.person().number)
        return self.invention.holder() if self.planned.service in BUSINESSES else self.invention.person()

    @property
    def phone(self) -> str:
        return f"02000{6000 + self.planned.number}"

    @property
    def email(self) -> str:
        """One in four has none."""
        number = self.planned.number
        return "" if number % 4 == 3 else f"applicant{number:02}@mail.example"

    @cached_property
    def service(self) -> ServicePage:
        return ServicePage.objects.get(slug=self.planned.service, locale__language_code="th")

    @property
    def log_number(self) -> uuid.UUID:
        return uuid.uuid5(uuid.NAMESPACE_URL, self.planned.once)

    @property
    def once(self) -> str:
        """By this the submission is found again."""
        return self.planned.once if self.planned.is_from_the_web else f"logged:{self.log_number}"

    def answers(self) -> Answers:
        given = applicant_answers(self.person, phone=self.phone, email=self.email)
        today = timezone.localdate()
        if self.planned.service == COMPLAINT:
            return given | complaint(self.matter, today)
        given |= ANSWERS[self.planned.service](self.invention, self.person, today)
        return given | (self.words["english"].get(self.planned.service, {}) if self.foreigner else {})


def send_from_the_web(application: Application) -> None:
    """As a draft is sent."""
    planned, service = application.planned, application.service
    version = FormVersion.objects.filter(service=service).latest("number")
    with override(planned.language):
        definition = definition_of(version, planned.language)
    answers = application.answers()
    receive_submission(
        channel=Submission.Channel.WEB,
        applicant=applicant_of(answers),
        content=content_of(definition.steps, answers, planned.language),
        files=list(_files(definition, application.invention)),
        service=service,
        version=version,
        title=service.title,
        language=planned.language,
        once=application.once,
    )


def _files(definition: FormDefinition, invention: Invention) -> Iterator[ReceivedFile]:
    for question in definition.questions():
        if question.type == "files" and (question.is_required or question.id in ALSO_SENT):
            paper = paper_for(question.id, invention.chance)
            yield ReceivedFile(question.id, question.label, paper.name, paper.content_type, paper.file)


def log_at_the_office(application: Application, *, by: User) -> None:
    """As an officer enters what came by telephone, by post or at the counter."""
    matter, now = application.matter, timezone.localtime()
    text = (
        f"{matter['details']} {matter['wish']}" if matter else application.words["logged"][application.planned.service]
    )
    data = {
        "channel": application.planned.channel,
        "service": str(application.service.pk),
        "applicant_name": application.person.name,
        "applicant_number": application.person.number,
        "phone": application.phone,
        "email": application.email,
        "answer_by": Submission.AnswerBy.ELECTRONIC if application.email else Submission.AnswerBy.COUNTER,
        "text": text,
        "register_number": f"รับที่ {1000 + application.planned.number}",
        "entered_at_0": f"{now:%Y-%m-%d}",
        "entered_at_1": f"{now:%H:%M}",
        "once": str(application.log_number),
    }
    form = LogForm(data, _attachments(application), user=by)
    if not form.is_valid():
        raise ValueError(form.errors.as_text())
    form.save()


def _attachments(application: Application) -> MultiValueDict[str, Any]:
    wanted = {"food-premises-small": "location-map", "building-permit": "plans", "sign-tax": "sign-photo"}
    question = wanted.get(application.planned.service)
    files = [upload(question, application.invention)] if question else []
    return MultiValueDict({"attachments": files})


def upload(question_id: str, invention: Invention) -> SimpleUploadedFile:
    paper = paper_for(question_id, invention.chance)
    return SimpleUploadedFile(paper.name, paper.content, paper.content_type)
