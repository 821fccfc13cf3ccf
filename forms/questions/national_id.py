from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.questions.base import NormalizedField, Question, QuestionBlock, QuestionType
from thai.national_id import compact, format_number, is_citizen_number, is_juristic_number


class Bearer(models.TextChoices):
    """Whose number is asked for."""

    PERSON = "person", _("A person's national ID")
    JURISTIC = "juristic", _("A juristic person's registration number")
    EITHER = "either", _("Either of them")


class NationalIdBlock(QuestionBlock):
    bearer = blocks.ChoiceBlock(label=_("Whose number"), choices=Bearer.choices, default=Bearer.PERSON)


class NationalIdField(NormalizedField):
    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short"})

    def __init__(self, *, bearer: str, **values: Any) -> None:
        super().__init__(max_length=40, **values)
        self.bearer = bearer

    def to_python(self, value: Any) -> str:
        return compact(super().to_python(value))

    def validate(self, value: str) -> None:
        super().validate(value)
        if not value:
            return
        if len(value) != 13 or not value.isdecimal():
            raise ValidationError(_("The number has 13 digits. Check that none is missing or doubled."))
        is_person = self.bearer != Bearer.JURISTIC and is_citizen_number(value)
        is_juristic = self.bearer != Bearer.PERSON and is_juristic_number(value)
        if not (is_person or is_juristic):
            raise ValidationError(_("This number does not exist: one digit is mistyped. Compare it with the card."))

    def prepare_value(self, value: Any) -> Any:
        return format_number(value) if isinstance(value, str) else value


class NationalIdType(QuestionType):
    name = "national_id"
    label = _("National ID or juristic number")
    icon = "user"
    block = NationalIdBlock

    def field(self, question: Question) -> forms.Field:
        return NationalIdField(bearer=question.settings.get("bearer", Bearer.EITHER), **self.common(question))

    def text(self, question: Question, stored: Any, language: str) -> str:
        return format_number(stored) if stored else ""
