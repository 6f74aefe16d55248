"""A program in a pseudo-terminal: what it paints, when, and how much memory it took. POSIX only."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

LINES, COLUMNS = 24, 80
LONGEST_WAIT = 30.0
"""Seconds after which a text that does not come is given up; a slow machine is slow, not wrong."""
ENTER, ESCAPE, QUIT = "\r", "\x1b", "\x11"
_MINIMAL = Path(__file__).with_name("minimal_app.py")


class NotShown(Exception):
    """A text did not come in time, or the program ended before."""


class Terminal:
    """A program that runs in a terminal of 80 columns and 24 lines, from `with` until its end.

    All times are seconds of the monotonic clock: `started` just before the program's process was made, the others
    when a key was handed over or a text was read.
    """

    def __init__(self, command: Sequence[str], environment: dict[str, str]) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self._read, self._read_at = b"", 0.0
        try:
            self.started = time.monotonic()
            self._process = subprocess.Popen(
                command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
            )
        finally:
            os.close(theirs)

    @classmethod
    def cyberready(cls, workspace: Path, *words: str) -> Self:
        """The app as a user starts it again, mostly without a word behind its name, with the settings' defaults.

        Without a settings file it would be the first start, which asks for the language before it lists rounds.
        """
        workspace.mkdir(parents=True, exist_ok=True)
        settings = workspace / "settings.toml"
        settings.write_text('language = "en"\n', encoding="utf-8")
        places = {"CYBERREADY_WORKSPACE": str(workspace), "CYBERREADY_SETTINGS": str(settings)}
        return cls([sys.executable, "-m", "cyberready", *words], {**environment(), **places})

    @classmethod
    def minimal(cls) -> Self:
        """The app that everything is compared with."""
        return cls([sys.executable, str(_MINIMAL)], environment())

    def send(self, keys: str) -> float:
        """Hand over keys and forget what was painted before; the time when they were handed over."""
        self.rest(0)
        now = time.monotonic()
        os.write(self._ours, keys.encode())
        return now

    def wait_for(self, *texts: str) -> float:
        """Read until each of these was painted since the last key, in one style; the time of the last reading.

        Raises:
            NotShown: one did not come within `LONGEST_WAIT`.
        """
        wanted = [text.encode() for text in texts]
        deadline = time.monotonic() + LONGEST_WAIT
        while not all(text in self._read for text in wanted):
            if not self._receive(deadline):
                painted = self._read[-2000:].decode(errors="replace")
                raise NotShown(f"{' and '.join(texts)} not painted; the last that was: {painted!r}")
        return self._read_at

    def shows(self, text: str) -> bool:
        """Whether this was painted since the last key."""
        return text.encode() in self._read

    def rest(self, seconds: float) -> None:
        """Let the program do what it does behind the keys; forget what it painted."""
        self.watch(seconds)
        self._read = b""

    def watch(self, seconds: float) -> None:
        """Let the program go on, and remember what it paints until the next key."""
        deadline = time.monotonic() + seconds
        while self._receive(deadline):
            pass

    def peak_memory(self) -> float | None:
        """The largest resident memory so far, in MB (10**6 bytes); None where the system has no /proc.

        Not from `getrusage`: that of a child begins with the memory of the process that made it.
        """
        try:
            status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        except OSError:
            return None
        kibibytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))
        return int(kibibytes) * 1024 / 1e6

    def _receive(self, deadline: float) -> bool:
        """Take what can be read by then; False when nothing came or the program has ended."""
        readable, _, _ = select.select([self._ours], [], [], max(0.0, deadline - time.monotonic()))
        if not readable:
            return False
        try:
            received = os.read(self._ours, 65536)
        except OSError:  # Linux says so when the last program has left the terminal
            return False
        self._read += received
        self._read_at = time.monotonic()
        return bool(received)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ask the program to leave; end it when it does not within five seconds."""
        try:
            with suppress(OSError):
                self.send(QUIT)
            deadline = time.monotonic() + 5.0
            while self._process.poll() is None and time.monotonic() < deadline:
                self.rest(0.02)  # so that it never waits for someone to read what it paints
            if self._process.poll() is None:
                self._process.kill()
            self._process.wait()
        finally:
            os.close(self._ours)


def environment() -> dict[str, str]:
    """The same for every program: nothing that changes colours, Textual or cyberready itself."""
    changes = ("TEXTUAL", "CYBERREADY", "PYTHON", "NO_COLOR", "FORCE_COLOR", "COLORTERM", "LC_", "LANG")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(changes)}
    return {**kept, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
