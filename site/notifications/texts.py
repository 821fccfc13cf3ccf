"""The texts of notices: first line the subject, a blank line, then the body.

Django's template language, as plain text. Only fields of the notice and {% if %} are allowed: values are text, an
editor can neither reach into the site nor write a text that renders in one case and breaks in another unseen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.template import Context, Engine, Template, TemplateSyntaxError
from django.template.base import FilterExpression, Node, NodeList, TextNode, Variable, VariableNode
from django.template.defaulttags import IfNode
from django.template.loader import get_template
from django.template.smartif import TokenBase
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from notifications.registry import Notice

LANGUAGES = ("th", "en")
MAX_SUBJECT_CHARACTERS = 200
_ENGINE = Engine()  # without loaders and libraries: nothing can be included
_NODES = (TextNode, VariableNode, IfNode)


@dataclass(frozen=True)
class Text:
    """A subject and a body: the source of a notice, or what became of it."""

    subject: str
    body: str


def default_text(notice: Notice, language: str) -> Text:
    """The text that the notice's app brings along. Raises TemplateDoesNotExist."""
    source = get_template(notice.template_name(language)).template.source  # type: ignore[attr-defined]
    subject, _separator, body = source.partition("\n")
    return Text(subject.strip(), body.strip())


def render(text: Text, fields: Mapping[str, str], *, language: str) -> Text:
    """Raises TemplateSyntaxError, and whatever a filter raises for these values."""
    with translation.override(language):
        # Each on its own: a value with line breaks must not move the border between subject and body, nor make a header.
        subject = _render(text.subject, fields)
        body = _render(text.body, fields)
    return Text(Truncator(" ".join(subject.split())).chars(MAX_SUBJECT_CHARACTERS), f"{body.strip()}\n")


def problems(source: str, notice: Notice) -> list[str]:
    """What is wrong with a text, as sentences for its editor: other tags, unknown fields, errors with the sample."""
    try:
        nodes = list(_nodes(Template(source, engine=_ENGINE).nodelist))
    except TemplateSyntaxError as error:
        return [_("The text cannot be read: %(error)s") % {"error": error}]
    unknown = sorted({name for node in nodes for name in _names(vars(node).values())} - set(notice.fields))
    found = [_("This notice has no field “%(field)s”.") % {"field": name} for name in unknown]
    if not all(isinstance(node, _NODES) for node in nodes):
        found.append(_("Only fields in double braces and {% if %} … {% endif %} can be used here."))
    if found:
        return found
    try:
        _render(source, notice.sample)
    except Exception as error:  # any filter may raise anything
        return [_("The text cannot be read: %(error)s") % {"error": error}]
    return []


def _render(source: str, fields: Mapping[str, str]) -> str:
    values = Context({name: str(value) for name, value in fields.items()}, autoescape=False)
    return Template(source, engine=_ENGINE).render(values)


def _nodes(nodes: NodeList) -> Iterator[Node]:
    for node in nodes:
        yield node
        if isinstance(node, IfNode):
            yield from _nodes(node.nodelist)


def _names(values: Iterable[Any]) -> Iterator[str]:
    """All variables of a tag: in its expression, its conditions, the arguments of its filters."""
    for value in values:
        if isinstance(value, Variable):
            if value.lookups:  # else it is a literal
                yield str(value.var)
        elif isinstance(value, FilterExpression):
            yield from _names([value.var, *(argument for _f, arguments in value.filters for argument in arguments)])
        elif isinstance(value, TokenBase):
            yield from _names([value.first, value.second, value.value])
        elif isinstance(value, list | tuple) and not isinstance(value, NodeList):
            yield from _names(value)
