"""Every address of ours, read from the resolver: those whose views lie in our apps, and Wagtail's for our models."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from sala.environment import ROOT
from tests.layers import app_folder

OURS = sorted(config.name for config in apps.get_app_configs() if app_folder(ROOT, config.name))
_OF_OUR_MODELS = re.compile(rf"(wagtailsnippets_)?({'|'.join(OURS)})_[a-z]+(_modeladmin_|:)")


@dataclass(frozen=True)
class Address:
    """`name` with its namespaces, and the names of the parts to be filled in."""

    name: str
    parts: tuple[str, ...]


def addresses() -> list[Address]:
    found = {Address(name, parts) for name, parts, module in _walk(get_resolver()) if _is_ours(name, module)}
    return sorted(found, key=lambda address: address.name)


def _walk(resolver: URLResolver, names: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...], str]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _walk(each, (*names, each.namespace) if each.namespace else names)
        elif isinstance(each, URLPattern):
            view = getattr(each.callback, "view_class", each.callback)
            converters = each.pattern.converters or each.pattern.regex.groupindex
            yield ":".join([*names, each.name or ""]), tuple(converters), view.__module__


def _is_ours(name: str, module: str) -> bool:
    return module.split(".", maxsplit=1)[0] in OURS or bool(_OF_OUR_MODELS.match(name))
