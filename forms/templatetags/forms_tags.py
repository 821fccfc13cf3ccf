"""How forms and submissions are said on pages."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template

from forms import references

register = template.Library()


@register.filter
def get_list(files: Mapping[str, Sequence[Any]], question_id: str) -> Sequence[Any]:
    """The files that answer a question."""
    return (files or {}).get(question_id, ())


@register.filter
def shown_code(secret: str) -> str:
    """A secret in two groups: ABCDE-FGHJK."""
    return references.shown(secret)
