"""What the public may know of a permit: the one door for the verification page, holders' pages, search and open data.

Section 13 of the Electronic Performance Act wants at least every item on the licence; a permit type may take parts out
where another law forbids them. Never public: the ID number of a natural person, and the reasons of acts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from wagtail.models import Locale

from permits.models import Permit, PermitType
from permits.moves import Act, Standing
from thai.national_id import format_number


@dataclass(frozen=True)
class PublicEvent:
    """`law` is the legal basis of the act, where one was named."""

    act: Act
    day: date
    law: str = ""


@dataclass(frozen=True)
class PublicPermit:
    """A permit as anybody may see it. What the type does not disclose is empty.

    since: the day from which the standing holds. changed_on: of the last event.
    """

    pk: int
    number: str
    type_key: str
    type_name: str
    authority: str
    is_example: bool
    source_url: str
    url: str
    code: str
    shown_code: str
    standing: Standing
    since: date
    issued_on: date
    valid_from: date
    valid_until: date | None
    suspended_until: date | None
    holder_name: str = ""
    holder_number: str = ""
    holder_url: str = ""
    place_name: str = ""
    address: str = ""
    subdistrict: str = ""
    district: str = ""
    province: str = ""
    items: tuple[tuple[str, str], ...] = ()
    has_licence: bool = False
    history: tuple[PublicEvent, ...] = ()

    @property
    def is_in_force(self) -> bool:
        return self.standing is Standing.IN_FORCE

    @property
    def last_law(self) -> str:
        """The legal basis of the last act."""
        return self.history[-1].law if self.history else ""


def public_permit(permit: Permit) -> PublicPermit:
    """With its history."""
    history = tuple(
        PublicEvent(Act(event.kind), timezone.localtime(event.at).date(), event.law) for event in permit.events.all()
    )
    return _shown(permit, type_names([permit.permit_type]), history)


def public_permits(permits: Iterable[Permit]) -> list[PublicPermit]:
    """Without histories, in one query for the names of types. Give permits `with_parts()`."""
    permits = list(permits)
    names = type_names({permit.permit_type for permit in permits})
    return [_shown(permit, names, ()) for permit in permits]


def type_names(permit_types: Iterable[PermitType]) -> dict[int, tuple[str, str]]:
    """Name and authority of these types in the active language, by the key of the source row."""
    permit_types = list(permit_types)
    keys = [permit_type.translation_key for permit_type in permit_types]
    translated = {
        each.translation_key: each
        for each in PermitType.objects.filter(locale=Locale.get_active(), translation_key__in=keys)
    }
    shown = {permit_type.pk: translated.get(permit_type.translation_key, permit_type) for permit_type in permit_types}
    return {pk: (permit_type.name, permit_type.authority) for pk, permit_type in shown.items()}


def _shown(permit: Permit, names: dict[int, tuple[str, str]], history: tuple[PublicEvent, ...]) -> PublicPermit:
    permit_type, standing = permit.permit_type, permit.standing
    name, authority = names[permit_type.pk]
    return PublicPermit(
        pk=permit.pk,
        number=permit.number,
        type_key=permit_type.key,
        type_name=name,
        authority=authority,
        is_example=permit_type.is_example,
        source_url=permit.source_url,
        url=permit.get_absolute_url(),
        code=permit.code,
        shown_code=permit.shown_code,
        standing=standing,
        since=_since(permit, standing),
        issued_on=permit.issued_on,
        valid_from=permit.valid_from,
        valid_until=permit.valid_until,
        suspended_until=permit.suspended_until if standing is Standing.SUSPENDED else None,
        has_licence=is_licence_public(permit),
        history=history,
        **_holder(permit),
        **_place(permit),
        items=tuple((item["label"], item["text"]) for item in permit.items) if permit_type.shows_items else (),
    )


def is_licence_public(permit: Permit) -> bool:
    """Whether anybody may have the PDF file: it shows all that is on the licence, and would look valid when it is not."""
    permit_type = permit.permit_type
    shows_number = permit_type.shows_holder_number or permit.holder.is_person
    shows_all = permit_type.shows_holder and shows_number and permit_type.shows_place and permit_type.shows_items
    return permit.is_in_force and permit_type.offers_licence and shows_all and not permit_type.is_example


def _holder(permit: Permit) -> dict[str, str]:
    if not permit.permit_type.shows_holder:
        return {}
    is_number_shown = permit.permit_type.shows_holder_number and not permit.holder.is_person
    return {
        "holder_name": permit.holder_name,
        "holder_number": format_number(permit.holder.number) if is_number_shown else "",
        "holder_url": permit.holder.get_absolute_url(),
    }


def _place(permit: Permit) -> dict[str, str]:
    if not permit.permit_type.shows_place:
        return {}
    return {name: getattr(permit, name) for name in ("place_name", "address", "subdistrict", "district", "province")}


def _since(permit: Permit, standing: Standing) -> date:
    """By the calendar, where the calendar decided."""
    written = timezone.localtime(permit.status_since).date()
    if standing is Standing.EXPIRED and permit.valid_until:
        return permit.valid_until + timedelta(days=1)
    if standing is Standing.NOT_YET:
        return permit.issued_on
    if standing is Standing.IN_FORCE and permit.status == "suspended" and permit.suspended_until:
        return permit.suspended_until + timedelta(days=1)
    if standing is Standing.IN_FORCE:
        return max(permit.valid_from, written)
    return written
