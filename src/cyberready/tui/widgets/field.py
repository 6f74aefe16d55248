"""Fields in which one types: seen, clicked and walked through in the direction of what stands in them.

A text has the direction of its first letter. In a right-to-left interface every field begins at the right, and
numbers and Latin letters in it are read from the left all the same.
"""

from __future__ import annotations

from typing import Any

from rich.cells import cell_len
from rich.style import Style
from textual.events import MouseEvent
from textual.geometry import Offset
from textual.strip import Strip
from textual.widgets import Input, TextArea

from cyberready.language.messages import right_to_left, tag_in_use
from cyberready.tui.arabic import InOrder, direction_of


class _Directed(InOrder):
    """Puts a line in order for its direction, finds the letter below the mouse, and turns the arrows."""

    app: Any
    rich_style: Style

    @property
    def paragraph(self) -> str:
        """The text in which the cursor stands."""
        raise NotImplementedError

    def _drawn(self, strip: Strip, cells: int, width: int, paragraph: str) -> Strip:
        """A line `width` cells wide, whose text, with the place of the cursor, takes the first `cells`."""
        lines = self.app.arabic
        if lines is None:
            return strip
        strip = strip.extend_cell_length(width, self.rich_style)
        text, room = strip.crop(0, cells), strip.crop(cells, width)
        text = Strip(lines.line(list(text), _from_right(paragraph)), text.cell_length)
        return Strip.join([room, text] if _at_right(paragraph) else [text, room])

    def _cell_in_text(self, x: int, text: str, width: int, paragraph: str) -> int:
        """The cell of the text as it is stored whose letter is seen at `x` of such a line."""
        lines = self.app.arabic
        if lines is None:
            return x
        if _at_right(paragraph):
            x -= width - cell_len(text)
        if x < 0:
            return cell_len(text) if _from_right(paragraph) else 0
        found: int = lines.cell_in_text(text, _from_right(paragraph), x)
        return found

    def _turned(self, action: str, select: bool) -> None:
        """Do what an arrow does, or its counterpart where the text goes to the left."""
        if self.app.orders_arabic and _from_right(self.paragraph):
            action = action.replace("left", "RIGHT").replace("right", "left").replace("RIGHT", "right")
        getattr(super(), action)(select)


class Field(_Directed, Input):
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


class Note(_Directed, TextArea):
    """Several lines of text; their scrollbar stays at the right, and they beside it."""

    @property
    def paragraph(self) -> str:
        return self.document[self.cursor_location[0]]

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


def _from_right(paragraph: str) -> bool:
    """Whether a text is read from the right; where it has no letter and no digit, as the interface is."""
    return (direction_of(paragraph) or ("right" if right_to_left(tag_in_use()) else "left")) == "right"


def _at_right(paragraph: str) -> bool:
    return _from_right(paragraph) or right_to_left(tag_in_use())
