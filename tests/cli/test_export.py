from __future__ import annotations

import os
from pathlib import Path

import pytest

from cyberready.exchange.sheets import read_sheet
from tests.cli.conftest import Command
from tests.cli.made_up import sheet, write


def test_what_is_exported_is_the_same_when_imported(rounds: Path, command: Command) -> None:
    written, document = read_sheet(rounds / "2025.yaml")
    command("export", "Exampleland/2025", "--out", "out.yaml")
    again, _ = read_sheet(rounds / "out.yaml")
    assert document.faults == []
    assert again == written
    assert command("import", "out.yaml", "--json").json[0]["outcome"] == "unchanged"


@pytest.mark.parametrize("arguments", [[], ["--out", "-"]])
def test_it_is_printed_where_no_file_is_named(rounds: Path, command: Command, arguments: list[str]) -> None:
    ended = command("export", "exampleland/2025@small", *arguments)
    assert ended.err == ""
    copy = write(rounds / "copy.yaml", ended.out)
    assert read_sheet(copy)[0] == read_sheet(rounds / "2025.yaml")[0]


def test_json_has_the_keys_of_the_file(rounds: Path, command: Command) -> None:
    assert command("export", "Exampleland/2025", "--json").json == {
        "cyberready": 1,
        "questionnaire": "small",
        "version": "1",
        "subject": "Exampleland",
        "round": "2025",
        "date": "2025-06-30",
        "answers": {"law.crime.act": 2, "law.crime.courts": 1, "skills.schools": 0},
    }


def test_a_file_is_replaced_by_force_only(rounds: Path, command: Command) -> None:
    write(rounds / "out.yaml", "mine")
    ended = command("export", "Exampleland/2025", "--out", "out.yaml")
    assert ended.status == 2
    assert "--force" in ended.err
    assert (rounds / "out.yaml").read_text() == "mine"
    assert command("export", "Exampleland/2025", "--out", "out.yaml", "--force").status == 0
    assert (rounds / "out.yaml").read_text().startswith("cyberready: 1\n")


@pytest.mark.skipif(os.name != "posix", reason="needs symbolic links")
@pytest.mark.parametrize("target", ["there.yaml", "not-there.yaml"])
def test_a_symbolic_link_is_never_followed(rounds: Path, command: Command, target: str) -> None:
    write(rounds / "there.yaml", "mine")
    (rounds / "link.yaml").symlink_to(rounds / target)
    ended = command("export", "Exampleland/2025", "--out", "link.yaml", "--force")
    assert ended.status == 4
    assert "symbolic link" in ended.err
    assert (rounds / "there.yaml").read_text() == "mine"
    assert not (rounds / "not-there.yaml").exists()


@pytest.mark.parametrize(("place", "status"), [("questionnaires", 2), ("nowhere/out.yaml", 4)])
def test_where_no_file_can_be(rounds: Path, command: Command, place: str, status: int) -> None:
    assert command("export", "Exampleland/2025", "--out", place, "--force").status == status


def test_a_name_is_printed_as_it_is_into_a_file(workspace: Path, command: Command) -> None:
    write(workspace / "1.yaml", sheet(subject="العراق"))
    command("import", "1.yaml")
    assert "subject: العراق\n" in command("export", "العراق/2025").out


def test_a_body_s_own_sheet_goes_out_and_comes_in_again(rounds: Path, command: Command) -> None:
    own = write(rounds / "own.yaml", sheet("law.crime.act: {value: 1, note: by mail}") + "assessor: CERT\n")
    assert command("import", str(own)).status == 0
    ended = command("export", "Exampleland/2025", "--assessor", "CERT")
    assert read_sheet(write(rounds / "again.yaml", ended.out))[0] == read_sheet(own)[0]
    assert "law.crime.courts" in command("export", "Exampleland/2025").out  # the official one is as it was


def test_a_body_without_a_sheet_of_its_own_is_told_who_has_one(rounds: Path, command: Command) -> None:
    ended = command("export", "Exampleland/2025", "--assessor", "CERT")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err == "'CERT' has no sheet of its own in Exampleland/2025. Own sheets there: none yet.\n"
