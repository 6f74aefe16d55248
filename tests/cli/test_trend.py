from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Command
from tests.cli.made_up import QUESTIONNAIRE, sheet, write


def test_json_gives_every_score_of_every_round(rounds: Path, command: Command) -> None:
    trend = command("trend", "exampleland", "--json").json
    assert (trend["subject"], trend["questionnaire"]) == ("Exampleland", "small")
    keys = ("label", "date", "status", "version", "connected")
    assert [tuple(point[key] for key in keys) for point in trend["rounds"]] == [
        ("2024", "2024-06-30", "finalised", "1", False),
        ("2025", "2025-06-30", "draft", "1", True),
    ]
    for point, listed in zip(trend["rounds"], command("rounds", "--json").json, strict=True):
        assert (point["id"], point["overall"]["value"]) == (listed["id"], listed["value"])
        card = command("score", "small", point["id"], "--json").json
        assert (point["overall"], point["sections"]) == (card["overall"], card["sections"])


def test_text_has_a_line_for_each_domain(rounds: Path, command: Command) -> None:
    ended = command("trend", "Exampleland")
    assert (ended.status, ended.err) == (0, "")
    rows = {line.split("  ")[0]: line.split() for line in ended.out.splitlines()}
    assert rows["Overall score"][2:] == ["0.3", "▲0.5", "0.8"]
    assert rows["Skills"][1:] == ["0.0", "=0.0", "0.0"]


def test_rounds_of_another_version_are_not_connected(rounds: Path, command: Command) -> None:
    folder = rounds / "questionnaires" / "small"
    write(folder / "questionnaire.yaml", QUESTIONNAIRE.replace('version: "1"', 'version: "2"'))
    write(rounds / "2026.yaml", sheet(label="2026", date="2026-06-30", version="2"))
    command("import", "2026.yaml")
    points = command("trend", "Exampleland", "--json").json["rounds"]
    assert [(point["version"], point["connected"]) for point in points] == [
        ("1", False),
        ("1", True),
        ("2", False),
    ]


def test_of_several_questionnaires_one_must_be_chosen(rounds: Path, command: Command) -> None:
    other = QUESTIONNAIRE.replace("id: small", "id: other")
    write(rounds / "questionnaires" / "other" / "questionnaire.yaml", other)
    write(rounds / "o.yaml", sheet(questionnaire="other"))
    command("import", "o.yaml")
    ended = command("trend", "Exampleland", "--json")
    assert (ended.status, ended.out) == (2, "")
    assert "other, small" in ended.err
    assert len(command("trend", "Exampleland", "--questionnaire", "small", "--json").json["rounds"]) == 2
    ended = command("export", "Exampleland/2025")
    assert ended.status == 2
    assert "Exampleland/2025@other" in ended.err
