from __future__ import annotations

from django.db import models
from wagtail.models import Locale

from agency.models import AgencySettings, AgencyUnit
from catalogue.models import ServicePage
from catalogue.querysets import ServicePageQuerySet


def own_units() -> models.QuerySet[AgencyUnit]:
    """The units of the agency whose site this is, in the source language. All, while no agency is set."""
    units = AgencyUnit.objects.filter(locale=Locale.get_default()).order_by("name")
    setting = AgencySettings.objects.filter(site__is_default_site=True).select_related("agency").first()
    if setting and setting.agency:
        units = units.filter(agency__translation_key=setting.agency.translation_key)
    return units


def own_services() -> ServicePageQuerySet:
    """The services of the agency whose site this is, in the source language, published or not."""
    services = ServicePage.objects.filter(locale=Locale.get_default()).order_by("title")
    setting = AgencySettings.objects.filter(site__is_default_site=True).select_related("agency").first()
    return services.owned_by(setting.agency.translation_key) if setting and setting.agency else services


def of_source_language(unit: AgencyUnit) -> AgencyUnit:
    """Memberships name units of the source language; the page of a service in English names the translation."""
    return unit.get_translation_or_none(Locale.get_default()) or unit
