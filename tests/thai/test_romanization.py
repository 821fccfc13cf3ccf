import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.romanization import slug_of


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("ภาษีป้าย", "phasi-pai"),
        ("ร้องเรียน", "rongrian"),
        ("Sign tax 2027", "sign-tax-2027"),
        ("คำขอ ข.1", "khamkho-kh-1"),
        ("", ""),
        ("…", ""),
    ],
)
def test_text_becomes_an_address(text, slug):
    assert slug_of(text) == slug


def test_address_ends_with_a_whole_word():
    assert slug_of("one two three", max_chars=9) == "one-two"


@given(st.text(max_size=200))
def test_any_text_gives_an_address_that_django_accepts(text):
    assert re.fullmatch(r"[a-z0-9]*(-[a-z0-9]+)*", slug_of(text, max_chars=40))
    assert len(slug_of(text, max_chars=40)) <= 40
