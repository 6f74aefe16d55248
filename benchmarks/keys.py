"""From a key to what it changes on the screen: digits that answer, Enter that goes on to the next question.

Against a key in the smallest Textual app. While the samples are taken, the answers are saved and scored behind the
keyboard, as they are for an assessor; the pause between two keys is that of a fast one.
"""

from __future__ import annotations

from collections.abc import Iterator
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
from benchmarks.terminal import ENTER, Terminal

REPAINT = Target(15, "median")
PAUSE = 0.15
"""Seconds between two keys."""


def measure(fixtures: Fixtures, runs: int) -> tuple[Result, ...]:
    """A third of the runs, since each gives many samples: the keys pressed in a program started anew."""
    runs = max(1, runs // 3)
    sizes = fixtures.sizes
    mine, bare = alternate(runs, lambda: _ours(fixtures.many_rounds, FIRST_ROUND, sizes), lambda: _minimal(sizes))
    large = [_ours(fixtures.large_round, LARGE_ROUND, sizes) for _ in range(runs)]
    baseline = Samples("key to repaint in a minimal Textual app", _flat(bare))
    usual = f"key to repaint, round of {questions_in(sizes.shape)} questions"
    many = f"key to repaint, round of {questions_in(sizes.large)} questions"
    return (
        Result("key", "ms", Samples(usual, _flat(mine)), baseline, REPAINT),
        Result("key, large", "ms", Samples(many, _flat(large)), baseline),
    )


def _flat(runs: list[list[float]]) -> tuple[float, ...]:
    return milliseconds([sample for run in runs for sample in run])


def _ours(workspace: Path, round: str, sizes: Sizes) -> list[float]:
    """Seconds from each key to its effect: an answer, then the next question, by turns."""
    questions = at_first_question(workspace, round)
    with Terminal.cyberready(workspace) as app:
        app.wait_for(" rounds")
        app.send(("G" if round == LARGE_ROUND else "g") + ENTER)
        app.wait_for(FIRST_QUESTION)
        app.rest(sizes.settle)
        return [_answered(app, key, shows) for key, shows in islice(_presses(questions), sizes.keys)]


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
        return [_answered(app, key, f"pressed {key}") for key in ("ab" * sizes.keys)[: sizes.keys]]


def _answered(app: Terminal, key: str, shows: str) -> float:
    sent = app.send(key)
    seconds = app.wait_for(shows) - sent
    app.rest(PAUSE)
    return seconds
