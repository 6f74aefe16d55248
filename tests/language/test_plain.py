"""Text from outside, as a screen may show it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyberready.language.plain import one_line, plain

OVERRIDES = range(0x202A, 0x202F)
CONTROLS = (*range(0x20), *range(0x7F, 0xA0))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Is there a law?", "Is there a law?"),
        ("first\nsecond", "first\nsecond"),
        ("a\tb", "a b"),
        ("\x1b]52;c;aGk=\x07", "]52;c;aGk="),  # sets the clipboard
        ("\x1b[31mred", "[31mred"),
        ("\x9b31mred\x9d0;title\x9c", "31mred0;title"),  # the same in one byte each
        ("a\rb\x08c\x00d\x7fe", "abcde"),
        ("abc\u202edef\u202c", "abc[U+202E]def[U+202C]"),
        ("\u2067قانون\u2069", "قانون"),
        ("\ufeffa\u200eb\u200fc\u061cd", "abcd"),
        ("one\u2028two\u2029three", "one\ntwo\nthree"),
        (
            "[b]bold[/b] [@click=app.quit]x[/]",
            "[b]bold[/b] [@click=app.quit]x[/]",
        ),  # markup is text like any other
        ("half \ud800 a letter", "half ? a letter"),
        (2026, "2026"),
    ],
)
def test_control_characters_go_and_hidden_reordering_shows(text: object, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  a \n\n b\t c ", "a b c"),
        ("one\u2028two", "one two"),
        ("", ""),
        ("\n", ""),
        (ValueError("no\nsuch\x1bfile"), "no suchfile"),
    ],
)
def test_a_line_has_no_breaks_and_no_margins(text: object, shown: str) -> None:
    assert one_line(text) == shown


@given(st.text(st.characters() | st.sampled_from([*map(chr, CONTROLS), *map(chr, OVERRIDES)])))
def test_nothing_that_moves_a_cursor_or_turns_a_text_is_left(text: str) -> None:
    left = {letter for letter in plain(text) if unicodedata.category(letter) == "Cc"}
    assert left <= {"\n"}
    assert not set(map(chr, OVERRIDES)) & set(plain(text))
    plain(text).encode("utf-8")
    assert plain(plain(text)) == plain(text)
    assert "\n" not in one_line(text)
