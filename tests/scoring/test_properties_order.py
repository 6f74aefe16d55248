"""The order in which a file lists things never moves a score, but for what `until_incomplete` takes in order."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .properties_cases import SCALES, Case, Data, figures
from .strategies import ANYTHING, cases, quickly, word_of


def reordered(part: Data, random: Random, rollup: Any) -> Data:
    """A questionnaire, or a part of it, in another order, but for what `until_incomplete` takes in order."""
    lists = [name for name in ("questions", "sections", "domains") if name in part]
    own = part["scoring"]["overall"] if "scoring" in part else part
    result = dict(part)
    for name in lists:
        result[name] = [reordered(each, random, rollup) for each in part[name]]
    if word_of(own.get("rollup", rollup)) != "until_incomplete":
        for name in lists:
            random.shuffle(result[name])
    return shuffled(result, random)


def shuffled(data: Data, random: Random) -> Data:
    names = list(data)
    random.shuffle(names)
    return {name: data[name] for name in names}


def shuffled_scales(scales: Data, random: Random) -> Data:
    """The scales in another order, and within them the bands, and the options of which any number holds."""
    lists = {"several": "options", "banded": "bands"}
    found = {
        name: {**scale, lists[name]: random.sample(scale[lists[name]], len(scale[lists[name]]))}
        if name in lists
        else scale
        for name, scale in scales.items()
    }
    return shuffled(found, random)


@quickly
@given(cases(ANYTHING, conditions=True, gates=True), st.randoms(use_true_random=False))
def test_order_in_the_files_moves_no_score(case: Case, random: Random) -> None:
    rollup = case.body["scoring"].get("rollup", "mean")
    body = reordered(case.body, random, rollup) | {"scales": shuffled_scales(SCALES, random)}
    other = Case(body, shuffled(dict(case.answers), random), case.later)
    assert other.card.questions == case.card.questions
    for id, score in case.scores.items():
        assert figures(other.scores[id]) == pytest.approx(figures(score), abs=1e-9)
        assert other.scores[id].range == pytest.approx(score.range, abs=1e-9)
