"""From answers to the content of a submission (see forms.models.submission)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from forms.definition import Step
from forms.models.submission import Content
from forms.questions import TYPES, Question


def content_of(steps: tuple[Step, ...], answers: Mapping[str, Any], language: str) -> Content:
    return [
        {
            "title": step.title,
            "answers": [answer_of(question, answers.get(question.id), language) for question in step.questions],
        }
        for step in steps
    ]


def answer_of(question: Question, stored: Any, language: str) -> dict[str, Any]:
    return {
        "id": question.id,
        "type": question.type,
        "label": question.label,
        "purpose": question.purpose,
        "value": stored,
        "text": TYPES[question.type].text(question, stored, language),
    }


def answers_in(content: Content) -> Iterator[dict[str, Any]]:
    for part in content:
        yield from part["answers"]


def values_in(content: Content) -> dict[str, Any]:
    return {answer["id"]: answer["value"] for answer in answers_in(content)}


def with_answers(content: Content, changed: Mapping[str, dict[str, Any]]) -> Content:
    """The content with some answers replaced, by question id."""
    return [{**part, "answers": [changed.get(answer["id"], answer) for answer in part["answers"]]} for part in content]
