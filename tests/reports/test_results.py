"""The table of results, its changes, and what stands out."""

from __future__ import annotations

import pytest

from cyberready.model.scorecard import Scorecard
from cyberready.reports.pages import Lines, Page, Table, TableRow, as_markdown
from cyberready.reports.results import Results, change_mark, results_page, standing_out_page
from cyberready.reports.wording import Reader
from cyberready.scoring.plan import compile_plan
from cyberready.scoring.sheets import score_sheet
from tests.scoring.made_up import DIGEST, made_up

NOW = ("{questions: five=4 five=2}", "{questions: five=1}", "{sections: [{title: Deep, questions: five=5}]}")
BEFORE = ("{questions: five=3 five=2}", "{questions: five=1}", "{sections: [{title: Deep, questions: five=none}]}")
RATINGS = "{minimum_answered: 0.5, ratings: [{from: 0, label: Low}, {from: 3, label: High}]}"


def card(domains: tuple[str, ...]) -> tuple[Reader, Scorecard]:
    questionnaire, answers = made_up(*domains, scoring=RATINGS)
    words = {rating.label: rating.label for rating in questionnaire.scoring.ratings}
    return Reader(questionnaire, words), score_sheet(compile_plan(questionnaire), answers, DIGEST)


def results(targets: dict[str, float] | None = None, *, compared: bool = True) -> Results:
    reader, now = card(NOW)
    return Results(reader, now, targets or {}, card(BEFORE)[1] if compared else None, "2025")


def rows(page: Page) -> list[str]:
    return [
        "|".join(cells)
        for table in page
        if isinstance(table, Table)
        for cells in (table.heads, *((row.name, *row.cells) for row in table.rows))
    ]


def sentences(page: Page) -> list[str]:
    return [line for block in page if isinstance(block, Lines) for line in block.lines]


def test_every_score_with_bounds_target_rating_and_change() -> None:
    page = results_page(results({"d1": 3.5}))
    assert rows(page) == [
        "|score|lowest|highest|target|rating|since 2025",
        "Overall|3.0|3.0|3.0||High|▲1.3",  # before: (2.5 + 1) / 2, the third had no score
        "d1|3.0|3.0|3.0|3.5|High|▲0.5",
        "d2|1.0|1.0|1.0||Low|=0.0",
        "d3|5.0|5.0|5.0||High|",
        "– Deep|5.0|5.0|5.0||High|",
    ]
    assert sentences(page) == ["Changes since 2025 are not judged: they may be no more than rating error."]
    alone = results_page(results(compared=False))
    assert rows(alone)[0] == "|score|lowest|highest|target|rating"
    assert sentences(alone) == []


@pytest.mark.parametrize(
    ("change", "mark"),
    [(None, ""), (0.0, "=0.0"), (0.04, "=0.0"), (0.05, "▲0.1"), (-0.26, "▼0.3"), (1.25, "▲1.3")],
)
def test_a_change_is_told_by_a_sign_as_well(change: float | None, mark: str) -> None:
    assert change_mark(change) == mark


def test_what_stands_out_are_the_ends_and_the_gaps() -> None:
    page = standing_out_page(results({"d1": 3.5, "d2": 4, "d3": 2}))
    assert rows(page) == [
        "|score|target|since 2025", "Deep|5.0||",
        "|score|target|since 2025", "d2|1.0|4.0|=0.0",
        "|score|target|since 2025", "d2|1.0|4.0|=0.0", "d1|3.0|3.5|▲0.5",
    ]  # fmt: skip


def test_with_too_little_answered_nothing_stands_out() -> None:
    reader, now = card(("{questions: five=none}", "{questions: five=none}"))
    assert sentences(standing_out_page(Results(reader, now))) == [
        "No score stands out yet: too little is answered."
    ]


@pytest.mark.parametrize(("domain", "missed"), [("d1", True), ("d2", False), ("d3", True)])
def test_a_domain_misses_its_target_or_one_within_it(domain: str, missed: bool) -> None:
    held = results({"d1": 3.000001, "d2": 1, "d3.1": 6})
    (section,) = [section for section in held.reader.questionnaire.domains if section.id == domain]
    assert held.misses(section) is missed


def test_a_page_as_markdown_keeps_hostile_texts_literal() -> None:
    page: Page = (
        Lines(("What | stands",), heading=True),
        Table(("", "score"), (TableRow("x", "a|b *c* <d>\x1b[31m", ("3",)),), frozenset({1})),
        Lines(("one", "two")),
    )
    assert as_markdown(page).splitlines() == [
        "### What \\| stands", "", "|  | score |", "| --- | ---: |",
        "| a\\|b \\*c\\* \\<d\\>\\[31m | 3 |", "", "one\\", "two",
    ]  # fmt: skip
