"""A questionnaire with every kind of scale, gate and condition, filled in whole, and its score by hand.

The app by keyboard and the dialogue by lines fill in the same round; both must leave these answers behind.
"""

from __future__ import annotations

from datetime import date

import pytest

from cyberready.model.answers import Answer, Evidence
from cyberready.model.scorecard import Scorecard

QUESTIONNAIRE = """\
cyberready: 1
id: whole
version: "1"
title: A questionnaire of every kind
language: en
scales:
  level:
    type: levels
    options:
      - {value: 0, label: Absent}
      - {value: 1, label: Begun}
      - {value: 2, label: Done}
      - {value: 3, label: Proven}
  grade:
    type: levels
    options:
      - {value: ni, label: Not implemented, points: 0}
      - {value: pi, label: Partly implemented, points: 1}
      - {value: fi, label: Fully implemented, points: 3}
  partners:
    type: multiple
    max_points: 3
    options:
      - {value: cert, label: A national CERT, points: 1}
      - {value: isp, label: Providers, points: 2}
      - {value: police, label: Police, points: 1}
  cases:
    type: number
    unit: cases
    minimum: 0
    maximum: 100
    bands: [{from: 0, points: 0}, {from: 10, points: 3}]
  hours: {type: number, unit: hours, minimum: 0, linear: {zero_at: 24, full_at: 0, points: 3}}
  people: {type: number, unit: people}
  since: {type: date}
  remark: {type: text}
scoring:
  rollup: mean
  range: [0, 3]
  unknown: zero
  ratings: [{from: 0, label: Low}, {from: 1, label: Middle}, {from: 2, label: High}]
profiles:
  goal: {title: Goal, by: 2027-12-31, default: 2}
domains:
  - id: law
    title: Law
    questions:
      - id: law.act
        text: Is there a law against attacks on computers?
        help: A law counts when it is in force.
        scale: level
        options:
          0: Nothing is written
          1: A bill is before parliament
          2: [It is in force, It covers illegal access]
          3: Sentences have been passed under it
        evidence: [the official journal]
        respondents: [ministry of justice]
        references: [GCI:1.1]
      - id: law.courts
        text: Do the courts know it?
        scale: level
        when: {question: law.act, at_least: 2}
        evidence_from: {option: 2, basis: [document, verified]}
      - {id: law.draft, text: Who drafts one?, scale: level, when: {question: law.act, is: [0]}}
      - {id: law.since, text: Since when is it in force?, scale: since}
      - {id: law.remark, text: What else about the law?, scale: remark}
  - id: skills
    title: Skills
    questions:
      - id: skills.schools
        text: Is it taught at schools?
        scale: grade
        criteria: [There is a curriculum, Teachers are trained]
      - {id: skills.partners, text: Who helps with it?, scale: partners}
      - {id: skills.cases, text: How many cases were solved?, scale: cases}
      - {id: skills.hours, text: How long until a case is seen?, scale: hours}
      - {id: skills.people, text: How many people work on it?, scale: people}
  - id: trust
    title: Trust
    questions:
      - {id: trust.shop, text: Do people shop online?, scale: level}
      - {id: trust.survey, text: Is trust surveyed?, scale: level}
      - {id: trust.audit, text: Is it audited?, scale: level, weight: 2}
"""
# Recorded questions come after those that count in their domain; law.draft is hidden by the law.
ORDER = [
    *("law.act", "law.courts", "law.since", "law.remark"),
    *("skills.schools", "skills.partners", "skills.cases", "skills.hours", "skills.people"),
    *("trust.shop", "trust.survey", "trust.audit"),
]
_MEETING = {"basis": "interview", "as_of": date(2026, 6, 1), "sources": ("S1", "S2")}
ANSWERS = {
    "law.act": Answer(
        value=3,
        facts={"2": (0, 1)},
        note="Law 12 of 2019",
        evidence=(Evidence(title="Official journal 12"),),
        basis="document",
        as_of=date(2026, 6, 1),
        sources=("S1", "S2"),
    ),
    "law.courts": Answer(value=3, flag=True, **_MEETING),
    "law.since": Answer(value="2019-03-31", **_MEETING),
    "law.remark": Answer(value="amended once", **_MEETING),
    "skills.schools": Answer(value="fi", criteria=(0, 1), **_MEETING),
    "skills.partners": Answer(value=("isp",), **_MEETING),
    "skills.cases": Answer(value=12.5, **_MEETING),
    "skills.hours": Answer(value=6, **_MEETING),
    "skills.people": Answer(value=7, **_MEETING),
    "trust.shop": Answer(not_applicable="no shops online"),
    "trust.survey": Answer(unknown=True),
    "trust.audit": Answer(value=1, **_MEETING),
}


def assert_scored_as_by_hand(scorecard: Scorecard) -> None:
    """Hold a scorecard of the answers to the arithmetic on paper."""
    law = (3 + 1) / 2  # the courts need evidence from 2 on, so their 3 counts as 1
    skills = (3 + 2 + 3 + 3 * (24 - 6) / 24) / 4
    trust = (1 * 0 + 2 * 1) / (1 + 2)  # the shop is left out, unknown counts as nothing
    found = {id: scorecard.sections[id].value for id in ("law", "skills", "trust")}
    assert found == pytest.approx({"law": law, "skills": skills, "trust": trust})
    assert scorecard.overall.value == pytest.approx((law + skills + trust) / 3)
    assert scorecard.overall.rating == "Middle"
