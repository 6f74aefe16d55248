"""From the start of the process to the first paint, to the list of rounds, and to the first key that is answered.

Against the smallest Textual app, started by turns with ours: most of the time is Python's and Textual's own.
"""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.alternating import alternate
from benchmarks.fixtures import Fixtures
from benchmarks.results import Result, Samples, Target, milliseconds
from benchmarks.terminal import Terminal

FIRST_PAINT = Target(1.25, "ratio")
READY = Target(1.5, "ratio")


@dataclass(frozen=True)
class Start:
    """Seconds since the process was made; `listed` is `painted` for an app that has nothing to list."""

    painted: float
    listed: float
    ready: float
    """A key, handed over as soon as the list was seen, has been answered on the screen."""


def measure(fixtures: Fixtures, runs: int) -> tuple[Result, ...]:
    """One sample of each a run."""
    workspace, rows = fixtures.many_rounds, fixtures.listed
    first, last = rows[0].subject, rows[-1].subject

    def ours() -> Start:
        with Terminal.cyberready(workspace) as app:
            painted = app.wait_for("cyberready")
            listed = app.wait_for(f"{len(rows)} rounds", "Country ")
            # To the end of the list that is not on the screen, so that only the key can have painted it.
            key, end = ("g", first) if app.shows(last) else ("G", last)
            app.send(key)
            ready = app.wait_for(end)
            return Start(painted - app.started, listed - app.started, ready - app.started)

    def minimal() -> Start:
        with Terminal.minimal() as app:
            painted = app.wait_for("painted")
            app.send("G")
            ready = app.wait_for("pressed G")
            return Start(painted - app.started, painted - app.started, ready - app.started)

    mine, bare = alternate(runs, ours, minimal)
    store = f"{len(rows)} rounds in the store"
    bare_painted = Samples("first paint of a minimal Textual app", milliseconds([s.painted for s in bare]))
    bare_ready = Samples("a minimal Textual app has answered a key", milliseconds([s.ready for s in bare]))
    return (
        Result(
            "first paint",
            "ms",
            Samples(f"start to the first paint, {store}", milliseconds([s.painted for s in mine])),
            bare_painted,
            FIRST_PAINT,
        ),
        Result(
            "list",
            "ms",
            Samples(f"start to the list on the screen, {store}", milliseconds([s.listed for s in mine])),
            bare_painted,
        ),
        Result(
            "list ready",
            "ms",
            Samples(f"start to the list with a key answered, {store}", milliseconds([s.ready for s in mine])),
            bare_ready,
            READY,
        ),
    )
