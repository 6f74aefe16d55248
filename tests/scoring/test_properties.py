"""What must hold of every questionnaire and every sheet, tried on random ones."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cyberready.model.scorecard import Scorecard, SectionScore
from cyberready.scoring.engine import Batch, score_batch
from cyberready.scoring.plan import ANSWERED, STATES, Plan, compile_plan
from cyberready.scoring.sheets import score_sheet

from .made_up import DIGEST, made_up

VALUES = {
    "five": ["0", "1", "3", "5"],
    "three": ["0", "2", "3"],
    "likert": ["1", "2", "5"],
    "tenths": ["0", "1", "2", "3"],
    "percent": ["0", "33.3", "100"],
    "several": ["[]", "[a]", "[b,c]", "[a,b,c]"],
    "text": ["x"],
}
ROLLUPS = [
    *(
        "mean",
        "mean_of_questions",
        "sum",
        "min",
        "max",
        "median",
        "geometric",
        "harmonic",
        "until_incomplete",
        "none",
    ),
    *(
        {"type": "share_met", "pass": 2},
        {"type": "deduct", "from": 10, "pass": 2},
        {"type": "cumulative", "pass": 2},
    ),
    {"type": "cumulative", "pass": 2, "below": 3, "share": 0.6, "empty": "pass"},
]
POLICIES = ("exclude", "zero", "full", "void")
EXCLUDED, OPEN = ("na", "hidden"), ("none", "unknown")
quickly = settings(max_examples=35, deadline=None)


@st.composite
def words(draw: st.DrawFn, states: tuple[str, ...]) -> str:
    """Questions with their answers, as `made_up` reads them."""
    found = []
    for scale in draw(st.lists(st.sampled_from(sorted(VALUES)), max_size=4)):
        weight = draw(st.sampled_from(["", "*2", "*0.1", "*0"]))
        level = draw(st.sampled_from(["", "@1", "@2", "@3!"]))
        answer = draw(st.sampled_from(VALUES[scale]) | st.sampled_from(states or VALUES[scale]))
        found.append(f"{scale}{weight}{level}={answer}")
    return " ".join(found)


def domains(states: tuple[str, ...], **own: tuple[Any, ...]) -> st.SearchStrategy[list[str]]:
    """Ragged trees of sections, three deep; `own` are settings that a section may have, each with its choices."""
    keys = {
        "rollup": st.sampled_from(ROLLUPS),
        "weight": st.sampled_from([1, 2, 0.5, 0]),
        "range": st.sampled_from([[0, 100], [-1, 1], [1, 5]]),
        **{name: st.sampled_from(choices) for name, choices in own.items()},
    }

    leaf = st.fixed_dictionaries({"questions": words(states)}, optional=keys)
    branch = st.fixed_dictionaries(
        {"questions": words(states), "sections": st.lists(leaf, max_size=3)}, optional=keys
    )
    tree = st.fixed_dictionaries(
        {"questions": words(states), "sections": st.lists(branch, max_size=2)}, optional=keys
    )
    return st.lists(tree.map(json.dumps), min_size=1, max_size=3)


any_policy = dict.fromkeys(STATES[1:], POLICIES)
counted = dict.fromkeys(("unanswered", "unknown"), ("zero", "full"))
skipped = dict.fromkeys(("not_applicable", "not_asked"), POLICIES)


def scored(found: list[str]) -> tuple[Plan, Scorecard]:
    questionnaire, answers = made_up(*found)
    plan = compile_plan(questionnaire)
    return plan, score_sheet(plan, answers, DIGEST)


def scores(card: Scorecard) -> list[SectionScore]:
    return [card.overall, *card.sections.values()]


@quickly
@given(domains((*EXCLUDED, *OPEN), **any_policy, minimum_answered=(0, 0.3, 1)))
def test_every_sheet_of_every_questionnaire_has_a_scorecard(found: list[str]) -> None:
    _, card = scored(found)
    assert json.loads(json.dumps(card.as_json(), allow_nan=False))["sections"].keys() == card.sections.keys()
    for score in scores(card):
        assert score.questions == sum(getattr(score, state) for state in STATES)
        assert score.range is not None or (score.value, score.low, score.high) == (None, None, None)


@quickly
@given(domains(OPEN, **counted))
def test_with_nothing_excluded_every_score_is_within_its_range(found: list[str]) -> None:
    _, card = scored(found)
    for score in scores(card):
        if score.range is None:
            assert score.value is None
        else:
            assert score.value is not None
            assert score.range[0] - 1e-9 <= score.value <= score.range[1] + 1e-9


@quickly
@given(domains((*EXCLUDED, *OPEN), **counted, **skipped))
def test_scores_lie_between_their_bounds_where_open_answers_count(found: list[str]) -> None:
    _, card = scored(found)
    for score in scores(card):
        assert (score.value is None) == (score.low is None) == (score.high is None)
        if score.value is not None and score.low is not None and score.high is not None:
            assert score.low - 1e-9 <= score.value <= score.high + 1e-9


@quickly
@given(domains((*EXCLUDED, *OPEN), **skipped))
def test_where_open_answers_count_zero_the_score_is_its_lower_bound(found: list[str]) -> None:
    _, card = scored(found)
    for score in scores(card):
        assert score.value == score.low


@quickly
@given(domains(EXCLUDED, **any_policy, minimum_answered=(0, 0.3, 1)))
def test_the_bounds_of_a_complete_sheet_are_its_score(found: list[str]) -> None:
    _, card = scored(found)
    for score in scores(card):
        assert score.low == score.value == score.high


@quickly
@given(domains((), **any_policy, minimum_answered=(0, 0.3, 1)), st.integers(0, 2**32))
def test_a_batch_scores_as_its_sheets_one_by_one_each_within_its_reach(found: list[str], seed: int) -> None:
    plan, _ = scored(found)
    random = np.random.default_rng(seed)
    shape = (len(plan.questions), 7)
    states = random.integers(0, len(STATES), shape).astype(np.int8)
    between = random.choice([0, 0.5, 1], shape)
    points = plan.lows[:, None] + between * (plan.highs - plan.lows)[:, None]
    batch = Batch(states, np.where(states == ANSWERED, points, np.nan), random.random(7) < 0.5)
    together = score_batch(plan, batch)
    for n in range(7):
        one = slice(n, n + 1)
        alone = score_batch(plan, Batch(batch.states[:, one], batch.points[:, one], batch.minimum[one]))
        for id, result in together.items():
            assert alone[id].value == pytest.approx(result.value[one], rel=1e-12, abs=1e-12, nan_ok=True)
    for result in together.values():
        there = ~np.isnan(result.value)
        assert (result.low[there] <= result.value[there] + 1e-9).all()
        assert (result.value[there] <= result.high[there] + 1e-9).all()
