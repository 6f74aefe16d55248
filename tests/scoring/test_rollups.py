"""The table of chapter 3.4 and the levels of chapter 3.5, each row worked out by hand."""

from __future__ import annotations

import pytest

from .made_up import domain, score

ONE = (0, 1)


@pytest.mark.parametrize(
    ("rollup", "questions", "value", "unit"),
    [
        ("mean", "five=5 five=2", 3.5, (0, 5)),
        ("mean", "five=5 five*3=1", 2, (0, 5)),  # (5 + 3) / 4
        ("mean", "likert=1 likert=4", 2.5, (1, 5)),
        ("mean", "five=5 three=0", 0.5, ONE),
        ("mean", "five*3=5 three=0", 0.75, ONE),
        ("mean", "five=4 likert=4", 0.775, ONE),  # 0.8 and (4 - 1) / 4
        ("mean", "five=2 percent=50", 0.45, ONE),
        ("mean", "five=5 five=na", 5, (0, 5)),
        ("mean", "five=na three=3", 1, ONE),  # alike or not follows from the questionnaire, not from the answers
        ("mean", "five=4 five*0=0", 4, (0, 5)),
        ("mean", "five=4 three*0=0", 4, (0, 5)),  # nor does the unit of a child of weight 0 count
        ("mean", "five=4 text=x count=7", 4, (0, 5)),
        ("mean_of_questions", "five=5 five*3=1", 2, (0, 5)),
        ("mean_of_questions", "five=4 likert=4", 0.775, ONE),
        ("sum", "five=5 five=2", 7, (0, 10)),
        ("sum", "five*2=3 three=1", 7, (0, 13)),
        ("sum", "likert=2 likert=na", 2, (2, 10)),
        ("sum", "tenths=1 tenths=2", 0.3, (0, 0.6)),
        ("min", "five=1 five*9=4 five=3", 1, (0, 5)),
        ("max", "five=1 five*9=4 five=3", 4, (0, 5)),
        ("median", "five=1 five*9=4 five=3", 3, (0, 5)),
        ("median", "five=1 five=2 five=4 five=5", 3, (0, 5)),
        ("median", "five=1 five=na five=4", 2.5, (0, 5)),
        ("median", "five=na five=4 five=na", 4, (0, 5)),
        ("min", "five=2 three=3 likert=3", 0.4, ONE),
        ("max", "five=2 three=3 likert=3", 1, ONE),
        ("median", "five=2 three=3 likert=3", 0.5, ONE),
        ("min", "five=na five=3", 3, (0, 5)),
        ("max", "likert=na likert=1", 1, (1, 5)),
        ("geometric", "percent=25 percent=100", 0.5, ONE),
        ("geometric", "percent=1 percent*3=100", 0.01**0.25, ONE),
        ("geometric", "five=5 percent=0", 0, ONE),
        ("geometric", "likert=1 likert=5", 0, ONE),  # the ratio is 0 where the points are not
        ("geometric", "five=na percent=25", 0.25, ONE),
        ("harmonic", "percent=50 percent=100", 2 / 3, ONE),
        ("harmonic", "percent*3=50 percent=100", 4 / 7, ONE),
        ("harmonic", "likert=1 likert=5", 0, ONE),
        ("harmonic", "five=na five=4", 0.8, ONE),
        ("{type: share_met, pass: 3}", "five=3 five*2=2 five=5", 0.5, ONE),
        ("{type: share_met, pass: 3}", "five=3 three=3 likert=2", 2 / 3, ONE),
        ("{type: share_met, pass: 3}", "five=3 five=na", 1, ONE),
        ("{type: share_met, pass: 3}", "five=2", 0, ONE),
        ("until_incomplete", "five=5 five=3 five=5", 8, (0, 15)),
        ("until_incomplete", "five=5 five=5 three=1", 11, (0, 13)),
        ("until_incomplete", "five=4 five=5", 4, (0, 10)),
        ("until_incomplete", "five*9=5 five=2", 7, (0, 10)),
        ("until_incomplete", "likert=5 likert=3 likert=5", 6, (0, 12)),  # 5 - 1, then 3 - 1
        ("until_incomplete", "five=5 five=na five=2", 7, (0, 15)),
        ("{type: deduct, from: 10, pass: 3}", "five=3 five*2=2 five=0", 7, (6, 10)),
        ("{type: deduct, from: 10, pass: 3}", "five=0 five*4=na", 9, (5, 10)),
        ("{type: deduct, from: 10, pass: 3}", "five=5 three=3", 10, (8, 10)),
        ("none", "five=5", None, None),
    ],
)
def test_questions_roll_up(
    rollup: str, questions: str, value: float | None, unit: tuple[float, float] | None
) -> None:
    score = domain(f"{{rollup: {rollup}, questions: {questions}}}")
    assert score.value == pytest.approx(value)
    assert score.range == pytest.approx(unit)


KEEP_THE_UNIT = ("mean", "mean_of_questions", "min", "max", "median")
ROLLUPS = (
    *KEEP_THE_UNIT,
    *("sum", "geometric", "harmonic", "until_incomplete"),
    *("{type: share_met, pass: 3}", "{type: deduct, from: 9, pass: 3}", "{type: cumulative, pass: 3}"),
)


@pytest.mark.parametrize("rollup", ROLLUPS)
def test_with_nothing_left_there_is_no_score_and_the_parent_leaves_it_out(rollup: str) -> None:
    card = score(f"{{rollup: {rollup}, questions: five@1=na five@2=hidden}}", "{questions: five=4}")
    assert card.sections["d1"].value is None
    assert card.sections["d2"].value == 4
    assert card.overall.value == pytest.approx(4 if rollup in KEEP_THE_UNIT else 0.8)


@pytest.mark.parametrize("rollup", ROLLUPS)
def test_a_section_that_can_never_score_has_no_unit(rollup: str) -> None:
    score = domain(f"{{rollup: {rollup}, range: [0, 9], questions: text=x count=3 five*0=5}}")
    assert (score.value, score.low, score.high, score.range) == (None, None, None, None)


@pytest.mark.parametrize(
    ("tree", "value", "unit"),
    [
        # mean: a section counts as one child, whatever it holds
        ("{questions: five=1, sections: [{questions: five=5 five=5 five=5}]}", 3, (0, 5)),
        ("{sections: [{weight: 3, questions: five=5}, {questions: five=1}]}", 4, (0, 5)),
        ("{sections: [{weight: 0, questions: three=3}, {questions: five=1}]}", 1, (0, 5)),
        ("{rollup: max, sections: [{weight: 0, questions: five=5}, {questions: five=1}]}", 1, (0, 5)),
        ("{sections: [{questions: five=4}, {rollup: sum, questions: five=1 five=2}]}", 0.55, ONE),
        ("{sections: [{sections: [{sections: [{questions: five=4}]}]}, {questions: five=1}]}", 2.5, (0, 5)),
        # mean_of_questions: every question by its own weight, whatever the sections between say
        (
            "{rollup: mean_of_questions, questions: five=1, sections: [{questions: five=5 five=5 five=5}]}",
            4,
            (0, 5),
        ),
        (
            "{rollup: mean_of_questions, sections: [{weight: 9, range: [0, 1], questions: five=5},"
            " {rollup: none, sections: [{rollup: sum, questions: five*2=2}]}]}",
            3,
            (0, 5),
        ),
        # a section without a score is left out
        ("{sections: [{rollup: none, questions: five=0}, {questions: five=4}]}", 4, (0, 5)),
        ("{sections: [{questions: three=na}, {questions: three=2}]}", 2, (0, 3)),
        ("{rollup: min, sections: [{questions: five=na}, {questions: five=4}]}", 4, (0, 5)),
        ("{rollup: geometric, sections: [{questions: five=na}, {questions: five=4}]}", 0.8, ONE),
        ("{rollup: {type: share_met, pass: 4}, sections: [{questions: five=na}, {questions: five=4}]}", 1, ONE),
        ("{rollup: until_incomplete, sections: [{questions: five=na}, {questions: five=4}]}", 4, (0, 10)),
        # nor does what can never score take part in whether units are alike
        ("{questions: five=4, sections: [{rollup: none, questions: three=0}, {questions: text=x}]}", 4, (0, 5)),
        # questions first, then sections
        ("{rollup: until_incomplete, sections: [{questions: five=5}], questions: five=2}", 2, (0, 10)),
        # scores of sections against `pass`
        ("{rollup: {type: share_met, pass: 8}, sections: [{rollup: sum, questions: five=4 five=4}]}", 1, ONE),
        ("{rollup: {type: deduct, from: 1, pass: 4}, sections: [{questions: five=3 five=4}]}", 0, ONE),
        # units alike at 9 decimals: 0.7 + 0.1 and 0.8
        (
            "{sections: [{rollup: sum, sections: [{range: [0, 0.7], questions: five=5},"
            " {range: [0, 0.1], questions: five=5}]}, {range: [0, 0.8], questions: five=0}]}",
            0.4,
            (0, 0.8),
        ),
    ],
)
def test_sections_roll_up(tree: str, value: float, unit: tuple[float, float]) -> None:
    score = domain(tree)
    assert score.value == pytest.approx(value)
    assert score.range == pytest.approx(unit)


LOST = "{rollup: sum, questions: five=4 five=na}"  # unit [0, 10], reach [0, 5], score 4
WHOLE = "{rollup: sum, questions: five=5 five=3}"  # unit and reach [0, 10], score 8


@pytest.mark.parametrize(
    ("tree", "value", "unit"),
    [
        # the range maps the ratio by the reach
        ("{rollup: sum, range: [0, 100], questions: five=4 five=na}", 80, (0, 100)),
        ("{rollup: sum, range: [0, 100], questions: likert=4 likert=na}", 75, (0, 100)),
        ("{rollup: until_incomplete, range: [0, 100], questions: five=4 five=na}", 80, (0, 100)),
        ("{rollup: {type: deduct, from: 10, pass: 3}, range: [0, 1], questions: five=0 five*4=na}", 0, ONE),
        (
            "{rollup: {type: deduct, from: 10, pass: 3}, range: [0, 1], questions: five*3=5 five=0 five=na}",
            0.75,
            ONE,
        ),
        # so do ratios in the parent when units differ
        (f"{{sections: [{LOST}, {{questions: three=3}}]}}", 0.9, ONE),
        (f"{{rollup: geometric, sections: [{LOST}, {{questions: percent=20}}]}}", 0.4, ONE),
        # units are alike although reaches are not: the scores themselves are averaged
        (f"{{sections: [{LOST}, {WHOLE}]}}", 6, (0, 10)),
        (f"{{range: [0, 1], sections: [{LOST}, {WHOLE}]}}", 6 / 7.5, ONE),
        (f"{{range: [0, 1], rollup: min, sections: [{LOST}, {WHOLE}]}}", 0.8, ONE),  # of [0, 5]
        (f"{{range: [0, 1], rollup: max, sections: [{LOST}, {WHOLE}]}}", 0.8, ONE),  # 8 of [0, 10]
        (f"{{range: [0, 1], rollup: sum, sections: [{LOST}, {WHOLE}]}}", 0.8, ONE),  # 12 of [0, 15]
        # a child that lost one of its own is whole at the top of its reach
        (
            "{rollup: until_incomplete, sections: [{rollup: sum, questions: five=5 five=na},"
            " {rollup: sum, questions: five=2 five=2}]}",
            9,
            (0, 20),
        ),
    ],
)
def test_reach_follows_what_is_excluded(tree: str, value: float, unit: tuple[float, float]) -> None:
    score = domain(tree)
    assert score.value == pytest.approx(value)
    assert score.range == pytest.approx(unit)


@pytest.mark.parametrize(
    ("settings", "questions", "value"),
    [
        ("", "three@1=2 three@2=2", 2),
        ("", "three@1=2 three@2=1", 1),
        ("", "three@1=1 three@2=3", 0),
        ("", "three@1=2 three@1=1 three@2=2", 0),
        ("", "three@1=3 three=0 text@2=x three*0@3=3", 1),  # no level, no points, no weight: not looked at
        ("", "three@1=na three@2=hidden", None),
        ("share: 0.5", "three@1=2 three@1=1 three@2=2", 2),
        ("share: 0.5", "three@1=2 three*3@1=1", 0),
        ("share: 0.75", "three*3@1=2 three@1=0", 1),
        ("share: 0.8", "three*0.7@1=2 three*0.1@1=2 three*0.2@1=0", 1),  # 0.7 + 0.1 is a hair below 0.8
        ("share: 0.5", "three@1!=1 three@1=2 three@1=2", 0),
        ("share: 0.5", "three@1!=2 three@1=0", 1),
        ("share: 0.5", "three@1!=na three@1=2", 1),
        ("below: 3", "three@1=2 three@2=2", 1),
        ("below: 3", "three@1=3 three@2=2 three@3=3", 2),
        ("below: 3", "three@1=3 three@2=3 three@3=2", 3),
        ("below: 3, share: 0.5", "three@1=3 three@1=2 three@2=2", 2),
        ("below: 3, share: 0.5", "three@1!=2 three@1=3 three@2=2", 1),  # required at `below` as well
        ("below: 1", "three@1=1 three@2=2", 2),  # instead of `pass`, even where it asks less
        ("", "three@1=3 three@3=3", 1),
        ("empty: pass", "three@1=3 three@3=3", 3),
        ("", "three@2=3", 0),
        ("empty: pass", "three@2=0", 1),
        ("empty: pass", "three@1=3 three@100=0", 99),
        ("floor: 5, empty: pass", "three@9=0", 8),
        ("floor: 8, empty: pass", "three@3=3 three@9=0", 8),
        ("", "three@1=3 three@2=na three@3=3", 1),
        ("empty: pass", "three@1=3 three@2=na three@3=3", 3),
        ("empty: pass", "three@1=3 three@2=na", 2),
        ("floor: 1, empty: pass", "three@2=1 three@3=3", 1),
        ("floor: 0.5", "three@1=0 three@2=3", 0.5),
        ("floor: -1", "three@1=0", -1),
        ("floor: 2", "three@1=3 three@2=0 three@3=0", 2),  # level 1 is reached, and lies under the floor
    ],
)
def test_cumulative_levels(settings: str, questions: str, value: float | None) -> None:
    assert domain(f"{{rollup: {{type: cumulative, pass: 2, {settings}}}, questions: {questions}}}").value == value


@pytest.mark.parametrize(
    ("settings", "questions", "unit"),
    [
        ("", "three@1=3 three@4=3", (0, 4)),
        ("floor: 1", "three@2=3", (1, 2)),
        ("", "three@1=3 three*0@4=3 text@5=x", (0, 1)),  # the highest level that a scored question has
        ("", "three@1=na three@2=na", (0, 2)),
    ],
)
def test_unit_of_levels(settings: str, questions: str, unit: tuple[float, float]) -> None:
    score = domain(f"{{rollup: {{type: cumulative, pass: 2, {settings}}}, questions: {questions}}}")
    assert score.range == unit


def test_levels_look_at_questions_whatever_the_sections_between_say() -> None:
    score = domain(
        "{rollup: {type: cumulative, pass: 2}, range: [0, 100], sections: ["
        "{rollup: none, questions: three@1=2}, {weight: 0, sections: [{range: [0, 1], questions: three@2=2}]},"
        "{rollup: {type: cumulative, pass: 3}, questions: three@3=2 three@4=0}]}"
    )
    assert (score.value, score.range) == (75, (0, 100))


@pytest.mark.parametrize("points", [0.3, 1e6 + 0.1, 92591173.387603])
def test_a_threshold_is_met_by_its_own_value(points: float) -> None:
    scale = f"[0, {points!r}]"
    section = f"{{range: {scale}, questions: five=5}}"
    score = domain(f"{{rollup: {{type: share_met, pass: {points!r}}}, sections: [{section}]}}")
    assert score.value == 1


@pytest.mark.parametrize(
    ("rollup", "value"),
    [
        ("{type: share_met, pass: 0.8}", 1),
        ("{type: share_met, pass: 0.800000002}", 0),
        ("{type: deduct, from: 5, pass: 0.8}", 5),
        ("{type: deduct, from: 5, pass: 0.800000002}", 4),
    ],
)
def test_thresholds_compare_at_nine_decimals(rollup: str, value: float) -> None:
    hair_below = "{rollup: sum, questions: five*0.7=1 five*0.1=1}"  # 0.7 + 0.1 is 0.7999999999999999
    assert domain(f"{{rollup: {rollup}, sections: [{hair_below}]}}").value == value


def test_a_child_a_hair_below_its_top_is_whole() -> None:
    hair_below = "{range: [0.2, 0.9], questions: five=5}"  # 0.2 + (0.9 - 0.2) is 0.8999999999999999
    score = domain(f"{{rollup: until_incomplete, sections: [{hair_below}, {{questions: five=2}}]}}")
    assert score.value == pytest.approx(2.7)
