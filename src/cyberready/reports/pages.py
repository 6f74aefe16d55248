"""A page of text and tables that both the command line and the app lay out, each for its own width."""

from __future__ import annotations

from dataclasses import dataclass

from cyberready.reports.markdown import literal_line


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


def as_markdown(page: Page) -> str:
    """The page as Markdown, its tables as tables, whatever marks are in the texts."""
    return "\n\n".join(_table(block) if isinstance(block, Table) else _lines(block) for block in page) + "\n"


def _lines(block: Lines) -> str:
    lines = [literal_line(line) for line in block.lines if line]
    return f"### {' '.join(lines)}" if block.heading else "\\\n".join(lines)


def _table(table: Table) -> str:
    rule = ["---:" if place in table.right else "---" for place in range(len(table.heads))]
    rows = [table.heads, rule, *((row.name, *row.cells) for row in table.rows)]
    shown = [cells if cells is rule else [literal_line(cell) for cell in cells] for cells in rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in shown)
