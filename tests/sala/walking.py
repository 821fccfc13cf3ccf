"""Fills in any form, step by step, with an answer that each question takes."""

from typing import Any

from django.test import Client

from forms.definition import Step
from forms.models import Draft, FormPage
from forms.questions import Question
from forms.versions import definition_of
from tests.forms.filling import APPLICANT, answer, begin, photo, send

ANSWERS: dict[str, Any] = {
    "text": "99 หมู่ที่ 2 ชุมชนตลาดศาลา",
    "long_text": "บรรทัดหนึ่ง\nอีกบรรทัด",
    "date": "12 มีนาคม 2570",
    "national_id": "1-2345-67890-12-1",
    "email": "somchai@example.com",
    "phone": "08 1234 5678",
    "declaration": "on",
}


def walk_through(client: Client, page: FormPage) -> Draft:
    """A draft that was sent."""
    draft = begin(client, page)
    answer(client, draft, "applicant", APPLICANT)
    for step in definition_of(draft.version, draft.language).steps[1:]:
        response = answer(client, draft, step.key, _values(step))
        assert response.status_code == 302, (step.title, response.context["errors"])
    assert send(client, draft).status_code == 302
    draft.refresh_from_db()
    return draft


def _values(step: Step) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for question in step.questions:
        values |= _value(question)
    return values


def _value(question: Question) -> dict[str, Any]:
    if question.type == "address":
        parts = ("99/1 หมู่ 2", "ในเมือง", "เมืองขอนแก่น", "ขอนแก่น", "")
        return {f"{question.id}_{name}": part for name, part in zip(ADDRESS_PARTS, parts, strict=True)}
    if question.type == "files":
        return {question.id: photo()}
    if question.type == "number":
        return {question.id: str(question.settings["smallest"])}
    if question.type in ("one_of", "many_of"):
        return {question.id: question.choices[0].key}
    return {question.id: ANSWERS[question.type]}


ADDRESS_PARTS = ("line", "subdistrict", "district", "province", "postcode")
