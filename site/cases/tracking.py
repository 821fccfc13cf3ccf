"""Who may follow a matter without an account: who knows its reference and its secret.

Whoever showed both is remembered in the session, with the number of the secret: when the secret is revoked, so is this.
"""

from __future__ import annotations

from django import forms
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from forms import references
from forms.models import Submission

_SESSION_KEY = "followed"
MAX_FOLLOWED = 20
MAX_TYPED_CHARS = 40


class TrackForm(forms.Form):
    """Reference and code as people type them: small letters, Thai digits, with or without hyphen."""

    reference = forms.CharField(
        label=_("Reference"),
        error_messages={"required": _("Type the reference that stands on your receipt.")},
        help_text=_("For example K7PM-3QX2. It stands on your receipt."),
        max_length=MAX_TYPED_CHARS,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "class": "short"}),
    )
    secret = forms.CharField(
        label=_("Tracking code"),
        error_messages={"required": _("Type the tracking code that stands on your receipt.")},
        help_text=_("Ten characters, on your receipt too."),
        max_length=MAX_TYPED_CHARS,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "class": "short"}),
    )
    submission: Submission

    def clean(self) -> dict[str, str]:
        cleaned = super().clean() or {}
        if not self.errors:
            found = submission_with(cleaned["reference"], cleaned["secret"])
            if found is None:
                raise ValidationError(NO_SUCH_PAIR)
            self.submission = found
        return cleaned

    def error_list(self) -> list[tuple[str, str, str]]:
        """As components/error_summary.html wants it."""
        rows = [("question-reference", str(self["reference"].label), str(error)) for error in self.non_field_errors()]
        for name in self.fields:
            rows += [(f"question-{name}", str(self[name].label), str(error)) for error in self[name].errors]
        return rows


NO_SUCH_PAIR = _("We do not find a matter with this reference and this code. Compare both with your receipt.")


def submission_with(reference: str, secret: str) -> Submission | None:
    """None for a wrong secret as for a wrong reference, after the same work."""
    typed = references.compact(reference)
    found = Submission.objects.filter(reference=typed).first()
    is_right = references.is_secret(secret, typed, found.secret_number if found else 1)
    return found if found and is_right else None


def remember(session: SessionBase, submission: Submission) -> None:
    followed = dict(session.get(_SESSION_KEY, {}))
    followed.pop(submission.reference, None)
    followed[submission.reference] = submission.secret_number
    session[_SESSION_KEY] = dict(list(followed.items())[-MAX_FOLLOWED:])


def forget(session: SessionBase) -> None:
    """For computers that others use."""
    session.pop(_SESSION_KEY, None)


def followed_case(session: SessionBase, reference: str) -> Case | None:
    """The matter, if it was opened in this session; None for all others, whether they exist or not."""
    typed = references.compact(reference)
    number = session.get(_SESSION_KEY, {}).get(typed)
    if number is None:
        return None
    cases = Case.objects.with_parts().select_related("permit", "permit__permit_type")
    return cases.filter(submission__reference=typed, submission__secret_number=number).first()
