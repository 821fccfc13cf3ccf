"""What a citizen fills in: form pages, their versions, drafts, and what was received."""

from forms.models.submission import Submission, SubmissionFile, SubmissionRevision

__all__ = ["Submission", "SubmissionFile", "SubmissionRevision"]
