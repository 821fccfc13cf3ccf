from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from forms.questions.base import NormalizedField, Question, QuestionType

MAX_CHARS = 5000


class LongTextType(QuestionType):
    name = "long_text"
    label = _("Long text")
    icon = "pilcrow"

    def field(self, question: Question) -> forms.Field:
        widget = forms.Textarea(attrs={"rows": 5})
        return NormalizedField(max_length=MAX_CHARS, widget=widget, **self.common(question))
