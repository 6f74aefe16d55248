"""A page of text and tables that both the command line and the app lay out, each for its own width."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Lines:
    """Sentences, one a line. A `heading` begins a part of the page."""

    lines: tuple[str, ...]
    heading: bool = False


@dataclass(frozen=True)
class TableRow:
    """A row by the id of the section or question that it tells of ('' for a row of totals), and its name."""

    id: str
    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Rows under the heads of their columns, the name first; `right` are the columns of numbers."""

    heads: tuple[str, ...]
    rows: tuple[TableRow, ...]
    right: frozenset[int] = frozenset()


Page = tuple[Lines | Table, ...]
