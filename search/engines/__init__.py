"""The two engines of this site, with an index for each group of documents."""

from functools import cache

from django.conf import settings

from search.documents import GROUPS, PAGES
from search.engines.base import Engine


def embedded_engine(group: str = PAGES) -> Engine:
    return _embedded_engine(group)


def elasticsearch_engine(group: str = PAGES) -> Engine | None:
    """None unless ELASTICSEARCH_URL is set."""
    return _elasticsearch_engine(group)


def configured(*groups: str) -> list[Engine]:
    """The engines whose indexes of these groups, or of all, are to be kept current."""
    found = [made(group) for group in groups or GROUPS for made in (embedded_engine, elasticsearch_engine)]
    return [engine for engine in found if engine]


def forget() -> None:
    """Make them anew at next use: for tests that change the settings."""
    _embedded_engine.cache_clear()
    _elasticsearch_engine.cache_clear()


@cache
def _embedded_engine(group: str) -> Engine:
    from search.engines.embedded import EmbeddedEngine  # noqa: PLC0415 - engines are loaded when used

    return EmbeddedEngine(settings.SEARCH_INDEX_DIR, _index_name(group), group)


@cache
def _elasticsearch_engine(group: str) -> Engine | None:
    from search.engines.elastic import ElasticEngine  # noqa: PLC0415 - engines are loaded when used

    if not settings.ELASTICSEARCH_URLS:
        return None
    return ElasticEngine(settings.ELASTICSEARCH_URLS, _index_name(group), settings.SEARCH_TIMEOUT_SECONDS, group)


def _index_name(group: str) -> str:
    """The pages' index has the plain name."""
    assert group in GROUPS
    return settings.SEARCH_INDEX_NAME if group == PAGES else f"{settings.SEARCH_INDEX_NAME}-{group}"
