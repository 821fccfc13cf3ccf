"""Dates with the year of the Buddhist era, which is 543 ahead."""

import re
from datetime import date

from thai.digits import to_arabic
from thai.text import normalize

BUDDHIST_ERA_OFFSET_YEARS = 543
FIRST_BUDDHIST_YEAR = 2400
"""A year typed from here on is of the Buddhist era; before it, of the common era."""

MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
SHORT_MONTHS = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")

_MONTH_NUMBERS = {
    name.replace(".", ""): number for names in (MONTHS, SHORT_MONTHS) for number, name in enumerate(names, 1)
}
_NAMED = re.compile(r"(?:วันที่ ?)?(\d{1,2}) ?(?:เดือน ?)?([ก-๎.]+?) ?(?:(?:พ\.?ศ|ค\.?ศ)\.? ?)?(\d{4})")
_NUMBERED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def to_buddhist_year(year: int) -> int:
    return year + BUDDHIST_ERA_OFFSET_YEARS


def from_buddhist_year(year: int) -> int:
    return year - BUDDHIST_ERA_OFFSET_YEARS


def format_long(day: date) -> str:
    """12 มีนาคม 2570"""
    return f"{day.day} {MONTHS[day.month - 1]} {to_buddhist_year(day.year)}"


def format_short(day: date) -> str:
    """12 มี.ค. 2570"""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {to_buddhist_year(day.year)}"


def parse(text: str) -> date | None:
    """The date that a person wrote, or None when it is none: not readable, or not in the calendar (31 April).

    Read are "12 มีนาคม 2570", "วันที่ 12 มี.ค. พ.ศ. 2570", "12/3/2570" (day first; also with - or .) and "2027-03-12", in
    Thai or Arabic digits. A year needs its four digits.
    """
    written = to_arabic(normalize(text))
    if named := _NAMED.fullmatch(written):
        day, name, year = named.groups()
        month = str(_MONTH_NUMBERS.get(name.replace(".", ""), 0))
    elif numbered := _NUMBERED.fullmatch(written):
        day, _, month, year = numbered.groups()
    elif iso := _ISO.fullmatch(written):
        year, month, day = iso.groups()
    else:
        return None
    return _date_of(year=int(year), month=int(month), day=int(day))


def _date_of(*, year: int, month: int, day: int) -> date | None:
    try:
        return date(from_buddhist_year(year) if year >= FIRST_BUDDHIST_YEAR else year, month, day)
    except ValueError:
        return None
