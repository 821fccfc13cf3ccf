"""E-mail addresses and telephone numbers."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.questions.base import NormalizedField, Question, QuestionType
from thai.digits import to_arabic

_PHONE = re.compile(r"\+?[0-9]{9,15}")
MAX_EMAIL_CHARS = 254
"""RFC 5321; columns for e-mail addresses are as wide, Django's form field is wider."""


class EmailType(QuestionType):
    name = "email"
    label = _("E-mail")
    icon = "mail"

    def field(self, question: Question) -> forms.Field:
        common = self.common(question)
        common["error_messages"]["invalid"] = _("Write an e-mail address, for example somchai@example.com.")
        widget = forms.EmailInput(attrs={"autocomplete": "email"})
        return forms.EmailField(max_length=MAX_EMAIL_CHARS, widget=widget, **common)


class PhoneField(NormalizedField):
    widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel", "class": "short"})

    def to_python(self, value: Any) -> str:
        return re.sub(r"[\s().-]", "", to_arabic(super().to_python(value)))

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not _PHONE.fullmatch(value):
            raise ValidationError(_("Write a telephone number with its area code, for example 08 1234 5678."))


class PhoneType(QuestionType):
    name = "phone"
    label = _("Telephone")
    icon = "mobile-alt"

    def field(self, question: Question) -> forms.Field:
        return PhoneField(max_length=40, **self.common(question))
