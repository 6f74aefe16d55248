"""Numbers and digits as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyberready.language.digits import digit_of_key, number, western


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12", 12),
        (" 12 ", 12),
        ("-3", -3),
        ("−3", -3),
        ("1.5", 1.5),
        ("1,5", 1.5),
        ("1 234", 1234),
        ("1\u202f234,5", 1234.5),  # as French writes it
        ("1\u00a0234", 1234),
        ("٤٢", 42),
        ("٣٫٥", 3.5),
        ("١٬٢٣٤٫٥", 1234.5),
        ("١٬٥٠٠", 1500),
        ("٢٬٥", None),  # the sign between thousands in place of the decimal sign
        ("٣،٥", 3.5),  # the comma of an Arabic keyboard, which has no ٫
        ("۴۲", 42),
        ("٤2", 42),
        ("1e3", 1000.0),
        ("0", 0),
        ("", None),
        ("twelve", None),
        ("1.2.3", None),
        ("1,234,567", None),
        ("1,500", None),  # fifteen hundred in English, one and a half in French
        ("0,500", 0.5),
        ("1,234.5", None),
        ("1_000", None),
        ("nan", None),
        ("inf", None),
        ("-inf", None),
        ("1e16", None),
        ("0x10", None),
        ("--3", None),
        ("9" * 5000, None),
    ],
)
def test_a_number_is_what_its_writer_meant(typed: str, meant: float | None) -> None:
    found = number(typed)
    assert found == meant
    assert type(found) is type(meant)


@given(st.integers(-(10**15), 10**15))
def test_whole_numbers_stay_whole_in_every_script(value: int) -> None:
    for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "0123456789"):
        assert number(str(value).translate(dict(zip(range(48, 58), digits, strict=True)))) == value


@pytest.mark.parametrize(
    ("row", "digits"),
    [
        ("0123456789", range(10)),
        ("à&é\"'(-è_ç", range(10)),  # AZERTY without Shift
        ("٠١٢٣٤٥٦٧٨٩", range(10)),
        ("۰۱۲۳۴۵۶۷۸۹", range(10)),
    ],
    ids=["western", "azerty", "arabic", "persian"],
)
def test_the_digit_row_of_each_keyboard_answers(row: str, digits: range) -> None:
    assert [digit_of_key(character) for character in row] == list(digits)


@pytest.mark.parametrize("character", [None, "", "a", "12", "²", "٫", " ", "½", "\x1b", "@", "①"])
def test_no_other_key_is_a_digit(character: str | None) -> None:
    assert digit_of_key(character) is None


def test_dates_typed_with_arabic_digits_become_western_ones() -> None:
    assert western("٢٠٢٦-۰۶-30") == "2026-06-30"
