"""Documents of permits: what the public may know of them, and nothing else (permits.disclosure)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest

from permits.disclosure import PublicPermit, public_permits
from permits.models import Permit, PermitType
from search.documents import PERMITS, SearchDocument, key_of
from search.numbers import natural_order, number_keys
from thai.dates import to_buddhist_year

PREFIX = "permit"
KIND = "permit"


class PermitDocuments:
    prefix = PREFIX
    group = PERMITS

    def all_ids(self) -> list[int]:
        return list(Permit.objects.order_by("pk").values_list("pk", flat=True))

    def load(self, ids: Sequence[int]) -> list[SearchDocument]:
        permits = public_permits(Permit.objects.filter(pk__in=ids).order_by("pk").with_parts())
        names = _names_of_types({permit.type_key for permit in permits})
        return [_document(permit, names[permit.type_key]) for permit in permits]

    def url(self, document: SearchDocument, request: HttpRequest) -> str:
        url: str = document.subject.url
        return url


def _names_of_types(keys: set[str]) -> dict[str, list[str]]:
    """In all languages, so that English words find them too."""
    names: dict[str, list[str]] = defaultdict(list)
    for key, name in PermitType.objects.filter(key__in=keys).order_by("pk").values_list("key", "name"):
        names[key].append(name)
    return names


def _document(permit: PublicPermit, type_names: list[str]) -> SearchDocument:
    title = permit.holder_name or permit.place_name or permit.number
    body = [permit.address, permit.authority, *(f"{label} {text}" for label, text in permit.items)]
    return SearchDocument(
        key=key_of(PREFIX, permit.pk),
        kind=KIND,
        locale=settings.LANGUAGE_CODE,
        shown_in=tuple(code for code, _name in settings.LANGUAGES),
        slug=permit.code,
        title=title,
        names=(permit.place_name,) if permit.place_name else (),
        summary=" ".join([permit.number, *type_names]),
        body="\n".join(text for text in body if text),
        permit_type=permit.type_key,
        permit_status=permit.standing.value,
        province=permit.province,
        district=permit.district,
        subdistrict=permit.subdistrict,
        issued_year=str(to_buddhist_year(permit.issued_on.year)),
        numbers=(*number_keys(permit.number), *filter(None, [permit.holder_number.replace("-", "")])),
        number_order=natural_order(permit.number),
        date_order=permit.issued_on.isoformat(),
        subject=permit,
    )
