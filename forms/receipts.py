from forms.models import Submission


def receipt_pdf(submission: Submission) -> bytes:
    raise NotImplementedError
