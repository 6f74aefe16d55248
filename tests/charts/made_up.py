"""Made-up scorecards, small enough to read, and the published scores of Iraq."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from cyberready.charts.values import RoundScores
from cyberready.model.scorecard import QuestionnaireReference, Scorecard, SectionScore

FIVE = (0.0, 5.0)
DOMAINS = {
    "legal": "Legal measures",
    "technical": "Technical measures",
    "organisation": "Institutions",
    "people": "People and skills",
    "cooperation": "Cooperation",
}


def section(
    value: float | None,
    low: float | None = None,
    high: float | None = None,
    range: tuple[float, float] | None = FIVE,
    unanswered: int = 0,
) -> SectionScore:
    """A section's score; its bounds are the score itself unless they are given."""
    return SectionScore(
        value=value,
        low=value if low is None else low,
        high=value if high is None else high,
        range=range,
        rating=None,
        questions=10,
        answered=10 - unanswered,
        not_applicable=0,
        unknown=0,
        unanswered=unanswered,
        not_asked=0,
    )


def scores(
    domains: Mapping[str, SectionScore | float | None],
    overall: SectionScore | float | None = None,
    *,
    subject: str = "Exampleland",
    label: str = "2026",
    day: date | None = None,
    version: str = "2026.1",
    questionnaire: str = "trust-security-ict",
    status: str = "finalised",
    titles: Mapping[str, str] = DOMAINS,
    targets: Mapping[str, float] | None = None,
    profile: str = "",
) -> RoundScores:
    """A scored round; a bare number is a score on 0 to 5."""
    sections = {id: s if isinstance(s, SectionScore) else section(s) for id, s in domains.items()}
    digest = "sha256:" + version.encode().hex().ljust(64, "0")[:64]
    return RoundScores(
        subject=subject,
        label=label,
        date=day or date(int(label[:4]), 6, 15),
        questionnaire=questionnaire,
        version=version,
        title="Trust and security in the use of ICT",
        digest=digest,
        status=status,
        engine="1",
        scorecard=Scorecard(
            questionnaire=QuestionnaireReference(id=questionnaire, version=version, digest=digest),
            overall=overall if isinstance(overall, SectionScore) else section(overall),
            sections=sections,
            questions={},
            profiles={},
        ),
        domains={id: titles.get(id, id) for id in domains},
        targets=targets or {},
        profile=profile,
    )


GCI = {
    "legal": "Legal measures",
    "technical": "Technical measures",
    "organizational": "Organizational measures",
    "capacity": "Capacity development",
    "cooperation": "Cooperation measures",
}
# Published: Global Cybersecurity Index, editions 4 and 5; each pillar of 20, the total of 100.
IRAQ = {
    "2020": (0, 6.560051821368694, 7.754134009552437, 2.14121830550402, 4.25925925925926),
    "2024": (11.206002201749271, 9.596250129156587, 15.770032693766574, 8.382456037863786, 8.11382335239741),
}
TOTALS = {"2020": 20.7149, "2024": 53.068564414933626}


def iraq() -> tuple[RoundScores, ...]:
    """Two editions of one index, which cannot be compared."""
    return tuple(
        scores(
            {id: section(value, range=(0.0, 20.0)) for id, value in zip(GCI, values, strict=True)},
            section(TOTALS[label], range=(0.0, 100.0)),
            subject="Iraq",
            label=label,
            version=edition,
            questionnaire="gci",
            titles=GCI,
        )
        for (label, values), edition in zip(IRAQ.items(), ("4", "5"), strict=True)
    )


def exampleland(values: Sequence[float] = (1.8, 2.1, 2.6)) -> tuple[RoundScores, ...]:
    """Rounds two years apart on one questionnaire, one with open questions."""
    return tuple(
        scores(
            {
                "legal": value + 0.8,
                "technical": section(value, value - 0.3, value + 0.6, unanswered=2),
                "organisation": value + 0.2,
                "people": value - 1.0,
                "cooperation": None if i == 1 else value - 0.2,
            },
            section(value, value - 0.1, value + 0.1, unanswered=2),
            label=str(2022 + 2 * i),
            targets={"legal": 3, "technical": 3, "people": 2.5, "cooperation": 2},
            profile="Baseline 2027",
        )
        for i, value in enumerate(values)
    )


ARABIC = {"legal": "الإطار القانوني 2024-2026", "technical": "القدرات (IQ-CERT)", "people": "A.1 بناء القدرات"}


def arabic() -> tuple[RoundScores, ...]:
    """Two comparable rounds whose every name is Arabic."""
    return tuple(
        scores(
            {"legal": 1.0 + i, "technical": section(2.0, 1.5, 2.8, unanswered=3), "people": 3.5},
            2.0 + i / 2,
            subject="جمهورية العراق 2024-05-01",
            label=f"الجولة {i + 1}",
            day=date(2022 + 2 * i, 1, 1),
            titles=ARABIC,
            targets={"legal": 3},
            profile="الهدف 2027",
        )
        for i in range(2)
    )
