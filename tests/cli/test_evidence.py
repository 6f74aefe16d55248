"""What a round holds as evidence, on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from cyberready.store.evidence_files import keep_file
from tests.cli.conftest import Command
from tests.cli.made_up import sheet, write

ROUND = "Exampleland/2025"


@pytest.fixture
def digest(workspace: Path, command: Command) -> str:
    """A round with a file, an entry without one, and a question without any; the file's digest."""
    kept = keep_file(workspace / "results" / "evidence", write(workspace / "law.pdf", "the law"))
    law = f"{{title: Law 7, issuer: Parliament, dated: 2025-03-01, file: '{kept.digest}', seen: copy}}"
    register = "{title: Register, link: 'https://register.example', seen: sighted}"
    answers = f"law.crime.act: {{value: 2, evidence: [{law}, {register}]}}"
    write(workspace / "sheet.yaml", sheet(f"{answers}, skills.schools: 0"))
    assert command("import", "sheet.yaml").status == 0
    return kept.digest


def lying(workspace: Path, digest: str) -> Path:
    (path,) = (workspace / "results" / "evidence").glob(f"*/{digest.removeprefix('sha256:')}.pdf")
    return path


def test_each_entry_stands_in_a_row_with_the_state_of_its_file(command: Command, digest: str) -> None:
    ended = command("evidence", ROUND)
    assert ended.status == 0
    assert ended.out.splitlines() == [
        "question       title     issued by   dated       seen   file         link",
        "law.crime.act  Law 7     Parliament  2025-03-01  copy   ✓ file kept",
        "law.crime.act  Register                          shown               https://register.example",
    ]


def test_as_json_with_digest_state_and_path(workspace: Path, command: Command, digest: str) -> None:
    found = command("evidence", ROUND, "--json").json
    assert found["round"] == ROUND
    first, second = found["evidence"]
    assert first == {
        "question": "law.crime.act",
        "number": 1,
        "title": "Law 7",
        "issuer": "Parliament",
        "dated": "2025-03-01",
        "link": "",
        "file": digest,
        "seen": "copy",
        "state": "sound",
        "path": str(lying(workspace, digest)),
    }
    assert (second["number"], second["file"], second["state"], second["path"]) == (2, "", None, None)


@pytest.mark.parametrize(("text", "state"), [("another law", "altered"), (None, "missing")])
def test_a_file_that_is_not_what_it_was_ends_in_status_3(
    workspace: Path, command: Command, digest: str, text: str | None, state: str
) -> None:
    path = lying(workspace, digest)
    path.unlink() if text is None else path.write_text(text)
    ended = command("evidence", ROUND, "--out", "out")
    assert ended.status == 3
    assert f"✗ file {state}" in ended.out
    assert list((workspace / "out").iterdir()) == []
    assert command("evidence", ROUND, "--json").json["evidence"][0]["state"] == state
    review = command("review", ROUND).out
    assert "A file of its evidence is missing or altered (1)" in review
    assert "law.crime.act  Law 7" in review


def test_the_files_are_written_out(workspace: Path, command: Command, digest: str) -> None:
    ended = command("evidence", ROUND, "--out", "out")
    assert (ended.status, ended.err) == (0, "Wrote out/law.crime.act-1-law-7.pdf.\n")
    assert (workspace / "out" / "law.crime.act-1-law-7.pdf").read_text() == "the law"
    assert command("evidence", ROUND, "--out", "out", "--json").json["written"] == [
        "out/law.crime.act-1-law-7.pdf"
    ]


def test_a_round_without_evidence_says_so(rounds: Path, command: Command) -> None:
    ended = command("evidence", ROUND)
    assert (ended.status, ended.out, ended.err) == (0, "", "Exampleland/2025 has no evidence attached.\n")
    assert command("evidence", ROUND, "--json").json == {"round": ROUND, "evidence": []}
    assert command("evidence", "Nowhere/1").status == 2
