"""The first step of each form: who applies, and how the answer is to be given (s.11). The same for all services."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from forms.definition import Step
from forms.models.submission import MAX_NAME_CHARS, Submission
from forms.questions import Choice, Question
from forms.questions.national_id import Bearer
from forms.services import APPLICANT_FIELDS, Applicant

KEY = "applicant"
NAME, NUMBER, PHONE, EMAIL, ANSWER_BY, POSTAL_ADDRESS = (
    "applicant_name",
    "applicant_number",
    "applicant_phone",
    "applicant_email",
    "answer_by",
    "postal_address",
)


def applicant_step() -> Step:
    """In the language that is active."""
    return Step(
        key=KEY,
        title=_("Who applies"),
        intro=_(
            "Your data is used to handle this application, by law (Electronic Performance of Administrative Services "
            "Act B.E. 2565), and is shown to the officers of the responsible unit only."
        ),
        questions=(
            Question(
                NAME,
                "text",
                _("First and last name, or name of the company"),
                settings={"autocomplete": "name", "max_chars": MAX_NAME_CHARS},
            ),
            Question(
                NUMBER,
                "national_id",
                _("National ID, or registration number of the company"),
                help_text=_("13 digits, if you have one. You need not send a copy of the card."),
                is_required=False,  # s.8: foreigners have none, and a complaint needs none
                settings={"bearer": Bearer.EITHER},
            ),
            Question(PHONE, "phone", _("Telephone"), help_text=_("So that we can ask when something is unclear.")),
            Question(
                EMAIL,
                "email",
                _("E-mail"),
                help_text=_("If you have one: you get the receipt and all news there."),
                is_required=False,
            ),
            Question(
                ANSWER_BY,
                "one_of",
                _("How would you like the answer?"),
                choices=tuple(Choice(value, str(label)) for value, label in Submission.AnswerBy.choices),
                settings={"initial": Submission.AnswerBy.ELECTRONIC},
            ),
            Question(
                POSTAL_ADDRESS,
                "long_text",
                _("Postal address"),
                help_text=_("Only if you want the answer by post."),
                is_required=False,
            ),
        ),
    )


def applicant_of(answers: dict[str, Any]) -> Applicant:
    """From stored answers by question id."""
    given = {field: answers[key] for key, field in APPLICANT_FIELDS.items() if answers.get(key)}
    return Applicant(name=given.pop("applicant_name", ""), number=given.pop("applicant_number", ""), **given)
