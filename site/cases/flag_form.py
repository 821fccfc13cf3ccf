from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases import services
from cases.act_forms import ActForm, long_text
from cases.workflow import Act
from forms.content import answers_in


class FlagForm(ActForm):
    """A box and a remark for each answer. Boxes ticked on the case page arrive in the address: ?question=map."""

    act, slug, icon = Act.FLAGGED, "flag", "warning"
    button, done = _("Ask for corrections"), _("The applicant has been asked. The time limit does not run meanwhile.")
    explanation = _("Only what you tick opens again for the applicant. Say of each what is to be corrected.")
    template_name = "cases/admin/flag_fields.html"

    note = long_text(_("Message for the applicant"), required=False)

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.answers = list(answers_in(self.case.submission.current_content))
        chosen = set(self.initial.get("question", ()))
        for answer in self.answers:
            key = answer["id"]
            self.fields[f"flag-{key}"] = forms.BooleanField(
                label=answer["label"], required=False, initial=key in chosen
            )
            self.fields[f"remark-{key}"] = forms.CharField(
                label=_("What is to be corrected"),
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.order_fields([name for name in self.fields if name != "note"])

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each answer with its box and its remark."""
        return [
            {"answer": answer, "flag": self[f"flag-{answer['id']}"], "remark": self[f"remark-{answer['id']}"]}
            for answer in self.answers
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        flagged = [answer["id"] for answer in self.answers if cleaned.get(f"flag-{answer['id']}")]
        if not flagged:
            raise ValidationError(_("Tick at least one answer."))
        for key in flagged:
            if not cleaned.get(f"remark-{key}", "").strip():
                self.add_error(f"remark-{key}", _("Say what is to be corrected."))
        cleaned["items"] = [(key, cleaned.get(f"remark-{key}", "")) for key in flagged]
        return cleaned

    def perform(self) -> None:
        services.flag_answers(self.case, self.cleaned_data["items"], by=self.user, note=self.cleaned_data["note"])
