"""What an applicant changed with a correction, answer by answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cases.models import CorrectionRequest
from forms.content import answers_in
from forms.models import Submission, SubmissionFile, SubmissionRevision
from forms.models.submission import Content


@dataclass(frozen=True)
class Change:
    label: str
    remark: str
    before: str
    after: str
    files: Sequence[SubmissionFile]

    @property
    def is_change(self) -> bool:
        return self.before != self.after or bool(self.files)


@dataclass(frozen=True)
class Correction:
    """A request, and what came of it; no changes while it is not answered."""

    request: CorrectionRequest
    changes: Sequence[Change]


def corrections_of(submission: Submission) -> list[Correction]:
    """All requests with their changes, the newest first."""
    revisions = {revision.number: revision for revision in submission.revisions.all()}
    files = list(submission.files.all())
    requests = submission.case.correction_requests.select_related("by").prefetch_related("items")
    found = [Correction(request, _changes(submission, request, revisions, files)) for request in requests]
    return found[::-1]


def _changes(
    submission: Submission,
    request: CorrectionRequest,
    revisions: dict[int, SubmissionRevision],
    files: list[SubmissionFile],
) -> list[Change]:
    if request.revision is None:
        return []
    number = request.revision
    before = _texts(revisions[number - 1].content if number > 1 else submission.content)
    after = _texts(revisions[number].content)
    return [
        Change(
            label=item.label,
            remark=item.remark,
            before=before.get(item.question_id, ""),
            after=after.get(item.question_id, ""),
            files=[file for file in files if (file.revision, file.question_id) == (number, item.question_id)],
        )
        for item in request.items.all()
    ]


def _texts(content: Content) -> dict[str, str]:
    return {answer["id"]: answer["text"] for answer in answers_in(content)}
