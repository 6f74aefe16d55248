from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command
from tests.cli.made_up import QUESTIONNAIRE, sheet, write

COUNTS = ("questions", "answered", "not_applicable", "unknown", "unanswered", "not_asked")


def numbers(score: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(score[key] for key in ("value", "low", "high", "range", "rating"))


def test_json_is_the_object_of_the_format(workspace: Path, command: Command) -> None:
    file = write(workspace / "sheet.yaml", sheet("law.crime.act: 2, law.crime.courts: {unknown: true}"))
    card = command("score", "small", file, "--json").json
    assert list(card) == ["questionnaire", "overall", "sections", "questions", "profiles"]
    assert {key: card["questionnaire"][key] for key in ("id", "version")} == {"id": "small", "version": "1"}
    assert card["questionnaire"]["digest"].startswith("sha256:")
    # law: (2 + 0) / 2; at best (2 + 2) / 2. skills: unanswered, 0 to 2.
    assert numbers(card["sections"]["law.crime"]) == (1.0, 1.0, 2.0, [0.0, 2.0], "High")
    assert numbers(card["sections"]["skills"]) == (0.0, 0.0, 2.0, [0.0, 2.0], "Low")
    assert numbers(card["overall"]) == (0.5, 0.5, 2.0, [0.0, 2.0], "Low")
    assert [card["overall"][key] for key in COUNTS] == [3, 1, 0, 1, 1, 0]
    assert card["questions"]["law.crime.act"] == {"state": "answered", "points": 2.0, "range": [0.0, 2.0]}
    assert card["profiles"]["goal"]["met"] is False
    assert card["profiles"]["goal"]["targets"][1] == {
        "id": "skills",
        "value": 0.0,
        "target": 1.0,
        "gap": 1.0,
        "met": False,
    }


@pytest.mark.parametrize("name", ["small", "questionnaires/small", "questionnaires/small/questionnaire.yaml"])
@pytest.mark.parametrize("what", ["2025.yaml", "Exampleland/2025", "exampleland/2025@small", "id"])
def test_questionnaire_and_sheet_may_be_named_in_every_way(
    rounds: Path, command: Command, name: str, what: str
) -> None:
    listed = command("rounds", "--json").json[1]
    card = command("score", name, listed["id"] if what == "id" else what, "--json").json
    assert card["overall"]["value"] == listed["value"] == 0.75


def test_the_questionnaire_named_is_the_one_that_scores(workspace: Path, command: Command) -> None:
    elsewhere = write(workspace / "elsewhere.yaml", QUESTIONNAIRE.replace("id: small", "id: elsewhere"))
    stricter = write(workspace / "stricter.yaml", QUESTIONNAIRE.replace("rollup: mean", "rollup: min"))
    write(workspace / "e.yaml", sheet(questionnaire="elsewhere"))
    write(workspace / "s.yaml", sheet())
    command("import", "s.yaml")
    assert command("score", elsewhere, "e.yaml", "--json").json["overall"]["value"] == 0.75
    assert command("score", stricter, "s.yaml", "--json").json["overall"]["value"] == 0.0
    assert command("score", stricter, "Exampleland/2025", "--json").json["overall"]["value"] == 0.0


def test_an_id_or_folder_stands_for_the_version_that_was_answered(workspace: Path, command: Command) -> None:
    folder = workspace / "questionnaires" / "small"
    write(folder / "versions" / "0" / "questionnaire.yaml", QUESTIONNAIRE.replace('version: "1"', 'version: "0"'))
    write(workspace / "s.yaml", sheet(version="0"))
    command("import", "s.yaml")
    for what in ("s.yaml", "Exampleland/2025"):
        for name in ("small", "questionnaires/small"):
            assert command("score", name, what, "--json").json["questionnaire"]["version"] == "0"
        ended = command("score", "questionnaires/small/questionnaire.yaml", what)
        assert (ended.status, ended.out) == (2, "")
        assert "small 1" in ended.err


def test_a_round_keeps_its_own_text_under_its_id(rounds: Path, command: Command) -> None:
    before = command("score", "small", "Exampleland/2024", "--json").json
    file = rounds / "questionnaires" / "small" / "questionnaire.yaml"
    write(file, QUESTIONNAIRE.replace("law.crime.act", "law.crime.statute"))
    assert command("score", "small", "Exampleland/2024", "--json").json == before
    ended = command("score", file, "Exampleland/2024")
    assert ended.status == 2
    assert "`law.crime.act`" in ended.err


def test_every_fault_of_a_sheet_is_listed(workspace: Path, command: Command) -> None:
    write(workspace / "s.yaml", sheet("law.crime.act: 7, law.crime.cort: 1, skills.schools: {confidence: maybe}"))
    ended = command("score", "small", "s.yaml", "--json")
    assert (ended.status, ended.out) == (2, "")
    assert len(ended.err.splitlines()) == 3


def test_text_shows_the_tree_the_states_and_what_is_missing(workspace: Path, command: Command) -> None:
    write(workspace / "s.yaml", sheet("law.crime.act: 2, law.crime.courts: {not_applicable: no courts}"))
    assert command("score", "small", "s.yaml").out.splitlines() == [
        "Exampleland/2025 · small 1",
        "",
        "         score  bounds      scale   answered  rating",
        "Overall    1.0  1.0 to 2.0  0 to 2       1/3  High",
        "Law        2.0              0 to 2       1/2  High",
        "  Crime    2.0              0 to 2       1/2  High",
        "Skills     0.0  0.0 to 2.0  0 to 2       0/1  Low",
        "",
        "3 questions: 1 answered, 1 not applicable, 0 unknown, 1 unanswered, 0 not asked.",
        "",
        "Profile goal: not met, 1 of 2 targets missed.",
        "  target missed  score  target  gap",
        "  Skills           0.0     1.0  1.0",
    ]


def test_no_score_is_said_and_never_shown_as_0(workspace: Path, command: Command) -> None:
    write(workspace / "s.yaml", sheet("skills.schools: {not_applicable: no schools}"))
    lines = command("score", "small", "s.yaml").out.splitlines()
    assert next(line for line in lines if line.startswith("Skills")).split() == [
        "Skills",
        "no",
        "score",
        "0",
        "to",
        "2",
        "0/1",
    ]
    assert next(line for line in lines if line.startswith("  Skills")).split() == ["Skills", "no", "score", "1.0"]


def test_a_met_profile_is_one_line(workspace: Path, command: Command) -> None:
    write(workspace / "s.yaml", sheet("law.crime.act: 2, law.crime.courts: 2, skills.schools: 1"))
    assert command("score", "small", "s.yaml").out.splitlines()[-1] == "Profile goal: met."


FRENCH = """\
cyberready: 1
translates: small
language: fr
status: machine
texts: {law: {title: Droit}}
ratings: [Bas, Haut]
"""


def test_people_read_the_scores_in_their_language_and_programs_do_not(workspace: Path, command: Command) -> None:
    file = write(workspace / "sheet.yaml", sheet())
    english = command("score", "small", file, "--json").out
    write(workspace / "settings.toml", 'language = "fr"\n')
    write(workspace / "questionnaires" / "small" / "fr.yaml", FRENCH)
    told = command("score", "small", file).out
    assert "traduction non relue" in told.splitlines()[0]
    assert [word in told for word in ("Droit", "Law", "Haut", "High")] == [True, False, True, False]
    assert "1,5" in told
    assert command("score", "small", file, "--json").out == english
