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
        max_length = question.settings.get("max_chars", MAX_CHARS)
        return NormalizedField(max_length=max_length, widget=forms.TextInput(attrs=extra), **self.common(question))
