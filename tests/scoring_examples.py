"""The examples of docs/scoring.md: four lines that an assessor reads, as a questionnaire and its answers.

    rollup: mean
    power (weight 2): grid 0-3 = 3, fuel 0-3 = unknown; repair: plan 0-3 = 0
    power: (3 + 0) / 2 = 1.5; (2*1.5 + 1*0) / (2 + 1) = 1
    1 on 0 to 3; at worst 1, at best 2

The facts that brackets may hold are in `_SECTION`, `_QUESTION` and `_ANSWER`; whatever else is written is refused.
"""

from __future__ import annotations

import ast
import json
import operator
import re
import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from cyberready.model.answers import Answer
from cyberready.model.questionnaire import Questionnaire
from tests.scoring.made_up import questionnaire

ID = "example"
_Keys = dict[str, Any]
_Meaning = Callable[..., _Keys]

_SECTION: dict[str, _Meaning] = {
    r"weight ([\d.]+)": lambda weight: {"weight": float(weight)},
    r"rollup (\w+)": lambda word: {"rollup": word},
}
_QUESTION: dict[str, _Meaning] = {
    r"weight ([\d.]+)": lambda weight: {"weight": float(weight)},
    r"level (\d+)": lambda level: {"level": int(level)},
    r"required": lambda: {"required": True},
    r"criteria \d+ of (\d+)": lambda number: {"criteria": [f"criterion {n}" for n in range(int(number))]},
    r"evidence from (\d+)": lambda option: {"evidence_from": int(option)},
}
_ANSWER: dict[str, _Meaning] = {
    r"criteria (\d+) of \d+": lambda met: {"criteria": list(range(int(met)))},
    r"attached": lambda: {"evidence": [{"title": "a document"}]},
    r"none": dict,
}
_STATES: dict[str, _Keys] = {
    "not applicable": {"not_applicable": "there is none"},
    "unknown": {"unknown": True},
    "unanswered": {},
}
_NAMED_SECTION = re.compile(r"([a-z]+)(?: \(([^()]+)\))?: (.+)")
_NAMED_QUESTION = re.compile(r"([a-z]+) (\d+)-(\d+)(?: \(([^()]+)\))? = (\d+|[a-z ]+)")
_NUMBER = r"-?\d+(?:\.\d+)?"
_RESULT = re.compile(rf"({_NUMBER}|no score) on ({_NUMBER}) to ({_NUMBER})(?:; at worst (\S+), at best (\S+))?")


@dataclass(frozen=True)
class Step:
    """A part of the third line: `label: statement`, or a statement alone.

    A label is a section, `at worst`, `at best`, `answered share` or `level 2`.
    """

    label: str
    statement: str


@dataclass(frozen=True)
class Expected:
    """The fourth line; without bounds the sheet is complete, and they are the score."""

    value: float | None
    unit: tuple[float, float]
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Example:
    questionnaire: Questionnaire
    answers: Mapping[str, Answer]
    steps: tuple[Step, ...]
    expected: Expected


def example(block: str) -> Example:
    """The example that a fenced block holds, checked as a file would be; `ValueError` where it is none."""
    lines = block.splitlines()
    if len(lines) != 4:
        raise ValueError(f"{len(lines)} lines, not four: {block}")
    settings, questions, arithmetic, score = lines
    answers: dict[str, _Keys] = {}
    domain = {"id": ID, "title": ID, **yaml.safe_load(f"{{{settings}}}"), **_children(questions, answers)}
    body = {
        "cyberready": 1,
        "id": ID,
        "version": "1",
        "title": ID,
        "language": "en",
        "scales": {scale: _levels(scale) for scale in re.findall(r"\d+-\d+", questions)},
        "domains": [domain],
    }
    return Example(
        questionnaire=questionnaire(json.dumps(body)),
        answers={id: Answer.model_validate(answer) for id, answer in answers.items()},
        steps=tuple(_step(step) for step in arithmetic.split("; ")),
        expected=_expected(score),
    )


def calculated(text: str) -> float:
    """What a line of arithmetic comes to; `ValueError` for anything but numbers, signs and the functions below."""
    try:
        return _calculated(ast.parse(text.replace("^", "**"), mode="eval").body)
    except SyntaxError as error:
        raise ValueError(f"no arithmetic: {text}") from error


def _children(line: str, answers: dict[str, _Keys]) -> _Keys:
    """The questions of the second line, or its sections with theirs; their answers go into `answers`."""
    if ": " not in line:
        return {"questions": list(_questions(line, answers))}
    sections = []
    for part in line.split("; "):
        name, facts, questions = _matched(_NAMED_SECTION, part)
        keys = {"id": name, "title": name, **_told(facts, _SECTION)}
        sections.append({**keys, "questions": list(_questions(questions, answers))})
    return {"sections": sections}


def _questions(line: str, answers: dict[str, _Keys]) -> Iterator[_Keys]:
    for part in re.split(r", (?![^()]*\))", line):  # commas in brackets stand between facts
        name, worst, best, facts, said = _matched(_NAMED_QUESTION, part)
        if not said.isdigit() and said not in _STATES:
            raise ValueError(f"neither points nor a state: {said}")
        answer = {"value": int(said)} if said.isdigit() else _STATES[said]
        answers[name] = {**answer, **_told(facts, _ANSWER, beside=_QUESTION)}
        yield {"id": name, "text": name, "scale": f"{worst}-{best}", **_told(facts, _QUESTION, beside=_ANSWER)}


def _levels(scale: str) -> _Keys:
    worst, best = map(int, scale.split("-"))
    return {"type": "levels", "options": [{"value": n, "label": str(n)} for n in range(worst, best + 1)]}


def _told(facts: str | None, meanings: Mapping[str, _Meaning], beside: Iterable[str] = ()) -> _Keys:
    """The keys that the facts in brackets stand for; a fact of a form in `beside` adds none."""
    keys: _Keys = {}
    for fact in facts.split(", ") if facts else ():
        if not any(re.fullmatch(form, fact) for form in (*meanings, *beside)):
            raise ValueError(f"not understood: {fact}")
        for form, meaning in meanings.items():
            if found := re.fullmatch(form, fact):
                keys |= meaning(*found.groups())
    return keys


def _step(text: str) -> Step:
    label, _, statement = text.rpartition(": ")
    return Step(label, statement)


def _expected(line: str) -> Expected:
    value, worst, best, low, high = _matched(_RESULT, line)
    score = None if value == "no score" else float(value)
    bounds = (score, score) if low is None else (float(low), float(high))
    return Expected(score, (float(worst), float(best)), *bounds)


def _matched(form: re.Pattern[str], text: str) -> tuple[Any, ...]:
    found = form.fullmatch(text)
    if found is None:
        raise ValueError(f"not understood: {text}")
    return found.groups()


_SIGNS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
_FUNCTIONS: dict[str, Callable[[list[float]], float]] = {"min": min, "max": max, "median": statistics.median}


def _calculated(node: ast.expr) -> float:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_calculated(operand)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _SIGNS:
            return _SIGNS[type(sign)](_calculated(left), _calculated(right))
        case ast.Call(func=ast.Name(id=name), args=[*numbers], keywords=[]) if name in _FUNCTIONS:
            return _FUNCTIONS[name]([_calculated(number) for number in numbers])
    raise ValueError(f"no arithmetic: {ast.unparse(node)}")
