"""The published figures of the Global Cybersecurity Index come out as published."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from cyberready.library.finding import Library, shipped_folder
from cyberready.model.answers import Answer
from cyberready.scoring.sheets import compile_plan, score_sheet
from cyberready.workspace.demo import fill
from cyberready.workspace.reviewing import review_round
from cyberready.workspace.sheet_scoring import score_file
from cyberready.workspace.workspace import Workspace

LIBRARY = Library((shipped_folder(),))
PILLARS = ("legal", "technical", "organizational", "capacity", "cooperation")
DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "gci-arab-states.csv"


@pytest.mark.parametrize(
    ("year", "total", "rating"),
    [("2020", 20.71466339568441, None), ("2024", 53.06856441493363, "Tier 4, evolving")],
)
def test_iraq_s_shipped_sheets_score_its_published_totals(year: str, total: float, rating: str | None) -> None:
    file = shipped_folder() / "gci-published" / "examples" / f"iraq-{year}.yaml"
    overall = score_file(LIBRARY, "gci-published", file).scorecard.overall
    assert overall.value == pytest.approx(total, abs=1e-9)
    assert (overall.low, overall.high) == (overall.value, overall.value)
    assert (overall.range, overall.rating) == ((0, 100), rating)


def test_every_country_s_pillars_make_its_published_total() -> None:
    if not DATA.is_file():
        pytest.skip(f"{DATA.name} is not here")
    editions = {"2020": "edition-4", "2024": "edition-5"}
    with DATA.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 22
    for row in rows:
        loaded = LIBRARY.load("gci-published", editions[row["year"]])
        answers = {f"{pillar}.points": Answer(value=float(row[pillar])) for pillar in PILLARS}
        scorecard = score_sheet(compile_plan(loaded.questionnaire), answers, loaded.digest)
        assert scorecard.overall.value == pytest.approx(float(row["total"]), abs=1e-9), row["country"]
        assert [scorecard.sections[pillar].value for pillar in PILLARS] == pytest.approx(
            [float(row[pillar]) for pillar in PILLARS], abs=1e-9
        )


def test_an_index_with_a_pillar_missing_has_no_total() -> None:
    loaded = LIBRARY.load("gci-published")
    answers = {f"{pillar}.points": Answer(value=20) for pillar in PILLARS[1:]}
    assert score_sheet(compile_plan(loaded.questionnaire), answers, loaded.digest).overall.value is None


def test_answers_of_two_editions_are_never_held_against_each_other(tmp_path: Path) -> None:
    with Workspace.open(tmp_path) as workspace:
        fill(workspace)
        review = review_round(workspace, workspace.round("Iraq/2024@gci-published"))
    assert "unlike_last" not in {point.kind for point in review.points}
