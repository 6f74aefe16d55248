"""Numbers and names as people read them."""

from __future__ import annotations

import pytest
from babel.lists import format_list

from cyberready.charts.text import (
    brief,
    decimals,
    directed,
    in_figures,
    in_turn,
    listed,
    ngettext,
    percent,
    points,
    right_to_left,
    rounded,
    same,
    sentences,
    share,
    tidy,
    unit,
)
from cyberready.language.messages import use_language


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (0.25, 1, "0.3"),  # round() gives 0.2
        (0.35, 1, "0.4"),
        (2.45, 1, "2.5"),
        (-0.25, 1, "−0.3"),
        (-0.04, 1, "0.0"),  # never minus zero
        (2.2499999999999996, 1, "2.3"),  # 2.25 but for the last bit
        (2.2499, 1, "2.2"),
        (20.7149, 1, "20.7"),
        (0, 1, "0.0"),
        (0.345, 2, "0.35"),
        (62.5, 0, "63"),
        (1e15, 1, "1000000000000000.0"),
    ],
)
def test_rounded(value: float, places: int, shown: str) -> None:
    assert rounded(value, places) == shown


def test_points_say_when_there_is_no_score() -> None:
    assert points(None, (0, 5)) == "no score"
    assert points(0.0, (0, 5)) == "0.0"
    assert points(0.256, (0, 1)) == "0.26"
    assert decimals(None) == decimals((0, 5)) == 1


@pytest.mark.parametrize(
    ("scale", "words"),
    [((0, 5), "0 to 5"), ((0.0, 100.0), "0 to 100"), ((-2.5, 1), "−2.5 to 1"), (None, "no unit")],
)
def test_unit(scale: tuple[float, float] | None, words: str) -> None:
    assert unit(scale) == words


def test_share_of_a_scale_that_does_not_start_at_zero() -> None:
    assert share(3, (1, 5)) == 0.5


def test_same_ignores_who_has_no_scale_and_the_tenth_decimal() -> None:
    assert same([(0, 5), None, (0, 5.0000000001)]) == (0, 5)
    assert same([(0, 5), (0, 4)]) is None
    assert same([]) is None


def test_listed() -> None:
    assert [listed("a"), listed("ab"), listed("abc")] == ["a", "a and b", "a, b and c"]


def test_sentences_leave_out_what_is_empty() -> None:
    assert sentences(["One.", "", "Two."]) == "One. Two."


def test_brief_cuts_between_words() -> None:
    assert brief("short") == "short"
    assert brief("word " * 30) == "word " * 11 + "word…"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("two\nlines\tand  spaces ", "two lines and spaces"),
        ("\x1b[31mred\x07\x00\x9b", "[31mred"),
        ("turn\u202eback\u2066in\u2069\u200f", "turnbackin"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("\ufeffnot\uffff XML\ufffe", "not XML"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # the joiner that Persian needs stays
    ],
)
def test_tidy(text: str, clean: str) -> None:
    assert tidy(text) == clean


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iraq 2024", "Iraq 2024"),
        ("العراق", "⁧العراق⁩"),
        ("العراق 2024-05-01", "⁧العراق ⁦2024-05-01⁩⁩"),
        ("التغير +1.0", "⁧التغير ⁦+1.0⁩⁩"),
        ("القدرات (IQ-CERT)", "⁧القدرات (⁦IQ-CERT⁩)⁩"),
        ("A.1 بناء القدرات", "⁧⁦A.1⁩ بناء القدرات⁩"),
        ("فريق National CERT 24", "⁦فريق National CERT 24⁩"),
        ("٢٠٢٤", "⁦٢٠٢٤⁩"),
    ],
)
def test_directed(text: str, expected: str) -> None:
    assert directed(text) == expected


def test_right_to_left_goes_by_the_most_letters() -> None:
    assert right_to_left("العراق CERT")
    assert not right_to_left("National CERT عراق")
    assert not right_to_left("2024")


@pytest.mark.parametrize(
    ("tag", "written", "shown"),
    [
        ("en", "2.5", "2.5"),
        ("en", "12345.6", "12345.6"),  # as in every chart before there were languages
        ("en-GB", "12345.6", "12,345.6"),
        ("fr", "2.5", "2,5"),
        ("fr", "−2.5", "−2,5"),
        ("ar", "2.5", "2.5"),
        ("ar-DZ", "2.5", "2,5"),
        ("ar-IQ", "20.7", "٢٠٫٧"),
        ("ar-IQ", "−2.5", "⁦−٢٫٥⁩"),  # without the isolate the sign would stand behind the number
    ],
)
def test_numbers_have_the_signs_and_digits_of_the_region(
    catalogues: None, tag: str, written: str, shown: str
) -> None:
    use_language(tag)
    assert in_figures(written) == shown


def test_scores_scales_and_shares_are_in_the_language_in_use(catalogues: None) -> None:
    use_language("fr")
    assert points(None, (0, 5)) == "aucun score"
    assert points(2.25, (0, 5)) == "2,3"
    assert unit((-2.5, 10000.0)) == "−2,5 à 10\u202f000"
    assert percent(0.5) == "50\xa0%"


@pytest.mark.parametrize(
    ("tag", "lists"),
    [
        ("en", ["a", "a and b", "a, b and c"]),
        ("en-US", ["a", "a and b", "a, b and c"]),
        ("fr", ["a", "a et b", "a, b et c"]),
        ("fr-MA", ["a", "a et b", "a, b et c"]),
        ("ar-IQ", ["a", "a وb", "a وb وc"]),
        ("xx", ["a", "a and b", "a, b and c"]),
    ],
)
def test_lists_end_as_in_the_language_in_use(catalogues: None, tag: str, lists: list[str]) -> None:
    use_language(tag)
    assert [listed("a"), listed("ab"), listed("abc")] == lists


@pytest.mark.parametrize("items", ["a", "ab", "abc", "abcd"])
def test_the_english_of_the_code_is_the_english_of_cldr(items: str) -> None:
    assert listed(items) == format_list(list(items), locale="en_GB")


def test_what_follows_in_turn_is_no_list_that_ends() -> None:
    assert [in_turn("a"), in_turn("abc")] == ["a", "a, b, c"]


@pytest.mark.parametrize(
    ("tag", "number", "text"),
    [
        ("en", 1, "round {rounds}"),
        ("en", 2, "rounds {rounds}"),
        ("ar", 1, "الجولة {rounds}"),
        ("ar", 2, "الجولتان {rounds}"),
        ("ar", 3, "الجولات {rounds}"),
        ("ar-IQ", 2, "الجولتان {rounds}"),
    ],
)
def test_plurals_keep_their_fields(catalogues: None, tag: str, number: int, text: str) -> None:
    use_language(tag)
    assert ngettext("round {rounds}", "rounds {rounds}", number) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iraq (North)", "⁦Iraq (North)⁩"),
        ("2024-05-01", "⁦2024-05-01⁩"),
        ("العراق 2024-05-01", "⁧العراق ⁦2024-05-01⁩⁩"),
        ("", ""),
    ],
)
def test_in_a_sentence_from_right_to_left_latin_names_are_isolated(
    catalogues: None, text: str, expected: str
) -> None:
    use_language("ar")
    assert directed(text) == expected
