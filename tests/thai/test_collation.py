import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.collation import initial, sort_key


@pytest.mark.parametrize(
    "ordered",
    [
        ["กาล", "เกิด", "ไก่", "เป็ด", "วันที่", "วัว", "หมู"],
        ["กา", "ก่า", "ก้า", "ก๊า", "กาน", "ก่าน"],
        ["ขน", "เขน", "แขน", "โขน", "ไข่"],
        ["1 ก", "A", "Bangkok", "ก", "ก ข", "กก"],
        ["ปาน", "ป่าน", "เป้", "เป๋"],
    ],
)
def test_names_sort_as_in_a_dictionary(ordered: list[str]) -> None:
    shuffled = random.Random(1).sample(ordered, len(ordered))
    assert sorted(shuffled, key=sort_key) == ordered


def test_punctuation_case_and_spelling_do_not_count() -> None:
    assert sort_key("(น\u0e4d\u0e49า)  ABC") == sort_key("น้ำ abc")


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("เกษตร", "ก"),
        ("ใบขับขี่", "บ"),
        ("ฤดู", "ฤ"),
        ("passport", "P"),
        ("“ศูนย์”", "ศ"),
        ("5ส", "#"),
        ("๑๐ บาท", "#"),
        ("", "#"),
        ("เ", "#"),
    ],
)
def test_a_name_is_listed_under_its_consonant(name: str, letter: str) -> None:
    assert initial(name) == letter


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_has_a_key_that_can_be_stored(text: str) -> None:
    assert sort_key(text).encode()
    assert len(initial(text)) == 1
