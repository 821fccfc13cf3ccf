from __future__ import annotations

from wagtail.models import PageManager
from wagtail.query import PageQuerySet


class ServicePageQuerySet(PageQuerySet):
    def published(self) -> ServicePageQuerySet:
        """Live and not behind a sign-in or a password."""
        return self.live().public()

    def owned_by(self, agency_key: object) -> ServicePageQuerySet:
        """Of the agency with this translation key, whatever the language."""
        return self.filter(owner_agency__translation_key=agency_key)


ServicePageManager = PageManager.from_queryset(ServicePageQuerySet)
