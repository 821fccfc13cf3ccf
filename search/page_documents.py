"""Documents of the catalogue's pages. What of a page is searched is declared here, and nowhere else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest
from wagtail.models import Page, Site
from wagtail.rich_text import get_text_for_indexing

from agency.models import Agency, AgencySettings
from catalogue.fallback import url_for_reader
from catalogue.models import (
    DocumentType,
    InformationPage,
    Law,
    LifeEvent,
    ServiceCriterion,
    ServiceDocument,
    ServiceFee,
    ServiceForm,
    ServiceLaw,
    ServiceLifeEvent,
    ServicePage,
    ServiceStep,
    ServiceTopic,
    Topic,
)
from catalogue.models.pages import InformationTopic
from catalogue.models.service import lines_of
from search.documents import PAGES, Facts, SearchDocument, key_of

PREFIX = "page"
PAGE_MODELS: tuple[type[Page], ...] = (ServicePage, InformationPage)
SHOWN_MODELS: tuple[type[Model], ...] = (Agency, DocumentType, Law, LifeEvent, Topic)
"""What documents repeat of other models. When one of these changes, the pages that refer to it change."""

_SERVICE_ROWS: dict[type[Model], tuple[str, ...]] = {
    ServiceTopic: ("topic",),
    ServiceLifeEvent: ("life_event",),
    ServiceCriterion: (),
    ServiceDocument: ("document_type",),
    ServiceStep: (),
    ServiceFee: (),
    ServiceLaw: ("law",),
    ServiceForm: (),
}
_INFORMATION_ROWS: dict[type[Model], tuple[str, ...]] = {InformationTopic: ("topic",)}

Rows = dict[type[Model], dict[int, list[Any]]]


class PageDocuments:
    prefix = PREFIX
    group = PAGES

    def all_ids(self) -> list[int]:
        return [pk for model in PAGE_MODELS for pk in model.objects.live().order_by("pk").values_list("pk", flat=True)]

    def load(self, ids: Sequence[int]) -> list[SearchDocument]:
        services = list(_public(ServicePage, ids).select_related("locale", "owner_agency"))
        information = list(_public(InformationPage, ids).select_related("locale"))
        context = _Context.of([*services, *information])
        service_rows = _rows_of(services, _SERVICE_ROWS)
        information_rows = _rows_of(information, _INFORMATION_ROWS)
        return [
            *(_service_document(page, service_rows, context) for page in services),
            *(_information_document(page, information_rows, context) for page in information),
        ]

    def url(self, document: SearchDocument, request: HttpRequest) -> str:
        return url_for_reader(document.subject, request)


def _public(model: type[Page], ids: Sequence[int]) -> Any:
    return model.objects.live().public().filter(pk__in=ids).order_by("pk")


def _rows_of(pages: Iterable[Page], wanted: dict[type[Model], tuple[str, ...]]) -> Rows:
    """The rows of all these pages, by model and page: one query for each model."""
    ids = [page.pk for page in pages]
    rows: Rows = {}
    for model, related in wanted.items():
        rows[model] = defaultdict(list)
        found = model._default_manager.filter(page__in=ids) if ids else model._default_manager.none()
        for row in found.select_related(*related) if related else found:
            rows[model][row.page_id].append(row)  # type: ignore[attr-defined]
    return rows


@dataclass(frozen=True)
class _Context:
    """What documents need besides their own page: its live translations, and whose site this is."""

    translations: dict[object, list[Page]]
    source_slugs: dict[object, str]
    own_agency: object

    @classmethod
    def of(cls, pages: Sequence[Page]) -> _Context:
        keys = [page.translation_key for page in pages]
        translations: dict[object, list[Page]] = defaultdict(list)
        for model in {type(page) for page in pages}:
            for page in model.objects.live().filter(translation_key__in=keys).select_related("locale").order_by("pk"):
                translations[page.translation_key].append(page)
        sources = Page.objects.filter(translation_key__in=keys, locale__language_code=settings.LANGUAGE_CODE)
        return cls(translations, dict(sources.values_list("translation_key", "slug")), own_agency_key())

    def shown_in(self, page: Page) -> tuple[str, ...]:
        own = page.locale.language_code
        if own != settings.LANGUAGE_CODE:
            return (own,)
        translated = {other.locale.language_code for other in self.translations[page.translation_key]}
        return (own, *(code for code, _ in settings.LANGUAGES if code not in translated and code != own))

    def others(self, page: Page) -> list[Page]:
        return [other for other in self.translations[page.translation_key] if other.pk != page.pk]

    def common(self, page: Page) -> dict[str, Any]:
        return {
            "key": key_of(PREFIX, page.pk),
            "locale": page.locale.language_code,
            "shown_in": self.shown_in(page),
            "slug": self.source_slugs.get(page.translation_key, page.slug),
            "title": page.title,
            "keywords": tuple(lines_of(page.keywords)),
            "summary": page.summary,
            "subject": page,
        }


def _service_document(page: ServicePage, rows: Rows, context: _Context) -> SearchDocument:
    def of(model: type[Model]) -> list[Any]:
        return rows[model][page.pk]

    fees = of(ServiceFee)
    body = [
        page.owner_agency.name,
        *(row.text for row in of(ServiceCriterion)),
        *(f"{row.document_type.name} {row.condition}" for row in of(ServiceDocument)),
        *(row.description for row in of(ServiceStep)),
        *(f"{row.item} {row.condition}" for row in fees),
        *(f"{row.law.name} {row.section}" for row in of(ServiceLaw)),
        *(f"{row.title} {row.code}" for row in of(ServiceForm)),
        page.in_person_reason,
        get_text_for_indexing(page.remarks),
    ]
    others = context.others(page)
    return SearchDocument(
        **context.common(page),
        kind="service",
        names=(*page.everyday_name_list, *(name for o in others for name in (o.title, *o.everyday_name_list))),
        body="\n".join(text.strip() for text in body if text.strip()),
        topics=tuple(row.topic.key for row in of(ServiceTopic)),
        audiences=tuple(page.audiences),
        life_events=tuple(row.life_event.key for row in of(ServiceLifeEvent)),
        owner="own" if page.owner_agency.translation_key == context.own_agency else "other",
        facts=Facts(
            agency=page.owner_agency.name,
            time_limit_days=page.time_limit_days,
            is_free=bool(fees) and all(fee.is_free for fee in fees),
        ),
    )


def _information_document(page: InformationPage, rows: Rows, context: _Context) -> SearchDocument:
    return SearchDocument(
        **context.common(page),
        kind="information",
        names=tuple(other.title for other in context.others(page)),
        body="\n".join(_texts_in(page.body)),
        topics=tuple(row.topic.key for row in rows[InformationTopic][page.pk]),
    )


def own_agency_key() -> object:
    """The translation key of the agency whose site this is."""
    site = Site.objects.filter(is_default_site=True).first()
    setting = AgencySettings.objects.filter(site=site).select_related("agency").first()
    return setting.agency.translation_key if setting and setting.agency else None


def _texts_in(body: Any) -> list[str]:
    """The words of a StreamField: what its blocks give Wagtail to search."""
    return [text for block in body for text in block.block.get_searchable_content(block.value)]
