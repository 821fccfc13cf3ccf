from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.questions.base import Question, QuestionType


class DeclarationBlock(blocks.StructBlock):
    """Always to be agreed to: what may be left out is no declaration."""

    label = blocks.TextBlock(label=_("What the applicant declares"))
    help_text = blocks.CharBlock(label=_("Help below the question"), max_length=500, required=False)


class DeclarationType(QuestionType):
    name = "declaration"
    label = _("Declaration")
    icon = "check"
    block = DeclarationBlock

    def field(self, question: Question) -> forms.Field:
        message = _("Tick the box if this is true. Without it the application cannot be sent.")
        return forms.BooleanField(
            label=question.label, help_text=question.help_text, required=True, error_messages={"required": message}
        )

    def text(self, question: Question, stored: Any, language: str) -> str:
        with override(language):
            return gettext("Declared") if stored else ""
