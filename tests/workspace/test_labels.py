from __future__ import annotations

from datetime import date

import pytest

from cyberready.model.answers import Subject
from cyberready.model.rounds import Round
from cyberready.model.scorecard import QuestionnaireReference
from cyberready.workspace.labels import next_label

LABELS = {
    "2026": "2027",
    "2029": "2030",
    "Baseline 2026": "Baseline 2027",
    "2026 (draft 2)": "2027 (draft 2)",
    "2025-2026": "2026-2027",
    "2025/26": "2026/27",
    "2099-00": "2100-01",
    "2026-11": "2026-12",
    "2026/12": "2027/01",
    "2011-12": "2012-13",
    "2026-06-30": "2027-06-30",
    "2026-37": "2027-38",
    "2026-Q1": "2026-Q2",
    "2026-Q4": "2027-Q1",
    "Q4 2026": "Q1 2027",
    "2026 T3": "2026 T4",
    "2026-H1": "2026-H2",
    "2026H2": "2027H1",
    "2026-s2": "2027-s1",
    "Baseline": "Baseline 2",
    "Baseline 2": "Baseline 3",
    "Round 9, field": "Round 10, field",
    "v009": "v010",
    "Q3": "Q4",
    "خط الأساس": "خط الأساس 2",
    "٢٠٢٦": "٢٠٢٧",
    "۲۰۲۹": "۲۰۳۰",
    "الجولة ٩": "الجولة ١٠",
}


def named(label: str) -> Round:
    return Round(
        id="1",
        subject=Subject(name="Exampleland"),
        questionnaire=QuestionnaireReference(id="small", version="1", digest="sha256:1"),
        label=label,
        revision=1,
        date=date(2026, 6, 30),
        assessor=None,
        status="draft",
        created="2026-06-30T00:00:00Z",
        changed="2026-06-30T00:00:00Z",
    )


@pytest.mark.parametrize(("label", "expected"), LABELS.items())
def test_the_next_name_goes_on_where_the_last_one_ended(label: str, expected: str) -> None:
    assert next_label(named(label)) == expected


@pytest.mark.parametrize(
    ("label", "taken", "expected"),
    [
        ("2026", {"2025", "2026", "2027", "2028"}, "2029"),
        ("2026-Q3", {"2026-Q4"}, "2027-Q1"),
        ("Baseline", {"Baseline", "Baseline 2"}, "Baseline 3"),
        ("٢٠٢٦", {"٢٠٢٧"}, "٢٠٢٨"),
    ],
)
def test_a_name_that_is_taken_is_passed_over(label: str, taken: set[str], expected: str) -> None:
    assert next_label(named(label), taken) == expected
