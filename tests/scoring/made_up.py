"""Questionnaires with their answers in one short line, read and checked as files are.

A domain is YAML whose questions are words, `scale[*weight][@level][!][=answer]`, `!` meaning required:
`{rollup: sum, questions: five=4 five*2=na}`. Ids are made up in file order: questions `q1`, `q2`; domains `d1`,
`d2`; sections below `d1.1`, `d1.1.1`. An answer is a value, `na`, `unknown`, `none` (unanswered) or `hidden`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from cyberready.library.finding import parse_questionnaire
from cyberready.library.reading import Document, parse
from cyberready.model.answers import Answer
from cyberready.model.questionnaire import Questionnaire
from cyberready.model.scorecard import Scorecard, SectionScore
from cyberready.scoring.sheets import compile_plan, score_sheet

DIGEST = "sha256:" + 64 * "0"
SCALES = yaml.safe_load("""
five: {type: levels, options: [{value: 0, label: a}, {value: 1, label: b}, {value: 2, label: c},
                               {value: 3, label: d}, {value: 4, label: e}, {value: 5, label: f}]}
three: {type: levels, options: [{value: 0, label: a}, {value: 1, label: b}, {value: 2, label: c},
                                {value: 3, label: d}]}
likert: {type: levels, options: [{value: 1, label: a}, {value: 2, label: b}, {value: 3, label: c},
                                 {value: 4, label: d}, {value: 5, label: e}]}
tenths: {type: levels, options: [{value: 0, label: a}, {value: 1, label: b, points: 0.1},
                                 {value: 2, label: c, points: 0.2}, {value: 3, label: d, points: 0.3}]}
percent: {type: number, minimum: 0, maximum: 100, linear: {zero_at: 0, full_at: 100, points: 100}}
several: {type: multiple, max_points: 2,
          options: [{value: a, label: a, points: 1}, {value: b, label: b, points: 1},
                    {value: c, label: c, points: 1}]}
text: {type: text}
count: {type: number}
date: {type: date}
""")
_WORD = re.compile(
    r"(?P<scale>[a-z]+)(\*(?P<weight>[\d.e-]+))?(@(?P<level>\d+))?(?P<required>!)?(=(?P<answer>.+))?"
)
_STATES = {
    "na": {"not_applicable": "there is none"},
    "unknown": {"unknown": True},
    "none": {},
    "hidden": {"value": 1},
}


def questionnaire(text: str) -> Questionnaire:
    """A questionnaire from the text of its file; it must pass the check."""
    document = parse(text, Document("questionnaire.yaml"))
    found = parse_questionnaire(document)
    assert found is not None, "\n".join(map(str, document.faults))
    return found


def made_up(*domains: str, scoring: str = "{}", profiles: str = "{}") -> tuple[Questionnaire, dict[str, Answer]]:
    """A questionnaire of these domains, and the answers that stand in their words."""
    answers: dict[str, Any] = {}
    parts = [_section(yaml.safe_load(domain), f"d{n}", answers) for n, domain in enumerate(domains, 1)]
    if "hidden" in " ".join(domains):
        parts.append({"id": "gate", "title": "gate", "questions": [{"id": "open", "text": "?", "scale": "text"}]})
    body = {
        "cyberready": 1,
        "id": "made-up",
        "version": "1",
        "title": "Made up",
        "language": "en",
        "scales": SCALES,
        "scoring": yaml.safe_load(scoring),
        "profiles": yaml.safe_load(profiles),
        "domains": parts,
    }
    return questionnaire(json.dumps(body)), {id: Answer.model_validate(answer) for id, answer in answers.items()}


def score(*domains: str, scoring: str = "{}", profiles: str = "{}") -> Scorecard:
    """The scorecard of these domains with the answers that stand in them."""
    found, answers = made_up(*domains, scoring=scoring, profiles=profiles)
    return score_sheet(compile_plan(found), answers, DIGEST)


def domain(text: str, scoring: str = "{}") -> SectionScore:
    """The score of one domain."""
    return score(text, scoring=scoring).sections["d1"]


def _section(part: Mapping[str, Any], id: str, answers: dict[str, Any]) -> dict[str, Any]:
    questions = list(_questions(part.get("questions", ""), answers))
    sections = [_section(child, f"{id}.{n}", answers) for n, child in enumerate(part.get("sections", ()), 1)]
    return {"id": id, "title": id, **part, "questions": questions, "sections": sections}


def _questions(words: str, answers: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for word in words.split():
        found = _WORD.fullmatch(word)
        assert found is not None, word
        id, answer = f"q{len(answers) + 1}", found["answer"] or "none"
        question: dict[str, Any] = {"id": id, "text": id, "scale": found["scale"]}
        question["weight"] = float(found["weight"] or "1")
        if found["level"]:
            question |= {"level": int(found["level"]), "required": bool(found["required"])}
        if answer == "hidden":
            question["when"] = {"question": "open", "answered": True}
        answers[id] = _STATES.get(answer, {"value": yaml.safe_load(answer)})
        yield question
