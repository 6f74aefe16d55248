from __future__ import annotations

from pathlib import Path

import pytest

from cyberready.cli.chart import KINDS
from cyberready.workspace import charting
from tests.cli.conftest import Command


def test_the_command_knows_every_kind() -> None:
    assert charting.KINDS == KINDS


def test_the_files_written_are_printed(rounds: Path, command: Command) -> None:
    ended = command("chart", "profile", "Exampleland/2025", "--out", "out", "--format", "svg, PNG")
    assert (ended.status, ended.err) == (0, "")
    files = [Path(line) for line in ended.out.splitlines()]
    assert [file.suffix for file in files] == [".svg", ".png", ".csv", ".json"]
    assert sorted(files) == sorted(Path("out").iterdir())


@pytest.mark.parametrize(
    "arguments",
    [
        ["Exampleland/2024", "Exampleland/2025"],
        ["Exampleland/2025", "Exampleland/2025"],
        ["Exampleland/2025"],
        ["--subject", "exampleland"],
        ["--subject", "Exampleland", "--questionnaire", "small"],
    ],
)
def test_a_trend_is_of_all_rounds(rounds: Path, command: Command, arguments: list[str]) -> None:
    files = command("chart", "trend", *arguments, "--out", "out", "--format", "csv", "--json").json
    table = next(Path(file) for file in files if file.endswith(".csv")).read_text("utf-8-sig")
    assert "2024-06-30" in table
    assert "2025-06-30" in table


def test_a_profile_is_drawn_for_each_round(rounds: Path, command: Command) -> None:
    files = command("chart", "profile", "--subject", "Exampleland", "--format", "csv", "--json").json
    assert sum(file.endswith(".csv") for file in files) == 2
    assert all(Path(file).is_relative_to(rounds / "results" / "exampleland") for file in files)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["pie", "Exampleland/2025"], "profile"),
        (["profile"], "--subject"),
        (["trend", "Exampleland/2025", "--subject", "Exampleland"], "--subject"),
        (["trend", "Exampleland/2025", "--questionnaire", "small"], "@QUESTIONNAIRE"),
        (["trend", "Exampleland/2025", "--profile", "goal"], "--profile"),
        (["profile", "Exampleland/2025", "--profile", "none"], "goal"),
        (["profile", "Exampleland/2025", "--format", "bmp"], "svg, png, pdf"),
        (["profile", "Exampleland/2025", "--format", ","], "--format"),
        (["profile", "Exampleland/2025", "--out", "2024.yaml"], "--out"),
    ],
)
def test_words_that_do_not_fit_write_nothing(
    rounds: Path, command: Command, arguments: list[str], said: str
) -> None:
    before = sorted(rounds.rglob("*.[cs][sv][vg]"))
    ended = command("chart", *arguments)
    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err
    assert sorted(rounds.rglob("*.[cs][sv][vg]")) == before
