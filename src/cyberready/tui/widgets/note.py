"""The field of a note: its lines stay clear of its scrollbar where they begin at the right."""

from __future__ import annotations

from textual.strip import Strip
from textual.widgets import TextArea

from cyberready.tui.widgets.rows import clear_of_scrollbar


class Note(TextArea):
    """Several lines of text."""

    def render_line(self, y: int) -> Strip:
        return clear_of_scrollbar(self, super().render_line(y))
