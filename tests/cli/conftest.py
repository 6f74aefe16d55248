"""A workspace with the small questionnaire, and a way to run commands in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cyberready.cli.boundary import run
from tests.cli.made_up import QUESTIONNAIRE, sheet, write


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it printed where."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Command = Callable[..., Ended]


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace without a database; it is the current folder, and no settings of the tester play a part."""
    write(tmp_path / "questionnaires" / "small" / "questionnaire.yaml", QUESTIONNAIRE)
    (tmp_path / "results").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CYBERREADY_WORKSPACE", raising=False)
    monkeypatch.delenv("CYBERREADY_DEBUG", raising=False)
    monkeypatch.setenv("CYBERREADY_SETTINGS", str(tmp_path / "settings.toml"))
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


@pytest.fixture
def command(workspace: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command in the workspace."""

    def run_command(*arguments: object) -> Ended:
        capsys.readouterr()
        status = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Ended(int(status), printed.out, printed.err)

    return run_command


@pytest.fixture
def rounds(workspace: Path, command: Command) -> Path:
    """The workspace with two rounds of Exampleland: 2024 finalised, 2025 a draft."""
    first = write(
        workspace / "2024.yaml", sheet("law.crime.act: 1, skills.schools: 0", label="2024", date="2024-06-30")
    )
    second = write(workspace / "2025.yaml", sheet())
    assert command("import", first, second).status == 0
    assert command("finalise", "Exampleland/2024").status == 0
    return workspace


def database(workspace: Path) -> Path:
    return workspace / "results" / "cyberready.db"
