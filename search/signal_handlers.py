"""What must reach the indexes is written to the change log, in the transaction that changes it.

Covered: saving, publishing, unpublishing, moving and deleting pages (with their translations, whose documents name each
other), privacy, the shared things that documents repeat, acts on permits, and types of permits. Not covered, because
Django sends no signal: bulk_create, bulk_update and QuerySet.update. Run rebuild_search_index after those.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import ManyToOneRel, Model
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from agency.models import AgencySettings
from permits.models import Permit, PermitType
from permits.signals import permit_changed
from search import changes, permit_documents
from search.documents import PERMITS, key_of
from search.models import Change, DictionaryWord
from search.page_documents import PAGE_MODELS, PREFIX, SHOWN_MODELS

DRAFT_FIELDS = frozenset(
    {
        "draft_title",
        "expire_at",
        "go_live_at",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "owner",
    }
)
"""What saving a draft changes in the page's own row: nothing that readers see."""


MOST_PERMITS_BY_NAME = 2000
"""When a type of more permits changes, the whole index of permits is built anew instead."""


def connect() -> None:
    for model in PAGE_MODELS:
        post_save.connect(record_page, sender=model, dispatch_uid="search_page_saved")
        post_delete.connect(record_page, sender=model, dispatch_uid="search_page_deleted")
        page_published.connect(record_page, sender=model, dispatch_uid="search_page_published")
        page_unpublished.connect(record_page, sender=model, dispatch_uid="search_page_unpublished")
    for model in SHOWN_MODELS:
        post_save.connect(record_pages_that_show, sender=model, dispatch_uid="search_shown_saved")
    for model in (AgencySettings, DictionaryWord):
        post_save.connect(record_everything, sender=model, dispatch_uid="search_all_saved")
        post_delete.connect(record_everything, sender=model, dispatch_uid="search_all_deleted")
    permit_changed.connect(record_permit, dispatch_uid="search_permit_changed")
    post_delete.connect(record_deleted_permit, sender=Permit, dispatch_uid="search_permit_deleted")
    for signal in (post_save, post_delete):
        signal.connect(record_permits_of_type, sender=PermitType, dispatch_uid=f"search_permit_type_{id(signal)}")
    post_page_move.connect(record_moved_pages, dispatch_uid="search_pages_moved")
    post_save.connect(record_restricted_pages, sender=PageViewRestriction, dispatch_uid="search_privacy_saved")
    post_delete.connect(record_restricted_pages, sender=PageViewRestriction, dispatch_uid="search_privacy_deleted")


def record_page(instance: Page, update_fields: Iterable[str] | None = None, raw: bool = False, **kwargs: Any) -> None:
    if raw or (update_fields is not None and DRAFT_FIELDS.issuperset(update_fields)):
        return
    translations = Page.objects.filter(translation_key=instance.translation_key)
    _record_pages([instance.pk, *translations.values_list("pk", flat=True)])


def record_moved_pages(instance: Page, **kwargs: Any) -> None:
    _record_below(instance)


def record_restricted_pages(instance: PageViewRestriction, **kwargs: Any) -> None:
    _record_below(instance.page)


def record_permit(permit: Permit, **kwargs: Any) -> None:
    changes.record([key_of(permit_documents.PREFIX, permit.pk)])


def record_deleted_permit(instance: Permit, **kwargs: Any) -> None:
    record_permit(instance)


def record_permits_of_type(instance: PermitType, **kwargs: Any) -> None:
    """Name and disclosure of a type, in any language, are in the documents of its permits."""
    permits = Permit.objects.filter(permit_type__translation_key=instance.translation_key).order_by("pk")
    ids = list(permits.values_list("pk", flat=True)[: MOST_PERMITS_BY_NAME + 1])
    if len(ids) > MOST_PERMITS_BY_NAME:
        changes.record([Change.all_of(PERMITS)])
    else:
        changes.record(key_of(permit_documents.PREFIX, pk) for pk in ids)


def record_everything(**kwargs: Any) -> None:
    changes.record([Change.EVERYTHING])


def record_pages_that_show(instance: Model, created: bool = False, **kwargs: Any) -> None:
    """Asks the tables that refer to it. Wagtail's reference index would not do: it is written later, by a task."""
    if created:
        return
    pages: set[int] = set()
    for relation in instance._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel) and (column := _page_column(relation.related_model)):
            rows = relation.related_model._default_manager.filter(**{relation.field.name: instance})
            pages.update(rows.values_list(column, flat=True))
    _record_pages(sorted(pages))


def _page_column(model: type[Model]) -> str:
    """Where a page or a row of a page names the page; empty for any other model."""
    if model in PAGE_MODELS:
        return "pk"
    is_row = any(field.name == "page" and field.related_model in PAGE_MODELS for field in model._meta.fields)
    return "page_id" if is_row else ""


def _record_below(page: Page) -> None:
    below = Page.objects.descendant_of(page, inclusive=True).type(*PAGE_MODELS)
    _record_pages(below.values_list("pk", flat=True))


def _record_pages(ids: Iterable[int]) -> None:
    changes.record(key_of(PREFIX, pk) for pk in ids)
