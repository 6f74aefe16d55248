"""Explanations in words: what each rollup, policy and gate says, and the ways to the next score."""

from __future__ import annotations

import pytest

from cyberready.reports.explaining import explained
from cyberready.reports.pages import Lines, Page, Table
from cyberready.reports.wording import Reader, answer_words, figure, percentage
from cyberready.scoring.explain import explain
from cyberready.scoring.plan import compile_plan
from cyberready.scoring.sheets import score_sheet
from tests.scoring.made_up import DIGEST, made_up, questionnaire


def page(*domains: str, id: str = "d1", bound: float | None = None, **settings: str) -> Page:
    questionnaire, answers = made_up(*domains, **settings)
    plan = compile_plan(questionnaire)
    card = score_sheet(plan, answers, DIGEST)
    ratings = {rating.label: rating.label for rating in questionnaire.scoring.ratings}
    return explained(Reader(questionnaire, ratings), explain(plan, answers, card, id, bound))


def sentences(found: Page) -> list[str]:
    return [line for block in found if isinstance(block, Lines) for line in block.lines]


def tables(found: Page) -> list[list[str]]:
    """Every row of every table, its cells joined by bars; the head first."""
    return [
        ["|".join(table.heads), *("|".join([row.name, *row.cells]) for row in table.rows)]
        for table in found
        if isinstance(table, Table)
    ]


@pytest.mark.parametrize(
    ("domain", "rule", "rows"),
    [
        (
            "{questions: five=4 five*3=2}",
            "The mean by weight.",
            ["|weight|share %|score|adds|", "q1|1|25|4|1|", "q2|3|75|2|1.5|", "together|4|100||2.5|"],
        ),
        (
            "{rollup: sum, questions: five=4 five*3=2}",
            "The sum of all, each times its weight.",
            ["|weight|score|adds|", "q1|1|4|4|", "q2|3|2|6|", "together|4||10|"],
        ),
        (
            "{rollup: min, questions: five=4 five=2}",
            "The lowest counts.",
            ["|score|", "q1|4|", "q2|2|this one counts"],
        ),
        (
            "{rollup: geometric, questions: five=4 five=2}",
            "The geometric mean by weight; a single zero gives zero.",
            ["|weight|share %|score|ratio|", "q1|1|50|4|0.8|", "q2|1|50|2|0.4|"],
        ),
        (
            "{rollup: {type: share_met, pass: 3}, questions: five=4 five=2}",
            "The share of the weight that has at least 3.",
            ["|weight|share %|score|adds|", "q1|1|50|4|0.5|met", "q2|1|50|2|0|not met",
             "together|2|100||0.5|"],
        ),
        (
            "{rollup: {type: deduct, from: 10, pass: 3}, questions: five*4=4 five*3=2}",
            "10, less the weight of each that has less than 3.",
            ["|weight|score|adds|", "it begins with|||10|", "q1|4|4|0|met", "q2|3|2|−3|not met", "together|7||7|"],
        ),
        (
            "{rollup: until_incomplete, questions: five=5 five=2 five=5}",
            "Added up in order while they are whole; the first that is not whole is the last to count.",
            ["|score|adds|", "q1|5|5|", "q2|2|2|the first that is not whole", "q3|5|0|", "together||7|"],
        ),
    ],
)  # fmt: skip
def test_each_rollup_says_its_rule_and_shows_its_children(domain: str, rule: str, rows: list[str]) -> None:
    found = page(domain)
    assert rule in sentences(found)
    assert tables(found)[0] == rows


def test_cumulative_levels_have_a_table_of_their_own() -> None:
    found = page(
        "{rollup: {type: cumulative, pass: 2, below: 3, share: 0.5, empty: block},"
        " questions: five@1!=3 five@1=0 five@2!=1 five@2=3 five@4=5}"
    )
    assert sentences(found)[2:6] == [
        "The highest level that is met together with all levels under it.",
        "A question is met with at least 2.",
        "Under the level that is judged it must have at least 3.",
        "A level is met with 50 % of its weight and every required question.",
    ]
    levels, questions, changes = tables(found)
    assert levels == [
        "level|questions|asks for|met %|needed %|",
        "1|2|3|50|50|reached",
        "2|2|2|50|50|blocked by q3",
        "3|0|||50|no question is left: it blocks",
        "4|1|2|100|50|met, a level under it is not",
    ]
    assert questions[1] == "q1|1|50|3|level 1, required, met"
    assert changes == ["|now|then|", "q3|1 b|2 c|"]
    assert "To level 2: 1 answer to change, and no fewer." in sentences(found)


@pytest.mark.parametrize(
    ("domain", "remark"),
    [
        ("{questions: five=4 five=na}", "not applicable: left out"),
        ("{not_applicable: zero, questions: five=4 five=na}", "not applicable: counts as the worst"),
        ("{not_applicable: full, questions: five=4 five=na}", "not applicable: counts as the best"),
        ("{unknown: void, questions: five=4 five=unknown}", "unknown: holds the section at its minimum"),
        ("{unanswered: exclude, questions: five=4 five=none}", "unanswered: left out"),
        ("{questions: five=4 five=hidden}", "not asked: left out"),
        ("{questions: five=4 text=x}", "recorded only"),
        ("{questions: five=4 five*0=3}", "weight 0: left out"),
        ("{questions: five=4, sections: [{title: Two, questions: five=na}]}", "no score: left out"),
        ("{rollup: none, questions: five=4 five=3}", "not looked at"),
    ],
)
def test_what_does_not_count_as_answered_says_why(domain: str, remark: str) -> None:
    assert tables(page(domain))[0][2].endswith(f"|{remark}")


def test_a_score_on_another_range_says_how_it_comes_there() -> None:
    found = page("{range: [0, 100], rollup: sum, questions: likert=4 likert=3 likert=na}")
    assert "7 on 2 to 10 becomes 62.5 on 0 to 100, on a straight line." in sentences(found)


def test_units_that_differ_say_so() -> None:
    assert (
        "Their units differ, or the rule asks for it: each counts by its ratio, from worst 0 to best 1."
        in sentences(page("{questions: five=4 likert=3}"))
    )


@pytest.mark.parametrize(
    ("domain", "told"),
    [
        (
            "{minimum_answered: 0.6, questions: five=4 five=3 five=1}",
            "100 % of the asked weight is answered; a score needs 60 %.",
        ),
        (
            "{minimum_answered: 0.6, questions: five=4 five=none}",
            "Only 50 % of the asked weight is answered; there is no score before 60 %.",
        ),
        (
            "{unknown: void, questions: five=4 five=unknown}",
            "Held at its minimum by open or not applicable questions: q2.",
        ),
    ],
)
def test_what_happens_after_the_rollup_is_told(domain: str, told: str) -> None:
    assert told in sentences(page(domain))


RATINGS = "{ratings: [{from: 0, label: Low}, {from: 3, label: High}]}"


@pytest.mark.parametrize(
    ("questions", "bound", "told", "changes"),
    [
        ("five=2 five=2", None, "To “High”, from 3: 2 raises by one level in 2 questions",
         ["q1|2 c|3 d|", "q2|2 c|3 d|"]),
        ("five=2 five=none", 2.5, "To 2.5: 3 raises by one level in 2 questions", ["q1|2 c|3 d|", "q2|open|2 c|"]),
        ("several=[a]", 2, "To 2: 1 raise by one level in 1 question", ["q1|a|a, b|"]),
        ("percent=30", 62, "To 62: 1 raise by one level in 1 question", ["q1|30|62|"]),
        ("percent=30", 61.5, "To 61.5: 1 raise by one level in 1 question", ["q1|30|62|"]),
    ],
)  # fmt: skip
def test_the_way_to_a_score(questions: str, bound: float | None, told: str, changes: list[str]) -> None:
    found = page(f"{{questions: '{questions}'}}", bound=bound, scoring=RATINGS)
    assert f"{told} will do, and no fewer." in sentences(found)
    assert tables(found)[1] == ["|now|then|", *changes]


@pytest.mark.parametrize(
    ("questions", "bound", "told"),
    [
        ("five=5 five=na", 6, "To 6: the scale ends at 5."),
        ("five=5", 4, "To 4: it is there already."),
    ],
)
def test_no_way_and_no_need_of_one_are_told(questions: str, bound: float, told: str) -> None:
    found = page(f"{{questions: {questions}}}", bound=bound)
    assert told in sentences(found)
    assert len(tables(found)) == 1


def test_what_nothing_reaches_says_how_far_raises_come() -> None:
    found = page("{rollup: sum, unanswered: exclude, questions: five=5 five=none}", bound=8)
    told = "To 8: no raise of answers reaches it; 5 is the most, while what is left out stays out."
    assert told in sentences(found)


def test_the_way_to_a_score_at_all_names_the_open_questions_to_answer() -> None:
    found = page("{minimum_answered: 0.6, questions: five=4 five=none five*2=none}")
    assert "To a score at all: 1 answer to open questions will do, and no fewer." in sentences(found)
    assert tables(found)[1] == ["", "q3"]


def test_targets_are_named_by_the_title_of_their_profile() -> None:
    found = page("{questions: five=2}", profiles="{goal: {title: The goal, default: 3}}")
    assert "To the target 3 of “The goal”: 1 raise by one level in 1 question will do, and no fewer." in sentences(
        found
    )


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("five=4", "Answered 4 e: it counts 4 on 0 to 5."),
        ("five=na", "not applicable"),
        ("text=x", "Answered x: recorded only, never scored."),
        ("five*0=3", "Answered 3 d: recorded only, never scored."),
    ],
)
def test_a_question_says_what_its_answer_counts(answer: str, told: str) -> None:
    assert told in sentences(page(f"{{questions: {answer} five=1}}", id="q1"))


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (2.0, "2"),
        (0.125, "0.125"),
        (0.0005, "0.001"),
        (2 / 3, "0.667"),
        (-1.5, "−1.5"),
        (100, "100"),
        (0.0001, "0"),
    ],
)
def test_figures_have_three_decimals_at_most(value: float, told: str) -> None:
    assert figure(value) == told


@pytest.mark.parametrize(("share", "told"), [(1, "100 %"), (1 / 3, "33.3 %"), (0.0004, "0 %"), (0.125, "12.5 %")])
def test_percentages_have_one_decimal_at_most(share: float, told: str) -> None:
    assert percentage(share) == told


def test_answers_are_told_as_people_know_them() -> None:
    scales = made_up("{questions: five=1}")[0].scales
    assert answer_words(scales["five"], 3) == "3 d"
    assert answer_words(scales["several"], ("a", "c")) == "a, c"
    assert answer_words(scales["several"], ()) == "none of these"
    assert answer_words(scales["five"], None) == "none yet"


def test_what_a_change_needs_besides_and_where_its_band_begins() -> None:
    asked = questionnaire("""
    {cyberready: 1, id: t, version: "1", title: t, language: en, scales: {
       level: {type: levels, options: [{value: 0, label: a}, {value: 2, label: b}]},
       share: {type: number, unit: "%", bands: [{from: 0, points: 0}, {from: 50.000000001, points: 1},
                                                {from: 85.000000001, points: 2}]}},
     domains: [{id: d1, title: d, questions: [
       {id: proven, text: "?", scale: level, evidence_from: {option: 2, basis: [document, verified]}},
       {id: band, text: "?", scale: share}]}]}
    """)
    plan = compile_plan(asked)
    card = score_sheet(plan, {}, DIGEST)
    rows = {
        bound: tables(explained(Reader(asked, {}), explain(plan, {}, card, "d1", bound)))[1][1:]
        for bound in (1.5, 2)
    }
    evidence = "with evidence (document, verified)"
    assert rows[1.5] == [f"?|open|2 b|{evidence}", "?|open|above 50 to below 85 %|"]
    assert rows[2] == [f"?|open|2 b|{evidence}", "?|open|above 85 %|"]


def test_what_was_carried_over_is_told_apart() -> None:
    questionnaire, answers = made_up("{questions: five=4 five=2 five=3}")
    answers = {id: a.model_copy(update={"recheck": r}) for (id, a), r in zip(answers.items(), CHECKS, strict=True)}
    plan = compile_plan(questionnaire)
    card = score_sheet(plan, answers, DIGEST)
    reader = Reader(questionnaire, {})
    section = explained(reader, explain(plan, answers, card, "d1"))
    assert [row.rpartition("|")[2] for row in tables(section)[0]] == ["", "carried over", "", "", ""]
    assert "Carried over from the last round and not re-checked: 1 answer." in sentences(section)
    told = "Carried over from the last round, not re-checked."
    assert [told in sentences(explained(reader, explain(plan, answers, card, f"q{n}"))) for n in (1, 2, 3)] == [
        True,
        False,
        False,
    ]


CHECKS = ("carried", "rechecked", None)
