"""One line of text to type, in its own direction."""

from __future__ import annotations

from rich.cells import cell_len
from textual.events import Key
from textual.strip import Strip
from textual.widgets import Input

from cyberready.tui.widgets.directed import Directed


class Field(Directed, Input):
    """One line of text; of a number, letters act as they do outside fields until the number is begun."""

    of_number = False
    begun = False

    @property
    def paragraph(self) -> str:
        return self.value

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return super().check_consume_key(key, character) and not self._acts(character)

    def on_key(self, event: Key) -> None:
        if self._acts(event.character):
            event.prevent_default()
        elif event.is_printable:
            self._begin(True)

    def on_paste(self) -> None:
        self._begin(True)

    def on_blur(self) -> None:
        self._begin(False)

    def _begin(self, begun: bool) -> None:
        if self.of_number and self.begun != begun:
            self.begun = begun
            self.screen.refresh_bindings()

    def _acts(self, character: str | None) -> bool:
        free = self.of_number and not self.begun
        return free and character is not None and (character.isalpha() or character in "?=/")

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
