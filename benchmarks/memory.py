"""The most memory that the app holds in an ordinary sitting. Linux only, where the kernel keeps the peak."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from benchmarks.alternating import alternate
from benchmarks.fixtures import (
    FIRST_QUESTION,
    FIRST_ROUND,
    LARGE_ROUND,
    Fixtures,
    at_first_question,
    questions_in,
)
from benchmarks.results import Result, Samples, Target
from benchmarks.terminal import ENTER, Terminal

PEAK, LARGE_PEAK = Target(110, "median"), Target(130, "median")
ANSWERS = 5


def measure(fixtures: Fixtures, runs: int) -> tuple[Result, ...]:
    """A third of the runs: memory hardly varies. No result where the system does not tell."""
    runs = max(1, runs // 3)

    def peaks(workspace: Path, round: str) -> Callable[[], float | None]:
        return lambda: _sitting(workspace, round, fixtures.sizes.settle)

    mine, bare = alternate(runs, peaks(fixtures.many_rounds, FIRST_ROUND), _minimal)
    large = [peaks(fixtures.large_round, LARGE_ROUND)() for _ in range(runs)]
    if None in (*mine, *bare, *large):
        return ()
    baseline = Samples("peak memory of a minimal Textual app", _known(bare))
    usual = f"peak memory: list of {len(fixtures.listed)} rounds, {ANSWERS} answers, results"
    many = f"peak memory: round of {questions_in(fixtures.sizes.large)} questions, {ANSWERS} answers, results"
    return (
        Result("memory", "MB", Samples(usual, _known(mine)), baseline, PEAK),
        Result("memory, large", "MB", Samples(many, _known(large)), baseline, LARGE_PEAK),
    )


def _sitting(workspace: Path, round: str, settle: float) -> float | None:
    questions = at_first_question(workspace, round)
    with Terminal.cyberready(workspace) as app:
        app.wait_for(" rounds")
        app.send(("G" if round == LARGE_ROUND else "g") + ENTER)
        app.wait_for(FIRST_QUESTION)
        for following, _level in questions[1 : ANSWERS + 1]:
            app.send("4" + ENTER)
            app.wait_for(following)
        app.rest(settle)
        app.send("r")
        app.wait_for("Domain 1")
        app.rest(settle)
        return app.peak_memory()


def _minimal() -> float | None:
    with Terminal.minimal() as app:
        app.wait_for("painted")
        return app.peak_memory()


def _known(found: list[float | None]) -> tuple[float, ...]:
    return tuple(each for each in found if each is not None)
