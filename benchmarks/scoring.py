"""Scoring a large round from its answers, as the app does after each key: what the live scores cost."""

from __future__ import annotations

import time

from benchmarks.fixtures import Fixtures, questions_in
from benchmarks.results import Result, Samples, Target, milliseconds
from cyberready.workspace.workspace import Workspace

SCORED = Target(50, "median")


def measure(fixtures: Fixtures, runs: int) -> tuple[Result, ...]:
    """In this process: the questionnaire compiled and the answers read before, every question answered."""
    with Workspace.open(fixtures.large_round) as workspace:
        counts = {round.id: len(workspace.questionnaire(round).questions) for round in workspace.rounds()}
        large = max(workspace.rounds(), key=lambda round: counts[round.id])
        answers = workspace.answers(large)
        workspace.score(large, answers)
        seconds = []
        for _ in range(runs):
            begun = time.perf_counter()
            workspace.score(large, answers)
            seconds.append(time.perf_counter() - begun)
    what = f"scoring a round of {questions_in(fixtures.sizes.large)} questions"
    return (Result("scoring", "ms", Samples(what, milliseconds(seconds)), target=SCORED),)
