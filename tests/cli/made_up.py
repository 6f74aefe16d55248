"""A small questionnaire and sheets that answer it, as files."""

from __future__ import annotations

from pathlib import Path

QUESTIONNAIRE = """\
cyberready: 1
id: small
version: "1"
title: A small questionnaire
language: en
scales:
  level:
    type: levels
    options: [{value: 0, label: Nothing}, {value: 1, label: Some}, {value: 2, label: All}]
scoring:
  rollup: mean
  range: [0, 2]
  ratings: [{from: 0, label: Low}, {from: 1, label: High}]
profiles:
  goal: {title: Goal, default: 1}
domains:
  - id: law
    title: Law
    sections:
      - id: law.crime
        title: Crime
        questions:
          - {id: law.crime.act, text: Is there a law?, scale: level, options: {0: no, 1: a bill, 2: a law}}
          - {id: law.crime.courts, text: Is it applied?, scale: level, options: {0: no, 1: once, 2: often}}
  - id: skills
    title: Skills
    questions:
      - {id: skills.schools, text: Is it taught?, scale: level, options: {0: no, 1: partly, 2: everywhere}}
"""


def sheet(
    answers: str = "law.crime.act: 2, law.crime.courts: 1, skills.schools: 0",
    *,
    subject: str = "Exampleland",
    label: str = "2025",
    date: str = "2025-06-30",
    version: str = "1",
    questionnaire: str = "small",
) -> str:
    """A sheet's file; `answers` is the inside of a YAML mapping."""
    return (
        f"cyberready: 1\nquestionnaire: {questionnaire}\nversion: '{version}'\nsubject: {subject}\n"
        f"round: '{label}'\ndate: {date}\nanswers: {{{answers}}}\n"
    )


def write(path: Path, text: str) -> Path:
    """The file, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
