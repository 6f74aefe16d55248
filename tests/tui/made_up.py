"""A small questionnaire with one question of each kind, and what tests do with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from cyberready.library.finding import Loaded, load
from cyberready.model.answers import Answer, Subject
from cyberready.model.rounds import Round
from cyberready.model.scorecard import QuestionnaireReference
from cyberready.store.listing import RoundRow
from cyberready.tui.sitting import Sitting
from cyberready.workspace.workspace import Workspace

QUESTIONNAIRE = """\
cyberready: 1
id: small
version: "1"
title: A small questionnaire
language: en
scales:
  level:
    type: levels
    options:
      - {value: 0, label: Absent}
      - {value: 1, label: Begun}
      - {value: 2, label: Done}
      - {value: 3, label: Proven}
  partners:
    type: multiple
    options: [{value: cert, label: CERT, points: 1}, {value: isp, label: ISPs, points: 2}]
  cases: {type: number, unit: cases, minimum: 0, maximum: 100, bands: [{from: 0, points: 0}, {from: 9, points: 3}]}
  remark: {type: text}
scoring: {rollup: mean, range: [0, 3]}
profiles:
  goal: {title: Goal, default: 2}
domains:
  - id: law
    title: Law
    questions:
      - {id: law.remark, text: What else?, scale: remark}
      - id: law.act
        text: Is there a law?
        help: A law counts when it is in force.
        scale: level
        options: {0: Nothing is written, 1: [A bill is drafted, It was debated], 2: It is in force, 3: Applied}
        evidence: [the official journal]
      - {id: law.courts, text: Do courts know it?, scale: level, when: {question: law.act, at_least: 2}}
  - id: skills
    title: Skills
    questions:
      - {id: skills.partners, text: Who helps?, scale: partners}
      - {id: skills.cases, text: How many cases?, scale: cases}
"""
# Recorded questions come after those that count in their domain, so the remark is asked after the courts.
ORDER = ("law.act", "law.courts", "law.remark", "skills.partners", "skills.cases")


def add(folder: Path, text: str = QUESTIONNAIRE, id: str = "small") -> Path:
    """Put a questionnaire into a workspace."""
    file = folder / "questionnaires" / id / "questionnaire.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    (folder / "results").mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def loaded(folder: Path, text: str = QUESTIONNAIRE) -> Loaded:
    return load(add(folder, text))


def sitting(
    folder: Path, answers: Mapping[str, Any] | None = None, text: str = QUESTIONNAIRE, **more: Any
) -> Sitting:
    """A sitting with a round that is in no database; `answers` are values or mappings as in a sheet."""
    source = loaded(folder, text)
    questionnaire = source.questionnaire
    reference = QuestionnaireReference(id=questionnaire.id, version=questionnaire.version, digest=source.digest)
    round = Round(
        id="r",
        subject=Subject(name="Exampleland"),
        questionnaire=reference,
        label="2026",
        revision=1,
        date=date(2026, 6, 30),
        assessor=None,
        status=more.pop("status", "draft"),
        created="2026-06-01T00:00:00.000Z",
        changed="2026-06-01T00:00:00.000Z",
    )
    return Sitting(round=round, questionnaire=questionnaire, answers=sheet(answers or {}), **more)


def sheet(answers: Mapping[str, Any]) -> dict[str, Answer]:
    """Answers by question, from values or from mappings as in a sheet."""
    return {
        id: Answer.model_validate(given if isinstance(given, Mapping) else {"value": given})
        for id, given in answers.items()
    }


def start(
    folder: Path,
    answers: Mapping[str, Any] | None = None,
    *,
    label: str = "2026",
    final: bool = False,
    **more: Any,
) -> str:
    """Begin a round of Exampleland in a workspace; its id."""
    file = folder / "questionnaires" / "small" / "questionnaire.yaml"
    with Workspace.open(folder) as workspace:
        given = sheet(answers or {})
        source = load(file if file.exists() else add(folder))
        round = workspace.start(
            source, Subject(name="Exampleland"), label, date(int(label), 6, 30), answers=given or None, **more
        )
        if final:
            workspace.finalise(round)
        return round.id


def stored(folder: Path, name: str = "Exampleland/2026") -> dict[str, Answer]:
    """The answers of a round as the database has them."""
    with Workspace.open(folder) as workspace:
        return workspace.answers(workspace.round(name))


def row(id: str, subject: str, label: str, **more: Any) -> RoundRow:
    """A line of the list of rounds that is in no database."""
    given = {
        "kind": "country",
        "parent": None,
        "questionnaire": "small",
        "version": "1",
        "revision": 1,
        "date": "2025-06-30",
        "status": "draft",
        "changed": "2026-06-01T00:00:00.000Z",
        "questions": 10,
        "done": 0,
        "value": None,
        "rating": None,
        "stale": False,
        "archived": False,
    }
    return RoundRow(id=id, subject=subject, label=label, **{**given, **more})
