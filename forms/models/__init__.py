"""What a citizen fills in: form pages, their versions, drafts, and what was received."""

from forms.models.draft import Draft, DraftFile
from forms.models.page import FormPage
from forms.models.submission import Submission, SubmissionFile, SubmissionRevision
from forms.models.version import FormVersion

__all__ = ["Draft", "DraftFile", "FormPage", "FormVersion", "Submission", "SubmissionFile", "SubmissionRevision"]
