from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Command


def test_a_round_is_finalised_amended_and_finalised_again(rounds: Path, command: Command) -> None:
    first = command("rounds", "--json").json[0]
    amended = command("amend", "Exampleland/2024", "--why", "a law was overlooked", "--json").json
    assert (amended["revision"], amended["status"]) == (2, "draft")
    assert amended["id"] != first["id"]
    finalised = command("finalise", amended["id"], "--json").json
    assert (finalised["id"], finalised["status"]) == (amended["id"], "finalised")
    every = command("rounds", "--all", "--json").json
    assert next(item for item in every if item["id"] == first["id"]) == first


def test_the_id_goes_to_stdout_and_the_talk_to_stderr(rounds: Path, command: Command) -> None:
    id = command("rounds", "--json").json[1]["id"]
    ended = command("finalise", "Exampleland/2025")
    assert (ended.out, ended.err) == (
        f"{id}\n",
        "Exampleland/2025 is finalised: 3 of 3 questions answered, 0 unanswered.\n",
    )


def test_the_newest_revision_is_the_one_to_amend(rounds: Path, command: Command) -> None:
    first = command("rounds", "--json").json[0]["id"]
    command("amend", first, "--why", "once")
    ended = command("amend", first, "--why", "twice")
    assert ended.status == 2
    assert "amended already" in ended.err
