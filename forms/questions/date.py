from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext_lazy as _

from forms.questions.base import Question, QuestionType
from thai.dates import format_long, parse

MAX_CHARS = 60


class ThaiDateField(forms.Field):
    """A date as people write it; the year is of the Buddhist era, or of the common one where it can only be that."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, date):
            return value
        if not value or not str(value).strip():
            return None
        day = parse(str(value)[:MAX_CHARS])
        if day is None:
            raise ValidationError(_("Write a day of the calendar, for example 12 มีนาคม 2570 or 12/3/2570."))
        return day

    def prepare_value(self, value: Any) -> Any:
        return format_long(value) if isinstance(value, date) else value


class DateType(QuestionType):
    name = "date"
    label = _("Date")
    icon = "calendar"

    def field(self, question: Question) -> forms.Field:
        common = self.common(question)
        common["help_text"] = common["help_text"] or _("For example 12 มีนาคม 2570 or 12/3/2570")
        return ThaiDateField(widget=forms.TextInput(attrs={"class": "short", "maxlength": MAX_CHARS}), **common)

    def stored(self, value: date | None) -> str | None:
        return value.isoformat() if value else None

    def initial(self, stored: Any) -> Any:
        return date.fromisoformat(stored) if stored else None

    def text(self, question: Question, stored: Any, language: str) -> str:
        if not stored:
            return ""
        day = date.fromisoformat(stored)
        return format_long(day) if language == "th" else format_date(day, "j F Y")
