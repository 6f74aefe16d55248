"""Whether an answer fits its question: the one place that says so, for files, commands and the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cyberready.language.messages import _
from cyberready.model.answers import Answer
from cyberready.model.questionnaire import Question
from cyberready.model.scales import DateScale, LevelsScale, MultipleScale, NumberScale, Scale, TextScale


def answer_problems(question: Question, scale: Scale, answer: Answer) -> tuple[str, ...]:
    """Everything that keeps an answer from being accepted, as sentences; empty when it fits."""
    return tuple(_problems(question, scale, answer))


def _problems(question: Question, scale: Scale, answer: Answer) -> Iterator[str]:
    given = [
        name
        for name, there in (
            (_("a value"), answer.value is not None),
            ("`not_applicable`", answer.not_applicable is not None),
            ("`unknown`", answer.unknown),
        )
        if there
    ]
    if len(given) > 1:
        yield _("has {given}; only one of them can be true.").format(given=_(" and ").join(given))
    if answer.not_applicable is not None and not answer.not_applicable.strip():
        yield _("`not_applicable` needs the reason.")
    if answer.value is not None:
        yield from _value_problems(scale, answer.value)
    options = [option.key for option in scale.options] if isinstance(scale, LevelsScale | MultipleScale) else []
    for key, ticked in answer.facts.items():
        if key not in options:
            yield _("`facts` names option `{key}`, which scale `{scale}` does not have.").format(
                key=key, scale=question.scale
            )
            continue
        facts = question.options.get(key, ())
        for position in ticked:
            if position >= len(facts):
                yield _(
                    "`facts` ticks fact {position} of option `{key}`, which has {count} (counted from 0)."
                ).format(position=position, key=key, count=len(facts))
    for position in answer.criteria:
        if position >= len(question.criteria):
            yield _("`criteria` ticks {position}, but there are {count} (counted from 0).").format(
                position=position, count=len(question.criteria)
            )
    if answer.sample is not None and answer.sample.seen > answer.sample.of:
        yield _("`sample` saw {seen} of {of}, which is more than there are.").format(
            seen=answer.sample.seen, of=answer.sample.of
        )


def _value_problems(scale: Scale, value: object) -> Iterator[str]:
    match scale:
        case LevelsScale():
            if scale.position(value) is None:
                offered = ", ".join(option.key for option in scale.options)
                yield _("value {value!r} is none of the scale's options: {offered}.").format(
                    value=value, offered=offered
                )
        case MultipleScale():
            if not isinstance(value, tuple):
                yield _("value {value!r} must be a list of options; `[]` when none applies.").format(value=value)
                return
            values = [option.value for option in scale.options]
            for item in value:
                if not any(type(item) is type(option) and item == option for option in values):
                    yield _("{item!r} is none of the scale's options: {names}.").format(
                        item=item, names=", ".join(map(str, values))
                    )
            if len(set(value)) < len(value):
                yield _("lists an option twice.")
        case NumberScale():
            yield from _number_problems(scale, value)
        case TextScale() if not isinstance(value, str):
            yield _("value {value!r} must be text; put it in quotes.").format(value=value)
        case DateScale() if not is_date(value):
            yield _("value {value!r} must be a date, written YYYY-MM-DD.").format(value=value)


def _number_problems(scale: NumberScale, value: object) -> Iterator[str]:
    if not isinstance(value, int | float) or isinstance(value, bool) or not abs(value) <= 1e15:
        yield _("value {value!r} must be a finite number, at most 1e15.").format(value=value)
        return
    if scale.minimum is not None and value < scale.minimum:
        yield _("value {value} is below the minimum, {minimum}.").format(value=value, minimum=scale.minimum)
    if scale.maximum is not None and value > scale.maximum:
        yield _("value {value} is above the maximum, {maximum}.").format(value=value, maximum=scale.maximum)


def is_date(value: object) -> bool:
    """Whether a value is a day of the calendar, written YYYY-MM-DD."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
