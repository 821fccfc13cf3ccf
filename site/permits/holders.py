"""Recognising who was given a permit before."""

from __future__ import annotations

from dataclasses import dataclass

from permits.models import Holder
from thai.collation import sort_key
from thai.national_id import compact
from thai.text import fold, normalize


@dataclass(frozen=True)
class HolderDetails:
    """Who is given a permit. `kind` as in Holder.Kind; it is said where the number leaves it open."""

    name: str
    number: str = ""
    kind: str = ""

    @property
    def known_kind(self) -> str:
        """A number that does not begin with 0 is a natural person's, whatever was chosen: it must not become public."""
        number = compact(self.number)
        if number and not number.startswith("0"):
            return Holder.Kind.PERSON
        if self.kind:
            return self.kind
        return Holder.Kind.JURISTIC if number else Holder.Kind.PERSON


def recognise_holder(details: HolderDetails) -> Holder:
    """The holder with this number; without one, the only juristic person with this name; else a new one.

    A name does not make two natural persons one: there are many of the same name.
    """
    number, name, kind = compact(details.number), normalize(details.name), details.known_kind
    values = {"kind": kind, "name": name, "folded_name": fold(name), "sort_key": sort_key(name)[:320]}
    if number:
        return Holder.objects.update_or_create(number=number, defaults=values)[0]
    if kind == Holder.Kind.JURISTIC:
        same = Holder.objects.filter(kind=kind, folded_name=values["folded_name"])[:2]
        if len(same) == 1:
            return same[0]
    return Holder.objects.create(**values)
