"""Many sheets at once, and many weightings, score as each of them alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyberready.model.scorecard import Scorecard
from cyberready.scoring.engine import Batch, Weights, score_batch
from cyberready.scoring.plan import ANSWERED, OVERALL, STATES

from .properties_cases import NO_ANSWER, Case, Data
from .strategies import ANY_POLICY, ANYTHING, cases, not_rolled_up_by, quickly

SEEDS = st.integers(0, 2**32 - 1)


def random_batch(case: Case, sheets: int, seed: int) -> Batch:
    """Sheets in any states, with points anywhere in their range."""
    random = np.random.default_rng(seed)
    shape = (len(case.plan.questions), sheets)
    states = random.integers(0, len(STATES), shape).astype(np.int8)
    lows, highs = case.plan.lows[:, None], case.plan.highs[:, None]
    points = lows + random.choice([0, 0.5, 1], shape) * (highs - lows)
    return Batch(states, np.where(states == ANSWERED, points, np.nan), random.random(sheets) < 0.5)


def batch_of(cards: Sequence[Scorecard]) -> Batch:
    """The sheets of some scorecards at once."""
    states = [[STATES.index(question.state) for question in card.questions.values()] for card in cards]
    points = [[question.points for question in card.questions.values()] for card in cards]
    return Batch(np.array(states, np.int8).T, np.array(points, float).T, np.ones(len(cards), bool))


@quickly
@given(cases(ANYTHING, states=()), SEEDS)
def test_a_batch_scores_as_its_sheets_one_by_one_each_within_its_reach(case: Case, seed: int) -> None:
    batch = random_batch(case, 7, seed)
    together = score_batch(case.plan, batch)
    for number in range(7):
        one = slice(number, number + 1)
        alone = score_batch(case.plan, Batch(batch.states[:, one], batch.points[:, one], batch.minimum[one]))
        for id, result in together.items():
            for name in ("value", "low", "high"):
                expected = pytest.approx(getattr(result, name)[one], rel=1e-12, abs=1e-12, nan_ok=True)
                assert getattr(alone[id], name) == expected
    for result in together.values():
        there = ~np.isnan(result.value)
        assert (result.low[there] <= result.value[there] + 1e-9).all()
        assert (result.value[there] <= result.high[there] + 1e-9).all()


@quickly
@given(cases(ANYTHING, conditions=True, gates=True))
def test_a_batch_of_answer_sheets_scores_as_each_sheet(case: Case) -> None:
    sheets: list[dict[str, Data]] = [
        {},
        *(dict.fromkeys(case.answers, answer) for answer in NO_ANSWER.values()),
        {id: {"value": value} for id, value in case.later.items()},
    ]
    cards = [case.with_answers(sheet) for sheet in sheets]
    for id, result in score_batch(case.plan, batch_of(cards)).items():
        expected = [card.overall.value if id == OVERALL else card.sections[id].value for card in cards]
        assert result.value == pytest.approx(np.array(expected, float), rel=1e-12, abs=1e-12, nan_ok=True)


# Not sums and deductions, whose unit follows from the file's weights, nor `minimum_answered`, which goes by them.
@quickly
@given(cases(ANY_POLICY, kinds=not_rolled_up_by("sum", "deduct"), gates=True), SEEDS)
def test_weights_of_a_sheet_count_as_those_of_a_file(case: Case, seed: int) -> None:
    random, sheets = np.random.default_rng(seed), 3
    questions = random.choice([0.1, 1, 3], (len(case.plan.questions), sheets))
    sections = {id: random.choice([0.1, 1, 3], sheets) for id in case.card.sections}
    one = batch_of([case.card])
    together = score_batch(case.plan, Batch(one.states, one.points, one.minimum, Weights(questions, sections)))
    for sheet in range(sheets):
        weights = dict(zip(case.plan.questions, questions[:, sheet].tolist(), strict=True))
        weights |= {id: float(array[sheet]) for id, array in sections.items()}

        def weighed(part: Data, weights: Mapping[str, float] = weights) -> Data:
            return {**part, "weight": 0 if part.get("weight") == 0 else weights[part["id"]]}

        alone = case.rewritten(question=weighed, section=weighed)
        for id, score in alone.scores.items():
            assert together[id].value[sheet] == pytest.approx(
                np.nan if score.value is None else score.value, abs=1e-9, nan_ok=True
            )
