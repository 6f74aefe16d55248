"""A small questionnaire with one question of each kind, every text of it different."""

from __future__ import annotations

import json
from pathlib import Path

from cyberready.library.finding import load
from cyberready.model.questionnaire import Questionnaire

SMALL = """\
cyberready: 1
id: small-one
version: "7"
title: A small questionnaire
description: What it is about.
language: en
license: CC-BY-4.0
minutes: 20
references: {ABC: {title: A framework, edition: "3"}}
scales:
  level:
    type: levels
    options: [{value: 0, label: Nothing}, {value: 1, label: Some}, {value: 2, label: All}]
  count: {type: number, unit: cases, minimum: 0, maximum: 99, linear: {zero_at: 0, full_at: 9, points: 1}}
  who:
    type: multiple
    options: [{value: cert, label: the CERT, points: 1}, {value: uni, label: a school, points: 1}]
  since: {type: date}
  words: {type: text}
domains:
  - id: law
    title: Law
    description: What is written.
    weight: 2
    why_weight: Nothing goes without it.
    sections:
      - id: law.crime
        title: Crime
        questions:
          - id: law.crime.act
            text: Is there a law?
            help: Read the articles.
            scale: level
            options: {0: [no draft], 1: [a bill], 2: [in force, published]}
            advice: {0: write one, 1: vote it}
            respondents: [ministry, parliament]
            evidence: [the gazette, the debate]
            evidence_from: {option: 2, basis: [document, verified]}
            references: [ABC:1]
          - id: law.crime.courts
            text: Is it applied?
            scale: level
            weight: 3
            level: 2
            required: true
            options: {0: [never used], 1: [used once], 2: [used often]}
            criteria: [judges are named, sessions are open]
            when: {question: law.crime.act, at_least: 2}
      - id: law.cases
        title: Cases
        when: {question: law.crime.act, answered: true}
        questions:
          - {id: law.cases.count, text: How many cases?, scale: count}
  - id: people
    title: People
    questions:
      - {id: people.who, text: Who helps?, scale: who, options: {cert: [a contract], uni: [a lecture]}}
      - {id: people.since, text: Since when?, scale: since}
      - {id: people.words, text: What else?, scale: words}
"""
ARABIC = """\
cyberready: 1
id: arabic
version: "1"
title: الثقة والأمن (IQ-CERT) 2024-2026
description: بحسب القرار 51 (Rev. Kigali, 2022).
language: ar
scales: {level: {type: levels, options: [{value: 0, label: غائب}, {value: 1, label: جزئي}]}}
domains:
  - id: law
    title: القانون
    questions:
      - id: law.act
        text: هل يوجد قانون؟
        scale: level
        options: {0: لا, 1: ["رقم 9/2024", "not translated yet."]}
"""
# Markup of Markdown, Typst, HTML, JSON and terminals; direction overrides; no characters; very long words.
HOSTILE = (
    '#import "@preview/x:1.0.0"',
    "#panic[x] $x$ <law> @law \\ _a_ *b* `c` ``d",
    '"] }, {"kind": "title", "text": "',
    '#read("/etc/passwd") #{sys.inputs} /* x */ // x',
    "{page} {pages} {title} %s %(x)s {0}",
    "[text](https://example.org) ![picture](x.png) <b>bold</b> &lt; &#35; | a | b |",
    "- x\n1. y\n> z\n# q\n===\n---\n    code\n\n| a |\n|---|",
    "Ev\x1b]52;c;aGk=\x07\x1b[2J\x9b2Jil\u202eland\u2066\u200f\ufeff",
    "\ufffe\U000e0001\U0010ffff\ue000\u0378 \ufdfa 漢字 😀",
    "x" * 500,
    "word " * 600,
    "‏עברית العربية abc, 12-3 +4",
)


def questionnaire(folder: Path, text: str = SMALL) -> Questionnaire:
    """The questionnaire of a file's text, read and checked as any other."""
    file = folder / "questionnaire.yaml"
    file.write_text(text, encoding="utf-8")
    return load(file).questionnaire


def hostile(folder: Path, text: str) -> Questionnaire:
    """The small questionnaire with a text in every place where its author may write one."""
    data = json.loads(questionnaire(folder).model_dump_json(by_alias=True))
    law = data["domains"][0]
    act, courts = law["sections"][0]["questions"]
    data |= {"title": text, "description": text, "license": text, "version": text[:100]}
    law |= {"title": text, "description": text, "why_weight": text}
    act |= {"text": text, "help": text, "respondents": [text], "evidence": [text], "references": [text]}
    act |= {"options": {"0": [text, text], "1": [text]}, "advice": {"0": text}}
    courts["criteria"] = [text]
    data["scales"]["level"]["options"][2]["label"] = text
    data["scales"]["count"]["unit"] = text
    return Questionnaire.model_validate_json(json.dumps(data))
