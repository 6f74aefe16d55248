"""One line of text to type, in its own direction."""

from __future__ import annotations

from rich.cells import cell_len
from textual.strip import Strip
from textual.widgets import Input

from cyberready.tui.widgets.directed import Directed


class Field(Directed, Input):
    """One line of text."""

    @property
    def paragraph(self) -> str:
        return self.value

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        return strip if y else self._drawn(strip, self._cells, self._width, self.value or self.placeholder)

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    @property
    def _cells(self) -> int:
        """How many of the cells that are seen the text takes, with the place of the cursor."""
        suggested = cell_len(self._suggestion) if self.has_focus and self.value else 0
        return min(self._width, max(1, self.content_width, suggested) - self.scroll_offset.x)

    def _cell_offset_to_index(self, offset: int) -> int:
        seen = super().render_line(0).crop(0, self._cells).text
        return super()._cell_offset_to_index(self._cell_in_text(offset, seen, self._width, self.value))

    def action_cursor_left(self, select: bool = False) -> None:
        self._turned("action_cursor_left", select)

    def action_cursor_right(self, select: bool = False) -> None:
        self._turned("action_cursor_right", select)

    def action_cursor_left_word(self, select: bool = False) -> None:
        self._turned("action_cursor_left_word", select)

    def action_cursor_right_word(self, select: bool = False) -> None:
        self._turned("action_cursor_right_word", select)
