"""Fact sheets of invented countries, the answers that they imply, and what independent readers made of them.

The sheets hold the texts of a questionnaire to account: whoever rewords a question tries it on them again. What
docs/questionnaires.md says of the trial is computed here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from cyberready.exchange.sheets import check_sheet, read_sheet
from cyberready.library.finding import load, shipped_folder

FOLDER = Path(__file__).parent / "trust-security-ict"
SHEETS = ("norland", "sudmark", "estmark", "westmere", "midland")
QUESTIONNAIRE = load(shipped_folder() / FOLDER.name).questionnaire
GUIDE = Path(__file__).parents[2] / "docs" / "questionnaires.md"


def rounds() -> dict[str, Any]:
    told = yaml.safe_load((FOLDER / "readings.yaml").read_text(encoding="utf-8"))
    return {each["name"]: each for each in told["rounds"]}


def implied(name: str) -> dict[str, int]:
    sheet, document = read_sheet(FOLDER / f"{name}.yaml")
    assert sheet is not None, document.faults
    check_sheet(sheet, QUESTIONNAIRE, document)
    assert not document.errors
    return {id: answer.value for id, answer in sheet.answers.items() if isinstance(answer.value, int)}


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_says_that_it_is_invented_and_fits_the_questionnaire(name: str) -> None:
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    assert f"{name.capitalize()} is an invented country" in text
    assert len(text.split()) <= 1600
    assert len(implied(name)) >= 12


def test_the_sheets_cover_forty_questions_and_every_level() -> None:
    answers = [pair for name in SHEETS[:4] for pair in implied(name).items()]
    assert len({id for id, _value in answers}) == len(answers) >= 40
    assert {value for _id, value in answers} == {0, 1, 2, 3, 4, 5}


@pytest.mark.parametrize("name", ["first", "second", "third"])
def test_each_reading_is_of_a_question_on_a_sheet_of_its_round(name: str) -> None:
    told = rounds()[name]
    on_sheets = {id for sheet in told["sheets"] for id in implied(sheet)}
    assert set(told["questions"]) <= on_sheets
    for rated in told["questions"].values():
        assert len(rated["readings"]) == told["readers"]
        assert {rated["implied"], *rated["readings"]} <= set(range(6))


def test_only_a_text_that_was_made_stricter_implies_another_answer_now() -> None:
    now = {id: value for name in SHEETS[:4] for id, value in implied(name).items()}
    then = {id: rated["implied"] for id, rated in rounds()["first"]["questions"].items()}
    assert {id for id in then if now[id] != then[id]} == {"critical.assurance.crisis"}


def test_the_guide_tells_the_agreement_as_it_was() -> None:
    told = GUIDE.read_text(encoding="utf-8")
    for name in ("first", "second", "third"):
        rated = rounds()[name]["questions"].values()
        total = sum(len(each["readings"]) for each in rated)
        same = sum(reading == each["implied"] for each in rated for reading in each["readings"])
        assert f"{same} of {total}" in told, name
