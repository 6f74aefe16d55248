"""What stands between data and the terminal: no control character passes, whatever widget it came through.

Textual hands the bytes of a text to the terminal as they are (all 16 ways of showing one were measured to pass an
escape sequence on), so `plain()` cleans every text before it becomes content, and this filter every line after.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

from cyberready.language.plain import one_line, plain
from cyberready.tui.wrapping import COLUMN

# Fields in which one types show a text unchanged, so what would turn it around is dropped here as well.

_DROPPED: dict[int, str | None] = dict.fromkeys(
    [*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_DROPPED[ord(COLUMN)] = " "


class TerminalSafe(LineFilter):
    """Drops control characters and explicit directions; they have no width, so nothing moves."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            segment
            if segment.text.isprintable()
            else Segment(segment.text.translate(_DROPPED), segment.style, segment.control)
            for segment in segments
        ]


def content(text: object) -> Content:
    """Data as content that is never read as markup."""
    return Content(plain(text))


def line(text: object) -> Content:
    """Data as content on one line."""
    return Content(one_line(text))
