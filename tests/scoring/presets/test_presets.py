"""Public maturity models, in the questionnaire format, score as their own tools do: a table is the specification.

Each model has two files here. `MODEL.yaml` is a small questionnaire with the model's structure and rule; its texts
are placeholders. `MODEL.sheets.yaml` is its table: `sources`, which tell where the rule is known from, and
`cases`, each of which is one sheet:

    case     its name
    why      the rule that decides it, and the arithmetic done by hand
    source   which of the sources has that rule
    with     settings exchanged in the questionnaire's `scoring`, for variants of a model
    others   for each scale, the answer to every question that `answers` does not name
    answers  as in an answer sheet; `{}` leaves a question unanswered
    expect   `overall` and `sections` (a value, or some of value, low, high, range, rating and shown), `points`,
             `states` and `gates` of questions, and `profiles` (met, and every gap); fractions, 17/24, are exact

`shown` is the value as people see it, rounded half away from zero at the questionnaire's `decimals`. To add a
model, add its two files: they are found by their names.
"""

from __future__ import annotations

from typing import Any

import pytest

from cyberready.scoring.sheets import compile_plan, score_sheet

from ..made_up import DIGEST
from .tables import FOLDER, TABLE, Case, compared, read_answers, read_questionnaire, read_table

MODELS = sorted(path.name.removesuffix(TABLE) for path in FOLDER.glob(f"*{TABLE}"))
TABLES = {model: read_table((FOLDER / f"{model}{TABLE}").read_text("utf-8"), model) for model in MODELS}
CASES = [
    pytest.param(model, case, id=f"{model}-{case.case.replace(' ', '_')}")
    for model, table in TABLES.items()
    for case in table.cases
]


def expected_and_seen(questionnaire_text: str, case: Case) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a case expects and what it scores to, place by place."""
    questionnaire = read_questionnaire(questionnaire_text, case.with_)
    card = score_sheet(compile_plan(questionnaire), read_answers(case, questionnaire), DIGEST)
    rows = list(compared(case.expect, questionnaire, card))
    assert rows, "expects nothing"
    return {place: close(value) for place, value, _ in rows}, {place: value for place, _, value in rows}


def close(expected: Any) -> Any:
    """Equal but for the last digits of double precision."""
    if isinstance(expected, dict):
        return {id: close(value) for id, value in expected.items()}
    if isinstance(expected, float | tuple):
        return pytest.approx(expected, rel=1e-12, abs=1e-12)
    return expected


@pytest.mark.parametrize(("model", "case"), CASES)
def test_a_model_scores_as_its_own_rule_says(model: str, case: Case) -> None:
    expected, seen = expected_and_seen((FOLDER / f"{model}.yaml").read_text("utf-8"), case)
    assert seen == expected


def test_every_questionnaire_has_a_table_and_every_table_its_questionnaire() -> None:
    files = {path.name for path in FOLDER.glob("*.yaml")}
    assert files == {f"{model}{suffix}" for model in MODELS for suffix in (".yaml", TABLE)}
    assert [model for model, table in TABLES.items() if len(table.cases) < 6] == []


QUESTIONNAIRE = """
cyberready: 1
id: small
version: "1"
title: Small
language: en
scales: {three: {type: levels, options: [{value: 0, label: a}, {value: 1, label: b}, {value: 3, label: c}]}}
scoring: {ratings: [{from: 0, label: Low}, {from: 2, label: High}]}
profiles: {base: {questions: {q2: 3}}}
domains:
  - id: d
    title: D
    questions:
      - {id: q1, text: One, scale: three}
      - {id: q2, text: Two, scale: three, evidence_from: 3}
"""
# q1 has 3, q2 has 3 without evidence, which counts as 1: a mean of 2, and 2 short of the profile.
RIGHT = """
overall: {value: 2, low: 2, high: 2, range: [0, 3], rating: High, shown: "2.0"}
sections: {d: 2}
points: {q1: 3, q2: 1}
states: {q1: answered}
gates: {q1: null, q2: evidence}
profiles: {base: {met: false, gaps: {q2: 2}}}
"""


def small(expect: str = RIGHT, answers: str = "{q2: 3}", more: str = "{}", source: str = "s") -> str:
    lines = "\n".join(f"      {line}" for line in expect.strip().splitlines())
    return f"""
sources: {{s: some page}}
cases:
  - case: only
    why: because
    source: {source}
    with: {more}
    others: {{three: 3}}
    answers: {answers}
    expect:
{lines}
"""


def test_a_right_table_agrees() -> None:
    expected, seen = expected_and_seen(QUESTIONNAIRE, read_table(small()).cases[0])
    assert seen == expected
    assert len(seen) == 14


@pytest.mark.parametrize(
    "expect",
    [
        "overall: 2.000000001",
        "overall: null",
        "overall: {low: 1}",
        "overall: {high: 3}",
        "overall: {range: [0, 2]}",
        "overall: {range: null}",
        "overall: {rating: Low}",
        "overall: {rating: null}",
        'overall: {shown: "2.1"}',
        "sections: {d: 5/3}",
        "sections: {d: {value: 2, high: 3}}",
        "points: {q2: 3}",
        "points: {q2: null}",
        "states: {q1: unanswered}",
        "gates: {q1: evidence}",
        "gates: {q2: null}",
        "profiles: {base: {met: true, gaps: {q2: 2}}}",
        "profiles: {base: {met: false, gaps: {}}}",
        "profiles: {base: {met: false, gaps: {q2: 1}}}",
        "profiles: {base: {met: false, gaps: {q2: 2, q1: 0}}}",
    ],
)
def test_a_wrong_expectation_disagrees(expect: str) -> None:
    expected, seen = expected_and_seen(QUESTIONNAIRE, read_table(small(expect)).cases[0])
    assert seen != expected


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (small("scores: {d: 2}"), "scores"),
        (small("sections: {e: 2}"), "'e'"),
        (small("sections: {d: {valeu: 2}}"), "valeu"),
        (small("sections: {d: {}}"), "expects nothing"),
        (small("sections: {}"), "expects nothing"),
        (small("sections: {d: two}"), "'two'"),
        (small("points: {q3: 1}"), "'q3'"),
        (small("states: {q1: anwsered}"), "anwsered"),
        (small("gates: {q3: null}"), "'q3'"),
        (small("profiles: {bass: {met: false, gaps: {}}}"), "'bass'"),
        (small("profiles: {base: {met: false}}"), "gaps"),
        (small(answers="{q3: 3}"), "q3.*no question"),
        (small(answers="{q2: 2}"), "none of the scale's options"),
        (small(answers="{q2: {valeu: 3}}"), "valeu"),
        (small(answers="{q2: {value: 3, not_applicable: both}}"), "only one of them"),
        (small(more="{unanswerd: void}"), "unanswerd"),
        (small(more="{unanswered: nothing}"), "nothing"),
        (small(source="t"), "sources"),
        (small().replace("others: {three: 3}", "others: {four: 3}"), "four"),
        (small().replace("why:", "reason:"), "reason"),
        (small() + small().partition("cases:\n")[2], "one name"),
        (small() + small(), "stands twice"),
    ],
)
def test_a_slip_in_a_table_is_refused(table: str, words: str) -> None:
    with pytest.raises((ValueError, KeyError, AssertionError), match=words):
        expected_and_seen(QUESTIONNAIRE, read_table(table).cases[0])
