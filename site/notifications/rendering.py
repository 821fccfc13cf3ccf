"""From a notice and its fields to what is sent. Never fails: what is wrong with a text is logged, and the next best used."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping

from django.utils import translation

from notifications import texts
from notifications.models import NoticeText
from notifications.registry import Notice
from notifications.texts import Text

logger = logging.getLogger(__name__)


def render(notice: Notice, fields: Mapping[str, str], *, language: str) -> Text:
    """The editors' text, else the default one, else the bare fields."""
    for source in _sources(notice, language):
        try:
            return texts.render(source(), fields, language=language)
        except Exception:  # whatever a text does wrong, the act that it tells of goes on
            logger.exception("A text of the notice %s (%s) cannot be used", notice.key, language)
    return _bare_fields(notice, fields, language)


def _sources(notice: Notice, language: str) -> Iterator[Callable[[], Text]]:
    override = NoticeText.objects.filter(key=notice.key, language=language).first()
    if override:
        yield override.as_text
    yield lambda: texts.default_text(notice, language)


def _bare_fields(notice: Notice, fields: Mapping[str, str], language: str) -> Text:
    with translation.override(language):
        lines = [f"{words}: {fields[name]}" for name, words in notice.field_list]
        return Text(str(notice.name), "\n".join(lines) + "\n")
