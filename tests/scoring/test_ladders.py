"""The raises that an answer can take, on every kind of scale and behind every gate."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from cyberready.model.answers import Answer
from cyberready.model.questionnaire import Question
from cyberready.model.scales import Linear, NumberScale, Scale
from cyberready.scoring.ladders import Rung, ladder, on_line, worst
from cyberready.scoring.points import question_points

from . import properties_cases

SCALES: dict[str, Any] = properties_cases.SCALES | yaml.safe_load("""
practice: {type: levels, options: [{value: none, label: a, points: 1}, {value: partly, label: b, points: 2},
                                   {value: largely, label: c, points: 4}, {value: fully, label: d, points: 7}]}
flat: {type: levels, options: [{value: a, label: a, points: 0}, {value: b, label: b, points: 1},
                               {value: c, label: c, points: 1}, {value: d, label: d, points: 2}]}
uneven: {type: multiple, options: [{value: little, label: a, points: 1}, {value: nothing, label: b, points: 0},
                                   {value: much, label: c, points: 5}, {value: some, label: d, points: 3}]}
""")
SCALES["capped"] = SCALES["uneven"] | {"max_points": 6}
OPEN = "{}"


def scale(text: str) -> Scale:
    """A scale by its name, or by what its file says."""
    read: Scale = TypeAdapter(Scale).validate_python(
        SCALES.get(text) or yaml.safe_load(f"{{type: number, {text}}}")
    )
    return read


def raises(name: str, answer: str, **question: Any) -> tuple[Rung, ...]:
    asked = Question.model_validate({"id": "q", "text": "?", "scale": "s", **question})
    return ladder(asked, scale(name), Answer.model_validate(yaml.safe_load(answer)))


@pytest.mark.parametrize(
    ("name", "answer", "expected"),
    [
        # levels: every option above what is answered; an open question stands at its worst
        ("three", OPEN, [(1, 1), (2, 2), (3, 3)]),
        ("three", "{unknown: true}", [(1, 1), (2, 2), (3, 3)]),
        ("three", "{value: 0}", [(1, 1), (2, 2), (3, 3)]),
        ("three", "{value: 2}", [(3, 3)]),
        ("three", "{value: 3}", []),
        ("likert", OPEN, [(2, 2), (3, 3), (4, 4), (5, 5)]),
        ("tenths", "{value: 1}", [(2, 0.2), (3, 0.3)]),
        # also where it earns no more
        ("flat", OPEN, [("b", 1), ("c", 1), ("d", 2)]),
        ("flat", "{value: b}", [("c", 1), ("d", 2)]),
        # multiple: one option more, what earns most first, of equal points the first in the file
        ("uneven", OPEN, [(("much",), 5), (("much", "some"), 8), (("much", "some", "little"), 9)]),
        ("uneven", "{value: [some]}", [(("some", "much"), 8), (("some", "much", "little"), 9)]),
        ("uneven", "{value: [little, much, some]}", []),  # an option of no points is no raise
        ("several", OPEN, [(("a",), 1), (("a", "b"), 2)]),
        # up to the cap
        ("several", "{value: []}", [(("a",), 1), (("a", "b"), 2)]),
        ("several", "{value: [c]}", [(("c", "a"), 2)]),
        ("several", "{value: [c, b]}", []),
        ("several", "{value: [a, b, c]}", []),
        ("capped", OPEN, [(("much",), 5), (("much", "some"), 6)]),
        ("capped", "{value: [some]}", [(("some", "much"), 6)]),
        ("capped", "{value: [little]}", [(("little", "much"), 6)]),
        # a straight line: all of it at once, whichever way it goes
        ("percent", OPEN, [(100, 100)]),
        ("percent", "{value: 99.9}", [(100, 100)]),
        ("percent", "{value: 100}", []),
        ("falling", OPEN, [(0, 5)]),
        ("falling", "{value: 20}", [(0, 5)]),
        ("falling", "{value: 6.2}", [(0, 5)]),
        ("falling", "{value: 0}", []),
        ("falling", "{value: -3}", []),
        # what is never scored cannot be raised
        ("text", "{value: x}", []),
        ("count", "{value: 3}", []),
        ("date", OPEN, []),
    ],
)
def test_raises_and_their_points(name: str, answer: str, expected: list[tuple[Any, float]]) -> None:
    assert [(rung.value, rung.points) for rung in raises(name, answer)] == expected


RISING = "bands: [{from: 0, points: 0}, {from: 3, points: 1}, {from: 10, points: 5}]"
FALLING = "bands: [{from: 0, points: 4}, {from: 4, points: 2}, {from: 24, points: 0}]"
UNSORTED = "bands: [{from: 24, points: 0}, {from: 0, points: 4}, {from: 4, points: 2}]"
UNEVEN = "bands: [{from: 0, points: 1}, {from: 5, points: 4}, {from: 8, points: 2}, {from: 20, points: 4}]"
LATE = "bands: [{from: 10, points: 4}, {from: 20, points: 1}]"


@pytest.mark.parametrize(
    ("bands", "answer", "expected"),
    [
        (RISING, OPEN, [(3, 10, 1), (10, None, 5)]),
        (RISING, "{value: 3}", [(10, None, 5)]),
        (RISING, "{value: 2.9999999999}", [(10, None, 5)]),  # 3 at nine decimals
        (RISING, "{value: 10}", []),
        (FALLING, OPEN, [(4, 24, 2), (0, 4, 4)]),
        (FALLING, "{value: 30}", [(4, 24, 2), (0, 4, 4)]),
        (FALLING, "{value: 4}", [(0, 4, 4)]),
        (FALLING, "{value: 3.9}", []),
        (FALLING, "{value: -1}", []),  # below the first band counts as the first
        (LATE, "{value: 5}", []),
        (LATE, "{value: 20}", [(10, 20, 4)]),
        # in any order
        (UNSORTED, OPEN, [(4, 24, 2), (0, 4, 4)]),
        (UNSORTED, "{value: 5}", [(0, 4, 4)]),
        # each better number of points once, by the lowest band that earns it, wherever it lies
        (UNEVEN, OPEN, [(8, 20, 2), (5, 8, 4)]),
        (UNEVEN, "{value: 3}", [(8, 20, 2), (5, 8, 4)]),
        (UNEVEN, "{value: 9}", [(5, 8, 4)]),
        (UNEVEN, "{value: 25}", []),
        # no band in which no number may be typed in, and no number outside the bounds
        (f"minimum: 4, {FALLING}", OPEN, [(4, 24, 2)]),
        (f"minimum: 6, {FALLING}", "{value: 30}", [(6, 24, 2)]),
        (f"minimum: 2, {FALLING}", OPEN, [(4, 24, 2), (2, 4, 4)]),
        (f"minimum: -9, {FALLING}", "{value: 4}", [(0, 4, 4)]),
        (f"minimum: 30, {FALLING}", OPEN, []),
        (f"maximum: 9, {RISING}", OPEN, [(3, None, 1)]),
        (f"maximum: 10, {RISING}", OPEN, [(3, 10, 1), (10, None, 5)]),
        (f"minimum: 12, maximum: 40, {RISING}", OPEN, [(12, None, 5)]),
    ],
)
def test_raises_through_bands(bands: str, answer: str, expected: list[tuple[float, float | None, float]]) -> None:
    assert [(rung.value, rung.until, rung.points) for rung in raises(bands, answer)] == expected


CRITERIA = {"criteria": ["written", "tested"]}
EVIDENCE = {"evidence_from": "largely"}
PROVEN = {"evidence_from": {"option": "largely", "basis": ["document", "verified"]}}
BOTH = {"criteria": ["written"], "evidence_from": "partly"}
SHOWN = "evidence: [{title: The decree}]"
EVERY_CRITERION = [("partly", 2, "criteria"), ("largely", 4, "criteria"), ("fully", 7, "criteria")]


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        # criteria: every option but the first asks for all of them
        (CRITERIA, OPEN, EVERY_CRITERION),
        (
            CRITERIA,
            "{value: none}",
            [("partly", 2, "criteria"), ("largely", 4, "criteria"), ("fully", 7, "criteria")],
        ),
        (CRITERIA, "{value: largely, criteria: [0, 1]}", [("fully", 7, "")]),
        (CRITERIA, "{value: fully, criteria: [0, 1]}", []),
        # an answer that is cut is raised first to what it says
        (CRITERIA, "{value: largely}", [("largely", 4, "criteria"), ("fully", 7, "criteria")]),
        (CRITERIA, "{value: fully, criteria: [1]}", [("fully", 7, "criteria")]),
        # evidence: from its option on
        (EVIDENCE, OPEN, [("partly", 2, ""), ("largely", 4, "evidence"), ("fully", 7, "evidence")]),
        (EVIDENCE, "{value: partly}", [("largely", 4, "evidence"), ("fully", 7, "evidence")]),
        (EVIDENCE, "{value: largely}", [("largely", 4, "evidence"), ("fully", 7, "evidence")]),
        (EVIDENCE, "{value: fully}", [("fully", 7, "evidence")]),
        (EVIDENCE, f"{{value: largely, {SHOWN}}}", [("fully", 7, "")]),
        # and on a basis that is asked for
        (PROVEN, f"{{value: partly, {SHOWN}}}", [("largely", 4, "evidence"), ("fully", 7, "evidence")]),
        (PROVEN, f"{{value: fully, {SHOWN}, basis: interview}}", [("fully", 7, "evidence")]),
        (PROVEN, "{value: fully, basis: document}", [("fully", 7, "evidence")]),
        (PROVEN, f"{{value: partly, {SHOWN}, basis: verified}}", [("largely", 4, ""), ("fully", 7, "")]),
        (PROVEN, f"{{value: fully, {SHOWN}, basis: document}}", []),
        # both: each is told that is missing
        (BOTH, "{value: largely}", [("largely", 4, "criteria evidence"), ("fully", 7, "criteria evidence")]),
        (BOTH, "{value: fully, criteria: [0]}", [("fully", 7, "evidence")]),
        (BOTH, f"{{value: fully, {SHOWN}}}", [("fully", 7, "criteria")]),
        (BOTH, f"{{value: largely, criteria: [0], {SHOWN}}}", [("fully", 7, "")]),
        (BOTH, f"{{{SHOWN}}}", EVERY_CRITERION),
    ],
)
def test_raises_behind_gates(
    question: dict[str, Any], answer: str, expected: list[tuple[str, float, str]]
) -> None:
    rungs = raises("practice", answer, **question)
    assert [(rung.value, rung.points, " ".join(rung.needs)) for rung in rungs] == expected


@pytest.mark.parametrize("name", properties_cases.VALUES)
def test_raises_earn_what_they_say_and_end_at_the_best(name: str) -> None:
    asked, on = Question(id="q", text="?", scale="s"), scale(name)
    for value in properties_cases.VALUES[name]:
        rungs = raises(name, yaml.safe_dump({"value": value}))
        answers = [Answer(value=value), *(Answer(value=rung.value) for rung in rungs)]
        points = [question_points(asked, on, answer)[0] for answer in answers]
        assert [rung.points for rung in rungs] == points[1:]
        if on.points_range is not None:
            assert points[-1] == on.points_range[1]
            assert all(less is not None and more is not None and less <= more for less, more in pairwise(points))


@pytest.mark.parametrize(
    ("zero_at", "full_at", "points", "wanted", "value", "earned"),
    [
        # of a length of 100 to whole numbers
        (0, 100, 100, 50, 50, 50),
        (0, 100, 100, 50.2, 51, 51),
        (100, 0, 100, 50.2, 49, 51),
        (0, 100, 5, 2.52, 51, 2.55),  # 50.4
        # of 12.4 to tenths
        (12.4, 0, 100, 50, 6.2, 50),
        (12.4, 0, 6.2, 3.12, 6.1, 3.15),  # 6.16
        # of 20 to tenths, of 1 to hundredths, of 0.5 to thousandths
        (-10, 10, 20, 5.03, -4.9, 5.1),
        (0, 1, 5, 2.51, 0.51, 2.55),  # 0.502
        (0.5, 0, 50, 20.01, 0.299, 20.1),  # 0.2999
        # of 1000 to whole numbers, which is finer than a hundredth
        (0, 1000, 10, 4.003, 401, 4.01),  # 400.3
        # never beyond either end
        (0, 150.5, 301, 301, 150.5, 301),
        (150.5, 0.5, 300, 300, 0.5, 300),
        (0, 100, 100, 0, 0, 0),
        # what is there but for rounding is there: 0.7 of the way is 0.7000000000000001 of 1
        (0, 1, 100, 70.00000000000001, 0.7, 70),
    ],
)
def test_the_number_on_a_line_that_earns_enough(
    zero_at: float, full_at: float, points: float, wanted: float, value: float, earned: float
) -> None:
    line = NumberScale(type="number", linear=Linear(zero_at=zero_at, full_at=full_at, points=points))
    first, better = on_line(line, wanted)
    assert first == pytest.approx((value, earned), abs=1e-9)
    assert better[1] == points or first[1] < better[1] <= points


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("five", 0),
        ("practice", "none"),
        ("several", ()),
        ("percent", 0),
        ("falling", 12.4),
        (RISING, 0),
        (FALLING, 24),
        (UNSORTED, 24),
        (UNEVEN, 0),
        (f"minimum: 30, {FALLING}", 30),
        ("text", None),
    ],
)
def test_the_answer_that_stands_for_the_worst(name: str, value: object) -> None:
    assert worst(scale(name)) == value
