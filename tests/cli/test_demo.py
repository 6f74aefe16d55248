"""The shipped examples, whatever their values are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cyberready.library.finding import shipped_folder
from tests.cli.conftest import Command
from tests.cli.made_up import write

SHEETS = sorted(shipped_folder().glob("*/examples/*.yaml"))
pytestmark = pytest.mark.skipif(not SHEETS, reason="no examples are shipped")


def test_it_fills_a_workspace_and_a_second_time_changes_nothing(workspace: Path, command: Command) -> None:
    ended = command("demo")
    assert ended.status == 0
    assert len(ended.out.splitlines()) == 1 + len(SHEETS)
    assert str(workspace) in ended.err
    assert "`cyberready`" in ended.err
    before = command("rounds", "--json").json
    again = command("demo", "--json").json
    assert {item["outcome"] for item in again} == {"unchanged"}
    assert command("rounds", "--json").json == before
    assert {item["round"]["id"]: item["round"]["status"] for item in again} == {
        item["id"]: item["status"] for item in before
    }


def test_what_was_done_to_the_examples_stays(workspace: Path, command: Command) -> None:
    command("demo")
    draft = next(item for item in command("rounds", "--json").json if item["status"] == "draft")
    changed = command("export", draft["id"], "--json").json
    question = next(iter(changed["answers"]))
    changed["answers"][question] = {"unknown": True, "note": "changed"}
    write(workspace / "changed.yaml", json.dumps(changed))
    assert command("import", "changed.yaml", "--replace").status == 0
    assert command("demo").status == 0
    assert command("export", draft["id"], "--json").json == changed


def test_rounds_and_trend_agree_on_iraq(workspace: Path, command: Command) -> None:
    command("demo")
    listed = [item for item in command("rounds", "--json").json if item["subject"] == "Iraq"]
    trend = command("trend", "Iraq", "--json").json
    assert [(item["id"], item["date"], item["value"]) for item in listed] == [
        (point["id"], point["date"], point["overall"]["value"]) for point in trend["rounds"]
    ]
    assert not any(point["connected"] for point in trend["rounds"])


def test_shipped_files_have_no_errors(command: Command) -> None:
    ended = command("check", shipped_folder())
    assert ended.status == 0, ended.out
