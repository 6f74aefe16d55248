"""A questionnaire with a sheet as plain data, so that a property can change one thing and score again."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pytest
import yaml

from cyberready.model.answers import Answer
from cyberready.model.scorecard import Scorecard, SectionScore
from cyberready.scoring.plan import Plan
from cyberready.scoring.sheets import compile_plan, score_sheet

from . import made_up

Data = dict[str, Any]
Scores = dict[str, SectionScore]

OVERALL = ""
SCALES: Data = made_up.SCALES | yaml.safe_load("""
zeros: {type: levels, options: [{value: 0, label: a, points: -0.0}, {value: 1, label: b, points: 0},
                                {value: 2, label: c, points: 1}]}
debts: {type: levels, options: [{value: a, label: a, points: -2}, {value: b, label: b, points: 0.5},
                                {value: c, label: c, points: 0.5}, {value: d, label: d, points: 3}]}
losses: {type: levels, options: [{value: -9, label: a}, {value: -4, label: b}, {value: -1, label: c}]}
banded: {type: number, bands: [{from: 0, points: 4}, {from: 4, points: 2}, {from: 24, points: -1}]}
falling: {type: number, linear: {zero_at: 12.4, full_at: 0, points: 5}}
""")
LADDERS: dict[str, Sequence[Any]] = {
    "five": (0, 1, 2, 3, 4, 5),
    "three": (0, 1, 2, 3),
    "likert": (1, 2, 3, 4, 5),
    "tenths": (0, 1, 2, 3),
    "zeros": (0, 1, 2),
    "debts": ("a", "b", "c", "d"),
    "losses": (-9, -4, -1),
    "percent": (0, 33.3, 50, 100),
    "banded": (100, 24, 23, 4, 0.5, -3),
    "falling": (20, 12.4, 6.2, 0.1, 0),
}
"""Answers from the worst to the best, on the scales where one is given."""
OPTIONS = "abc"
VALUES: dict[str, Sequence[Any]] = {
    **LADDERS,
    "several": [list(found) for size in range(4) for found in itertools.combinations(OPTIONS, size)],
    "text": ("x", "y"),
    "count": (0, 7),
}
LEVELS = ("five", "three", "likert", "tenths", "zeros", "debts", "losses")
UNSCORED = ("text", "count")
NO_ANSWER: dict[str, Data] = {
    "not_applicable": {"not_applicable": "there is none"},
    "unknown": {"unknown": True},
    "unanswered": {},
}


@dataclass(frozen=True)
class Case:
    """A questionnaire and a sheet, as the data of their files; its scales are `SCALES` where it has none.

    `later` holds a value for every question, also for those that the sheet gives none.
    """

    body: Data
    answers: Mapping[str, Data]
    later: Mapping[str, Any]

    @cached_property
    def plan(self) -> Plan:
        used = {name: SCALES[name] for name in sorted(set(self.scales.values()))}
        return compile_plan(made_up.questionnaire(json.dumps({"scales": used, **self.body})))

    @cached_property
    def card(self) -> Scorecard:
        return self.with_answers({})

    @cached_property
    def scores(self) -> Scores:
        return scores(self.card)

    def with_answers(self, answers: Mapping[str, Data]) -> Scorecard:
        """The scorecard when these answers replace those of the same questions."""
        read = {id: Answer.model_validate(answer) for id, answer in {**self.answers, **answers}.items()}
        return score_sheet(self.plan, read, made_up.DIGEST)

    def with_body(self, body: Data) -> Case:
        """The same sheet on another text of the questionnaire."""
        return Case(body, self.answers, self.later)

    def rewritten(
        self,
        question: Callable[[Data], Data] = lambda question: question,
        section: Callable[[Data], Data] = lambda section: section,
    ) -> Case:
        """The same sheet on a questionnaire whose every question and section is rewritten like this."""

        def part(old: Data) -> Data:
            questions, sections = map(question, old["questions"]), map(part, old["sections"])
            return section({**old, "questions": list(questions), "sections": list(sections)})

        return self.with_body({**self.body, "domains": [part(domain) for domain in self.body["domains"]]})

    def with_section(self, id: str, change: Callable[[Data], Data]) -> Case:
        """The same sheet where one section is changed."""
        return self.rewritten(section=lambda part: change(part) if part["id"] == id else part)

    def with_scoring(self, **settings: Any) -> Case:
        """The same sheet where the questionnaire's own settings are these."""
        return self.with_body({**self.body, "scoring": {**self.body["scoring"], **settings}})

    @property
    def open(self) -> list[str]:
        """The questions that the sheet leaves unknown or unanswered."""
        return [id for id, answer in self.answers.items() if answer in (NO_ANSWER["unknown"], {})]

    @property
    def scales(self) -> dict[str, str]:
        return {question["id"]: question["scale"] for question in questions(self.body)}


def scores(card: Scorecard) -> Scores:
    """Every score by id, the overall one under the empty id."""
    return {OVERALL: card.overall, **card.sections}


def figures(score: SectionScore) -> tuple[float | None, ...]:
    return (score.value, score.low, score.high)


def sections(part: Data) -> Iterator[Data]:
    """Every section at every depth below a section or of a questionnaire."""
    for section in part["domains"] if "domains" in part else part["sections"]:
        yield section
        yield from sections(section)


def questions(part: Data) -> Iterator[Data]:
    """Every question at every depth below a section or of a questionnaire."""
    yield from part.get("questions", ())
    for section in sections(part):
        yield from section["questions"]


def better(scale: str, value: Any) -> list[Any]:
    """The next better answers: one option up, one option more, or the next number of no fewer points."""
    if scale == "several":
        return [[*value, option] for option in OPTIONS if option not in value]
    ladder = LADDERS.get(scale, ())
    return list(ladder[ladder.index(value) + 1 :][:1]) if ladder else []


def worst(scale: str) -> Any:
    return VALUES[scale][0]


def best(scale: str) -> Any:
    return VALUES[scale][-1]


def holds(section: str, id: str) -> bool:
    """Whether a section is another one, or lies above it; the overall score lies above all."""
    return section in (OVERALL, id) or id.startswith(f"{section}.")


def same(scores: Scores, others: Scores, *, above: str | None = None) -> bool:
    """Whether scores are the same but for rounding: all, or those of a section and what it holds."""
    ids = [id for id in scores if above is None or holds(above, id)]
    return all(figures(others[id]) == pytest.approx(figures(scores[id]), abs=1e-9) for id in ids)


def no_greater(less: float | None, more: float | None) -> bool:
    """Whether neither is a score, or both are and the one is not above the other but for rounding."""
    if less is None or more is None:
        return less is more
    return less <= more + 1e-9
