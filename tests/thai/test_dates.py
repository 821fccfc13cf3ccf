from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.dates import format_long, format_short, from_buddhist_year, parse, to_buddhist_year
from thai.digits import to_thai

DAY = date(2027, 3, 12)
DAYS = st.dates(min_value=date(1858, 1, 1), max_value=date(2399, 12, 31))


def test_dates_are_written_in_the_buddhist_era() -> None:
    assert format_long(DAY) == "12 มีนาคม 2570"
    assert format_short(DAY) == "12 มี.ค. 2570"
    assert (to_buddhist_year(2027), from_buddhist_year(2570)) == (2570, 2027)


@pytest.mark.parametrize(
    "text",
    [
        "12 มีนาคม 2570",
        "๑๒ มีนาคม ๒๕๗๐",
        "วันที่ 12 เดือน มีนาคม พ.ศ. 2570",
        "วันที่ ๑๒ เดือนมีนาคม พ.ศ.๒๕๗๐",
        "12 มี.ค. 2570",
        "12 มีค 2570",
        "12มี.ค.2570",
        "12/3/2570",
        "12/03/2027",
        "12-3-2570",
        "12.3.2570",
        " 12/3/2570\n",
        "2027-03-12",
        "2570-03-12",
        "12 มีนาคม ค.ศ. 2027",
    ],
)
def test_a_date_is_read_however_it_is_written(text: str) -> None:
    assert parse(text) == DAY


@pytest.mark.parametrize(
    "text", ["", "วันนี้", "31/4/2570", "29/2/2570", "12/3/70", "12/13/2570", "12 มีนา 2570", "0/1/2570"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse(text) is None


def test_the_leap_day_is_read_in_the_year_of_the_common_era() -> None:
    assert parse("29/2/2571") == date(2028, 2, 29)


@given(DAYS, st.sampled_from([format_long, format_short, date.isoformat]))
def test_what_is_written_is_read_again(day: date, write: object) -> None:
    assert callable(write)
    assert parse(write(day)) == parse(to_thai(write(day))) == day


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_may_be_asked(text: str) -> None:
    parse(text)
