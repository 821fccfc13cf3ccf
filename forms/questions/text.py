from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from forms.questions.base import NormalizedField, Question, QuestionType

MAX_CHARS = 300


class TextType(QuestionType):
    name = "text"
    label = _("Short text")
    icon = "title"

    def field(self, question: Question) -> forms.Field:
        extra = {"autocomplete": value} if (value := question.settings.get("autocomplete")) else {}
        return NormalizedField(max_length=MAX_CHARS, widget=forms.TextInput(attrs=extra), **self.common(question))
