"""Pages of text and tables as lines of a list: each line can be marked, those that lead on have an id."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from cyberready.language.plain import one_line
from cyberready.reports.pages import Page, Table
from cyberready.tui.wrapping import COLUMN, PART, cut, wrapped

_GAP = f"{COLUMN} "
_LEAST = 16
"""The fewest cells that a name can be recognised by; with fewer a row is told in two lines."""


def page_rows(page: Page, width: int) -> Iterator[tuple[str, str]]:
    """Every line of a page with the id of the section or question that it leads to, or ''.

    Args:
        width: in terminal cells.
    """
    for number, block in enumerate(page):
        if number:
            yield "", ""
        if isinstance(block, Table):
            yield from _table(block, width)
        else:
            for text in block.lines:
                yield from (("", line) for line in wrapped(text, width))


def _table(table: Table, width: int) -> Iterator[tuple[str, str]]:
    rows = [[one_line(row.name), *map(one_line, row.cells)] for row in table.rows]
    widths = [max(cell_len(row[place]) for row in [list(table.heads), *rows]) for place in range(len(table.heads))]
    room = width - sum(each + len(_GAP) for each in widths[1:])
    if room < min(_LEAST, widths[0]):
        yield from _told(table, rows, width)
        return
    widths[0] = min(widths[0], room)
    heads = [("", list(table.heads))] if any(table.heads) else []
    for id, row in [*heads, *zip((row.id for row in table.rows), rows, strict=True)]:
        cells = [_sized(cell, widths[place], place in table.right) for place, cell in enumerate(row)]
        yield id, _GAP.join(cells).rstrip()


def _told(table: Table, rows: Sequence[Sequence[str]], width: int) -> Iterator[tuple[str, str]]:
    """Each row in two lines or more: its name, and what its columns say."""
    for found, row in zip(table.rows, rows, strict=True):
        yield found.id, cut(row[0], width)
        said = [f"{head} {cell}".strip() for head, cell in zip(table.heads[1:], row[1:], strict=True) if cell]
        for line in wrapped(PART.join(said), width - 2):
            yield found.id, f"  {line}"


def _sized(text: str, width: int, right: bool) -> str:
    shown = cut(text, width)
    space = " " * (width - cell_len(shown))
    return space + shown if right else shown + space
