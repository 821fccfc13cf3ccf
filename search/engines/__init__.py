"""The two engines of this site."""

from functools import cache

from django.conf import settings

from search.engines.base import Engine


@cache
def embedded_engine() -> Engine:
    from search.engines.embedded import EmbeddedEngine  # noqa: PLC0415 - engines are loaded when used

    return EmbeddedEngine(settings.SEARCH_INDEX_DIR, settings.SEARCH_INDEX_NAME)


@cache
def elasticsearch_engine() -> Engine | None:
    """None unless ELASTICSEARCH_URL is set."""
    from search.engines.elastic import ElasticEngine  # noqa: PLC0415 - engines are loaded when used

    if not settings.ELASTICSEARCH_URLS:
        return None
    return ElasticEngine(settings.ELASTICSEARCH_URLS, settings.SEARCH_INDEX_NAME, settings.SEARCH_TIMEOUT_SECONDS)


def configured() -> list[Engine]:
    """All engines whose indexes are to be kept current."""
    cluster = elasticsearch_engine()
    return [embedded_engine(), *([cluster] if cluster else [])]
