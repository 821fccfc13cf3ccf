"""The public list of permits (Electronic Performance Act, s.13): free, without sign-in, with the time of the last change."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import Max
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from permits.disclosure import type_names
from permits.models import Permit, PermitType
from search import facets, services, vocabulary
from search.addresses import RESULTS_PER_PAGE, PermitAddress
from search.documents import PERMITS
from search.engines.base import EngineError
from search.facets import Choice
from search.highlights import highlighter_for
from search.permit_results import results_of
from search.query import SearchQuery, understand
from search.results import ResultsPage, last_page

ORDER_LABELS: dict[str, str | Promise] = {"name": _("Name"), "number": _("Licence number"), "newest": _("Newest first")}


@dataclass(frozen=True)
class PermitsPage(ResultsPage):
    """examples: the agencies from whose registers some permits were taken as examples."""

    orders: list[Choice] = field(default_factory=list)
    changed_at: datetime | None = None
    examples: list[str] = field(default_factory=list)


def find_permits_page(address: PermitAddress) -> PermitsPage:
    """A number past the last page gives the last one."""
    words = vocabulary.current()
    locale = get_language() or ""
    query = SearchQuery(
        locale=locale,
        asked=understand(address.typed, words, is_exact=address.is_exact),
        filters=address.filters,
        offset=(address.number - 1) * RESULTS_PER_PAGE,
        limit=RESULTS_PER_PAGE,
        group=PERMITS,
        order=address.order,
    )
    try:
        query, found = services.find(query)
    except EngineError:
        return PermitsPage(address, is_ready=False)
    if found.total and address.number > last_page(found.total):
        return find_permits_page(replace(address, number=last_page(found.total)))
    return PermitsPage(
        address=address,
        asked=query.asked,
        total=found.total,
        results=results_of(services.load_found(found), highlighter_for(query.asked, words.dictionary)),
        groups=facets.permit_groups(address, found.facets, locale),
        orders=_orders(address),
        changed_at=Permit.objects.aggregate(last=Max("changed_at"))["last"],
        examples=_examples(),
    )


def _orders(address: PermitAddress) -> list[Choice]:
    labels = {"": _("Best match"), **ORDER_LABELS} if address.typed else ORDER_LABELS
    chosen = address.order or ("" if address.typed else "name")
    return [
        Choice(label, 0, order == chosen, replace(address, order=order, number=1).url)
        for order, label in labels.items()
    ]


def _examples() -> list[str]:
    """Their names in the reader's language, each once."""
    types = PermitType.objects.of_source_language().filter(is_example=True, permits__isnull=False).distinct()
    return sorted({authority for _name, authority in type_names(types).values() if authority})
