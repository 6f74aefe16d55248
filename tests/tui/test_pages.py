"""Pages laid out for the width of a terminal, line by line."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from cyberready.reports.pages import Lines, Page, Table, TableRow
from cyberready.tui.pages import page_rows
from cyberready.tui.wrapping import COLUMN

ROWS = (
    TableRow("law", "Law against cybercrime and its courts", ("1", "33.3 %", "cut: evidence is missing")),
    TableRow("skills", "Skills", ("2", "66.7 %", "")),
)
PAGE: Page = (
    Lines(("The mean by weight.",)),
    Table(("", "weight", "share", ""), ROWS, frozenset({1, 2})),
)


def shown(width: int, page: Page = PAGE) -> list[str]:
    return [text.replace(COLUMN, " ") for _id, text in page_rows(page, width)]


def test_columns_stand_below_their_heads_and_names_are_cut_where_they_must_be() -> None:
    assert shown(80) == [
        "The mean by weight.",
        "",
        "                                       weight   share",
        "Law against cybercrime and its courts       1  33.3 %  cut: evidence is missing",
        "Skills                                      2  66.7 %",
    ]
    assert shown(60)[3:] == [
        "Law against cyber…       1  33.3 %  cut: evidence is missing",
        "Skills                   2  66.7 %",
    ]


def test_a_narrow_terminal_tells_each_row_in_lines_of_its_own() -> None:
    assert shown(36)[2:] == [
        "Law against cybercrime and its cour…",
        "  weight 1 · share 33.3 % · cut:",
        "  evidence is missing",
        "Skills",
        "  weight 2 · share 66.7 %",
    ]


@pytest.mark.parametrize("width", [20, 36, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    wide = TableRow("w", "تقييم الجاهزية " * 9, ("1", "100 %", "مقطوعة " * 3))
    page: Page = (Lines(("A sentence that is longer than one line of a narrow terminal. " * 3,)),)
    table = Table(("", "weight", "share", ""), (*ROWS, wide), frozenset({1, 2}))
    assert max(cell_len(text) for text in shown(width, (*page, table))) <= width


def test_every_line_of_a_row_leads_to_what_it_names() -> None:
    assert [id for id, _text in page_rows(PAGE, 80)] == ["", "", "", "law", "skills"]
    assert [id for id, _text in page_rows(PAGE, 36)][2:] == ["law", "law", "law", "skills", "skills"]


def test_control_characters_do_not_reach_a_line() -> None:
    hostile = Table(("",), (TableRow("x", "a\x1b[31mb\nc", ()),))
    (line,) = [text for _id, text in page_rows((hostile,), 40)]
    assert line == "a[31mb c"
