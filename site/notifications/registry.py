"""The notices that the apps have declared. Each app does so once, in its `ready()`; nobody here knows who they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True)
class Notice:
    """Something that people are told, and what its text may name.

    key: app and name, "forms.received". Its default texts lie in templates/forms/notices/received.th.txt and .en.txt.
    fields: what a text may name, each with words that explain it to editors. All values are text.
    sample: a value for each field, for previews and for trying texts out.
    """

    key: str
    name: Words
    fields: Mapping[str, Words]
    sample: Mapping[str, str]

    def __post_init__(self) -> None:
        if set(self.fields) != set(self.sample):
            raise ValueError(f"{self.key}: fields and sample must name the same: {self.fields} {self.sample}")

    @property
    def field_list(self) -> list[tuple[str, Words]]:
        """For templates, where `fields.items` would be the field of that name, if there is one."""
        return list(self.fields.items())

    def template_name(self, language: str) -> str:
        app, _, name = self.key.partition(".")
        return f"{app}/notices/{name}.{language}.txt"


class UnknownNoticeError(LookupError):
    """No app has declared a notice with this key."""


_notices: dict[str, Notice] = {}


def declare(notice: Notice) -> Notice:
    if _notices.setdefault(notice.key, notice) != notice:
        raise ValueError(f"Two notices are called {notice.key}.")
    return notice


def notices() -> list[Notice]:
    """All of them, in the order of their keys."""
    return [_notices[key] for key in sorted(_notices)]


def get(key: str) -> Notice:
    try:
        return _notices[key]
    except KeyError:
        raise UnknownNoticeError(f"No app has declared the notice {key!r}.") from None


def choices() -> list[tuple[str, Words]]:
    return [(notice.key, notice.name) for notice in notices()]
