from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Command, database
from tests.cli.made_up import QUESTIONNAIRE, sheet, write


def test_without_faults_nothing_goes_to_stdout(workspace: Path, command: Command) -> None:
    ended = command("check", "questionnaires")
    assert (ended.status, ended.out, ended.err) == (0, "", "No faults.\n")


def test_every_fault_of_every_file_is_printed_in_order(workspace: Path, command: Command) -> None:
    write(workspace / "b.yaml", sheet("law.crime.act: 7, law.crime.cort: 1, skills.schools: {confidence: maybe}"))
    write(workspace / "a" / "questionnaire.yaml", QUESTIONNAIRE.replace("title: Law\n", "titel: Law\n"))
    ended = command("check", "b.yaml", "a", "questionnaires")
    lines = ended.out.splitlines()
    assert ended.status == 2
    assert [line.split(":")[0] for line in lines] == ["a/questionnaire.yaml"] * 2 + ["b.yaml"] * 3
    assert ended.err == "5 errors, 0 warnings in 2 files\n"


def test_warnings_alone_end_in_0(workspace: Path, command: Command) -> None:
    write(workspace / "q" / "questionnaire.yaml", QUESTIONNAIRE.replace(", 2: everywhere", ""))
    ended = command("check", "q")
    assert ended.status == 0
    assert "warning" in ended.out
    assert ended.err == "0 errors, 1 warning in 1 file\n"


def test_json_gives_each_fault_its_place_and_remedy(workspace: Path, command: Command) -> None:
    write(workspace / "b.yaml", sheet("law.crime.cort: 1"))
    ended = command("check", "b.yaml", "--json")
    assert ended.status == 2
    assert ended.json == [
        {
            "file": "b.yaml",
            "line": 7,
            "what": "answers `law.crime.cort`, which is no question of small 1.",
            "remedy": "Did you mean `law.crime.courts`?",
            "id": "law.crime.cort",
            "severity": "error",
        }
    ]


@pytest.mark.parametrize("path", ["missing.yaml", "empty"])
def test_a_path_with_nothing_to_check_is_an_error(workspace: Path, command: Command, path: str) -> None:
    (workspace / "empty").mkdir()
    ended = command("check", path)
    assert ended.status == 2
    assert ended.err == "1 error, 0 warnings in 1 file\n"


def test_no_database_is_needed(workspace: Path, command: Command) -> None:
    write(database(workspace), "not a database")
    write(workspace / "b.yaml", sheet())
    assert command("check", "b.yaml").status == 0


# How far translations are

FRENCH = "cyberready: 1\ntranslates: small\nlanguage: fr\nstatus: reviewed\ntexts: {law: {title: Loi}}\n"


def test_how_far_translations_are_is_told_on_stderr(workspace: Path, command: Command) -> None:
    folder = workspace / "questionnaires" / "small"
    write(folder / "fr.yaml", FRENCH)
    write(folder / "ar.yaml", FRENCH.replace("fr", "ar").replace("reviewed", "machine"))
    write(folder / "versions" / "0" / "questionnaire.yaml", QUESTIONNAIRE.replace('version: "1"', 'version: "0"'))
    write(folder / "versions" / "0" / "fr.yaml", FRENCH)
    ended = command("check", "questionnaires", "questionnaires/small/fr.yaml")
    assert ended.err.splitlines() == [
        "small: ar 1 of 22 texts, machine; fr 1 of 22 texts, reviewed",
        "small 0: fr 1 of 22 texts, reviewed",
        "0 errors, 3 warnings in 3 files",
    ]
    as_json = command("check", "questionnaires", "--json")
    assert (len(as_json.json), as_json.err) == (3, ended.err)


def test_of_a_faulty_questionnaire_it_is_not_told(workspace: Path, command: Command) -> None:
    write(workspace / "questionnaires" / "small" / "fr.yaml", FRENCH.replace("law:", "lew:"))
    assert command("check", "questionnaires").err == "1 error, 0 warnings in 1 file\n"


# Watching

DEADLINE = 60.0  # seconds for all of it; it takes about 2 on an idle machine
RIGHT, FAULTY = QUESTIONNAIRE, QUESTIONNAIRE.replace("title: Law\n", "titel: Law\n")


class Watched:
    """`check --watch` in a process of its own, and the lines it has printed."""

    def __init__(self, *arguments: str, **variables: str) -> None:
        self.end = time.monotonic() + DEADLINE
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cyberready", "check", "--watch", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **variables},
            encoding="utf-8",
        )
        self.lines: list[str] = []
        self.talk: list[str] = []
        self.readers = [
            threading.Thread(target=lines.extend, args=(stream,), daemon=True)
            for stream, lines in ((self.process.stdout, self.lines), (self.process.stderr, self.talk))
        ]
        for reader in self.readers:
            reader.start()

    def wait_for(self, right: Callable[[list[str]], bool]) -> list[str]:
        """The lines printed, once they are right."""
        while not right(self.lines):
            assert self.process.poll() is None, self.talk
            assert time.monotonic() < self.end, (self.lines, self.talk)
            time.sleep(0.02)
        return list(self.lines)

    def interrupt(self) -> int:
        """The exit status after ctrl+c."""
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(max(1, self.end - time.monotonic()))
        for reader in self.readers:
            reader.join(5)
        return status


@pytest.fixture
def watch(workspace: Path) -> Iterator[Callable[..., Watched]]:
    started: list[Watched] = []

    def start(*arguments: str, **variables: str) -> Watched:
        started.append(Watched(*arguments, **variables))
        return started[-1]

    yield start
    for watched in started:
        watched.process.kill()
        watched.process.communicate()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one child")
@pytest.mark.parametrize("polling", ["", "true"])
def test_watch_checks_again_at_each_save(workspace: Path, watch: Callable[..., Watched], polling: str) -> None:
    file = write(workspace / "mine" / "small" / "questionnaire.yaml", RIGHT)
    watched = watch("mine", WATCHFILES_FORCE_POLLING=polling)
    (first,) = watched.wait_for(lambda lines: len(lines) == 1)
    write(file, FAULTY)
    faulty = watched.wait_for(lambda lines: len(lines) == 4)[1:]
    write(file, RIGHT)
    sound = watched.wait_for(lambda lines: len(lines) == 5)[-1]
    assert watched.interrupt() == 130
    for head in (first, faulty[0], sound):
        assert datetime_of(head), head
    assert first.endswith("  No faults.\n")
    assert faulty[0].endswith("  2 errors, 0 warnings in 1 file\n")
    assert all(line.startswith("mine/small/questionnaire.yaml:") for line in faulty[1:])
    assert sound.endswith("  No faults.\n")
    assert "".join(watched.talk).strip() == "Watching. ctrl+c ends."


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one child")
def test_watch_as_json_prints_a_list_each_time(workspace: Path, watch: Callable[..., Watched]) -> None:
    file = write(workspace / "mine" / "questionnaire.yaml", FAULTY)
    watched = watch("mine", "--json")
    lines = watched.wait_for(lambda lines: "]\n" in lines)
    assert [fault["severity"] for fault in json.loads("".join(lines))] == ["error", "error"]
    write(file, RIGHT)
    assert json.loads(watched.wait_for(lambda lines: lines[-1] == "[]\n")[-1]) == []
    assert watched.interrupt() == 130
    assert [datetime_of(line) for line in watched.talk][:3] == [False, True, True]


def datetime_of(line: str) -> bool:
    """Whether a line begins with a date and time."""
    try:
        time.strptime(line[:19], "%Y-%m-%d %H:%M:%S")
    except ValueError:
        return False
    return line[19:21] == "  "
