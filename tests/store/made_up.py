"""Rounds, answers and scorecards for the tests of the store."""

from __future__ import annotations

from datetime import date
from typing import Any

from cyberready.model.answers import Answer, Evidence, HostView, Sample, Subject
from cyberready.model.rounds import Round
from cyberready.model.scorecard import QuestionnaireReference, Scorecard, SectionScore
from cyberready.store.database import Database
from cyberready.store.rounds import Document, create_round

QUESTIONNAIRE = Document("questionnaire", "en", '{"id":"readiness","version":"1.0"}')
ARABIC = Document("translation", "ar", '{"law.crime":"قانون"}')
REFERENCE = QuestionnaireReference(id="readiness", version="1.0", digest=QUESTIONNAIRE.digest)

FULL = Answer(
    value=3,
    note="The law was passed in مارس.",
    confidence="high",
    flag=True,
    facts={"3": (0, 2)},
    criteria=(1,),
    evidence=(
        Evidence(
            title="Law 12",
            issuer="Parliament",
            dated=date(2026, 3, 1),
            link="https://law.example/12",
            file="sha256:" + "0" * 64,
            seen="copy",
        ),
    ),
    basis="document",
    as_of=date(2026, 3, 1),
    sources=("Ministry", "Regulator"),
    sample=Sample(seen=3, of=10, how="the largest"),
    status="host_disputed",
    host_view=HostView(value=4, text="Higher."),
    recheck="rechecked",
    change="happened",
    visibility="host",
    language="ar",
)


def start(db: Database, label: str = "2026", **others: Any) -> Round:
    """A draft of Iraq's, or as the keywords say."""
    given: dict[str, Any] = {
        "subject": Subject(name="Iraq", kind="country"),
        "questionnaire": REFERENCE,
        "documents": [QUESTIONNAIRE],
        "date": date(2026, 3, 1),
        "assessor": "Amina",
        "by": "Amina",
    }
    return create_round(db, label=label, **given | others)


def score(value: float | None = 2.5, **others: Any) -> SectionScore:
    given: dict[str, Any] = {
        "value": value,
        "low": 2.0,
        "high": 3.0,
        "range": (0.0, 4.0),
        "rating": "established",
        "questions": 10,
        "answered": 7,
        "not_applicable": 1,
        "unknown": 1,
        "unanswered": 1,
        "not_asked": 0,
    }
    return SectionScore(**given | others)


def card(value: float | None = 2.5) -> Scorecard:
    return Scorecard(
        questionnaire=REFERENCE,
        overall=score(value),
        sections={"law": score(1.0, rating=None), "skills": score(None, range=None)},
        questions={},
        profiles={},
    )
