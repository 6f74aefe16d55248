"""A small questionnaire, sheets that answer it, and rounds begun with both."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from cyberready.model.answers import Answer, Subject
from cyberready.model.rounds import Round
from cyberready.workspace.workspace import Workspace

SMALL = """\
cyberready: 1
id: small
version: "1"
title: A small questionnaire
language: en
scales:
  level:
    type: levels
    options: [{value: 0, label: Nothing}, {value: 1, label: Some}, {value: 2, label: All}]
  hours: {type: number, minimum: 0, unit: hours}
  words: {type: text}
  since: {type: date}
  partners: {type: multiple, options: [{value: cert, label: CERT, points: 1}, {value: uni, label: One, points: 1}]}
scoring:
  range: [0, 2]
profiles:
  later: {title: Later goal, by: 2030-01-01, default: 2}
  sooner: {title: Sooner goal, by: 2027-01-01, default: 1, sections: {skills: 0}}
domains:
  - id: law
    title: Law
    questions:
      - id: law.act
        text: Is there a law?
        scale: level
        options: {0: [no law], 1: [a bill, a date], 2: [in force, a date, a gazette]}
      - {id: law.courts, text: Is it applied?, scale: level, options: {0: never, 1: once, 2: often}}
      - {id: law.hours, text: How many hours?, scale: hours}
      - id: law.drill
        text: Is it exercised?
        scale: level
        weight: 0
        options: {0: never, 1: planned, 2: held}
        criteria: [published, known]
  - id: skills
    title: Skills
    questions:
      - {id: skills.schools, text: Is it taught?, scale: level, options: {0: no, 1: partly, 2: everywhere}}
      - {id: skills.words, text: What else?, scale: words}
      - {id: skills.since, text: Since when?, scale: since}
      - {id: skills.partners, text: With whom?, scale: partners, weight: 0}
"""


def small(**replaced: str) -> str:
    """The small questionnaire; `version="2"` and the like change a key at its top."""
    lines = SMALL.splitlines(keepends=True)
    keys = [line.partition(":")[0] for line in lines]
    for key, value in replaced.items():
        lines[keys.index(key)] = f'{key}: "{value}"\n'
    return "".join(lines)


def write(path: Path, text: str) -> Path:
    """The file, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def put(folder: Path, text: str = SMALL, at: str = "small") -> Path:
    """A questionnaire's file in a workspace's folder."""
    return write(folder / "questionnaires" / at / "questionnaire.yaml", text)


def sheet(
    answers: str = "law.act: 2, law.courts: 1, skills.schools: 0",
    *,
    subject: str = "Exampleland",
    label: str = "2024",
    on: str = "2024-06-30",
    version: str = "1",
    questionnaire: str = "small",
    assessor: str | None = None,
) -> str:
    """A sheet's file; `answers` is the inside of a YAML mapping."""
    own = "" if assessor is None else f"assessor: {assessor}\n"
    return (
        f"cyberready: 1\nquestionnaire: {questionnaire}\nversion: '{version}'\nsubject: {subject}\n"
        f"round: '{label}'\ndate: {on}\n{own}answers: {{{answers}}}\n"
    )


def begin(
    workspace: Workspace,
    label: str = "2024",
    answers: Mapping[str, Any] | None = None,
    *,
    on: str = "",
    subject: str = "Exampleland",
    questionnaire: str = "small",
    version: str | None = None,
    from_last: bool = False,
) -> Round:
    """A new draft; its date is the middle of the year that the label names. Bare values stand for answers."""
    given = {
        id: answer if isinstance(answer, Answer) else Answer(value=answer)
        for id, answer in (answers or {}).items()
    }
    return workspace.start(
        workspace.library.load(questionnaire, version),
        Subject(name=subject),
        label,
        date.fromisoformat(on or f"{label}-06-30"),
        answers=given,
        from_last=from_last,
    )
