"""The options of a question with their facts: digits choose, space ticks, arrows move.

State is never colour alone: `( )` and `(●)` for one of several, `[ ]` and `[x]` for facts and for any number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cyberready.language.messages import N_
from cyberready.tui.card import Level
from cyberready.tui.keys import key
from cyberready.tui.widgets.rows import clear_of_scrollbar
from cyberready.tui.wrapping import COLUMN, wrapped


@dataclass(frozen=True)
class _Row:
    """One line on the screen; `item` is what it belongs to: (option, fact), with -1 for the option itself."""

    item: tuple[int, int]
    text: str
    style: str


_BETWEEN = _Row((-1, -1), "", "levels--fact")


class Levels(ScrollView, can_focus=True):
    """The options of one question; updated in place."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"levels--option", "levels--fact", "levels--chosen", "levels--cursor"}
    BINDINGS = [
        key("up,k", "move(-1)", N_("Up"), id="up"),
        key("down,j", "move(1)", N_("Down"), id="down"),
        key("space", "tick", N_("Tick"), N_("Tick the fact, or choose the level")),
    ]

    @dataclass
    class Chosen(Message):
        """The assessor chose the option at this position (or, with several allowed, took it back)."""

        position: int

    @dataclass
    class Ticked(Message):
        """The assessor ticked or unticked a fact."""

        key: str
        fact: int

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.levels: tuple[Level, ...] = ()
        self.several = False
        self.spaced = False
        self.cursor: tuple[int, int] = (0, -1)
        self._rows: list[_Row] = []

    def show(self, levels: tuple[Level, ...], *, several: bool, keep_cursor: bool) -> None:
        """Show these options; the cursor goes to the chosen one when that, or the question, is a new one."""
        before = [n for n, level in enumerate(self.levels) if level.chosen]
        after = [n for n, level in enumerate(levels) if level.chosen]
        self.levels, self.several = levels, several
        if not keep_cursor or self.cursor not in self._items() or (after and after != before and not several):
            self._point((after[0] if after else 0, -1))
        self._lay_out()
        if not keep_cursor:
            self.scroll_to(y=0, animate=False)
        self._show_cursor()

    def on_resize(self) -> None:
        self._lay_out()
        self._show_cursor()

    def _items(self) -> list[tuple[int, int]]:
        return [(n, fact) for n, level in enumerate(self.levels) for fact in range(-1, len(level.facts))]

    def _lay_out(self) -> None:
        width = max(10, self.scrollable_content_region.width or self.size.width)
        before = self._rows
        blocks = [self._level_rows(n, level, width) for n, level in enumerate(self.levels)]
        if self.spaced and sum(map(len, blocks)) + len(blocks) <= self.size.height:
            blocks = [[*block, _BETWEEN] for block in blocks]
        self._rows = [row for block in blocks for row in block]
        self.virtual_size = Size(width, len(self._rows))
        for y, (was, now) in enumerate(zip_longest(before, self._rows)):
            if was != now:
                self.refresh_line(y)

    def _point(self, cursor: tuple[int, int]) -> None:
        """Move the cursor; on a slow link the whole list would take two seconds for each key."""
        before, self.cursor = self.cursor, cursor
        for y, row in enumerate(self._rows):
            if row.item in (before, cursor):
                self.refresh_line(y)

    def _level_rows(self, n: int, level: Level, width: int) -> list[_Row]:
        brackets, mark = ("[]", "x") if self.several else ("()", "●")
        chosen = mark if level.chosen else " "
        marks = f"  {' · '.join(level.marks)}" if level.marks else ""
        head = f"{level.digit} {brackets[0]}{chosen}{brackets[1]}{COLUMN}"
        style = "levels--chosen" if level.chosen else "levels--option"
        rows = [_Row((n, -1), text, style) for text in _hung(head, level.label + marks, width)]
        for number, fact in enumerate(level.facts):
            tick = f"[{'x' if number in level.ticked else ' '}]{COLUMN}"
            rows += [_Row((n, number), text, "levels--fact") for text in _hung(f"      {tick}", fact, width)]
        return rows

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        row = y + self.scroll_offset.y
        if row >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        here = self._rows[row]
        style = self.get_component_rich_style(here.style)
        if here.item == self.cursor:
            pointer = "›" if self.has_focus else " "
            if self.has_focus:
                style += self.get_component_rich_style("levels--cursor")
        else:
            pointer = " "
        if row and self._rows[row - 1].item == here.item:
            pointer = " "
        strip = Strip([Segment((pointer + here.text), style)]).adjust_cell_length(width, style)
        return clear_of_scrollbar(self, strip)

    def action_move(self, by: int) -> None:
        items = self._items()
        if not items:
            return
        at = items.index(self.cursor) if self.cursor in items else 0
        self._point(items[max(0, min(len(items) - 1, at + by))])
        self._show_cursor()

    def _show_cursor(self) -> None:
        """Scroll to the cursor; on an option, with as many of its facts as there is room for."""
        option, fact = self.cursor
        rows = [
            y
            for y, row in enumerate(self._rows)
            if row.item == self.cursor or (fact < 0 and row.item[0] == option)
        ]
        if rows:
            height = min(len(rows), max(1, self.size.height))
            self.scroll_to_region(Region(0, rows[0], 1, height), animate=False)

    def places(self) -> Iterator[tuple[int, Callable[[], None]]]:
        """Every option and fact that is seen, by its first line; going there only moves the cursor."""
        for y, row in enumerate(self._rows):
            if row != _BETWEEN and (not y or self._rows[y - 1].item != row.item):
                yield y - self.scroll_offset.y, partial(self._go_to, row.item)

    def _go_to(self, item: tuple[int, int]) -> None:
        self.focus()
        self._point(item)
        self._show_cursor()

    def action_tick(self) -> None:
        """On a fact, tick it; on an option, choose it."""
        if not self.levels:
            return
        option, fact = self.cursor
        if fact < 0:
            self.post_message(self.Chosen(option))
        else:
            self.post_message(self.Ticked(self.levels[option].key, fact))

    def on_click(self, event: object) -> None:
        y = getattr(event, "y", 0) + self.scroll_offset.y
        if 0 <= y < len(self._rows) and self._rows[y] != _BETWEEN:
            self._point(self._rows[y].item)
            self.action_tick()


def _hung(head: str, text: str, width: int) -> list[str]:
    """The text behind its head, further lines indented under the first."""
    indent = cell_len(head)
    lines = wrapped(text, max(8, width - indent - 1))
    return [head + lines[0], *(" " * indent + line for line in lines[1:])]
