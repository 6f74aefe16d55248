from __future__ import annotations

from datetime import date

import pytest

from cyberready.comparison.trend import connected, joined, trend
from cyberready.model.answers import Subject
from cyberready.model.rounds import Round
from cyberready.model.scorecard import QuestionnaireReference, Scorecard, SectionScore

NO_SCORE = SectionScore(
    value=None,
    low=None,
    high=None,
    range=None,
    rating=None,
    questions=0,
    answered=0,
    not_applicable=0,
    unknown=0,
    unanswered=0,
    not_asked=0,
)


def made(
    year: int = 2024, version: str = "1", questionnaire: str = "small", digest: str = "a", created: str = "2026"
) -> Round:
    return Round(
        id=f"{questionnaire}-{version}-{year}-{created}",
        subject=Subject(name="Exampleland"),
        questionnaire=QuestionnaireReference(id=questionnaire, version=version, digest=digest),
        label=str(year),
        revision=1,
        date=date(year, 6, 30),
        assessor=None,
        status="draft",
        created=created,
        changed=created,
    )


def scored(round: Round) -> tuple[Round, Scorecard]:
    return round, Scorecard(
        questionnaire=round.questionnaire, overall=NO_SCORE, sections={}, questions={}, profiles={}
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (made(2024), made(2025), True),
        (made(2024, version="1"), made(2025, version="2"), False),
        (made(2024, questionnaire="small"), made(2025, questionnaire="other"), False),
        (made(2024, digest="a"), made(2025, digest="b"), True),  # a mended word makes no new edition
    ],
)
def test_only_rounds_of_the_same_questionnaire_and_version_are_connected(
    before: Round, after: Round, expected: bool
) -> None:
    assert connected(before, after) is expected


@pytest.mark.parametrize(
    ("versions", "expected"),
    [
        ("", ()),
        ("1", (False,)),
        ("11", (False, True)),
        ("12", (False, False)),
        ("1122", (False, True, False, True)),
        ("121", (False, False, False)),  # to the one before it, not to an older one
    ],
)
def test_each_round_is_joined_to_the_one_before_it(versions: str, expected: tuple[bool, ...]) -> None:
    rounds = [made(2020 + n, version=version) for n, version in enumerate(versions)]
    assert joined(rounds) == expected


def test_a_trend_runs_from_the_oldest_to_the_newest_whatever_the_order_given() -> None:
    rounds = [made(2025), made(2023, version="0"), made(2024), made(2024, created="2025")]
    found = trend("Exampleland", "small", [scored(round) for round in rounds])
    assert [(point.round.label, point.round.created) for point in found.points] == [
        ("2023", "2026"),
        ("2024", "2025"),  # on the same day the one that was begun first
        ("2024", "2026"),
        ("2025", "2026"),
    ]
    assert [point.connected for point in found.points] == [False, False, True, True]
    assert (found.subject, found.questionnaire) == ("Exampleland", "small")
