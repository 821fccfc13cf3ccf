"""Sixty matters of the municipality. Each was sent, logged, handled and decided by the services that people use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.datastructures import MultiValueDict

from accounts.models import User
from agency.models import AgencyUnit
from cases import services
from cases.act_forms import ApproveForm
from cases.models import Case
from forms.correction import CorrectionForm
from forms.models import Submission
from sala.demo.applications import COMPLAINT, Application, log_at_the_office, send_from_the_web, upload
from sala.demo.case_plan import plan_cases
from sala.demo.content import read_json
from sala.demo.invention import DISTRICT, PROVINCE
from sala.demo.papers import PAPERS
from sala.demo.timeline import Moment

OFFICERS = {
    "food-premises-small": "health",
    "health-hazard-business": "health",
    "building-permit": "works",
    "sign-tax": "desk",
    "complaint": "desk",
}
SUPERVISOR = "supervisor"


@dataclass
class Story:
    """A matter and the people who handle it."""

    application: Application
    officer: User
    supervisor: User
    units: Mapping[str, AgencyUnit]

    @property
    def case(self) -> Case:
        return Case.objects.select_related("submission").get(submission__once=self.application.once)

    def words(self, kind: str) -> Any:
        """What is said in this kind of act, for this service."""
        return self.application.words[kind][self.application.planned.service]

    def moments(self) -> Iterator[Moment]:
        planned = self.application.planned
        if planned.is_from_the_web:
            yield planned.received_at, partial(send_from_the_web, self.application)
        else:
            yield planned.received_at, partial(log_at_the_office, self.application, by=self.officer)
        for name, at in planned.acts:
            yield at, partial(ACTS[name], self)


def missing_matters(units: Mapping[str, AgencyUnit]) -> list[Moment]:
    """The acts of the matters that are not there. What was done since to one that is there stays."""
    people = {user.username: user for user in User.objects.filter(username__in=[*OFFICERS.values(), SUPERVISOR])}
    if set(people) != {*OFFICERS.values(), SUPERVISOR}:
        return []
    there = set(Submission.objects.exclude(once=None).values_list("once", flat=True))
    stories = [
        Story(application, people[OFFICERS[application.planned.service]], people[SUPERVISOR], units)
        for application in _applications()
        if application.once not in there
    ]
    return [moment for story in stories for moment in story.moments()]


def _applications() -> Iterator[Application]:
    words = read_json("case_words.json")
    complaints, foreigners = iter(words["complaints"]), iter(words["english"]["names"])
    for planned in plan_cases():
        matter = next(complaints) if planned.service == COMPLAINT else {}
        yield Application(planned, words, matter, next(foreigners) if planned.language == "en" else "")


def _take(story: Story) -> None:
    services.take_case(story.case, by=story.officer)


def _assign(story: Story) -> None:
    services.assign_case(story.case, officer=story.officer, by=story.supervisor)


def _note(story: Story) -> None:
    services.add_note(story.case, by=story.officer, note=story.words("notes"))


def _ask(story: Story) -> None:
    services.ask_about_case(story.case, message=story.words("questions"))


def _flag(story: Story) -> None:
    flags = story.words("flags")
    services.flag_answers(story.case, list(flags["items"].items()), by=story.officer, note=flags["note"])


def _correct(story: Story) -> None:
    flags, invention = story.words("flags"), story.application.invention
    files = {question: [upload(question, invention)] for question in flags["items"] if question in PAPERS}
    typed = {question: [text] for question, text in flags["corrected"].items()}
    form = CorrectionForm(story.case.submission, list(flags["items"]), MultiValueDict(typed), MultiValueDict(files))
    if not form.is_valid():
        raise ValueError(form.form.errors.as_text())
    form.save()


def _approve(story: Story) -> None:
    """The officer writes the parts of the address into their boxes."""
    case, place = story.case, story.application.invention.place()
    prefilled = ApproveForm(case=case, user=story.officer).initial
    data = {
        **prefilled,
        "address": f"{prefilled['address']} ตำบล{place.subdistrict} อำเภอ{DISTRICT} จังหวัด{PROVINCE}",
        "subdistrict": place.subdistrict,
        "district": DISTRICT,
        "province": PROVINCE,
        "answer": story.words("approvals"),
    }
    form = ApproveForm(data, case=case, user=story.officer)
    if not form.is_valid():
        raise ValueError(form.errors.as_text())
    form.perform()


def _answer(story: Story) -> None:
    text = story.application.matter.get("answer") or story.words("answers")
    services.answer_case(story.case, by=story.officer, answer=text)


def _refuse(story: Story) -> None:
    services.refuse_case(story.case, by=story.officer, **story.words("refusals"))


def _withdraw(story: Story) -> None:
    services.withdraw_case(story.case, reason=story.words("withdrawals"))


def _refer(story: Story) -> None:
    referral = story.application.words["referral"]
    services.refer_case(story.case, agency_name=referral["agency"], by=story.officer, note=referral["note"])


def _pass_on(story: Story) -> None:
    passed = story.words("passed_on")
    services.pass_to_unit(story.case, story.units[passed["unit"]], by=story.officer, reason=passed["reason"])


ACTS: dict[str, Callable[[Story], None]] = {
    "take": _take,
    "assign": _assign,
    "note": _note,
    "ask": _ask,
    "flag": _flag,
    "correct": _correct,
    "approve": _approve,
    "answer": _answer,
    "refuse": _refuse,
    "withdraw": _withdraw,
    "refer": _refer,
    "pass_on": _pass_on,
}
