"""`cyberready diff`: the table says which change is told under which heading."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command
from tests.cli.made_up import QUESTIONNAIRE, write

ACT = "{id: law.crime.act, text: Is there a law?, scale: level, options: {0: no, 1: a bill, 2: a law}}"
COURTS = "{id: law.crime.courts, text: Is it applied?, scale: level, options: {0: no, 1: once, 2: often}}"
FOLDER = "questionnaires/small"


def newer(workspace: Path, *edits: tuple[str, str]) -> None:
    """Version 2 of the small questionnaire with these texts replaced; version 1 lies where it belongs."""
    text = QUESTIONNAIRE
    for old, new in (('version: "1"', 'version: "2"'), *edits):
        assert old in text, old
        text = text.replace(old, new)
    write(workspace / FOLDER / "versions" / "1" / "questionnaire.yaml", QUESTIONNAIRE)
    write(workspace / FOLDER / "questionnaire.yaml", text)


@pytest.mark.parametrize(
    ("edit", "lines"),
    [
        ((ACT, ACT.replace("law?", "law in force?").replace("scale", "revision: 2, scale")),
         ["Reworded: the revision changed",
          "  law.crime.act  Is there a law in force?",
          "    text",
          "      - Is there a law?",
          "      + Is there a law in force?",
          "    revision: 1 → 2"]),
        ((ACT, ACT.replace("a bill", "a draft")),
         ["Changed, but the revision did not: raise it if what is measured changed",
          "  law.crime.act  Is there a law?",
          "    options 1",
          "      - a bill",
          "      + a draft"]),
        (("label: Some}", "label: A little}"),
         ["Changed, but the revision did not: raise it if what is measured changed",
          "  law.crime.act  Is there a law?",
          "    The scale level changed; see Scales.",
          "  law.crime.courts  Is it applied?",
          "    The scale level changed; see Scales.",
          "  skills.schools  Is it taught?",
          "    The scale level changed; see Scales.",
          "",
          "Scales",
          "  level",
          "    options 1: {value: 1, label: Some} → {value: 1, label: A little}"]),
        ((COURTS, COURTS + "\n          - {id: law.budget, text: Who pays?, scale: level}"),
         ["New", "  law.budget  Who pays?"]),
        ((f"          - {COURTS}\n", ""), ["Dropped", "  law.crime.courts  Is it applied?"]),
        ((f"          - {COURTS}\n  - id: skills\n    title: Skills\n    questions:\n",
          f"  - id: skills\n    title: Skills\n    questions:\n      - {COURTS}\n"),
         ["Moved to another section", "  law.crime.courts: law.crime → skills"]),
        (("id: law.crime.courts", "id: law.crime.applied"),
         ["Guesses by the words alone: review each",
          "  same, alike by 100 %: law.crime.courts → law.crime.applied",
          "    - law.crime.courts  Is it applied?",
          "    + law.crime.applied  Is it applied?"]),
        ((COURTS, COURTS.replace("text: Is it applied?", "help: Ask., level: 2, text: Is it applied?")),
         ["Other changes of questions",
          "  law.crime.courts  Is it applied?",
          "    help: none → Ask.",
          "    level: none → 2"]),
        ((COURTS, COURTS.replace("scale: level", "scale: level, weight: 3")),
         ["Weights of questions", "  law.crime.courts: 1 → 3"]),
        (("title: Law\n", "title: Law\n    weight: 2\n"), ["Weights of domains and sections", "  law: 1 → 2"]),
        (("title: Law\n", "title: Law and order\n    rollup: {type: share_met, pass: 1}\n    weight: 2\n"),
         ["Weights of domains and sections",
          "  law: 1 → 2",
          "",
          "Sections",
          "  law  Law and order",
          "    title",
          "      - Law",
          "      + Law and order",
          "    rollup: none → {type: share_met, pass: 1}"]),
        (("  - id: skills\n", "  - {id: more, title: More}\n  - id: skills\n"), ["Sections", "  new: more  More"]),
        (("{from: 1, label: High}", "{from: 1.5, label: High}"),
         ["Scoring", "  ratings", "    - {from: 1, label: High}", "    + {from: 1.5, label: High}"]),
        (("{from: 0, label: Low}, {from: 1, label: High}", "{from: 1, label: High}, {from: 0, label: Low}"),
         ["Scoring",
          "  ratings",
          "    - {from: 0, label: Low} · {from: 1, label: High}",
          "    + {from: 1, label: High} · {from: 0, label: Low}"]),
        (("rollup: mean", "rollup: min\n  unanswered: exclude"),
         ["Scoring", "  rollup: {type: mean} → {type: min}", "  unanswered: zero → exclude"]),
        (("default: 1", "by: 2030-01-01, default: 2"),
         ["Profiles", "  goal", "    default: 1 → 2", "    by: none → 2030-01-01"]),
        (("language: en", "language: en\nminutes: 5"), ["The questionnaire itself", "  minutes: none → 5"]),
    ],
)  # fmt: skip
def test_each_change_stands_under_its_heading(
    workspace: Path, command: Command, edit: tuple[str, str], lines: list[str]
) -> None:
    newer(workspace, edit)
    ended = command("diff", "small@1", "small")
    assert ended.status == 0
    assert ended.out.splitlines() == ["small 1 → small 2", "", *lines]


def test_a_split_is_told_with_all_its_texts(workspace: Path, command: Command) -> None:
    halves = [
        "{id: law.bill, text: Is there?, scale: level, options: {0: no, 1: a bill}}",
        "{id: law.act, text: Is there a law?, scale: level, options: {0: no, 2: a law}}",
    ]
    newer(workspace, (ACT, "\n          - ".join(halves)))
    ended = command("diff", "small@1", "small")
    assert ended.out.splitlines()[3:] == [
        "  split, alike by 71 %: law.crime.act → law.bill, law.act",
        "    - law.crime.act  Is there a law?",
        "    + law.bill  Is there?",
        "    + law.act  Is there a law?",
    ]
    (row,) = [row for row in command("diff", "small@1", "small", "--json").json["questions"] if row["guess"]]
    assert (row["relation"], row["old"], row["new"]) == ("split", ["law.crime.act"], ["law.bill", "law.act"])


@pytest.mark.parametrize(
    ("edits", "talk"),
    [
        ([], ["3 same, 0 reworded, 0 moved, 0 split, 0 merged, 0 new, 0 dropped."]),
        (
            [("id: law.crime.act", "id: law.act"), ("Is it applied?", "Is it used?"), ("skills.schools", "x")],
            [
                "3 same, 0 reworded, 0 moved, 0 split, 0 merged, 0 new, 0 dropped.",
                "2 of them are guesses: review them.",
                "1 question changed, but its revision did not.",
            ],
        ),
    ],
)
def test_the_counts_are_talk(
    workspace: Path, command: Command, edits: list[tuple[str, str]], talk: list[str]
) -> None:
    newer(workspace, *edits)
    for arguments in ([], ["--json"]):
        assert command("diff", "small@1", "small", *arguments).err.splitlines() == talk


def test_nothing_differs(workspace: Path, command: Command) -> None:
    newer(workspace)
    assert command("diff", "small@1", "small").out == "small 1 → small 2\n\nNothing differs.\n"


def test_two_questionnaires_and_two_files_of_one_version_are_told(workspace: Path, command: Command) -> None:
    write(workspace / "other.yaml", QUESTIONNAIRE.replace("id: small", "id: other"))
    write(workspace / "again.yaml", QUESTIONNAIRE.replace("title: Law", "title: Laws"))
    ended = command("diff", "small", "other.yaml")
    assert (ended.status, ended.out) == (0, "small 1 → other 1\n\nNothing differs.\n")
    assert "two questionnaires, small and other" in ended.err
    assert "Both say version 1" in command("diff", "small", "again.yaml").err
    assert "Both say" not in command("diff", "small", "small").err


def test_json_has_every_row_and_exact_values(workspace: Path, command: Command) -> None:
    newer(
        workspace,
        (COURTS, COURTS.replace("scale: level", "scale: level, weight: 0.1")),
        ("title: Law", "title: L"),
    )
    found = command("diff", "small@1", "small", "--json").json
    assert found["old"] == {"id": "small", "version": "1"}
    assert found["new"] == {"id": "small", "version": "2"}
    assert found["counts"]["same"] == 3
    assert found["questions"][1] == {
        "relation": "same",
        "old": ["law.crime.courts"],
        "new": ["law.crime.courts"],
        "guess": False,
        "likeness": None,
        "unraised": [],
        "changes": [{"key": "weight", "part": "", "old": 1, "new": 0.1}],
    }
    title: dict[str, Any] = {"key": "title", "part": "", "old": "Law", "new": "L"}
    assert found["sections"] == [{"id": "law", "state": "changed", "changes": [title]}]
    assert [found[key] for key in ("scales", "profiles", "scoring", "head")] == [[], [], [], []]


def test_the_crosswalk_is_written_once_and_passes_the_check(workspace: Path, command: Command) -> None:
    newer(workspace, ("id: law.crime.act", "id: law.act"))
    ended = command("diff", "small@1", "small", "--crosswalk")
    file = workspace / FOLDER / "crosswalk.yaml"
    assert ended.status == 0
    assert ended.out.startswith("small 1 → small 2\n")
    assert f"Wrote {file}." in ended.err
    assert "GUESS" in file.read_text("utf-8")
    assert command("check", FOLDER).err == "No faults.\n"
    write(file, "mine")
    again = command("diff", "small@1", "small", "--crosswalk")
    assert (again.status, again.out) == (2, "")
    assert "--replace" in again.err
    assert file.read_text("utf-8") == "mine"
    assert f"{file} exists" in command("diff", "small@1", "small").err
    assert command("diff", "small@1", "small", "--crosswalk", "--replace").status == 0
    assert "GUESS" in file.read_text("utf-8")


def test_the_crosswalk_goes_to_a_file_or_is_printed(workspace: Path, command: Command) -> None:
    newer(workspace)
    assert command("diff", "small@1", "small", "--out", "out.yaml").status == 0
    printed = command("diff", "small@1", "small", "--out", "-")
    assert printed.out == (workspace / "out.yaml").read_text("utf-8")
    assert printed.err == ""
    assert not (workspace / FOLDER / "crosswalk.yaml").exists()
    assert command("diff", "small@1", "small", "--out", "-", "--json").status == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["small"], "NEW"),
        (["small", "nothing"], "Known: "),
        (["small@7", "small"], "no version '7'"),
        (["small", "small", "--crosswalk"], "Both are small 1"),
        (["small", "broken.yaml"], "broken.yaml:1: error: `cyberready` is missing."),
    ],
)
def test_a_wrong_call(workspace: Path, command: Command, arguments: list[str], told: str) -> None:
    write(workspace / "broken.yaml", "id: broken")
    ended = command("diff", *arguments)
    assert (ended.status, ended.out) == (2, "")
    assert told in ended.err


def test_text_of_others_steers_no_terminal(workspace: Path, command: Command) -> None:
    hostile = '"Is it\\u202e taught?\\n\\nDropped\\n  law"'
    newer(workspace, ("text: Is it taught?", f"text: {hostile}"))
    ended = command("diff", "small@1", "small")
    assert "\u202e" not in ended.out
    assert "Dropped" not in ended.out.splitlines()
    assert "skills.schools  Is it[U+202E] taught? Dropped law" in ended.out
