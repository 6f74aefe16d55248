"""Skip logic: which questions a sheet is asked (questionnaire format, chapter 1)."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping
from graphlib import TopologicalSorter
from typing import Any

from cyberready.model.answers import Answer
from cyberready.model.conditions import AllOf, AnswerAtLeast, AnswerIs, AnyOf, Condition, IsAnswered, Not
from cyberready.model.questionnaire import Questionnaire
from cyberready.model.scales import LevelsScale, MultipleScale, NumberScale


def named(condition: Condition) -> Iterator[str]:
    """The questions that a condition looks at."""
    match condition:
        case AllOf(all=parts) | AnyOf(any=parts):
            for part in parts:
                yield from named(part)
        case Not(not_=part):
            yield from named(part)
        case AnswerIs() | AnswerAtLeast() | IsAnswered():
            yield condition.question


def asking_order(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The questions, each after those that its conditions look at.

    Raises:
        graphlib.CycleError: the conditions run in a circle, which `check` refuses before.
    """
    graph = {
        id: {
            name
            for condition in questionnaire.conditions.get(id, ())
            for name in named(condition)
            if name in questionnaire.questions
        }
        for id in questionnaire.questions
    }
    return tuple(TopologicalSorter(graph).static_order())


def asked(
    questionnaire: Questionnaire, answers: Mapping[str, Answer], order: tuple[str, ...] | None = None
) -> dict[str, bool]:
    """Whether each question is asked, given the answers as they stand, before any gate."""
    conditions = questionnaire.conditions
    result = dict.fromkeys(questionnaire.questions, True)
    for id in order or asking_order(questionnaire):
        if id in conditions:
            result[id] = all(_holds(questionnaire, each, answers, result) for each in conditions[id])
    return result


def _holds(
    questionnaire: Questionnaire,
    condition: Condition,
    answers: Mapping[str, Answer],
    asked_before: Mapping[str, bool],
) -> bool:
    match condition:
        case AllOf(all=parts):
            return all(_holds(questionnaire, part, answers, asked_before) for part in parts)
        case AnyOf(any=parts):
            return any(_holds(questionnaire, part, answers, asked_before) for part in parts)
        case Not(not_=part):
            return not _holds(questionnaire, part, answers, asked_before)
    answer = answers.get(condition.question)
    if answer is None or answer.state != "answered" or not asked_before.get(condition.question, False):
        return False
    match condition:
        case AnswerIs(is_=values):
            given = answer.value if isinstance(answer.value, tuple) else (answer.value,)
            return any(value in values for value in given)
        case AnswerAtLeast(question=question, at_least=bound):
            scale = questionnaire.scale_of(question)
            if isinstance(scale, LevelsScale):
                at, least = scale.position(answer.value), scale.position(bound)
                return at is not None and least is not None and at >= least
            return answer.value >= bound  # type: ignore[operator]
        case IsAnswered():
            return True


# 5 questions of 6 levels and "no value" make 16,807 combinations, about 50 ms; conditions on more are trusted.
_MOST_COMBINATIONS = 20_000


def can_be_asked(questionnaire: Questionnaire, order: tuple[str, ...]) -> dict[str, bool]:
    """Whether some answers bring each question up, found by trying the answers to what its conditions name."""
    result: dict[str, bool] = {}
    for id in order:
        conditions = questionnaire.conditions.get(id, ())
        names = sorted({name for condition in conditions for name in named(condition)})
        values = [_typical_values(questionnaire, conditions, name) if result[name] else [None] for name in names]
        if math.prod(len(choices) for choices in values) > _MOST_COMBINATIONS:
            result[id] = True
            continue
        tries = [[Answer.model_construct(value=value) for value in choices] for choices in values]
        result[id] = any(
            all(
                _holds(questionnaire, condition, dict(zip(names, given, strict=True)), result)
                for condition in conditions
            )
            for given in itertools.product(*tries)
        )
    return result


def _typical_values(questionnaire: Questionnaire, conditions: Iterable[Condition], name: str) -> list[Any]:
    """No value, and one for each way in which a condition could tell answers to this question apart."""
    scale = questionnaire.scale_of(name)
    compared = list(dict.fromkeys(value for condition in conditions for value in _compared(condition, name)))
    values: Iterable[Any]
    if isinstance(scale, LevelsScale):
        values = [option.value for option in scale.options]
    elif isinstance(scale, MultipleScale):
        sizes = range(len(compared) + 1)
        chosen = itertools.chain.from_iterable(itertools.combinations(compared, size) for size in sizes)
        values = itertools.islice(chosen, _MOST_COMBINATIONS)
    elif isinstance(scale, NumberScale):
        values = _typical_numbers(scale, compared)
    else:  # texts and dates: a text before all, each one compared and one just behind it
        values = ["", *compared, *(f"{text}?" for text in compared)]
    return [None, *values]


def _typical_numbers(scale: NumberScale, compared: Iterable[Any]) -> list[float]:
    """The numbers compared, the bounds of the scale, one number between each two and one beyond each end."""
    low, high = scale.minimum, scale.maximum
    numbers = sorted({float(number) for number in (*compared, low, high) if number is not None} or {0.0})
    between = [(left + right) / 2 for left, right in itertools.pairwise(numbers)]
    around = [numbers[0] - 1, *numbers, *between, numbers[-1] + 1]
    return [n for n in around if (low is None or n >= low) and (high is None or n <= high)]


def _compared(condition: Condition, name: str) -> Iterator[Any]:
    """The values with which a condition compares a question."""
    match condition:
        case AllOf(all=parts) | AnyOf(any=parts):
            for part in parts:
                yield from _compared(part, name)
        case Not(not_=part):
            yield from _compared(part, name)
        case AnswerIs(question=question, is_=values) if question == name:
            yield from values
        case AnswerAtLeast(question=question, at_least=value) if question == name:
            yield value
