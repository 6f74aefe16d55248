"""Which rounds the list shows, in which order and under which headings.

Pure, on plain rows: the first paint waits for it. For 1,000 rounds an order takes 1 ms, and so does a filter once
their words are folded, which takes 8 ms at the first letter that is typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from cyberready.language.folding import folded
from cyberready.language.messages import N_, _, tag_in_use

if TYPE_CHECKING:
    from cyberready.store.listing import RoundRow

STATUS = {"draft": N_("draft"), "finalised": N_("final")}
ARCHIVED = N_("archived")


class Order(NamedTuple):
    """Rounds by one thing that is known of them."""

    name: str
    column: str
    """The column that tells it, by the field of a row; a date stands in none."""
    value: Callable[[RoundRow], Any] | None
    """What is compared; None leaves rounds as the store gives them: by subject, then date."""


def _progress(row: RoundRow) -> float | None:
    return row.done / row.questions if row.done is not None and row.questions else None


# Names begin with their first; of all else the greatest and the latest come first.
ORDERS = (
    Order(N_("by subject"), "subject", None),
    Order(N_("by change"), "changed", lambda row: row.changed),
    Order(N_("by score"), "value", lambda row: row.value),
    Order(N_("by progress"), "done", _progress),
    Order(N_("by date"), "", lambda row: row.date),
)


class Heading(NamedTuple):
    """What stands above the rounds whose subjects have this parent, or none."""

    parent: str
    rounds: int


class Shown(NamedTuple):
    """Rounds as they are listed; each heading stands above the round at its place."""

    rows: Sequence[RoundRow]
    headings: Mapping[int, Heading]


@dataclass
class Arrangement:
    """All rounds, and how the reader wants to see them."""

    rows: Sequence[RoundRow] = ()
    place: int = 0
    reversed: bool = False
    by_parent: bool = False
    with_archived: bool = False
    wanted: str = ""
    """What was typed: words that a round must have, as people spell them."""
    _words: dict[str, str] = field(default_factory=dict)
    _words_in: str = ""

    @property
    def order(self) -> Order:
        return ORDERS[self.place]

    @property
    def sign(self) -> str:
        """▲ where the list begins with the least or the first, ▼ where with the greatest or the last."""
        return "▲" if (self.order.value is None) != self.reversed else "▼"

    @property
    def hidden(self) -> int:
        """How many rounds are not shown because they are archived."""
        return 0 if self.with_archived else sum(row.archived for row in self.rows)

    def replace(self, rows: Sequence[RoundRow]) -> None:
        """Take rows that were read anew; order, headings and filter stay."""
        self.rows = rows
        self._words.clear()

    def go_on(self) -> None:
        """Take the next order, from its usual end."""
        self.place, self.reversed = (self.place + 1) % len(ORDERS), False

    def shown(self) -> Shown:
        """What the list shows."""
        rows = [row for row in self.rows if self.with_archived or not row.archived]
        rows = in_order(self._narrowed(rows), self.order, self.reversed)
        return under_parents(rows) if self.by_parent else Shown(rows, {})

    def _narrowed(self, rows: list[RoundRow]) -> list[RoundRow]:
        wanted = folded(self.wanted).split()
        if not wanted:
            return rows
        if self._words_in != tag_in_use() or not self._words:
            self._words_in = tag_in_use()
            self._words = {row.id: folded(words_of(row)) for row in self.rows}
        return [row for row in rows if all(word in self._words[row.id] for word in wanted)]


def words_of(row: RoundRow) -> str:
    """What a round is found by: its status in the language in use as well as in the program's own word."""
    archived = _(ARCHIVED) if row.archived else ""
    return "\n".join(
        [row.subject, row.label, row.questionnaire, row.status, _(STATUS[row.status]), archived, row.parent or ""]
    )


def in_order(rows: Sequence[RoundRow], order: Order, turned: bool) -> list[RoundRow]:
    """Rounds in an order, or `turned` round; those of which it says nothing always come last.

    A round without a score is not one with the lowest. What is equal stays by subject and date.
    """
    value = order.value
    if value is None:
        return list(reversed(rows)) if turned else list(rows)
    known = [row for row in rows if value(row) is not None]
    known.sort(key=value, reverse=not turned)
    return known + [row for row in rows if value(row) is None]


def under_parents(rows: Sequence[RoundRow]) -> Shown:
    """Rounds under the parents of their subjects, by the parents' names; below each the order stays."""
    groups: dict[str, list[RoundRow]] = {}
    for row in rows:
        groups.setdefault(row.parent or "", []).append(row)
    arranged: list[RoundRow] = []
    headings = {}
    for parent in sorted(groups, key=lambda name: (not name, folded(name))):
        headings[len(arranged)] = Heading(parent, len(groups[parent]))
        arranged += groups[parent]
    return Shown(arranged, headings)
