from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Command


def test_an_archived_round_is_hidden_until_it_is_brought_back(rounds: Path, command: Command) -> None:
    (old, new) = command("rounds", "--json").json
    ended = command("archive", "Exampleland/2024")
    assert (ended.status, ended.out) == (0, f"{old['id']}\n")
    assert "--undo" in ended.err
    listed = command("rounds", "--json")
    assert listed.json == [new]
    assert listed.err == "1 archived round is hidden; --all lists it.\n"
    assert command("rounds", "--all", "--json").json == [{**old, "archived": True}, new]
    back = command("archive", old["id"], "--undo", "--json")
    assert back.json["archived"] is False
    assert "in the lists again" in back.err
    assert command("rounds", "--json").json == [old, new]


def test_trends_go_on_using_it(rounds: Path, command: Command) -> None:
    before = command("trend", "Exampleland", "--json").json
    command("archive", "Exampleland/2024")
    after = command("trend", "Exampleland", "--json").json
    assert before == after
    assert "2024" in str(after)


def test_an_unknown_round_is_told_and_nothing_is_made(workspace: Path, command: Command) -> None:
    ended = command("archive", "Exampleland/2024")
    assert (ended.status, ended.out) == (2, "")
    assert "no round 'Exampleland/2024'" in ended.err
    assert list((workspace / "results").iterdir()) == []
