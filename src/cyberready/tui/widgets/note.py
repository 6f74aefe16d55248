"""Several lines of text to type, in their own direction. A module of its own: its import costs 8 ms."""

from __future__ import annotations

from rich.cells import cell_len
from textual.events import MouseEvent, Paste
from textual.geometry import Offset
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import EditResult, Location

from cyberready.language.messages import _
from cyberready.model.answers import LONGEST_TEXT
from cyberready.tui.widgets.directed import Directed


class Note(Directed, TextArea):
    """Several lines of text; their scrollbar stays at the right, and they beside it."""

    @property
    def paragraph(self) -> str:
        return self.document[self.cursor_location[0]]

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        return key == "enter" or super().check_consume_key(key, character)

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        found = self._section(y)
        if found is None:
            return strip
        paragraph, text = found
        width = self.scrollable_content_region.width
        drawn = self._drawn(strip, min(width, cell_len(text)), width, paragraph)
        return drawn.extend_cell_length(self.size.width, self.rich_style)

    def _section(self, y: int) -> tuple[str, str] | None:
        """The paragraph of a line that is seen, and what of it stands there; None below the text.

        Behind the last letter of a paragraph is the place of the cursor.
        """
        places = self.wrapped_document._offset_to_line_info
        at = y + self.scroll_offset.y
        if not 0 <= at < len(places):
            return None
        line, number = places[at]
        sections = self.wrapped_document.get_sections(line)
        place = " " if number == len(sections) - 1 else ""
        return self.document[line], sections[number].expandtabs(self.indent_width) + place

    def get_target_document_location(self, event: MouseEvent) -> tuple[int, int]:
        x, y = event.x - self.gutter.left, event.y - self.gutter.top
        found = self._section(y)
        if found is not None:
            paragraph, text = found
            x = self._cell_in_text(x, text, self.scrollable_content_region.width, paragraph)
        return self.wrapped_document.offset_to_location(Offset(x, y + self.scroll_offset.y))

    def action_cursor_left(self, select: bool = False) -> None:
        self._turned("action_cursor_left", select)

    def action_cursor_right(self, select: bool = False) -> None:
        self._turned("action_cursor_right", select)

    def action_cursor_word_left(self, select: bool = False) -> None:
        self._turned("action_cursor_word_left", select)

    def action_cursor_word_right(self, select: bool = False) -> None:
        self._turned("action_cursor_word_right", select)

    def on_paste(self, event: Paste) -> None:
        """Take no more than a note holds, and one letter, so that this is told: 10 MB took 26 s to lay out."""
        event.text = event.text[: LONGEST_TEXT + 1]

    def _replace_via_keyboard(self, insert: str, start: Location, end: Location) -> EditResult | None:
        """Take what still fits; what stands in a full note stays, its end and the cursor as well."""
        room = LONGEST_TEXT - len(self.text) + len(self.get_text_range(start, end))
        if len(insert) > room:
            told = _("A note holds {count} characters; what goes beyond was not taken.")
            self.notify(told.format(count=LONGEST_TEXT), severity="warning")
            insert = insert[:room]
        return super()._replace_via_keyboard(insert, start, end) if insert else None
