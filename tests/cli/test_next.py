from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import Command


def test_the_next_round_has_the_answers_marked_carried(rounds: Path, command: Command) -> None:
    (rounds / "settings.toml").write_text("assessor = 'Sami'\n", encoding="utf-8")
    ended = command("next", "Exampleland/2024", "2026", "--date", "٢٠٢٦-٠٦-٣٠")
    (listed,) = [item for item in command("rounds", "--json").json if item["label"] == "2026"]
    assert ended.out == f"{listed['id']}\n"
    assert "Began Exampleland/2026 with small 1 and the answers of Exampleland/2024." in ended.err
    keys = ("date", "assessor", "status", "done", "value")
    assert [listed[key] for key in keys] == ["2026-06-30", "Sami", "draft", 2, 0.25]
    assert command("export", listed["id"], "--json").json["answers"] == {
        "law.crime.act": {"value": 1, "recheck": "carried"},
        "skills.schools": {"value": 0, "recheck": "carried"},
    }


def test_the_date_is_today(rounds: Path, command: Command) -> None:
    before = date.today()
    begun = command("next", "Exampleland/2025", "next", "--json").json
    assert before <= date.fromisoformat(begun["date"]) <= date.today()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Exampleland/2024"], "Missing argument 'LABEL'"),
        (["Exampleland/2024", "2025"], "Exampleland/2025 exists already"),
        (["Exampleland/2023", "2025"], "no round 'Exampleland/2023'"),
        (["Exampleland/2024", " "], "1 to 200 characters"),
        (["Exampleland/2024", "2026", "--date", "2026"], "not a date"),
    ],
)
def test_what_is_wrong_is_told(rounds: Path, command: Command, words: list[str], said: str) -> None:
    ended = command("next", *words)
    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err
    assert len(command("rounds", "--json").json) == 2
