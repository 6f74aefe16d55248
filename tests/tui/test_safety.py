"""No control character passes the last barrier before the terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from cyberready.tui.safety import TerminalSafe, content, line

BLACK = Color(0, 0, 0)
BOLD = Style(bold=True)
MARKUP = "[b]x[/b] [/nope] [@click=app.quit]y[/]"


def passed(*texts: str) -> list[str]:
    return [segment.text for segment in TerminalSafe().apply([Segment(text) for text in texts], BLACK)]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a law", "a law"),
        ("قانون · 1 (●) ▓░┃", "قانون · 1 (●) ▓░┃"),
        ("مُسْتَوَى", "مُسْتَوَى"),
        ("\x1b]52;c;aGk=\x07", "]52;c;aGk="),
        ("\x9b2J\x9d0;t\x9c", "2J0;t"),
        ("a\nb\tc\r", "abc"),  # a line has none of these by now
        ("\x7f\x00", ""),
        ("abc\u202edef\u2067ghi", "abcdefghi"),
        ("\xa0 ", "\xa0 "),
    ],
)
def test_what_is_left_of_a_line(text: str, left: str) -> None:
    assert passed(text) == [left]


def test_styles_and_the_number_of_segments_stay() -> None:
    segments = [Segment("a\x1b", BOLD), Segment("b"), Segment("\x07", BOLD)]
    assert TerminalSafe().apply(segments, BLACK) == [Segment("a", BOLD), Segment("b"), Segment("", BOLD)]


@given(st.text(st.characters() | st.sampled_from("\x1b\x07\x9b\x9d\x9c\u202e\u2066")))
def test_no_control_passes_and_nothing_moves(text: str) -> None:
    (left,) = passed(text)
    assert not {letter for letter in left if unicodedata.category(letter) == "Cc"}
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(left)
    assert sum(map(cell_len, left)) == sum(map(cell_len, text))


@pytest.mark.parametrize("text", [MARKUP, "a\nb", "\x1b[31m", ""])
def test_data_is_never_read_as_markup(text: str) -> None:
    shown = text.replace("\x1b", "")
    assert content(text).plain == shown
    assert line(text).plain == " ".join(shown.split())
    assert content(text).spans == line(text).spans == []
