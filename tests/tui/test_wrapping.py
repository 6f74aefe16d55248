"""Text in lines of so many cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cyberready.tui.wrapping import broken, wrapped


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 6, ["one", "two", "three"]),
        ("one\n two", 10, ["one two"]),
        ("incomprehensible law", 8, ["incompre", "hensible", "law"]),
        ("a incomprehensible", 8, ["a", "incompre", "hensible"]),
        ("in results/backups/of-2026.db", 18, ["in", "results/backups/", "of-2026.db"]),
        ("the of-2026-11-24.db", 12, ["the", "of-2026-11-", "24.db"]),
        ("网络安全", 4, ["网络", "安全"]),
        ("网络安全", 5, ["网络", "安全"]),  # half a sign is none
        ("مُسْتَوَى", 3, ["مُسْتَ", "وَى"]),  # marks stay with their letter
        ("\x1b[2Jlaw", 10, ["[2Jlaw"]),
    ],
)
def test_text_is_broken_between_words(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


@given(st.text(st.sampled_from("ab قُ网 -"), max_size=60), st.integers(2, 30))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_only_words_that_are_too_wide_are_broken() -> None:
    told = "The backup:\n is  results/backups/of-2026.db."
    assert broken(told, 18) == "The backup:\n is  results/backups/\nof-2026.db."
    assert broken(told, 40) == told
