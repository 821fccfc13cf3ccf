"""Questions with answers to choose from. A choice is known by its block's id, so its words may change or be translated."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.questions.base import Question, QuestionBlock, QuestionType

MAX_SHOWN_AS_RADIOS = 12


class ChoicesBlock(QuestionBlock):
    choices = blocks.ListBlock(blocks.CharBlock(label=_("Answer"), max_length=200), label=_("Answers"), min_num=2)


class OneOfType(QuestionType):
    name = "one_of"
    label = _("One of several")
    icon = "radio-full"
    block = ChoicesBlock

    def field(self, question: Question) -> forms.Field:
        pairs = [(choice.key, choice.label) for choice in question.choices]
        if len(pairs) > MAX_SHOWN_AS_RADIOS:
            return forms.ChoiceField(choices=[("", "—"), *pairs], **self.common(question))
        initial = question.settings.get("initial")
        return forms.ChoiceField(choices=pairs, widget=forms.RadioSelect, initial=initial, **self.common(question))

    def stored(self, value: str) -> str | None:
        return value or None

    def text(self, question: Question, stored: Any, language: str) -> str:
        return next((choice.label for choice in question.choices if choice.key == stored), "")


class ManyOfType(QuestionType):
    name = "many_of"
    label = _("Several of several")
    icon = "tasks"
    block = ChoicesBlock

    def field(self, question: Question) -> forms.Field:
        pairs = [(choice.key, choice.label) for choice in question.choices]
        return forms.MultipleChoiceField(choices=pairs, widget=forms.CheckboxSelectMultiple, **self.common(question))

    def text(self, question: Question, stored: Any, language: str) -> str:
        return ", ".join(choice.label for choice in question.choices if choice.key in (stored or ()))
