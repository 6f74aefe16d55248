"""Scores opened into their arithmetic on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.made_up import QUESTIONNAIRE, sheet, write


def test_the_overall_score_with_weights_shares_and_the_way_to_the_next_rating(
    rounds: Path, command: Command
) -> None:
    # law (2 + 1) / 2 = 1.5, skills 0: overall 0.75; to 1 skills needs 0.5, which one raise of it gives
    assert command("explain", "Exampleland/2025").out.splitlines() == [
        "Exampleland/2025 · small 1",
        "",
        "Overall",
        "",
        "0.75 on 0 to 2 · Low",
        "3 questions: 3 answered, 0 not applicable, 0 unknown, 0 unanswered, 0 not asked.",
        "",
        "The mean by weight.",
        "",
        "                   weight  share %  score  adds",
        "  Law (law)             1       50    1.5  0.75",
        "  Skills (skills)       1       50      0     0",
        "  together              2      100         0.75",
        "",
        "To “High”, from 1: 1 raise by one level in 1 question will do, and no fewer.",
        "",
        "                  now        then",
        "  skills.schools  0 Nothing  1 Some",
        "",
        "The score would then be 1.25.",
    ]


def test_a_section_shows_its_questions_and_the_target_that_it_misses(workspace: Path, command: Command) -> None:
    write(workspace / "s.yaml", sheet("law.crime.act: 1, law.crime.courts: {unknown: true}"))
    command("import", "s.yaml")
    out = command("explain", "Exampleland/2025", "law.crime").out
    assert "0.5 on 0 to 2 · between 0.5 and 1.5 once open questions are answered · Low" in out
    assert "law.crime.courts       1       50      0     0  unknown: counts as the worst" in out
    assert "To “High”, from 1: 1 raise by one level in 1 question will do, and no fewer." in out
    assert "To the target 1 of “Goal”" in command("explain", "Exampleland/2025", "law").out


def test_a_question_shows_what_each_answer_would_make_of_the_scores(rounds: Path, command: Command) -> None:
    out = command("explain", "Exampleland/2025", "law.crime.act").out.splitlines()
    assert out[2:7] == ["law.crime.act", "", "Is there a law?", "", "Answered 2 All: it counts 2 on 0 to 2."]
    assert out[8:12] == [
        "  if the answer were  points  domain  overall",
        "  0 Nothing                0     0.5     0.25",
        "  1 Some                   1       1      0.5",
        "  2 All                    2     1.5     0.75  the answer",
    ]
    assert out[13:] == [
        "  looked at by       weight  share %  score",
        "  Crime (law.crime)       1       50      2",
    ]


def test_reach_asks_for_any_score(rounds: Path, command: Command) -> None:
    out = command("explain", "Exampleland/2025", "--reach", "2").out
    assert "To 2: 3 raises by one level in 2 questions will do, and no fewer." in out
    assert "To 3: the scale ends at 2." in command("explain", "Exampleland/2025", "--reach", "3").out
    assert "To 0.5: it is there already." in command("explain", "Exampleland/2025", "--reach", "0.5").out


def test_json_has_every_number_at_full_precision(rounds: Path, command: Command) -> None:
    found = command("explain", "Exampleland/2025", "law", "--json").json
    assert (found["round"], found["id"]) == ("Exampleland/2025", "law")
    assert found["score"]["value"] == found["rolled"] == 1.5
    (term,) = found["terms"]
    assert {key: term[key] for key in ("id", "kind", "weight", "share", "score", "adds")} == {
        "id": "law.crime", "kind": "section", "weight": 1.0, "share": 1.0, "score": 1.5, "adds": 1.5,
    }  # fmt: skip
    assert command("explain", "Exampleland/2025", "law.crime.act", "--json").json["outcomes"][0]["overall"] == 0.25


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["Exampleland/2025", "law.crim"], "It has: law, law.crime, skills, law.crime.act"),
        (["Nowhere/2025"], "There is no round 'Nowhere/2025'"),
        (["Exampleland/2025", "--reach", "high"], "high is not a number"),
        (["Exampleland/2025", "--reach", "nan"], "not a number"),
        (["Exampleland/2025", "law.crime.act", "--reach", "2"], "A question has no score to reach"),
    ],
)
def test_what_there_is_none_of_is_refused(rounds: Path, command: Command, arguments: list[str], told: str) -> None:
    ended = command("explain", *arguments)
    assert (ended.status, ended.out) == (2, "")
    assert told in ended.err


def test_a_narrow_terminal_gets_ids_instead_of_titles(
    rounds: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "42")
    assert "  skills         1       50      0     0" in command("explain", "Exampleland/2025").out.splitlines()


def test_the_scores_under_other_policies_stand_beside_each_other(workspace: Path, command: Command) -> None:
    answers = "law.crime.act: {value: 2, evidence: [{title: the gazette}]}, law.crime.courts: 1"
    write(workspace / "s.yaml", sheet(answers))
    ended = command("score", "small", "s.yaml", "--policies")
    # law (2 + 1) / 2 = 1.5; skills unanswered: zero. Without evidence is the answer 1 on courts.
    assert ended.out.splitlines()[:8] == [
        "Exampleland/2025 · small 1",
        "",
        "Unanswered: 1 question; in the questionnaire: as the worst.",
        "",
        "                    now  left out  as the worst  as the best  section minimum",
        "  Overall          0.75    ▲ 1.50          0.75       ▲ 1.75             0.75",
        "  Law (law)        1.50      1.50          1.50         1.50             1.50",
        "  Skills (skills)  0.00  no score          0.00       ▲ 2.00             0.00",
    ]
    assert ended.out.splitlines()[13:18] == [
        "Without evidence: 1 of 2 answers claim more than the worst and have none attached.",
        "",
        "                    now  left out  as the worst",
        "  Overall          0.75    ▲ 1.00        ▼ 0.50",
        "  Law (law)        1.50    ▲ 2.00        ▼ 1.00",
    ]
    found = command("score", "small", "s.yaml", "--policies", "--json").json
    assert list(found) == ["questionnaire", "overall", "sections", "questions", "profiles", "policies"]
    unanswered = found["policies"]["treatments"]["unanswered"]
    assert {policy: scores["overall"] for policy, scores in unanswered.items()} == {
        "exclude": 1.5, "zero": 0.75, "full": 1.75, "void": 0.75,
    }  # fmt: skip
    assert unanswered["exclude"]["sections"]["skills"] is None
    assert found["policies"]["any"]["overall"] == [0.75, 1.75]
    evidence = found["policies"]["evidence"]
    assert (evidence["answers"], evidence["of"]) == (1, 2)
    assert (evidence["left_out"]["overall"], evidence["worst"]["overall"]) == (1.0, 0.5)


def test_levels_show_what_blocks_the_next_one(workspace: Path, command: Command) -> None:
    text = QUESTIONNAIRE.replace("  rollup: mean\n  range: [0, 2]", "  rollup: {type: cumulative, pass: 1}")
    for first_words, level in (("a bill", 1), ("once", 2), ("partly", 2)):
        options = f"options: {{0: no, 1: {first_words}"
        text = text.replace(options, f"level: {level}, {options}")
    write(workspace / "questionnaires" / "small" / "questionnaire.yaml", text)
    write(workspace / "s.yaml", sheet("law.crime.act: 2, law.crime.courts: 0, skills.schools: 0"))
    command("import", "s.yaml")
    out = command("explain", "Exampleland/2025").out
    assert "  1              1         1    100       100  reached" in out
    assert "  2              2         1      0       100  blocked by law.crime.courts, skills.schools" in out
    assert "To level 2: 2 answers to change, and no fewer." in out
