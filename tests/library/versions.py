"""A small questionnaire, its next versions by single edits, and random next versions."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from cyberready.library.finding import parse_questionnaire
from cyberready.library.reading import Document, parse, settled
from cyberready.model.questionnaire import Questionnaire

BASE = """\
cyberready: 1
id: small
version: "1"
title: A small questionnaire
language: en
scales:
  level: {type: levels, options: [{value: 0, label: No}, {value: 1, label: Some}, {value: 2, label: All}]}
  hours: {type: number, unit: hours, bands: [{from: 0, points: 1}, {from: 8, points: 0}]}
scoring:
  range: [0, 2]
  ratings: [{from: 0, label: Low}, {from: 1, label: High}]
profiles:
  goal: {title: Goal, by: 2030-01-01, default: 1, questions: {law.act: 2}}
domains:
  - id: law
    title: Law
    sections:
      - id: law.crime
        title: Crime
        questions:
          - id: law.act
            text: Is there a law against crime on computers?
            scale: level
            options: {0: [nothing is written], 1: [a bill is debated], 2: [it is in force, it was published]}
          - id: law.courts
            text: Do courts and prosecutors apply the law, and are their judges trained?
            help: Look at the last year.
            scale: level
            options: {0: [never], 1: [courts decided one case], 2: [courts decided many, judges were trained]}
            criteria: [published, known]
            evidence_from: 2
            when: {question: law.act, at_least: 1}
  - id: skills
    title: Skills
    questions:
      - id: skills.schools
        text: Do schools teach how to stay safe?
        scale: level
        weight: 2
        options: {0: [no school does], 1: [some do], 2: [the curriculum asks for it]}
      - {id: skills.hours, text: How many hours a year do teachers train, scale: hours, level: 1}
"""


def read(text: str) -> Questionnaire:
    """A questionnaire from its file's text; it must pass the check."""
    document = parse(text, Document("questionnaire.yaml"))
    found = parse_questionnaire(document)
    assert found is not None, "\n".join(map(str, document.faults))
    return found


def edited(*edits: tuple[str, str], base: str = BASE) -> Questionnaire:
    """The small questionnaire as version 2, with these texts replaced, each of which must stand in it."""
    text = base.replace('version: "1"', 'version: "2"')
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return read(text)


# Ids, versions and texts that a careless writer of YAML would spoil.
IDS = ("a", "b.c", "2024", "1e5", "true", "null", "0", "z-_.")
VERSIONS = ("2", "2026.10", "1e3", "null", 'a "b": #c', "ب", "x\ny", "\u2028", "\U0001f600", "\ufffe", "\\")
TEXTS = (
    "Is it so?",
    "",
    "?",
    "a: b # c",
    "two\nlines",
    "\u2028\u0085\ufffe\U0001f600",
    "هل هو كذلك؟",
    "law crime",
)


@st.composite
def next_versions(draw: st.DrawFn) -> Questionnaire:
    """The small questionnaire after up to eight random changes of its questions and sections."""
    data = settled(parse(BASE, Document("questionnaire.yaml")).data)
    data["version"] = draw(st.sampled_from(VERSIONS))
    changes = (_rename, _drop, _add, _copy, _move, _revise, _reword, _weigh, _title)
    for change in draw(st.lists(st.sampled_from(changes), max_size=8)):
        change(draw, data)
    return Questionnaire.model_validate(data)


def _sections(data: Any) -> Iterator[Any]:
    for section in data.get("domains", data.get("sections", ())):
        yield section
        yield from _sections(section)


def _place(draw: st.DrawFn, data: Any) -> tuple[list[Any], int] | None:
    """Where a question stands: the list of a section's questions and its place in it."""
    places = [(s["questions"], n) for s in _sections(data) for n in range(len(s.get("questions", ())))]
    return draw(st.sampled_from(places)) if places else None


def _free(draw: st.DrawFn, data: Any) -> str | None:
    used = {q["id"] for s in _sections(data) for q in s.get("questions", ())}
    free = [id for id in IDS if id not in used]
    return draw(st.sampled_from(free)) if free else None


def _rename(draw: st.DrawFn, data: Any) -> None:
    place, id = _place(draw, data), _free(draw, data)
    if place and id:
        place[0][place[1]]["id"] = id


def _drop(draw: st.DrawFn, data: Any) -> None:
    if place := _place(draw, data):
        del place[0][place[1]]


def _add(draw: st.DrawFn, data: Any) -> None:
    id = _free(draw, data)
    section = draw(st.sampled_from([*_sections(data)]))
    if id:
        question = {
            "id": id,
            "text": draw(st.sampled_from(TEXTS)),
            "scale": draw(st.sampled_from(["level", "hours"])),
        }
        section.setdefault("questions", []).append(question)


def _copy(draw: st.DrawFn, data: Any) -> None:
    """The same words under another id."""
    place, id = _place(draw, data), _free(draw, data)
    if place and id:
        place[0].append({**copy.deepcopy(place[0][place[1]]), "id": id})


def _move(draw: st.DrawFn, data: Any) -> None:
    if place := _place(draw, data):
        draw(st.sampled_from([*_sections(data)])).setdefault("questions", []).append(place[0].pop(place[1]))


def _revise(draw: st.DrawFn, data: Any) -> None:
    if place := _place(draw, data):
        place[0][place[1]]["revision"] = draw(st.integers(1, 3))


def _reword(draw: st.DrawFn, data: Any) -> None:
    if place := _place(draw, data):
        question = place[0][place[1]]
        words = question["text"].split(" ")
        question["text"] = " ".join(draw(st.permutations(words))[: draw(st.integers(0, len(words)))])


def _weigh(draw: st.DrawFn, data: Any) -> None:
    if place := _place(draw, data):
        place[0][place[1]]["weight"] = draw(st.sampled_from([0, 1, 1.0, 2.5]))


def _title(draw: st.DrawFn, data: Any) -> None:
    draw(st.sampled_from([*_sections(data)]))["title"] = draw(st.sampled_from(TEXTS))
