"""The address of a results page: read from the request, and written for every link on the page."""

import re
from dataclasses import dataclass, field, replace

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from search.query import FACETS, MAX_QUERY_CHARS, Filters

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

MAX_VALUES = 20
_VALUE = re.compile(r"[-\w]{1,60}", re.ASCII)


@dataclass(frozen=True)
class Address:
    """`typed` as it stands in the search box; `number` of the page, from 1; `is_exact`: do not correct what was typed."""

    typed: str = ""
    filters: Filters = field(default_factory=Filters)
    number: int = 1
    is_exact: bool = False

    @classmethod
    def read(cls, parameters: QueryDict) -> "Address":
        """Whatever cannot be meant is passed over: an address never leads to an error."""
        values = {facet: _values(parameters.getlist(name)) for facet, name in PARAMETERS.items()}
        values["kind"] = tuple(kind for kind in values["kind"] if kind in KINDS)[:1]
        number = parameters.get("page", "")
        return cls(
            typed=re.sub(r"[\x00-\x1f\x7f]", " ", parameters.get("q", ""))[:MAX_QUERY_CHARS].strip(),
            filters=Filters(**values),
            number=min(max(int(number), 1), LAST_PAGE) if re.fullmatch("[0-9]{1,9}", number) else 1,
            is_exact=parameters.get("exact") == "1",
        )

    @property
    def url(self) -> str:
        return f"?{self._parameters().urlencode()}"

    @property
    def filter_fields(self) -> list[tuple[str, str]]:
        """Names and values of the chosen filters, for hidden fields of a form."""
        return [(PARAMETERS[facet], value) for facet in FACETS for value in getattr(self.filters, facet)]

    def toggled(self, facet: str, value: str) -> "Address":
        """With this value chosen if it was not, and not chosen if it was; from the first page."""
        chosen = getattr(self.filters, facet)
        values = tuple(v for v in chosen if v != value) if value in chosen else (*chosen, value)
        return self.narrowed(facet, values)

    def narrowed(self, facet: str, values: tuple[str, ...]) -> "Address":
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
        return parameters


def _values(given: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in given[:MAX_VALUES] if _VALUE.fullmatch(value)))
