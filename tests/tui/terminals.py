"""A real pseudo-terminal: what the app sends to it byte by byte, and the screen that these bytes make."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals here", allow_module_level=True)
pexpect = pytest.importorskip("pexpect")
pyte = pytest.importorskip("pyte")

ENTER, ESCAPE, TAB, UP, DOWN, LEAVE = "\r", "\x1b", "\t", "\x1b[A", "\x1b[B", "\x11"

# What tells of the terminal that the tests run in.
_FOREIGN = ("TMUX", "TERM", "LC_", "COLUMNS", "LINES")
ZERO_WIDTH_SPACE = "\u200b".encode()  # after one, pyte loses what else it was given


class Terminal:
    """A process on a pseudo-terminal, with the screen that its bytes make."""

    def __init__(self, folder: Path, settings: Path, size: tuple[int, int] = (80, 24), **environment: str) -> None:
        columns, rows = size
        self.raw = b""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        variables = {
            **{name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)},
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "ESCDELAY": "25",  # milliseconds in which a key after Esc makes one with Alt of both; else 100
            "CYBERREADY_SETTINGS": str(settings),
            **environment,
        }
        self._child = pexpect.spawn(
            sys.executable,
            ["-m", "cyberready", "--workspace", str(folder)],
            env=variables,
            dimensions=(rows, columns),
            timeout=None,
        )
        self._child.delaybeforesend = None

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self._screen.display)

    def cell(self, column: int, row: int) -> object:
        """The letter in a cell, with its colours."""
        return self._screen.buffer[row][column]

    @property
    def runs(self) -> bool:
        return bool(self._child.isalive())

    def read(self, seconds: float) -> None:
        """Take in what comes within a time."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                new = self._child.read_nonblocking(65536, min(left, 0.02))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                return
            self.raw += new
            self._stream.feed(new.replace(ZERO_WIDTH_SPACE, b""))

    def quiet(self, calm: float = 0.5, seconds: float = 10.0) -> None:
        """Wait until nothing has come for a while: scores and save states follow a key by themselves."""
        end = time.monotonic() + seconds
        before = -1
        while len(self.raw) != before:
            assert time.monotonic() < end, f"it never ends on\n{self.text}"
            before = len(self.raw)
            self.read(calm)

    def until(self, *texts: str, seconds: float = 20.0) -> None:
        """Wait until all of this stands on the screen."""
        self.wait(lambda: all(text in self.text for text in texts), seconds, f"no {texts}")

    def wait(self, holds: Callable[[], bool], seconds: float = 20.0, why: str = "") -> None:
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, f"{why} on\n{self.text}"
            assert self.runs, f"ended with\n{self.raw.decode(errors='replace')[-3000:]}"
            self.read(0.05)

    def press(self, *keys: str) -> None:
        """Type keys; each once what the one before it changed has been drawn, as a person would."""
        for key in keys:
            before, shown = len(self.raw), self.text
            self._child.send(key.encode())
            end = time.monotonic() + 1
            if key == ESCAPE:
                self.read(0.15)  # sooner, the next key would be taken for one with Alt
                while self.text == shown and time.monotonic() < end:
                    self.read(0.01)
            while len(self.raw) == before and time.monotonic() < end:
                self.read(0.01)
            while len(self.raw) > before:
                before = len(self.raw)
                self.read(0.04)

    def paste(self, text: str) -> None:
        self.press(f"\x1b[200~{text}\x1b[201~")

    def resize(self, columns: int, rows: int) -> None:
        self._screen.resize(rows, columns)
        self._child.setwinsize(rows, columns)

    def kill(self) -> None:
        self._child.kill(signal.SIGKILL)
        self._child.wait()

    def leave(self) -> int:
        """Leave by keyboard; the exit status."""
        self._child.send(LEAVE.encode())
        end = time.monotonic() + 20
        while self.runs:
            assert time.monotonic() < end, self.text
            self.read(0.05)
        return int(self._child.exitstatus)

    def close(self) -> None:
        self._child.close(force=True)


Open = Callable[..., Terminal]
