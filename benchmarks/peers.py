"""The first paint of other programs made with Textual beside ours, all started by turns with the minimal app.

Each opens something empty, in a home folder of its own. They are what PATH or `--peer` leads to; whichever is not
there is left out.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.fixtures import Fixtures
from benchmarks.results import Result, Samples, milliseconds
from benchmarks.terminal import Terminal, environment


@dataclass(frozen=True)
class Peer:
    """How a program is started, and a text of its first paint."""

    arguments: tuple[str, ...]
    painted: str


COLLECTION, DATABASE = "empty-collection", "empty.db"
PEERS = {
    "harlequin": Peer(("--adapter", "sqlite", DATABASE), "Data Catalog"),
    "posting": Peer(("--collection", COLLECTION), "Posting"),
}


def measure(fixtures: Fixtures, runs: int) -> tuple[Result, ...]:
    """One sample of each a run; none where there is no other program."""
    found = {name: path for name in PEERS if (path := fixtures.peers.get(name) or shutil.which(name))}
    for name in PEERS.keys() - found.keys():
        print(f"{name} is not on PATH and is left out; --peer {name}=FILE names it.", file=sys.stderr)
    if not found:
        return ()
    home = fixtures.folder / "peers"
    (home / COLLECTION).mkdir(parents=True)
    with closing(sqlite3.connect(home / DATABASE)) as connection:
        connection.execute("VACUUM")
    starts: dict[str, Callable[[], float]] = {"minimal": _minimal, "cyberready": lambda: _ours(home / "workspace")}
    named = {"cyberready": "cyberready, an empty workspace"}
    for name, path in found.items():
        starts[name] = lambda name=name, path=path: _peer(PEERS[name], path, home)
        named[name] = f"{name} {_version(name, path)}, something empty"
    samples: dict[str, list[float]] = {name: [] for name in starts}
    for run in range(runs + 1):
        for name, start in starts.items():
            seconds = start()
            if run or runs == 1:  # the first compiles modules and fills the disk's cache
                samples[name].append(seconds)
    bare = Samples("first paint of a minimal Textual app", milliseconds(samples["minimal"]))
    return tuple(
        Result("peers", "ms", Samples(f"first paint of {what}", milliseconds(samples[name])), bare)
        for name, what in named.items()
    )


def _minimal() -> float:
    with Terminal.minimal() as app:
        return app.wait_for("painted") - app.started


def _ours(workspace: Path) -> float:
    with Terminal.cyberready(workspace) as app:
        return app.wait_for("cyberready") - app.started


def _peer(peer: Peer, path: str, home: Path) -> float:
    places = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    arguments = [str(home / word) if word in (COLLECTION, DATABASE) else word for word in peer.arguments]
    with Terminal([path, *arguments], {**environment(), **dict.fromkeys(places, str(home))}) as app:
        return app.wait_for(peer.painted) - app.started


def _version(name: str, path: str) -> str:
    """From the Python that the program's first line names, since posting does not tell its version itself."""
    python = Path(path).read_text(encoding="utf-8", errors="replace").splitlines()[0].removeprefix("#!").strip()
    command = [python, "-c", f"from importlib.metadata import version; print(version({name!r}))"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "of unknown version"
