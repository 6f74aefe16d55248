from __future__ import annotations

import pytest

from cyberready.language.keyboards import latin, twin


@pytest.mark.parametrize("letter", list("fjdkslaghrueiwoqptyvncmxz,/?"))
def test_every_letter_has_its_place_on_an_arabic_keyboard(letter: str) -> None:
    assert twin(letter) != letter
    assert latin(twin(letter)) == letter


@pytest.mark.parametrize(
    ("typed", "letter"), [("N", "n"), ("n", "n"), ("b", "b"), ("é", "é"), ("٣", "٣"), ("", "")]
)
def test_what_lies_nowhere_else_stays(typed: str, letter: str) -> None:
    assert latin(typed) == letter
