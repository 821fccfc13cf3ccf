from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.questions.base import Question, QuestionBlock, QuestionType
from thai.digits import to_arabic

MAX_DIGITS = 15


class NumberBlock(QuestionBlock):
    unit = blocks.CharBlock(label=_("Unit, shown behind the number"), max_length=40, required=False)
    smallest = blocks.DecimalBlock(label=_("Smallest number allowed"), required=False)
    largest = blocks.DecimalBlock(label=_("Largest number allowed"), required=False)


class NumberField(forms.DecimalField):
    """Thai and Arabic digits, with or without commas between thousands."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "short"})
    unit = ""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = to_arabic(value).replace(",", "").replace(" ", "")
        return super().to_python(value)


class NumberType(QuestionType):
    name = "number"
    label = _("Number")
    icon = "order"
    block = NumberBlock
    translated_settings = ("unit",)

    def field(self, question: Question) -> forms.Field:
        settings = question.settings
        common = self.common(question)
        common["error_messages"]["invalid"] = _("Write a number, for example 120 or 85.5.")
        field = NumberField(
            min_value=settings.get("smallest"),
            max_value=settings.get("largest"),
            max_digits=MAX_DIGITS,
            decimal_places=2,
            **common,
        )
        field.unit = settings.get("unit") or ""
        return field

    def stored(self, value: Decimal | None) -> str | None:
        return None if value is None else f"{value:f}"

    def text(self, question: Question, stored: Any, language: str) -> str:
        if stored is None:
            return ""
        try:
            number = Decimal(stored)
        except InvalidOperation as error:
            raise ValidationError(f"not a number: {stored}") from error
        shown = f"{number:,f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:,f}"
        return f"{shown} {question.settings.get('unit') or ''}".strip()
