"""States, policies, ranges and the answered share (chapters 3.3 and 3.4), and batches of sheets."""

from __future__ import annotations

import numpy as np
import pytest

from cyberready.scoring.engine import Batch, Weights, score_batch
from cyberready.scoring.plan import OVERALL, STATES
from cyberready.scoring.sheets import compile_plan

from .made_up import domain, made_up, score

WORDS = {"not_applicable": "na", "unanswered": "none", "unknown": "unknown", "not_asked": "hidden"}


@pytest.mark.parametrize("setting", WORDS)
@pytest.mark.parametrize(
    ("policy", "value"),
    [("exclude", 4), ("zero", 2.5), ("full", 4.5), ("void", 1)],
)
@pytest.mark.parametrize("of_the_section", [True, False])
def test_each_state_follows_its_policy(setting: str, policy: str, value: float, of_the_section: bool) -> None:
    questions = f"questions: likert=4 likert={WORDS[setting]}"
    if of_the_section:
        score = domain(f"{{{setting}: {policy}, {questions}}}")
    else:
        score = domain(f"{{{questions}}}", scoring=f"{{{setting}: {policy}}}")
    assert score.value == value


@pytest.mark.parametrize(("state", "value"), [("na", 4), ("hidden", 4), ("none", 2.5), ("unknown", 2.5)])
def test_policies_when_nothing_is_said(state: str, value: float) -> None:
    assert domain(f"{{questions: likert=4 likert={state}}}").value == value


def test_settings_are_not_inherited_from_section_to_section() -> None:
    card = score(
        "{rollup: sum, unanswered: full, minimum_answered: 0.4, questions: five=5 five=5,"
        " sections: [{questions: five=2 five=none five=none}]}",
        scoring="{rollup: mean, unanswered: exclude}",
    )
    assert card.sections["d1.1"].value == 2
    assert card.sections["d1"].value == 12


@pytest.mark.parametrize(
    ("tree", "value"),
    [
        # the minimum is that of what the section could score
        ("{rollup: sum, range: [0, 100], questions: likert=5 likert=unknown likert=na}", 0),
        ("{rollup: mean, range: [10, 20], questions: likert=5 likert=unknown}", 10),
        ("{rollup: {type: deduct, from: 9, pass: 3}, questions: five=5 five=unknown}", 7),
        ("{rollup: until_incomplete, questions: five=5 five=unknown}", 0),
        ("{rollup: {type: cumulative, pass: 3, floor: -1}, questions: five@1=5 five@2=unknown}", -1),
        ("{rollup: max, questions: likert=5 likert=unknown}", 1),
        ("{rollup: mean_of_questions, questions: likert=5 likert=unknown}", 1),
        # what is not scored voids nothing
        ("{questions: likert=5 text=unknown likert*0=unknown}", 5),
        # only the section that directly holds it
        ("{questions: likert=5, sections: [{questions: likert=5 likert=unknown}]}", 3),
        # above it, where questions are looked at, the least points
        (
            "{rollup: mean_of_questions, sections: [{questions: likert=5 likert=unknown}, {questions: likert=3}]}",
            3,
        ),
        (
            "{rollup: {type: cumulative, pass: 1},"
            " sections: [{questions: likert@1=5 likert@2=unknown}, {questions: five@3=0}]}",
            2,
        ),
    ],
)
def test_void(tree: str, value: float) -> None:
    assert domain(tree, scoring="{unknown: void}").value == pytest.approx(value)


@pytest.mark.parametrize(
    ("tree", "value"),
    [
        ("{minimum_answered: 0.5, questions: five=4 five=unknown}", 2),
        ("{minimum_answered: 0.51, questions: five=4 five=unknown}", None),
        ("{minimum_answered: 1, questions: five=4 five=na five=hidden}", 4),
        ("{minimum_answered: 1, questions: five=4 text=none five*0=none}", 4),
        ("{minimum_answered: 0.75, questions: five*3=4 five=none}", 3),
        ("{minimum_answered: 0.76, questions: five*3=4 five=none}", None),
        ("{minimum_answered: 0.9, not_applicable: zero, questions: five=na}", 0),  # nothing was asked in vain
        # questions at any depth by their own weights
        (
            "{minimum_answered: 0.5, sections: [{weight: 9, questions: five=4}, {questions: five=0 five=none}]}",
            3.6,
        ),
        (
            "{minimum_answered: 0.7, sections: [{weight: 9, questions: five=4}, {questions: five=0 five=none}]}",
            None,
        ),
        # at 9 decimals: 0.7 + 0.1 of 1 is a hair below 0.8
        ("{minimum_answered: 0.8, questions: five*0.7=5 five*0.1=5 five*0.2=none}", 4),
        # of a share, however small the weights
        ("{minimum_answered: 0.9, questions: five*1e-10=5 five*1e-10=none}", None),
        # a section that falls short is left out above it
        ("{sections: [{minimum_answered: 0.6, questions: five=5 five=none}, {questions: five=3}]}", 3),
        # unless that looks at questions
        (
            "{rollup: mean_of_questions, sections:"
            " [{minimum_answered: 0.6, questions: five=5 five=none}, {questions: five=1}]}",
            2,
        ),
    ],
)
def test_minimum_answered(tree: str, value: float | None) -> None:
    assert domain(tree).value == pytest.approx(value)


def test_minimum_answered_of_the_questionnaire_holds_for_each_section_and_overall() -> None:
    card = score(
        "{questions: five=5 five=none}", "{questions: five=5}", "{rollup: none, questions: five=none five=none}",
        scoring="{minimum_answered: 0.5}",
    )  # fmt: skip
    assert [card.sections[id].value for id in ("d1", "d2")] == [2.5, 5]
    assert card.overall.value is None  # 2 of 5
    assert card.overall.low == pytest.approx(3.75)


@pytest.mark.parametrize(
    ("scoring", "domains", "overall", "unit"),
    [
        ("{}", ["{questions: five=5}", "{questions: five=2}"], 3.5, (0, 5)),
        ("{}", ["{questions: five=5}", "{weight: 3, questions: five=1}"], 2, (0, 5)),
        ("{}", ["{questions: five=5}", "{questions: three=0}"], 0.5, (0, 1)),
        ("{range: [0, 100]}", ["{questions: five=5}", "{questions: three=0}"], 50, (0, 100)),
        ("{range: [0, 10], overall: {range: [0, 1]}}", ["{questions: five=4}"], 0.8, (0, 1)),
        ("{range: [0, 10], overall: {rollup: min}}", ["{questions: five=4}", "{questions: five=1}"], 2, (0, 10)),
        ("{overall: {rollup: sum}}", ["{questions: five=4}", "{questions: five=1}"], 5, (0, 10)),
        ("{rollup: sum}", ["{questions: five=4 five=1}", "{weight: 2, questions: five=1}"], 7, (0, 20)),
        (
            "{overall: {rollup: mean_of_questions}}",
            ["{questions: five=5 five=5}", "{questions: five=2}"],
            4,
            (0, 5),
        ),
        ("{rollup: {type: cumulative, pass: 3}}", ["{questions: five@1=5}", "{questions: five@2=2}"], 1, (0, 2)),
        ("{overall: {rollup: none}}", ["{questions: five=5}"], None, None),
    ],
)
def test_overall(
    scoring: str, domains: list[str], overall: float | None, unit: tuple[float, float] | None
) -> None:
    card = score(*domains, scoring=scoring)
    assert card.overall.value == pytest.approx(overall)
    assert card.overall.range == unit


def test_only_domains_take_the_questionnaires_range_and_their_own_comes_first() -> None:
    card = score(
        "{sections: [{questions: five=4}]}", "{range: [10, 20], questions: five=4}", scoring="{range: [0, 100]}"
    )
    assert {id: (score.value, score.range) for id, score in card.sections.items()} == {
        "d1": (pytest.approx(80), (0, 100)),
        "d1.1": (4, (0, 5)),
        "d2": (pytest.approx(18), (10, 20)),
    }
    assert card.overall.value == pytest.approx(80)  # of 0.8 and 0.8, since the units differ


@pytest.mark.parametrize(
    ("tree", "value", "unit"),
    [
        ("{range: [0, 100], sections: [{range: [0, 1], questions: five=4}]}", 80, (0, 100)),
        ("{range: [0, 9], sections: [{range: [0, 1], questions: five=4}, {range: [0, 1], questions: three=3}]}",
         8.1, (0, 9)),
        ("{range: [1, 5], questions: three=0}", 1, (1, 5)),
        ("{range: [1, 5], questions: three=3}", 5, (1, 5)),
        ("{range: [-10, 10], questions: likert=2}", -5, (-10, 10)),
        ("{range: [0, 1], rollup: sum, sections: [{range: [0, 8], questions: five=5}, {questions: five=0}]}",
         8 / 13, (0, 1)),
    ],
)  # fmt: skip
def test_nested_ranges(tree: str, value: float, unit: tuple[float, float]) -> None:
    score = domain(tree)
    assert score.value == pytest.approx(value)
    assert score.range == unit


def test_a_score_whose_range_is_its_reach_stays_as_it_is_to_the_last_bit() -> None:
    score = domain("{rollup: sum, range: [0, 100], questions: five*5.8=5 five*14.2=0}")
    assert score.value == 29  # 0.29 * 100 is 28.999999999999996


def test_minimum_answered_applies_to_the_sheets_that_say_so() -> None:
    questionnaire, _ = made_up("{minimum_answered: 0.6, questions: five five}")
    states = np.array([[STATES.index("answered")] * 2, [STATES.index("unknown")] * 2], dtype=np.int8)
    batch = Batch(states, np.array([[4.0, 4.0], [np.nan, np.nan]]), minimum=np.array([True, False]))
    first, second = score_batch(compile_plan(questionnaire), batch)["d1"].value
    assert np.isnan(first)
    assert second == 2


def test_a_batch_scores_each_of_its_sheets_apart() -> None:
    questionnaire, _ = made_up("{rollup: min, questions: five five}", "{questions: five}")
    na, answered, unanswered = (STATES.index(s) for s in ("not_applicable", "answered", "unanswered"))
    batch = Batch(
        states=np.array([[answered, na, na], [answered, answered, na], [answered, unanswered, na]], dtype=np.int8),
        points=np.array([[4.0, np.nan, np.nan], [2.0, 3.0, np.nan], [5.0, np.nan, np.nan]]),
        minimum=np.array([True, True, True]),
    )
    results = score_batch(compile_plan(questionnaire), batch)
    assert list(results) == ["d1", "d2", OVERALL]
    assert {id: result.value.tolist() for id, result in results.items()} == {
        "d1": [2, 3, pytest.approx(np.nan, nan_ok=True)],
        "d2": [5, 0, pytest.approx(np.nan, nan_ok=True)],
        OVERALL: [3.5, 1.5, pytest.approx(np.nan, nan_ok=True)],
    }


@pytest.mark.parametrize("rollup", ["mean", "mean_of_questions", "sum", "median", "geometric", "harmonic"])
@pytest.mark.parametrize(
    "passing", ["share_met, pass: 3", "cumulative, pass: 3, share: 0.6", "deduct, from: 9, pass: 3"]
)
@pytest.mark.parametrize("sheets", [1, 3])
def test_one_sheet_under_many_weightings_scores_as_questionnaires_of_those_weights(
    rollup: str, passing: str, sheets: int
) -> None:
    weightings = [(1, 1, 1, 1), (2, 0.5, 1, 3), (0.1, 7, 5, 0.25)]

    def domains(first: float, second: float, section: float, domain: float) -> list[str]:
        return [
            f"{{rollup: {{type: {passing}}}, weight: {domain},"
            f" questions: five*{first}@1=4 five*{second}@1=2 five@2=1}}",
            f"{{rollup: {rollup}, questions: five=1 three=3,"
            f" sections: [{{weight: {section}, questions: five=4 five*{second}=na}}]}}",
        ]

    plan = compile_plan(made_up(*domains(1, 1, 1, 1))[0])
    first, second, section, domain = (np.array(each) for each in zip(*weightings, strict=True))
    questions = np.ones((len(plan.questions), len(weightings)))
    for id, weights in {"q1": first, "q2": second, "q7": second}.items():
        questions[plan.index[id]] = weights
    na = STATES.index("not_applicable")
    states = np.array([[0], [0], [0], [0], [0], [0], [na]], dtype=np.int8).repeat(sheets, axis=1)
    points = np.array([[4.0], [2], [1], [1], [3], [4], [np.nan]]).repeat(sheets, axis=1)
    weights = Weights(questions, {"d1": domain, "d2.1": section})
    results = score_batch(plan, Batch(states, points, np.ones(sheets, dtype=bool), weights))
    for number, weighting in enumerate(weightings):
        card = score(*domains(*weighting))
        assert results[OVERALL].value[number] == pytest.approx(card.overall.value)
        for id, expected in card.sections.items():
            assert results[id].value[number] == pytest.approx(expected.value)


def test_many_sheets_are_scored_in_pieces_that_join() -> None:
    questionnaire, _ = made_up(
        "{questions: five five}", "{rollup: {type: cumulative, pass: 1}, questions: five@1}"
    )
    points = np.random.default_rng(7).integers(0, 6, (3, 2500)).astype(float)
    batch = Batch(np.zeros((3, 2500), dtype=np.int8), points, np.ones(2500, dtype=bool))
    results = score_batch(compile_plan(questionnaire), batch)
    assert (results["d1"].value == (points[0] + points[1]) / 2).all()
    assert (results["d2"].value == (points[2] >= 1)).all()
    assert results[OVERALL].value.shape == (2500,)
