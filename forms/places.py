"""Thailand's 77 provinces, 928 districts and 7,436 subdistricts with their postcodes, from data/th_subdistricts.csv.

The file is thailand-geography-json's (MIT, licence beside it).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from thai.collation import sort_key
from thai.text import fold

DATA = Path(__file__).parent / "data" / "th_subdistricts.csv"
_PREFIXES = ("จังหวัด", "อำเภอ", "กิ่งอำเภอ", "เขต", "ตำบล", "แขวง", "จ.", "อ.", "ต.")
BANGKOK = "กรุงเทพมหานคร"


@dataclass(frozen=True)
class Subdistrict:
    code: str
    name: str
    english_name: str
    district: str
    english_district: str
    province: str
    english_province: str
    postcode: str


@cache
def subdistricts() -> tuple[Subdistrict, ...]:
    with DATA.open(encoding="utf-8-sig", newline="") as file:
        return tuple(
            Subdistrict(
                code=row["subdistrict_code"],
                name=row["subdistrict_th"],
                english_name=row["subdistrict_en"],
                district=row["district_th"],
                english_district=row["district_en"],
                province=row["province_th"],
                english_province=row["province_en"],
                postcode=row["postal_code"],
            )
            for row in csv.DictReader(file)
        )


@cache
def provinces(language: str) -> tuple[tuple[str, str], ...]:
    """The Thai name and the name to show, in the order of the language."""
    names = {place.province: place.province if language == "th" else place.english_province for place in subdistricts()}
    return tuple(sorted(names.items(), key=lambda pair: sort_key(pair[1])))


class PlaceError(Exception):
    """No such place. `part` is "district" or "subdistrict"; `nearest` are names that are written alike."""

    def __init__(self, part: str, nearest: list[str]) -> None:
        super().__init__(part)
        self.part = part
        self.nearest = nearest


def find(*, province: str, district: str, subdistrict: str) -> Subdistrict:
    """The subdistrict with these names, written with or without ตำบล, อ. and the like, in Thai or English."""
    in_district = _by_district().get((province, _bare(district)))
    if in_district is None:
        names = [place.district for place in subdistricts() if place.province == province]
        raise PlaceError("district", _nearest(district, names))
    wanted = _bare(subdistrict)
    for place in in_district:
        if wanted in (_bare(place.name), _bare(place.english_name)):
            return place
    raise PlaceError("subdistrict", _nearest(subdistrict, [place.name for place in in_district]))


@cache
def _by_district() -> dict[tuple[str, str], list[Subdistrict]]:
    found: dict[tuple[str, str], list[Subdistrict]] = defaultdict(list)
    for place in subdistricts():
        for name in {_bare(place.district), _bare(place.english_district)}:
            found[place.province, name].append(place)
    return dict(found)


def _bare(name: str) -> str:
    """Without what kind of place it is, and without spaces: "อ. เมือง เชียงใหม่" is เมืองเชียงใหม่."""
    text = fold(name).replace(" ", "")
    for prefix in _PREFIXES:
        if text.startswith(prefix) and len(text) > len(prefix):
            return text[len(prefix) :]
    return text


def _nearest(name: str, names: list[str]) -> list[str]:
    return get_close_matches(_bare(name), sorted(set(names), key=sort_key), n=3, cutoff=0.5)
