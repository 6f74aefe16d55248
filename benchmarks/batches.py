"""Scoring by the batch: one sheet, ten thousand sheets, one sheet under ten thousand weightings.

Against the bare matrix product that would give as many weighted sums: the weights of every section and of the
overall score times the points of every question. It knows no states, no bounds, no ranges and no rule but the sum.
"""

from __future__ import annotations

import subprocess
import sys

import numpy as np

from benchmarks.alternating import alternate, timed
from benchmarks.fixtures import LEVELS, Fixtures, answers_to, questions_in
from benchmarks.results import Result, Samples, Target, milliseconds
from cyberready.model.questionnaire import Questionnaire
from cyberready.scoring.engine import Batch, Weights, score_batch
from cyberready.scoring.plan import NOT_APPLICABLE, UNANSWERED, Plan, compile_plan
from cyberready.scoring.rollups import Array
from cyberready.scoring.sheets import score_sheet

SHEET, FLEET, WEIGHTINGS = Target(15, "median"), Target(500, "median"), Target(500, "median")
CUMULATIVE, PEAK = Target(3, "ratio"), Target(300, "median")
ROLLUPS = ("mean", "cumulative")


def measure(fixtures: Fixtures, runs: int) -> tuple[Result, ...]:
    """In this process, everything compiled before; memory in processes of its own."""
    peak = _memory(fixtures, max(1, runs // 3)) if sys.platform == "linux" else ()
    return (*_sheet(fixtures, runs), *_fleet(fixtures, runs), *_weightings(fixtures, runs), *peak)


def _sheet(fixtures: Fixtures, runs: int) -> tuple[Result, ...]:
    return tuple(_one_sheet(fixtures, rollup, runs) for rollup in ROLLUPS)


def _one_sheet(fixtures: Fixtures, rollup: str, runs: int) -> Result:
    shape = fixtures.sizes.sheet
    questionnaire = fixtures.scored(f"sheet-{rollup}", shape, rollup)
    plan, answers = compile_plan(questionnaire), answers_to(list(questionnaire.questions))
    weights, points = _weights(plan), np.ones((len(answers), 3))
    mine, bare = alternate(runs, timed(lambda: score_sheet(plan, answers, "")), timed(lambda: weights @ points))
    what = f"a sheet of {questions_in(shape)} questions, {rollup}, from answers to scorecard"
    product = Samples("the matrix product of that size", milliseconds(bare))
    return Result("sheet", "ms", Samples(what, milliseconds(mine)), product, SHEET)


def _fleet(fixtures: Fixtures, runs: int) -> tuple[Result, ...]:
    shape, sheets = fixtures.sizes.fleet, fixtures.sizes.sheets
    plan, levels_plan = (compile_plan(fixtures.scored(f"fleet-{rollup}", shape, rollup)) for rollup in ROLLUPS)
    batch, weights = random_batch(len(plan.questions), sheets), _weights(plan)
    mean = timed(lambda: score_batch(plan, batch))
    means, bare = alternate(runs, mean, timed(lambda: weights @ batch.points))
    levels, beside = alternate(runs, timed(lambda: score_batch(levels_plan, batch)), mean)
    what = f"{sheets} sheets of {questions_in(shape)} questions"
    product = Samples("the matrix product of that size", milliseconds(bare))
    cumulative = Samples(f"{what}, cumulative", milliseconds(levels))
    return (
        Result("fleet", "ms", Samples(f"{what}, mean", milliseconds(means)), product, FLEET),
        Result("fleet", "ms", cumulative, target=FLEET),
        Result("cumulative", "ms", cumulative, Samples("the same, mean", milliseconds(beside)), CUMULATIVE),
    )


def _weightings(fixtures: Fixtures, runs: int) -> tuple[Result, ...]:
    shape, draws = fixtures.sizes.sheet, fixtures.sizes.sheets
    plan = compile_plan(fixtures.scored("sheet-mean", shape))
    number = len(plan.questions)
    random = np.random.default_rng(1)
    weights = Weights(
        random.exponential(size=(number, draws)),
        {id: random.exponential(size=draws) for id in plan.questionnaire.sections},
    )
    one = random_batch(number, 1)
    batch = Batch(one.states, one.points, one.minimum, weights)
    assert weights.questions is not None
    drawn, points = weights.questions.T.copy(), np.repeat(one.points, len(plan.parts()), axis=1)
    mine, bare = alternate(runs, timed(lambda: score_batch(plan, batch)), timed(lambda: drawn @ points))
    what = f"a sheet of {number} questions under {draws} weightings of questions and sections"
    product = Samples("the matrix product of that size", milliseconds(bare))
    return (Result("weightings", "ms", Samples(what, milliseconds(mine)), product, WEIGHTINGS),)


def random_batch(questions: int, sheets: int) -> Batch:
    """Sheets with any points; a tenth of the answers not applicable, a tenth unanswered."""
    random = np.random.default_rng(1)
    states = random.choice([0] * 8 + [NOT_APPLICABLE, UNANSWERED], (questions, sheets)).astype(np.int8)
    points = random.integers(0, LEVELS, (questions, sheets)).astype(float)
    return Batch(states, points, np.ones(sheets, dtype=bool))


def _weights(plan: Plan) -> Array:
    """A weight of each question in each section and in the overall score."""
    return np.ones((len(plan.parts()), len(plan.questions)))


def _memory(fixtures: Fixtures, runs: int) -> tuple[Result, ...]:
    """The most that a process holds which scores the fleet; against one that only holds its answers."""
    fixtures.scored("fleet-mean", fixtures.sizes.fleet)
    folder = fixtures.folder / "scored" / "questionnaires" / "fleet-mean"

    def peak(score: bool) -> float:
        arguments = [
            sys.executable,
            "-m",
            "benchmarks.batches",
            str(folder),
            str(fixtures.sizes.sheets),
            str(score),
        ]
        done = subprocess.run(arguments, check=True, capture_output=True, text=True)
        return float(done.stdout)

    scored, held = alternate(runs, lambda: peak(True), lambda: peak(False))
    what = (
        f"peak memory of scoring {fixtures.sizes.sheets} sheets of {questions_in(fixtures.sizes.fleet)} questions"
    )
    baseline = Samples("peak memory of their answers alone", tuple(held))
    return (Result("fleet memory", "MB", Samples(what, tuple(scored)), baseline, PEAK),)


def _peak(questionnaire: Questionnaire, sheets: int, score: bool) -> float:
    """Megabytes, in this process."""
    import resource

    plan = compile_plan(questionnaire)
    batch = random_batch(len(plan.questions), sheets)
    if score:
        score_batch(plan, batch)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


if __name__ == "__main__":
    from pathlib import Path

    from cyberready.library.finding import load

    print(_peak(load(Path(sys.argv[1])).questionnaire, int(sys.argv[2]), sys.argv[3] == "True"))
