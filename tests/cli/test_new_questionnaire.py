from __future__ import annotations

from pathlib import Path

import pytest

from cyberready.cli.new_questionnaire import LANGUAGES
from cyberready.library import skeletons
from tests.cli.conftest import Command


def test_the_command_knows_every_language() -> None:
    assert LANGUAGES == skeletons.LANGUAGES


def test_it_passes_the_check_and_can_be_answered(workspace: Path, command: Command) -> None:
    ended = command("new", "questionnaire", "depot-safety", "--title", "Depots", "--language", "ar")
    file = workspace / "questionnaires" / "depot-safety" / "questionnaire.yaml"
    assert ended.status == 0
    assert ended.out.splitlines()[0] == str(file)
    assert all(Path(line).is_file() for line in ended.out.splitlines())
    assert f"--watch {file.parent}" in ended.err
    checked = command("check", "questionnaires")
    assert (checked.status, checked.out) == (0, "")
    (listed,) = [item for item in command("questionnaires", "--json").json if item["id"] == "depot-safety"]
    assert (listed["title"], listed["languages"]) == ("Depots", ["ar"])
    command("new", "depot-safety", "Exampleland", "2026")
    assert command("score", "depot-safety", "Exampleland/2026", "--json").status == 0


def test_translations_are_begun_with_it_elsewhere_too(workspace: Path, command: Command) -> None:
    ended = command(
        "new", "questionnaire", "q", "--translation", "fr", "--translation", "ar", "--out", "mine", "--json"
    )
    assert ended.json["id"] == "q"
    assert ended.json["files"][:3] == ["mine/q/questionnaire.yaml", "mine/q/fr.yaml", "mine/q/ar.yaml"]
    assert (workspace / "mine" / "schema" / "translation.schema.json").is_file()
    checked = command("check", "mine")
    assert checked.status == 0
    assert checked.err.splitlines()[0] == "q: ar 0 of 40 texts, machine; fr 0 of 40 texts, machine"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["small"], "There is a 'small' already"),
        (["trust-security-ict"], "There is a 'trust-security-ict' already"),
        (["Small"], "small letters, digits and -"),
        (["schema"], "Choose another id"),
        (["q", "--language", "de"], "'en'"),
        (["q", "--title", " "], "1 to 200 characters"),
        (["q", "--translation", "en"], "is written in en"),
        ([], "ID"),
    ],
)
def test_a_wrong_call_ends_in_2_and_writes_nothing(
    workspace: Path, command: Command, arguments: list[str], said: str
) -> None:
    ended = command("new", "questionnaire", *arguments)
    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err
    assert not (workspace / "questionnaires" / "q").exists()
