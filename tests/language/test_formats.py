"""Numbers and dates as a region writes them: the table is the specification."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from cyberready.language.formats import shown_date, shown_number
from cyberready.language.messages import use_language

DAY = date(2026, 6, 3)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use_language("en")


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "3 June 2026"),
        ("en-US", "June 3, 2026"),
        ("fr", "3 juin 2026"),
        ("fr-MA", "3 juin 2026"),
        ("ar", "3 يونيو 2026"),
        ("ar-IQ", "٣ حزيران ٢٠٢٦"),
        ("ar-DZ", "3 جوان 2026"),
        ("fr-IQ", "3 juin 2026"),  # no French of Iraq is known: the language counts
        ("xx", "3 June 2026"),
        ("en-XX", "3 June 2026"),
    ],
)
def test_a_date_in_words(tag: str, text: str) -> None:
    assert shown_date(DAY, tag) == text


@pytest.mark.parametrize(
    ("written", "tag", "text"),
    [
        ("2.5", "en", "2.5"),
        ("2.5", "fr", "2,5"),
        ("2.5", "ar", "2.5"),
        ("2.5", "ar-DZ", "2,5"),
        ("2.5", "ar-IQ", "٢٫٥"),
        ("−0.30", "fr", "−0,30"),
        ("−0.30", "ar-IQ", "−٠٫٣٠"),
        ("+1.0", "fr", "+1,0"),
        ("72", "ar-IQ", "٧٢"),
        ("2026", "en", "2026"),
        ("12345.5", "en", "12,345.5"),
        ("12345", "fr", "12\u202f345"),
        ("12345.5", "ar-IQ", "١٢٬٣٤٥٫٥"),
        ("1.0000005", "en", "1.0000005"),
        ("no score", "ar-DZ", "no score"),
    ],
)
def test_a_number_keeps_its_digits_and_takes_the_signs(written: str, tag: str, text: str) -> None:
    assert shown_number(written, tag) == text


@pytest.mark.parametrize(("tag", "text"), [("en", "2.5"), ("ar-DZ", "2,5"), ("ar-IQ", "٢٫٥")])
def test_without_a_tag_the_one_in_use_counts(tag: str, text: str) -> None:
    use_language(tag)
    assert shown_number("2.5") == text
