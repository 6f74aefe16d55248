"""From Enter in the list to the first question of a large round on the screen, and to the first answered key."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.fixtures import FIRST_QUESTION, LARGE_ROUND, LEVELS, Fixtures, at_first_question, questions_in
from benchmarks.results import Result, Samples, Target, milliseconds
from benchmarks.terminal import ENTER, ESCAPE, Terminal

OPENED = Target(1000, "median")


@dataclass(frozen=True)
class Opening:
    """Seconds since Enter was handed over."""

    shown: float
    ready: float
    """A digit, handed over as soon as the question was seen, is marked as the answer."""


def measure(fixtures: Fixtures, runs: int) -> tuple[Result, ...]:
    """One sample a run, in a program started anew: a round that was open before opens faster."""
    openings = [_open(fixtures) for _ in range(runs)]
    large = f"round of {questions_in(fixtures.sizes.large)} questions"
    return (
        Result(
            "opening",
            "ms",
            Samples(f"Enter to the question, {large}", milliseconds([o.shown for o in openings])),
            target=OPENED,
        ),
        Result(
            "opening ready",
            "ms",
            Samples(f"Enter to the first answer, {large}", milliseconds([o.ready for o in openings])),
        ),
    )


def _open(fixtures: Fixtures) -> Opening:
    _text, level = at_first_question(fixtures.large_round, LARGE_ROUND)[0]
    digit = (level + 1) % LEVELS
    with Terminal.cyberready(fixtures.large_round) as app:
        app.wait_for("2 rounds")
        # The usual round first, so that nothing is still being imported when the large one opens.
        app.send("g" + ENTER)
        app.wait_for(FIRST_QUESTION)
        app.rest(fixtures.sizes.settle)
        app.send(ESCAPE)
        app.wait_for("2 rounds")
        app.rest(fixtures.sizes.settle)
        sent = app.send("G" + ENTER)
        shown = app.wait_for(FIRST_QUESTION)
        app.send(str(digit))
        ready = app.wait_for(f"{digit} (●)")
        return Opening(shown - sent, ready - sent)
