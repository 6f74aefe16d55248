"""The most memory that the app holds in an ordinary sitting. Linux only, where the kernel keeps the peak."""

from __future__ import annotations

from benchmarks.alternating import alternate
from benchmarks.fixtures import FIRST_QUESTION, FIRST_ROUND, Fixtures, at_first_question
from benchmarks.results import Result, Samples, Target
from benchmarks.terminal import ENTER, Terminal

PEAK = Target(110, "median")
ANSWERS = 5


def measure(fixtures: Fixtures, runs: int) -> tuple[Result, ...]:
    """A third of the runs: memory hardly varies. No result where the system does not tell."""
    workspace, rounds = fixtures.many_rounds, fixtures.sizes.rounds

    def ours() -> float | None:
        questions = at_first_question(workspace, FIRST_ROUND)
        with Terminal.cyberready(workspace) as app:
            app.wait_for(f"{rounds} rounds")
            app.send("g" + ENTER)
            app.wait_for(FIRST_QUESTION)
            for following, _level in questions[1 : ANSWERS + 1]:
                app.send("4" + ENTER)
                app.wait_for(following)
            app.rest(fixtures.sizes.settle)
            app.send("r")
            app.wait_for("Domain 1")
            app.rest(fixtures.sizes.settle)
            return app.peak_memory()

    def minimal() -> float | None:
        with Terminal.minimal() as app:
            app.wait_for("painted")
            return app.peak_memory()

    mine, bare = alternate(max(1, runs // 3), ours, minimal)
    peaks, bare_peaks = ([each for each in found if each is not None] for found in (mine, bare))
    if not peaks:
        return ()
    what = f"peak memory: list of {rounds} rounds, {ANSWERS} answers, results"
    baseline = Samples("peak memory of a minimal Textual app", tuple(bare_peaks))
    return (Result("memory", "MB", Samples(what, tuple(peaks)), baseline, PEAK),)
