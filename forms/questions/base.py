"""What every type of question has: the block an editor fills in, the field a citizen fills in, and how an answer is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from thai.text import normalize


class Purpose(models.TextChoices):
    """What an answer is used for besides being read: a permit takes these from the application."""

    NONE = "", _("Nothing else")
    HOLDER_NAME = "holder_name", _("Permit: name of the holder")
    HOLDER_NUMBER = "holder_number", _("Permit: national ID or juristic number of the holder")
    PLACE_NAME = "place_name", _("Permit: name of the place")
    PLACE_ADDRESS = "place_address", _("Permit: address of the place")
    ITEM = "item", _("Permit: an item on its face")


@dataclass(frozen=True)
class Choice:
    key: str
    label: str


@dataclass(frozen=True)
class Question:
    """One question of a form, in one language. `settings` holds what only its type knows."""

    id: str
    type: str
    label: str
    help_text: str = ""
    is_required: bool = True
    purpose: str = ""
    choices: tuple[Choice, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)


class QuestionBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Question"), max_length=300)
    help_text = blocks.CharBlock(label=_("Help below the question"), max_length=500, required=False)
    is_required = blocks.BooleanBlock(label=_("Must be answered"), default=True, required=False)
    purpose = blocks.ChoiceBlock(label=_("Also used for"), choices=Purpose.choices[1:], required=False)


class QuestionType:
    """`stored` values are JSON and never depend on a language; `text` is what people read."""

    name: ClassVar[str]
    label: ClassVar[str | Promise]
    icon: ClassVar[str] = "edit"
    block: ClassVar[type[blocks.StructBlock]] = QuestionBlock
    translated_settings: ClassVar[tuple[str, ...]] = ()

    def settings(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """What the block holds besides what every question has."""
        common = {*QuestionBlock.base_blocks, "choices"}
        return {name: value[name] for name in value if name not in common}

    def field(self, question: Question) -> forms.Field:
        raise NotImplementedError

    def stored(self, value: Any) -> Any:
        return value

    def initial(self, stored: Any) -> Any:
        """What the field shows for a stored value."""
        return stored

    def text(self, question: Question, stored: Any, language: str) -> str:
        return "" if stored is None else str(stored)

    def common(self, question: Question) -> dict[str, Any]:
        return {
            "label": question.label,
            "help_text": question.help_text,
            "required": question.is_required,
            "error_messages": {"required": _("Please answer this question.")},
        }


class NormalizedField(forms.CharField):
    """Text as it is stored: spaces and marks in order, nothing invisible."""

    def to_python(self, value: Any) -> str:
        return normalize(super().to_python(value) or "")
