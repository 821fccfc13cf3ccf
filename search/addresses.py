"""The address of a page of results: read from the request, and written for every link on the page."""

import re
from dataclasses import dataclass, field, replace
from typing import ClassVar, Self

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from search.query import MAX_QUERY_CHARS, ORDERS, Filters

KINDS = {"service": _("Services"), "information": _("Information")}
RESULTS_PER_PAGE = 10
LAST_PAGE = 500
"""Nobody reads on so far, and Elasticsearch shows the first 10,000 hits only."""

PARAMETERS = {
    "kind": "kind",
    "topics": "topic",
    "audiences": "audience",
    "life_events": "life_event",
    "owner": "owner",
}
"""The filters' names in the address."""

PERMIT_PARAMETERS = {
    "permit_type": "type",
    "permit_status": "status",
    "province": "province",
    "district": "district",
    "subdistrict": "subdistrict",
    "issued_year": "year",
}

MAX_VALUES = 20
_KEY = re.compile(r"[-\w]{1,60}", re.ASCII)
_NAME = re.compile(r"[^\x00-\x1f\x7f\ud800-\udfff]{1,100}")


@dataclass(frozen=True)
class Address:
    """Of the page of services and information.

    `typed` as it stands in the search box; `number` of the page, from 1; `is_exact`: do not correct what was typed.
    """

    parameters: ClassVar[dict[str, str]] = PARAMETERS
    value: ClassVar[re.Pattern[str]] = _KEY

    typed: str = ""
    filters: Filters = field(default_factory=Filters)
    number: int = 1
    is_exact: bool = False
    order: str = ""

    @classmethod
    def read(cls, parameters: QueryDict) -> Self:
        """Whatever cannot be meant is passed over: an address never leads to an error."""
        values = {facet: _values(parameters.getlist(name), cls.value) for facet, name in cls.parameters.items()}
        if "kind" in values:
            values["kind"] = tuple(kind for kind in values["kind"] if kind in KINDS)[:1]
        number = parameters.get("page", "")
        return cls(
            typed=re.sub(r"[\x00-\x1f\x7f]", " ", parameters.get("q", ""))[:MAX_QUERY_CHARS].strip(),
            filters=Filters(**values),
            number=min(max(int(number), 1), LAST_PAGE) if re.fullmatch("[0-9]{1,9}", number) else 1,
            is_exact=parameters.get("exact") == "1",
            order=parameters.get("sort", "") if parameters.get("sort") in ORDERS else "",
        )

    @property
    def url(self) -> str:
        return f"?{self._parameters().urlencode()}"

    @property
    def filter_fields(self) -> list[tuple[str, str]]:
        """Names and values of the chosen filters, for hidden fields of a form."""
        return [(name, value) for facet, name in self.parameters.items() for value in getattr(self.filters, facet)]

    def toggled(self, facet: str, value: str) -> Self:
        """With this value chosen if it was not, and not chosen if it was; from the first page."""
        chosen = getattr(self.filters, facet)
        values = tuple(v for v in chosen if v != value) if value in chosen else (*chosen, value)
        return self.narrowed(facet, values)

    def narrowed(self, facet: str, values: tuple[str, ...]) -> Self:
        return replace(self, filters=replace(self.filters, **{facet: values}), number=1)

    def _parameters(self) -> QueryDict:
        parameters = QueryDict(mutable=True)
        parameters["q"] = self.typed
        for name, value in self.filter_fields:
            parameters.appendlist(name, value)
        if self.number > 1:
            parameters["page"] = str(self.number)
        if self.is_exact:
            parameters["exact"] = "1"
        if self.order:
            parameters["sort"] = self.order
        return parameters


@dataclass(frozen=True)
class PermitAddress(Address):
    """Of the list of permits. Places have names instead of keys."""

    parameters: ClassVar[dict[str, str]] = PERMIT_PARAMETERS
    value: ClassVar[re.Pattern[str]] = _NAME


def _values(given: list[str], allowed: re.Pattern[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in given[:MAX_VALUES] if allowed.fullmatch(value)))
