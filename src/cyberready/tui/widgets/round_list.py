"""The list of rounds: one line each, drawn only where it is seen.

A general list measures all its lines before the first is painted, 0.13 s for 1,000 rounds; this one none.
"""

from __future__ import annotations

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
from cyberready.language.messages import N_, _
from cyberready.language.plain import one_line
from cyberready.tui.keys import key
from cyberready.tui.widgets.rows import clear_of_scrollbar
from cyberready.tui.wrapping import COLUMN

if TYPE_CHECKING:
    from cyberready.store.listing import RoundRow


class RoundList(ScrollView, can_focus=True):
    """Rounds in columns; one of them is marked. Enter is left to the screen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"round-list--round", "round-list--marked"}
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
        self._words: Mapping[str, Mapping[str, str]] = {}
        self._at = -1

    @property
    def marked(self) -> RoundRow | None:
        """The round that keys act on."""
        return self.rows[self._at] if 0 <= self._at < len(self.rows) else None

    def show(self, rows: Sequence[RoundRow]) -> None:
        """Show these rounds; the same one stays marked, else the one that was changed last."""
        before = self.marked
        self.rows = rows
        same = [n for n, row in enumerate(rows) if before is not None and row.id == before.id]
        newest = max(range(len(rows)), key=lambda n: rows[n].changed, default=-1)
        self.virtual_size = Size(self.size.width, len(rows))
        self._mark(same[0] if same else newest)

    def word_ratings(self, words: Mapping[str, Mapping[str, str]]) -> None:
        """Show the names of scores in other words, by round and name."""
        self._words = words
        self.refresh()

    def heads(self) -> str:
        """The names of the columns, as wide as they are."""
        heads = (_("Subject"), _("Round"), _("Questionnaire"), _("Status"), _("Done"), _("Score"), _("Changed"))
        return _fitted(heads, _widths(self.screen.size.width))

    def watch_show_vertical_scrollbar(self, shown: bool) -> None:
        """Tell the screen, so that the heads of right-to-left columns stay above them."""
        self.screen.set_class(shown, "-scrolling")

    def _mark(self, at: int) -> None:
        self._at = max(0, min(len(self.rows) - 1, at)) if self.rows else -1
        self.refresh()
        if self._at >= 0:
            self.scroll_to_region(Region(0, self._at, 1, 1), animate=False)

    def places(self) -> Iterator[tuple[int, Callable[[], None]]]:
        """Every round that is seen."""
        top = self.scroll_offset.y
        for at in range(top, min(len(self.rows), top + self.size.height)):
            yield at - top, partial(self._go_to, at)

    def _go_to(self, at: int) -> None:
        self.focus()
        self._mark(at)

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        at = y + self.scroll_offset.y
        if at >= len(self.rows):
            return Strip.blank(width, self.rich_style)
        marked, row = at == self._at, self.rows[at]
        style = self.get_component_rich_style("round-list--marked" if marked else "round-list--round")
        text = ("›" if marked else " ") + line_of(
            row, _widths(self.screen.size.width), self._words.get(row.id, {})
        )
        return clear_of_scrollbar(self, Strip([Segment(text, style)]).adjust_cell_length(width, style))

    def action_move(self, by: int) -> None:
        self._mark(self._at + by)

    def action_page(self, by: int) -> None:
        self._mark(self._at + by * max(1, self.size.height - 1))

    def action_first(self) -> None:
        self._mark(0)

    def action_last(self) -> None:
        self._mark(len(self.rows) - 1)

    def on_click(self, event: Click) -> None:
        self._mark(event.y + self.scroll_offset.y)


def _widths(width: int) -> tuple[int, ...]:
    """The columns' widths: what does not fit is left out from the right, subject and round always stay."""
    wide = (28, 12, 22, 9, 8, 14, 10) if width >= 110 else (16, 7, 16, 9, 6, 6, 10)
    if width < 80:
        wide = (max(8, width - 27), 8, 0, 0, 7, 6, 0)
    return wide


def words_of(row: RoundRow) -> str:
    return f"{row.subject} {row.label} {row.questionnaire} {row.status} {row.parent or ''}"


def line_of(row: RoundRow, widths: tuple[int, ...], words: Mapping[str, str]) -> str:
    """A round as one line of the list."""
    from cyberready.charts.text import rounded  # loads decimal, which the first paint need not wait for

    answers = ""
    if row.questions is not None and row.done is not None:
        answers = f"{shown_count(row.done)}/{shown_count(row.questions)}"
    score = "" if row.value is None else f"{shown_number(rounded(row.value))}{'~' if row.stale else ''}"
    if row.rating and widths[5] > 6:
        score += f" {words.get(row.rating, row.rating)}"
    status = {"draft": _("draft"), "finalised": _("final")}[row.status]
    cells = (row.subject, row.label, row.questionnaire, status, answers, score, row.changed[:10])
    return _fitted(cells, widths)


def _fitted(cells: tuple[str, ...], widths: tuple[int, ...]) -> str:
    """Cells in columns, each cut with an ellipsis where it is longer than its column."""
    texts = []
    for text, width in zip(map(one_line, cells), widths, strict=True):
        if width:
            fits = cell_len(text) <= width
            texts.append(set_cell_size(text, width) if fits else set_cell_size(text, width - 1) + "…")
    return COLUMN.join(texts)
