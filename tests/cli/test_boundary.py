"""How commands end: the exit status, and what is said where."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cyberready import __version__
from cyberready.cli.main import MODULES
from tests.cli.conftest import Command, database
from tests.cli.made_up import write

RUN = [sys.executable, "-m", "cyberready"]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["rouns"], 2, "Did you mean 'rounds'?"),
        (["finalize"], 2, "Did you mean 'finalise'?"),
        (["xyzzy"], 2, "There is no command 'xyzzy'."),
        (["rounds", "--jsn"], 2, "--json"),
        (["--worspace", "x", "rounds"], 2, "--workspace"),
        (["diff", "small"], 2, "NEW"),
        (["amend", "Exampleland/2024"], 2, "--why"),
        (["amend", "Exampleland/2024", "--why", " "], 2, "reason"),
        (["amend", "Exampleland/2025", "--why", "typo"], 2, "draft"),
        (["finalise", "Exampleland/2024"], 2, "amend"),
        (["finalise", "Nowhere/2024"], 2, "Exampleland/2024@small"),
        (["export", "Nowhere/2024"], 2, "no round"),
        (["trend", "Nowhere"], 2, "no subject"),
        (["score", "smal", "Exampleland/2024"], 2, "no questionnaire"),
        (["new", "small", "Exampleland", "2024"], 2, "exists already"),
        (["new", "small", "Exampleland", "2026", "--date", "2026-02-30"], 2, "YYYY-MM-DD"),
        (["new", "small", " ", "2026"], 2, "1 to 200 characters"),
        (["new", "small", "Exampleland", "x" * 201], 2, "1 to 200 characters"),
        (["import", "missing.yaml"], 2, "no such file"),
        (["rounds", "--workspace", "2024.yaml"], 2, "is a file"),
        (["schema", "answers"], 2, "sheet"),
    ],
)
def test_a_wrong_call_ends_in_2_with_the_next_step_on_stderr(
    rounds: Path, command: Command, arguments: list[str], status: int, said: str
) -> None:
    ended = command(*arguments)
    assert (ended.status, ended.out) == (status, "")
    assert said in ended.err
    assert "Traceback" not in ended.err


def test_a_damaged_database_ends_in_3_and_stays_as_it_is(rounds: Path, command: Command) -> None:
    database(rounds).write_bytes(b"no database")
    ended = command("rounds")
    assert (ended.status, ended.out) == (3, "")
    assert "cyberready.db" in ended.err
    assert database(rounds).read_bytes() == b"no database"


def test_a_folder_that_cannot_be_made_ends_in_4(workspace: Path, command: Command) -> None:
    write(workspace / "full" / "results", "a file where the folder should be")
    ended = command("demo", "--workspace", workspace / "full")
    assert ended.status == 4
    assert "Not written: " in ended.err


def test_faulty_settings_are_told_with_their_file(workspace: Path, command: Command) -> None:
    write(workspace / "settings.toml", "langauge = 'ar'\n")
    ended = command("rounds")
    assert ended.status == 2
    assert "settings.toml" in ended.err
    assert "Did you mean `language`?" in ended.err


@pytest.mark.parametrize(("debug", "said"), [("", "CYBERREADY_DEBUG=1"), ("1", "Traceback")])
def test_a_mistake_of_the_program_ends_in_70_with_the_version(
    workspace: Path, command: Command, monkeypatch: pytest.MonkeyPatch, debug: str, said: str
) -> None:
    monkeypatch.setitem(MODULES, "rounds", "not_installed")  # as in a broken installation
    monkeypatch.setenv("CYBERREADY_DEBUG", debug)
    ended = command("rounds")
    assert (ended.status, ended.out) == (70, "")
    assert __version__ in ended.err
    assert said in ended.err
    assert ("Traceback" in ended.err) == bool(debug)


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["--version"]])
def test_help_and_version_go_to_stdout(command: Command, arguments: list[str]) -> None:
    ended = command(*arguments)
    assert (ended.status, ended.err) == (0, "")
    assert "cyberready" in ended.out


def test_help_lists_every_command_with_a_whole_sentence(command: Command) -> None:
    listed = command("--help").out.split("Commands:\n")[1].splitlines()
    assert [line.split()[0] for line in listed] == list(MODULES)
    assert [line for line in listed if not line.endswith(".") or line.endswith("...")] == []


def test_the_workspace_is_taken_before_and_after_the_command(rounds: Path, command: Command) -> None:
    other = rounds / "other"
    here = command("rounds", "--json").json
    assert len(here) == 2
    assert command("--workspace", other, "rounds", "--json").json == []
    assert command("rounds", "--workspace", other, "--json").json == []
    assert command("--workspace", other, "rounds", "--json", "--workspace", rounds).json == here
    assert not other.exists()


def test_the_variable_names_the_workspace(
    rounds: Path, command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir("/")
    monkeypatch.setenv("CYBERREADY_WORKSPACE", str(rounds))
    assert len(command("rounds", "--json").json) == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["rounds"],
        ["questionnaires"],
        ["schema"],
        ["check", "questionnaires"],
        ["score", "small", "sheet.yaml"],
        ["trend", "Exampleland"],
        ["export", "Exampleland/2025"],
        ["chart", "profile", "Exampleland/2025"],
    ],
)
def test_commands_that_only_read_make_no_database(workspace: Path, command: Command, arguments: list[str]) -> None:
    command(*arguments)
    assert list((workspace / "results").iterdir()) == []


def test_without_a_terminal_the_app_refuses_and_names_the_commands(command: Command) -> None:
    ended = command()
    assert (ended.status, ended.out) == (2, "")
    assert all(name in ended.err for name in MODULES)
    assert "assess --plain" in ended.err


def test_without_a_terminal_a_round_is_said_to_be_answered_line_by_line(command: Command) -> None:
    ended = command("assess", "Exampleland/2025")
    assert (ended.status, ended.out) == (2, "")
    assert "With --plain the same questions are asked line by line." in ended.err
    assert "cyberready --help" not in ended.err


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_on_a_dumb_terminal_the_app_refuses(workspace: Path) -> None:
    terminal, end = os.openpty()
    try:
        ended = subprocess.run(
            RUN, stdin=end, stdout=end, stderr=subprocess.PIPE, env={**os.environ, "TERM": "dumb"}, timeout=60
        )
    finally:
        os.close(terminal)
        os.close(end)
    assert ended.returncode == 2
    assert b"cyberready --help" in ended.stderr


@pytest.mark.skipif(os.name != "posix", reason="closes a pipe as POSIX does")
@pytest.mark.parametrize("arguments", [["schema"], ["rounds", "--json"]])
def test_a_reader_who_leaves_is_no_error(workspace: Path, arguments: list[str]) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        ended = subprocess.run([*RUN, *arguments], stdout=write_end, stderr=subprocess.PIPE, timeout=60)
    finally:
        os.close(write_end)
    assert ended.returncode == 0
    assert b"rror" not in ended.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_ends_in_4(workspace: Path) -> None:
    with open("/dev/full", "wb") as full:
        ended = subprocess.run([*RUN, "schema"], stdout=full, stderr=subprocess.PIPE, timeout=60)
    assert ended.returncode == 4
    assert b"No space left" in ended.stderr
    assert b"Traceback" not in ended.stderr


@pytest.mark.skipif(os.name != "posix", reason="needs a named pipe")
def test_an_interrupted_command_ends_in_130(workspace: Path) -> None:
    waiting = workspace / "waiting.yaml"
    os.mkfifo(waiting)
    process = subprocess.Popen([*RUN, "import", str(waiting)], stderr=subprocess.PIPE)
    # Opened for writing without waiting, it fails until the command has opened it for reading.
    for _ in range(600):
        try:
            writer = os.open(waiting, os.O_WRONLY | os.O_NONBLOCK)
            break
        except OSError:
            time.sleep(0.05)
    else:
        process.kill()
        pytest.fail("the command never opened its file")
    time.sleep(0.5)  # Python only notes a signal that comes between opening and reading, and goes on to wait
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    os.close(writer)
    assert process.returncode == 130
    assert b"Traceback" not in said


def test_output_into_a_file_is_utf_8_whatever_the_locale(workspace: Path) -> None:
    write(
        workspace / "questionnaires" / "small" / "questionnaire.yaml",
        (workspace / "questionnaires" / "small" / "questionnaire.yaml")
        .read_text("utf-8")
        .replace("A small questionnaire", "استبيان"),
    )
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    ended = subprocess.run([*RUN, "questionnaires"], env=environment, capture_output=True, timeout=60)
    assert ended.returncode == 0
    assert "استبيان" in ended.stdout.decode("utf-8")
