"""Pages of text and tables on the command line: sections by title and id where there is room, questions by id."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cyberready.cli.output import table

if TYPE_CHECKING:
    from cyberready.model.questionnaire import Questionnaire
    from cyberready.reports.pages import Page, TableRow


# Columns where the output goes to no terminal.
_UNBOUNDED = 160


def page_lines(page: Page, questionnaire: Questionnaire) -> Iterator[str]:
    """The page's lines, a blank one before each table and each heading."""
    from cyberready.charts.blocks import cells
    from cyberready.reports.pages import Table

    width = shutil.get_terminal_size((_UNBOUNDED, 24)).columns
    for block in page:
        if isinstance(block, Table):
            yield ""
            for titles in (True, False):
                rows = [[_name(row, questionnaire, titles), *row.cells] for row in block.rows]
                lines = ["  " + line for line in table(block.heads, rows, right=block.right)]
                lines = lines if any(block.heads) else lines[1:]
                if max(map(cells, lines)) <= width:
                    break
            yield from lines
        else:
            yield ""
            yield from block.lines


def _name(row: TableRow, questionnaire: Questionnaire, titles: bool) -> str:
    if row.id in questionnaire.questions or (row.id and not titles):
        return row.id
    return f"{row.name} ({row.id})" if row.id in questionnaire.sections else row.name
