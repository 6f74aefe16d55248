"""Skip logic in words: `Only if “Is there a law?” (question 3, legal.law) is at least 2 (Partial).`"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from gettext import NullTranslations

from cyberready.model.conditions import AllOf, AnswerAtLeast, AnswerIs, AnyOf, Condition, IsAnswered, Not
from cyberready.model.questionnaire import Questionnaire
from cyberready.model.scales import LevelsScale, MultipleScale, NumberScale


def only_if(
    condition: Condition, questionnaire: Questionnaire, numbers: Mapping[str, str], words: NullTranslations
) -> str:
    """When a question or section is asked, as a sentence in the language of `words`; `numbers` is by question."""
    said = _Telling(questionnaire, numbers, words).said(condition)
    return words.gettext("Only if {condition}.").format(condition=said)


@dataclass(frozen=True)
class _Telling:
    questionnaire: Questionnaire
    numbers: Mapping[str, str]
    words: NullTranslations

    def said(self, condition: Condition) -> str:
        _ = self.words.gettext
        match condition:
            case AllOf(all=parts):
                return _joined(_("{first} and {second}"), map(self._part, parts))
            case AnyOf(any=parts):
                return _joined(_("{first} or {second}"), map(self._part, parts))
            case Not(not_=part):
                return _("it is not so that {condition}").format(condition=self._part(part))
            case AnswerIs(question=id, is_=values):
                several = isinstance(self.questionnaire.scale_of(id), MultipleScale)
                text = _("{question} includes {value}") if several else _("{question} is {value}")
                named = (self._value(value, id) for value in values)
                return text.format(question=self._question(id), value=_joined(_("{first} or {second}"), named))
            case AnswerAtLeast(question=id, at_least=bound):
                text = _("{question} is at least {value}")
                return text.format(question=self._question(id), value=self._value(bound, id))
            case IsAnswered(question=id):
                return _("{question} has an answer").format(question=self._question(id))

    def _part(self, condition: Condition) -> str:
        """In brackets where it has parts itself, so that nobody reads the whole in two ways."""
        alone = isinstance(condition, AnswerIs | AnswerAtLeast | IsAnswered)
        return self.said(condition) if alone else f"({self.said(condition)})"

    def _question(self, id: str) -> str:
        text = _one_line(self.questionnaire.questions[id].text)
        named = self.words.gettext("“{text}” (question {number}, {id})")
        return named.format(text=text, number=self.numbers[id], id=id)

    def _value(self, value: object, id: str) -> str:
        """An answer as the form shows it: an option with its label, a number with its unit."""
        scale = self.questionnaire.scale_of(id)
        if isinstance(scale, LevelsScale | MultipleScale):
            label = next((_one_line(option.label) for option in scale.options if option.key == str(value)), "")
            if label and label != str(value):
                return self.words.gettext("{value} ({label})").format(value=value, label=label)
        unit = _one_line(scale.unit) if isinstance(scale, NumberScale) else ""
        return f"{value} {unit}".rstrip()


def _joined(template: str, parts: Iterable[str]) -> str:
    return reduce(lambda first, second: template.format(first=first, second=second), parts)


def _one_line(text: str) -> str:
    return " ".join(text.split())
