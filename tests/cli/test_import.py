from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Command
from tests.cli.made_up import sheet, write


def outcomes(command: Command, *arguments: object) -> list[str]:
    return [item["outcome"] for item in command("import", "--json", *arguments).json]


def test_sheets_become_rounds_and_the_same_again_changes_nothing(workspace: Path, command: Command) -> None:
    first = write(workspace / "1.yaml", sheet(label="1"))
    second = write(workspace / "2.yaml", sheet(label="2"))
    assert outcomes(command, first, second) == ["new", "new"]
    before = command("rounds", "--json").json
    assert outcomes(command, second, first, first) == ["unchanged", "unchanged"]
    assert command("rounds", "--json").json == before
    assert command("import", first).out.splitlines()[1].split() == [
        "unchanged",
        "Exampleland/1",
        "small",
        "1",
        "draft",
        str(first),
    ]


def test_other_answers_of_a_draft_are_listed_and_need_replace(rounds: Path, command: Command) -> None:
    write(rounds / "2025.yaml", sheet("law.crime.act: 2, law.crime.courts: 2, skills.schools: 0"))
    ended = command("import", "2025.yaml")
    assert (ended.status, ended.out) == (2, "")
    assert "law.crime.courts: here value: 1, in the file value: 2" in ended.err
    assert "--replace" in ended.err
    assert "skills" not in ended.err
    assert outcomes(command, "2025.yaml", "--replace") == ["replaced"]
    assert command("export", "Exampleland/2025", "--json").json["answers"]["law.crime.courts"] == 2


def test_other_answers_of_a_finalised_round_are_refused(rounds: Path, command: Command) -> None:
    write(rounds / "2024.yaml", sheet("law.crime.act: 2", label="2024", date="2024-06-30"))
    for arguments in (["2024.yaml"], ["2024.yaml", "--replace"]):
        ended = command("import", *arguments)
        assert ended.status == 2
        assert "amend" in ended.err
    assert command("export", "Exampleland/2024", "--json").json["answers"]["law.crime.act"] == 1


def test_of_a_faulty_file_and_its_neighbours_nothing_is_taken(workspace: Path, command: Command) -> None:
    write(workspace / "good.yaml", sheet(label="good"))
    write(workspace / "bad.yaml", sheet("law.crime.act: 9, nothing: 1"))
    ended = command("import", "good.yaml", "bad.yaml")
    assert (ended.status, ended.out) == (2, "")
    assert len(ended.err.splitlines()) == 2
    assert command("rounds", "--json").json == []


def test_warnings_go_to_stderr_and_into_the_json(workspace: Path, command: Command) -> None:
    questionnaire = workspace / "questionnaires" / "small" / "questionnaire.yaml"
    text = questionnaire.read_text("utf-8")
    hidden = text.replace("text: Is it taught?", "when: {question: law.crime.act, is: [2]}, text: Is it taught?")
    write(questionnaire, hidden)
    write(workspace / "1.yaml", sheet("law.crime.act: 0, skills.schools: 1"))
    ended = command("import", "1.yaml", "--json")
    assert ended.status == 0
    (warning,) = ended.json[0]["warnings"]
    assert (warning["id"], warning["severity"]) == ("skills.schools", "warning")
    assert "skills.schools" in ended.err
