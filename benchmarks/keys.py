"""From a key to what it changes on the screen: digits that answer, Enter that goes on to the next question.

Against a key in the smallest Textual app. While the samples are taken, the answers are saved and scored behind the
keyboard, as they are for an assessor; the pause between two keys is that of a fast one. In the busy rows the app
writes the files of a chart besides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise
from pathlib import Path

from benchmarks.alternating import alternate
from benchmarks.fixtures import (
    FIRST_QUESTION,
    FIRST_ROUND,
    LARGE_ROUND,
    LEVELS,
    Fixtures,
    Sizes,
    at_first_question,
    questions_in,
)
from benchmarks.results import Result, Samples, Target, milliseconds
from benchmarks.terminal import ENTER, ESCAPE, Terminal

REPAINT, QUESTION = Target(10, "median", high=25), Target(20, "median")
PAUSE = 0.15
"""Seconds between two keys."""
DRAWING, DRAWN = "Drawing the chart", "Written"


@dataclass
class Pressed:
    """Seconds from each key to its effect."""

    digits: list[float] = field(default_factory=list)
    enters: list[float] = field(default_factory=list)

    def add(self, key: str, seconds: float) -> None:
        (self.enters if key == ENTER else self.digits).append(seconds)

    def __len__(self) -> int:
        return len(self.digits) + len(self.enters)


def measure(fixtures: Fixtures, runs: int) -> tuple[Result, ...]:
    """A third of the runs, since each gives many samples: the keys pressed in a program started anew."""
    runs = max(1, runs // 3)
    sizes = fixtures.sizes
    mine, bare = alternate(runs, lambda: _ours(fixtures.many_rounds, FIRST_ROUND, sizes), lambda: _minimal(sizes))
    busy = [_busy(fixtures.many_rounds, sizes) for _ in range(runs)]
    large = [_ours(fixtures.large_round, LARGE_ROUND, sizes) for _ in range(runs)]
    baseline = Samples("key to repaint in a minimal Textual app", _flat(bare))
    usual, many = (f"round of {questions_in(shape)} questions" for shape in (sizes.shape, sizes.large))

    def row(name: str, what: str, found: list[list[float]], target: Target | None = None) -> Result:
        return Result(name, "ms", Samples(what, _flat(found)), baseline, target)

    return (
        row("key", f"digit to repaint, {usual}", [run.digits for run in mine], REPAINT),
        row("key, busy", "the same while a chart is written", [run.digits for run in busy], REPAINT),
        row("key, large", f"digit to repaint, {many}", [run.digits for run in large]),
        row("question", f"Enter to the next question, {usual}", [run.enters for run in mine], QUESTION),
        row("question, busy", "the same while a chart is written", [run.enters for run in busy]),
        row("question, large", f"Enter to the next question, {many}", [run.enters for run in large]),
    )


def _flat(runs: list[list[float]]) -> tuple[float, ...]:
    return milliseconds([sample for run in runs for sample in run])


def _ours(workspace: Path, round: str, sizes: Sizes) -> Pressed:
    """An answer, then the next question, by turns."""
    questions = at_first_question(workspace, round)
    pressed = Pressed()
    with Terminal.cyberready(workspace) as app:
        _open(app, "G" if round == LARGE_ROUND else "g", sizes)
        for key, shows in islice(_presses(questions), sizes.keys):
            pressed.add(key, _answered(app, key, shows))
            app.rest(PAUSE)
    return pressed


def _busy(workspace: Path, sizes: Sizes) -> Pressed:
    """The same while a chart is written, in a program started anew until there are enough samples."""
    pressed = Pressed()
    while len(pressed) < sizes.keys:
        _while_drawing(workspace, sizes, pressed)
    return pressed


def _while_drawing(workspace: Path, sizes: Sizes, pressed: Pressed) -> None:
    presses = _presses(at_first_question(workspace, FIRST_ROUND))
    with Terminal.cyberready(workspace) as app:
        _open(app, "g", sizes)
        app.send("r")
        app.wait_for("Domain 1")
        app.rest(sizes.settle)
        app.send("c")
        app.wait_for(DRAWING)
        app.send(ESCAPE)
        app.wait_for(FIRST_QUESTION)
        app.watch(PAUSE)
        for key, shows in presses:
            if app.shows(DRAWN) or len(pressed) == sizes.keys:
                return
            pressed.add(key, _answered(app, key, shows))
            app.watch(PAUSE)


def _open(app: Terminal, key: str, sizes: Sizes) -> None:
    """From the list to the first question of the round at its beginning or its end."""
    app.wait_for(" rounds")
    app.send(key + ENTER)
    app.wait_for(FIRST_QUESTION)
    app.rest(sizes.settle)


def _presses(questions: list[tuple[str, int]]) -> Iterator[tuple[str, str]]:
    """Each key with what only its effect paints: the level marked as chosen, the question that follows."""
    for (_text, level), (following, _level) in pairwise(questions):
        digit = (level + 1) % LEVELS  # another one than stands there
        yield str(digit), f"{digit} (●)"
        yield ENTER, following


def _minimal(sizes: Sizes) -> list[float]:
    with Terminal.minimal() as app:
        app.wait_for("painted")
        app.rest(sizes.settle)
        found = []
        for key in ("ab" * sizes.keys)[: sizes.keys]:
            found.append(_answered(app, key, f"pressed {key}"))
            app.rest(PAUSE)
        return found


def _answered(app: Terminal, key: str, shows: str) -> float:
    sent = app.send(key)
    return app.wait_for(shows) - sent
