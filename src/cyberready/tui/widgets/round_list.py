"""The list of rounds: one line each, drawn only where it is seen.

A general list measures all its lines before the first is painted, 0.13 s for 1,000 rounds; this one none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.events import Click
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cyberready.language.formats import shown_count, shown_number
from cyberready.language.messages import N_, _, counted
from cyberready.language.plain import one_line
from cyberready.tui.arrangement import ARCHIVED, STATUS, Heading
from cyberready.tui.keys import key
from cyberready.tui.widgets.rows import clear_of_scrollbar
from cyberready.tui.wrapping import COLUMN, GAP

if TYPE_CHECKING:
    from cyberready.store.listing import RoundRow

# The columns, by the field of a row that each is about, with their heads.
_COLUMNS = {
    "subject": N_("Subject"),
    "label": N_("Round"),
    "questionnaire": N_("Questionnaire"),
    "status": N_("Status"),
    "done": N_("Done"),
    "value": N_("Score"),
    "changed": N_("Changed"),
}
_OF_ARCHIVED = "▫ "


class RoundList(ScrollView, can_focus=True):
    """Rounds in columns, some below a heading; one of them is marked. Enter is left to the screen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"round-list--round", "round-list--marked", "round-list--heading"}
    BINDINGS = [
        key("up,k", "move(-1)", N_("Up"), id="up"),
        key("down,j", "move(1)", N_("Down"), id="down"),
        key("pageup", "page(-1)", N_("Page up"), id="page_up"),
        key("pagedown", "page(1)", N_("Page down"), id="page_down"),
        key("home,g", "first", N_("First round")),
        key("end,G", "last", N_("Last round")),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: Sequence[RoundRow] = ()
        self._headings: Mapping[int, Heading] = {}
        self._places: list[int] = []
        self._words: Mapping[str, Mapping[str, str]] = {}
        self._at = -1

    @property
    def marked(self) -> RoundRow | None:
        """The round that keys act on."""
        return self.rows[self._at] if 0 <= self._at < len(self.rows) else None

    def show(self, rows: Sequence[RoundRow], headings: Mapping[int, Heading]) -> None:
        """Show these rounds, each heading above the round whose number it has.

        The same one stays marked; where it is gone, the one that stood next to it; at first the one changed last.
        """
        at = _still_marked(self.rows, self._at, rows)
        self.rows, self._headings = rows, headings
        above, self._places = 0, []
        for number in range(len(rows)):
            above += number in headings
            self._places.append(number + above)
        self.virtual_size = Size(self.size.width, len(rows) + above)
        self._mark(at)
        self.refresh()

    def mark(self, id: str) -> None:
        """Mark a round, where it is listed."""
        for number, row in enumerate(self.rows):
            if row.id == id:
                self._mark(number)

    def word_ratings(self, words: Mapping[str, Mapping[str, str]]) -> None:
        """Show the names of scores in other words, by round and name."""
        self._words = words
        self.refresh()

    def shows(self, column: str) -> bool:
        """Whether a column has room; `column` is the field of a row that it is about."""
        return bool(dict(zip(_COLUMNS, _widths(self.screen.size.width), strict=True)).get(column))

    def heads(self, column: str, sign: str) -> str:
        """The names of the columns, as wide as they are; one of them bears the sign of the order."""
        widths = _widths(self.screen.size.width)
        heads = [
            f"{_cut(_(head), width - 1).rstrip()}{sign}" if name == column and width else _(head)
            for (name, head), width in zip(_COLUMNS.items(), widths, strict=True)
        ]
        return _fitted(heads, widths)

    def watch_show_vertical_scrollbar(self, shown: bool) -> None:
        """Tell the screen, so that the heads of right-to-left columns stay above them."""
        self.screen.set_class(shown, "-scrolling")

    def _mark(self, at: int) -> None:
        """Mark a row, and draw only the two that change: a slow link takes seconds for the whole list."""
        before, self._at = self._at, max(0, min(len(self.rows) - 1, at)) if self.rows else -1
        for number in {before, self._at}:
            if 0 <= number < len(self._places):
                self.refresh_line(self._places[number])
        if self._at >= 0:
            headed = self._at in self._headings  # its heading comes into view with it
            line = Region(0, self._places[self._at] - headed, 1, 1 + headed)
            self.scroll_to_region(line, animate=False, force=True)  # also before the scrollbar is there

    def _number(self, line: int) -> int:
        """The round on a line of the list, else the one below; after the last line as many as there are."""
        return bisect_left(self._places, line)

    def places(self) -> Iterator[tuple[int, Callable[[], None]]]:
        """Every round that is seen."""
        top = self.scroll_offset.y
        for at, line in enumerate(self._places):
            if 0 <= line - top < self.size.height:
                yield line - top, partial(self._go_to, at)

    def _go_to(self, at: int) -> None:
        self.focus()
        self._mark(at)

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        number = self._number(line)
        if number >= len(self.rows):
            return Strip.blank(width, self.rich_style)
        kind = "marked" if number == self._at else "round"
        if self._places[number] != line:
            kind, text = "heading", _heading(self._headings[number], width)
        else:
            row = self.rows[number]
            text = "›" if number == self._at else " "
            text += line_of(row, _widths(self.screen.size.width), self._words.get(row.id, {}))
        style = self.get_component_rich_style(f"round-list--{kind}")
        return clear_of_scrollbar(self, Strip([Segment(text, style)]).adjust_cell_length(width, style))

    def action_move(self, by: int) -> None:
        self._mark(self._at + by)

    def action_page(self, by: int) -> None:
        if self.rows:
            self._mark(self._number(self._places[self._at] + by * max(1, self.size.height - 1)))

    def action_first(self) -> None:
        self._mark(0)

    def action_last(self) -> None:
        self._mark(len(self.rows) - 1)

    def on_click(self, event: Click) -> None:
        line = event.y + self.scroll_offset.y
        number = self._number(line)
        if number < len(self.rows) and self._places[number] == line:
            self._mark(number)


def _still_marked(before: Sequence[RoundRow], at: int, rows: Sequence[RoundRow]) -> int:
    """The place among other rows of the round that was marked, or of the nearest that is still there."""
    places = {row.id: place for place, row in enumerate(rows)}
    if 0 <= at < len(before):
        for row in (*before[at:], *reversed(before[:at])):
            if row.id in places:
                return places[row.id]
    return max(range(len(rows)), key=lambda place: rows[place].changed, default=-1)


def _widths(width: int) -> tuple[int, ...]:
    """The columns' widths: what does not fit is left out from the right, subject and round always stay."""
    wide = (28, 12, 22, 9, 8, 14, 10) if width >= 110 else (16, 7, 16, 9, 6, 6, 10)
    if width < 80:
        wide = (max(8, width - 27), 8, 0, 0, 7, 6, 0)
    return wide


def _heading(heading: Heading, width: int) -> str:
    """The parent's name, cut where it must be, and the count of its rounds."""
    rounds = GAP + counted("{number} round", "{number} rounds", heading.rounds)
    name = one_line(heading.parent) or _("Without a parent")
    return _cut(name, min(cell_len(name), max(1, width - cell_len(rounds)))) + rounds


def line_of(row: RoundRow, widths: tuple[int, ...], words: Mapping[str, str]) -> str:
    """A round as one line of the list."""
    from cyberready.charts.text import rounded  # loads decimal, which the first paint need not wait for

    answers = ""
    if row.questions is not None and row.done is not None:
        answers = f"{shown_count(row.done)}/{shown_count(row.questions)}"
    score = "" if row.value is None else f"{shown_number(rounded(row.value))}{'~' if row.stale else ''}"
    if row.rating and widths[5] > 6:
        score += f" {words.get(row.rating, row.rating)}"
    status = _(ARCHIVED if row.archived else STATUS[row.status])
    subject = f"{_OF_ARCHIVED if row.archived else ''}{row.subject}"
    label = _label(row, widths[1])
    return _fitted((subject, label, row.questionnaire, status, answers, score, row.changed[:10]), widths)


def _label(row: RoundRow, width: int) -> str:
    """The label, with the revision where there is more than one; what does not fit is cut from the label."""
    if row.revision == 1:
        return row.label
    revision = " " + _("r{number}").format(number=shown_count(row.revision))
    return _cut(row.label, min(cell_len(one_line(row.label)), max(1, width - cell_len(revision)))) + revision


def _fitted(cells: Sequence[str], widths: tuple[int, ...]) -> str:
    """Cells in columns, each cut with an ellipsis where it is longer than its column."""
    return COLUMN.join(_cut(text, width) for text, width in zip(cells, widths, strict=True) if width)


def _cut(text: str, width: int) -> str:
    text = one_line(text)
    return set_cell_size(text, width) if cell_len(text) <= width else set_cell_size(text, width - 1) + "…"
