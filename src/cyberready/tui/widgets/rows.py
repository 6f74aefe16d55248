"""Rows beside a scrollbar, for lines that begin at the right as well."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from textual.events import Key
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import OptionList

from cyberready.language.digits import digit_of_key
from cyberready.language.messages import N_, right_to_left, tag_in_use
from cyberready.tui.keys import key
from cyberready.tui.safety import line
from cyberready.tui.wrapping import COLUMN


def clear_of_scrollbar(widget: Widget, strip: Strip) -> Strip:
    """The row with nothing below the scrollbar.

    Lines are put in their right-to-left order over the whole width of a widget, so the cells that its scrollbar
    covers would be those in which such a line begins: the digits of the levels. They are left empty.
    """
    covered = widget.size.width - widget.scrollable_content_region.width
    if covered <= 0 or not right_to_left(tag_in_use()):
        return strip
    return Strip.join([Strip.blank(covered, widget.rich_style), strip.crop(0, widget.size.width - covered)])


class Rows(OptionList):
    """A list of options whose rows are clear of its scrollbar."""

    BINDINGS = [key("k", "cursor_up", N_("Up")), key("j", "cursor_down", N_("Down"))]
    highlighted: reactive[int | None] = reactive(None, repaint=False)

    def watch_highlighted(self, before: int | None, highlighted: int | None) -> None:  # type: ignore[override]
        """Draw only the two rows that change: of a page of results all are 7,000 bytes, these 4,300."""
        lines = self._index_to_line
        for at in (before, highlighted):
            if at is not None and at in lines:
                self.refresh_lines(lines[at], self._heights[at])
        super().watch_highlighted(highlighted)

    def places(self) -> Iterator[tuple[int, Callable[[], None]]]:
        """Every option that is seen, by its first line."""
        top = self.scroll_offset.y
        for at in range(self.option_count):
            y = self._index_to_line[at] - top
            if 0 <= y < self.size.height:
                yield y, partial(self._go_to, at)

    def _go_to(self, at: int) -> None:
        self.focus()
        self.highlighted = at

    def render_line(self, y: int) -> Strip:
        return clear_of_scrollbar(self, super().render_line(y))


class NumberedRows(Rows):
    """Rows of which each has a digit, which takes it at once."""

    def __init__(self, *texts: str, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self.say(texts)

    def say(self, texts: Sequence[str]) -> None:
        """Other texts for the rows; the same row stays marked."""
        at = self.highlighted
        self.clear_options()
        self.add_options([line(f"{digit}{COLUMN}{text}") for digit, text in enumerate(texts, 1)])
        self.highlighted = at or 0

    def on_key(self, event: Key) -> None:
        digit = digit_of_key(event.character)
        if digit is not None and 1 <= digit <= self.option_count:
            event.stop()
            self.highlighted = digit - 1
            self.action_select()
