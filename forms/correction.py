"""Correcting what an officer flagged: these questions open again, and nothing else does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import override

from forms.applicant import applicant_step
from forms.content import answer_of, answers_in, values_in, with_answers
from forms.models import Submission, SubmissionRevision
from forms.questions import TYPES, Question
from forms.services import ReceivedFile, correct_submission
from forms.step_forms import StepForm, form_class
from forms.versions import definition_of


def open_questions(submission: Submission, question_ids: Sequence[str]) -> tuple[Question, ...]:
    """The questions with these ids, as they were asked; where the form is gone, as the submission tells of them."""
    asked = {question.id: question for question in _asked(submission)}
    told = {answer["id"]: _told(answer) for answer in answers_in(submission.content)}
    ids = [answer["id"] for answer in answers_in(submission.content) if answer["id"] in set(question_ids)]
    return tuple(asked.get(each) or told[each] for each in ids)


def _asked(submission: Submission) -> list[Question]:
    """Every matter has the questions about the applicant, however it came."""
    with override(submission.language):
        if submission.version is None:
            return list(applicant_step().questions)
        return list(definition_of(submission.version, submission.language).questions())


def _told(answer: dict[str, Any]) -> Question:
    """What there was to choose from is not known any more: such an answer is written."""
    kind = "text" if answer["type"] in ("one_of", "many_of") else answer["type"]
    return Question(answer["id"], kind, answer["label"], purpose=answer.get("purpose", ""))


class CorrectionForm:
    """A Django form over the flagged questions only. What was answered so far stands in it, files count as sent."""

    def __init__(
        self, submission: Submission, question_ids: Sequence[str], data: Any = None, files: Any = None
    ) -> None:
        self.submission = submission
        self.questions = open_questions(submission, question_ids)
        values = values_in(submission.current_content)
        self.form: StepForm = form_class(self.questions)(
            data,
            files,
            initial={q.id: TYPES[q.type].initial(values.get(q.id)) for q in self.questions},
            saved={},
        )

    def is_valid(self) -> bool:
        return self.form.is_valid()

    def save(self) -> SubmissionRevision:
        """Only of a valid form."""
        stored = self.form.answers()
        changed = {
            question.id: answer_of(question, stored.get(question.id), self.submission.language)
            for question in self.questions
        }
        return correct_submission(
            self.submission,
            content=with_answers(self.submission.current_content, changed),
            question_ids=[question.id for question in self.questions],
            files=self._files(),
        )

    def _files(self) -> list[ReceivedFile]:
        return [
            ReceivedFile(question.id, question.label, name, content_type, file)
            for question, field in self.form.file_fields()
            for file, name, content_type in (field.checked.new if field.checked else ())
        ]
