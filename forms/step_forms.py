"""The questions of a step as a Django form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms import applicant
from forms.models.submission import Submission
from forms.questions import TYPES, Question
from forms.questions.files import FilesField

Saved = Mapping[str, Sequence[Any]]
"""Files kept so far, by the id of the question they answer."""


class StepForm(forms.Form):
    questions: tuple[Question, ...] = ()

    def __init__(self, *args: Any, saved: Saved | None = None, **values: Any) -> None:
        super().__init__(*args, **values)
        for name, field in self.fields.items():
            if isinstance(field, FilesField):
                field.show_saved((saved or {}).get(name, ()))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        by_post = cleaned.get(applicant.ANSWER_BY) == Submission.AnswerBy.POST
        if by_post and applicant.POSTAL_ADDRESS in self.fields and not cleaned.get(applicant.POSTAL_ADDRESS):
            message = _("Write the address to which the answer is to be sent, or choose another way to be answered.")
            self.add_error(applicant.POSTAL_ADDRESS, ValidationError(message))
        return cleaned

    def answers(self) -> dict[str, Any]:
        """Stored values by question id. Only of a valid form; files are kept apart."""
        return {
            question.id: TYPES[question.type].stored(self.cleaned_data.get(question.id))
            for question in self.questions
            if question.type != "files"
        }

    def file_fields(self) -> Iterable[tuple[Question, FilesField]]:
        for question in self.questions:
            field = self.fields[question.id]
            if isinstance(field, FilesField):
                yield question, field

    def error_list(self) -> list[tuple[str, str, str]]:
        """Field id for a link, the question, and what is wrong with its answer; in the order of the questions."""
        rows = []
        for name, errors in sorted(self.errors.items(), key=lambda item: list(self.fields).index(item[0])):
            bound = self[name]
            rows += [(f"question-{name}", str(bound.label), str(error)) for error in errors]
        return rows


def form_class(questions: Sequence[Question]) -> type[StepForm]:
    fields = {question.id: TYPES[question.type].field(question) for question in questions}
    return type("StepForm", (StepForm,), {**fields, "questions": tuple(questions)})
