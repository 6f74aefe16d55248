"""Every example in docs/scoring.md comes out: its score, its unit, its bounds and each step of its arithmetic."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from cyberready.model.questionnaire import Policy, RollupWord
from cyberready.model.scorecard import Scorecard
from cyberready.scoring.sheets import compile_plan, score_sheet
from tests.scoring.made_up import DIGEST
from tests.scoring_examples import ID, Example, Step, calculated, example
from tests.test_docs import SCORING, blocks, text

BLOCKS = blocks(SCORING, "example")
each_example = pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.splitlines()[0])


def scored(block: str) -> tuple[Example, Scorecard]:
    found = example(block)
    return found, score_sheet(compile_plan(found.questionnaire), found.answers, DIGEST)


def same(told: float | None, computed: float | None) -> bool:
    """Equal at the nine decimals to which scores are compared."""
    if told is None or computed is None:
        return told is computed
    return round(told - computed, 9) == 0


# The fourth line


@each_example
def test_the_score_its_unit_and_its_bounds_are_the_engines(block: str) -> None:
    found, card = scored(block)
    told, computed = found.expected, card.sections[ID]
    assert same(told.value, computed.value)
    assert told.unit == computed.range
    assert same(told.low, computed.low)
    assert same(told.high, computed.high)


# The third line


@each_example
def test_every_step_is_right(block: str) -> None:
    found, card = scored(block)
    for step in found.steps:
        if step.label.startswith("level "):
            assert counted(step, found, card)
        else:
            assert holds(step, found, card)


@each_example
def test_the_steps_lead_to_the_score(block: str) -> None:
    """The last one without a label is the score; levels are told up to the highest; no score is given a reason."""
    found, _ = scored(block)
    domain = found.questionnaire.domains[0]
    assert domain.rollup
    if domain.rollup.type == "cumulative":
        levels = [f"level {level}" for level in range(1, int(found.expected.unit[1]) + 1)]
        assert [step.label for step in found.steps] == levels
    elif found.expected.value is None:
        assert found.steps[-1].statement.partition(" < ")[2] == str(domain.minimum_answered)
    else:
        last = [step.statement for step in found.steps if not step.label][-1]
        assert same(calculated(last.partition(" = ")[2]), found.expected.value)


def holds(step: Step, found: Example, card: Scorecard) -> bool:
    """Whether `left = right` or `left < right`, and whether that is the score of what the label names."""
    left, sign, right = step.statement.partition(" = ")
    if step.statement == "no score":
        return card.sections[step.label].value is None
    if not sign:
        left, sign, right = step.statement.partition(" < ")
        return calculated(left) < calculated(right)
    return same(calculated(left), calculated(right)) and (
        not step.label or same(calculated(right), labelled(step.label, found, card))
    )


def labelled(label: str, found: Example, card: Scorecard) -> float | None:
    """The number that a label stands for."""
    if label == "answered share":
        weights = {id: question.weight for id, question in found.questionnaire.questions.items()}
        asked = [id for id in weights if card.questions[id].state in ("answered", "unknown", "unanswered")]
        answered = [id for id in asked if card.questions[id].state == "answered"]
        return sum(weights[id] for id in answered) / sum(weights[id] for id in asked)
    bounds = {"at worst": card.sections[ID].low, "at best": card.sections[ID].high}
    return bounds[label] if label in bounds else card.sections[label].value


def counted(step: Step, found: Example, card: Scorecard) -> bool:
    """Whether the weights are as `1 of 2 met`, `1 of 1 required` and `2 of 2 at 3` say; "met" means at `pass`.

    Where a level has required questions, they must be told.
    """
    level, rollup = int(step.label.removeprefix("level ")), found.questionnaire.domains[0].rollup
    assert rollup
    assert rollup.pass_ is not None
    points = effective(found, card)
    questions = [q for id, q in found.questionnaire.questions.items() if q.level == level and id in points]
    told = set()
    for part in step.statement.split(", "):
        clause = re.fullmatch(r"(\S+) of (\S+) (met|required|at (\d+))", part)
        assert clause, part
        told.add(clause[3])
        looked_at = [q for q in questions if q.required or clause[3] != "required"]
        threshold = float(clause[4] or rollup.pass_)
        met = sum(q.weight for q in looked_at if points[q.id] >= threshold)
        if (float(clause[1]), float(clause[2])) != (met, sum(q.weight for q in looked_at)):
            return False
    return ("required" in told) == any(q.required for q in questions)


def effective(found: Example, card: Scorecard) -> dict[str, float]:
    """The points that each question counts with by default; what is not applicable is left out."""
    domain = found.questionnaire.domains[0]
    assert (domain.not_applicable, domain.unanswered, domain.unknown) == (None, None, None)
    counts = {}
    for id, score in card.questions.items():
        assert score.range
        if score.state != "not_applicable":
            counts[id] = score.range[0] if score.points is None else score.points
    return counts


# What must have an example


@pytest.mark.parametrize("word", get_args(RollupWord))
def test_every_rollup_has_an_example(word: str) -> None:
    used = [section.rollup for block in BLOCKS for section in example(block).questionnaire.sections.values()]
    assert word in {rollup.type for rollup in used if rollup}


@pytest.mark.parametrize(
    "part",
    [
        *(f"not_applicable: {word}" for word in get_args(Policy)),
        *("below: ", "share: ", "empty: ", "floor: ", ", required)"),
        *("range: ", "minimum_answered: ", "criteria ", "evidence from "),
    ],
)
def test_every_policy_and_every_setting_has_an_example(part: str) -> None:
    assert any(part in block for block in BLOCKS)


def test_units_that_differ_have_an_example() -> None:
    scales = [{question.scale for question in example(block).questionnaire.questions.values()} for block in BLOCKS]
    assert any(len(names) > 1 for names in scales)


# What is no example


RIGHT = """rollup: mean
plan 0-3 = 3, crews 0-3 (weight 3) = 1
(1*3 + 3*1) / (1 + 3) = 1.5
1.5 on 0 to 3
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("rollup: mean\n", ""),
        ("plan 0-3", "plan"),
        ("= 1\n", "= perhaps\n"),
        ("(weight 3)", "(heavy)"),
        ("plan 0-3 = 3, crews", "plan 0-3 = 3; crews"),
        (" on 0 to 3", " of 3"),
        ("1.5 on 0 to 3", "1.5 on 0 to 3; at worst 1"),
    ],
)
def test_what_cannot_be_read_is_refused(old: str, new: str) -> None:
    example(RIGHT)
    assert old in RIGHT
    with pytest.raises(ValueError, match=r"not four|not understood|neither points"):
        example(RIGHT.replace(old, new))


@pytest.mark.parametrize("other", ["", "1 +", "len('a')", "(1).real", "plan * 2", "[1, 2]", "min(k=1)", "1 // 2"])
def test_only_arithmetic_is_calculated(other: str) -> None:
    with pytest.raises(ValueError, match="no arithmetic"):
        calculated(other)


@pytest.mark.parametrize(
    ("arithmetic", "result"),
    [
        ("2 + 3*4", 14),
        ("-(1 - 3) / 4", 0.5),
        ("(1/8)^1 * (8/8)^2", 0.125),
        ("16 ^ (1/4)", 2),
        ("median(3, 1, 2, 5) + min(4, 2) - max(1, 2)", 2.5),
    ],
)
def test_arithmetic_is_read_as_people_write_it(arithmetic: str, result: float) -> None:
    assert calculated(arithmetic) == pytest.approx(result)


@pytest.mark.parametrize(
    ("old", "new"),
    [("= 1.5\n", "= 1.6\n"), ("3*1)", "3*2)"), ("(1*3", "at worst: 1 + 1 = 2; (1*3"), ("(1*3", "2 < 1; (1*3")],
)
def test_a_wrong_step_is_found(old: str, new: str) -> None:
    assert old in RIGHT
    found, card = scored(RIGHT.replace(old, new))
    assert not all(holds(step, found, card) for step in found.steps)


@pytest.mark.parametrize(
    ("statement", "right"),
    [
        ("3 of 4 met, 1 of 1 required", True),
        ("3 of 4 at 2, 0 of 4 at 3, 1 of 1 required", True),
        ("2 of 3 met, 1 of 1 required", False),  # questions, where weights are counted
        ("4 of 4 met, 1 of 1 required", False),
        ("3 of 4 met, 0 of 1 required", False),
        ("3 of 4 at 3, 1 of 1 required", False),
        ("3 of 4 met", False),
    ],
)
def test_a_wrong_count_is_found(statement: str, right: bool) -> None:
    questions = "list 0-3 (level 1, weight 2) = 2, law 0-3 (level 1, required) = 2, plan 0-3 (level 1) = unknown"
    found, card = scored(f"rollup: {{type: cumulative, pass: 2}}\n{questions}\nlevel 1: {statement}\n0 on 0 to 1")
    assert counted(found.steps[0], found, card) is right


# The page


def test_the_page_stays_readable() -> None:
    lines = text(SCORING).splitlines()
    assert max(map(len, lines)) <= 115
