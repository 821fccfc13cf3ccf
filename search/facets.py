"""What results can be narrowed to, with names in the reader's language and how many results each would leave."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalogue.models import LifeEvent, Topic
from catalogue.models.service import Audience
from catalogue.models.shared import Facet
from permits.disclosure import type_names
from permits.models import PermitType
from permits.moves import Standing
from search.addresses import KINDS, Address
from thai.dates import from_buddhist_year

OWNERS = {"own": _("This agency"), "other": _("Other agencies")}
GROUPS = {
    "audiences": _("Who it is for"),
    "topics": _("Topic"),
    "life_events": _("Life event"),
    "owner": _("Who provides it"),
}

PERMIT_GROUPS = {
    "permit_type": _("Permit type"),
    "permit_status": _("Status"),
    "province": _("Province"),
    "district": _("District"),
    "subdistrict": _("Subdistrict"),
    "issued_year": _("Year of issue"),
}
MOST_CHOICES = 30

Labels = dict[str, str | Promise]
Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Choice:
    """A value to narrow results to. Its address chooses it, or lets go of it if it is chosen."""

    label: str | Promise
    count: int
    is_chosen: bool
    url: str


@dataclass(frozen=True)
class ChoiceGroup:
    name: str
    label: str | Promise
    choices: list[Choice]

    @property
    def is_used(self) -> bool:
        return any(choice.is_chosen for choice in self.choices)


def tabs(address: Address, counts: Counts, *, others: int = 0) -> list[Choice]:
    """Everything, services, information: one at a time. `others` are shown with everything, besides pages."""
    chosen = address.filters.kind
    of_kind = counts.get("kind", {})
    kinds = [
        Choice(label, of_kind.get(kind, 0), chosen == (kind,), address.narrowed("kind", (kind,)).url)
        for kind, label in KINDS.items()
    ]
    return [Choice(_("All"), sum(of_kind.values()) + others, not chosen, address.narrowed("kind", ()).url), *kinds]


def permits_tab(total: int, url: str) -> Choice:
    """Leads to the list of permits, which has filters of its own."""
    return Choice(_("Permits"), total, False, url)


def permit_groups(address: Address, counts: Counts, locale: str) -> list[ChoiceGroup]:
    """Types and statuses in their order, years from the last, places with the most permits first."""
    labels: dict[str, Labels] = {
        "permit_type": _names_of_types(),
        "permit_status": {standing.value: standing.label for standing in Standing},
        "issued_year": dict(sorted(_as_they_are(address, counts, "issued_year").items(), reverse=True)),
        **{name: _as_they_are(address, counts, name) for name in ("province", "district", "subdistrict")},
    }
    if locale != settings.LANGUAGE_CODE:
        labels["issued_year"] = {year: str(from_buddhist_year(int(year))) for year in labels["issued_year"]}
    made = [
        ChoiceGroup(name, label, _choices(address, name, labels[name], counts)[:MOST_CHOICES])
        for name, label in PERMIT_GROUPS.items()
    ]
    return [group for group in made if len(group.choices) > 1 or group.is_used]


def _as_they_are(address: Address, counts: Counts, name: str) -> Labels:
    """Values that are their own labels; those that are chosen come first, for they must stay in sight."""
    values = [*getattr(address.filters, name), *sorted(counts.get(name, {}), key=lambda value: -counts[name][value])]
    return {value: value for value in values if name != "issued_year" or value.isdecimal()}


def _names_of_types() -> Labels:
    types = PermitType.objects.of_source_language()
    names = type_names(types)
    return {permit_type.key: names[permit_type.pk][0] for permit_type in types}


def groups(address: Address, counts: Counts, locale: str) -> list[ChoiceGroup]:
    """Groups that leave a choice, and those in which something is chosen."""
    labels = _labels(locale)
    made = [ChoiceGroup(name, label, _choices(address, name, labels[name], counts)) for name, label in GROUPS.items()]
    return [group for group in made if len(group.choices) > 1 or group.is_used]


def _choices(address: Address, name: str, labels: Labels, counts: Counts) -> list[Choice]:
    counted, chosen = counts.get(name, {}), getattr(address.filters, name)
    return [
        Choice(label, counted.get(value, 0), value in chosen, address.toggled(name, value).url)
        for value, label in labels.items()
        if counted.get(value) or value in chosen
    ]


def _labels(locale: str) -> dict[str, Labels]:
    return {
        "topics": _names(Topic, locale),
        "life_events": _names(LifeEvent, locale),
        "audiences": {audience.value: audience.label for audience in Audience},
        "owner": dict(OWNERS),
    }


def _names(model: type[Facet], locale: str) -> Labels:
    """By key, in the editors' order; in the source language where there is no translation."""
    languages = {settings.LANGUAGE_CODE, locale}
    rows = model._default_manager.filter(locale__language_code__in=languages).select_related("locale")
    in_source_first = sorted(rows, key=lambda row: row.locale.language_code == locale)
    names = {row.key: row.name for row in in_source_first}
    order = {row.key: (row.sort_order, row.key) for row in in_source_first}
    return dict(sorted(names.items(), key=lambda item: order[item[0]]))
