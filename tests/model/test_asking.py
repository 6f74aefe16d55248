"""Skip logic (chapter 1): which questions a sheet is asked."""

from __future__ import annotations

from graphlib import CycleError
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from cyberready.library.finding import parse_questionnaire
from cyberready.library.reading import Document, parse
from cyberready.model.answers import Answer
from cyberready.model.asking import asked, asking_order, can_be_asked, named
from cyberready.model.conditions import Condition
from cyberready.model.questionnaire import Questionnaire

SCALES = """
  level: {type: levels, options: [{value: 2, label: Low, points: 0}, {value: 1, label: Middle},
                                  {value: 3, label: High}]}
  word: {type: levels, options: [{value: none, label: None, points: 0}, {value: full, label: Full, points: 1}]}
  several: {type: multiple, options: [{value: a, label: A, points: 1}, {value: b, label: B, points: 1},
                                      {value: c, label: C, points: 1}]}
  hours: {type: number, minimum: 0, maximum: 10}
  text: {type: text}
  date: {type: date}
"""
HEAD = f'cyberready: 1\nid: skip\nversion: "1"\ntitle: Skip\nlanguage: en\nscales:{SCALES}'
QUESTIONS = "\n".join(
    f"      - {{id: {id}, text: Which, scale: {id}}}"
    for id in ("level", "word", "several", "hours", "text", "date")
)


def questionnaire(domains: str) -> Questionnaire:
    document = parse(f"{HEAD}domains:\n{domains}", Document("questionnaire.yaml"))
    found = parse_questionnaire(document)
    assert found is not None, "\n".join(map(str, document.faults))
    return found


def with_condition(when: str) -> Questionnaire:
    """One question of each scale, named for it, and the question `last` that hangs on them."""
    last = f"      - {{id: last, text: Then, scale: text, when: {when}}}"
    return questionnaire(f"  - id: d\n    title: D\n    questions:\n{QUESTIONS}\n{last}\n")


def answers(text: str) -> dict[str, Answer]:
    """Answers in the short form of a sheet."""
    written: dict[str, Any] = yaml.safe_load(text)
    short = {id: given if isinstance(given, dict) else {"value": given} for id, given in written.items()}
    return {id: Answer.model_validate(given) for id, given in short.items()}


@pytest.mark.parametrize(
    ("when", "given", "expected"),
    [
        ("{question: level, is: [1, 3]}", "{level: 3}", True),
        ("{question: level, is: [1, 3]}", "{level: 2}", False),
        ("{question: word, is: [full]}", "{word: full}", True),
        ("{question: hours, is: [4]}", "{hours: 4.0}", True),
        ("{question: text, is: [yes indeed]}", "{text: yes indeed}", True),
        ("{question: text, is: [yes indeed]}", "{text: Yes indeed}", False),
        # multiple: any of its options
        ("{question: several, is: [a, c]}", "{several: [b, c]}", True),
        ("{question: several, is: [a, c]}", "{several: [b]}", False),
        ("{question: several, is: [a, c]}", "{several: []}", False),
        # levels compare by position, not by value: 2 stands first
        ("{question: level, at_least: 1}", "{level: 1}", True),
        ("{question: level, at_least: 1}", "{level: 3}", True),
        ("{question: level, at_least: 1}", "{level: 2}", False),
        ("{question: word, at_least: full}", "{word: none}", False),
        ("{question: hours, at_least: 4}", "{hours: 4}", True),
        ("{question: hours, at_least: 4}", "{hours: 3.99}", False),
        ("{question: date, at_least: '2026-01-01'}", "{date: '2026-06-15'}", True),
        ("{question: date, at_least: '2026-01-01'}", "{date: '2025-12-31'}", False),
        ("{question: level, answered: true}", "{level: 2}", True),
        ("{question: several, answered: true}", "{several: []}", True),  # [] is an answer
        ("{question: hours, answered: true}", "{hours: 0}", True),
        # no value: false, whatever the condition; `not` of it is true
        ("{question: level, answered: true}", "{}", False),
        ("{question: level, answered: true}", "{level: {note: later}}", False),
        ("{question: level, answered: true}", "{level: {unknown: true}}", False),
        ("{question: level, answered: true}", "{level: {not_applicable: none here}}", False),
        ("{question: level, at_least: 2}", "{}", False),
        ("{not: {question: level, at_least: 2}}", "{}", True),
        ("{not: {question: level, is: [3]}}", "{level: {unknown: true}}", True),
        ("{not: {question: level, is: [3]}}", "{level: 3}", False),
        ("{not: {not: {question: level, is: [3]}}}", "{level: 3}", True),
        # all and any
        ("{all: [{question: level, is: [3]}, {question: word, is: [full]}]}", "{level: 3, word: full}", True),
        ("{all: [{question: level, is: [3]}, {question: word, is: [full]}]}", "{level: 3}", False),
        ("{any: [{question: level, is: [3]}, {question: word, is: [full]}]}", "{level: 3}", True),
        ("{any: [{question: level, is: [3]}, {question: word, is: [full]}]}", "{level: 1, word: none}", False),
        ("{any: [{all: [{question: level, is: [3]}, {not: {question: word, answered: true}}]},"
         " {question: hours, at_least: 9}]}", "{level: 3, word: none, hours: 9}", True),
        ("{any: [{all: [{question: level, is: [3]}, {not: {question: word, answered: true}}]},"
         " {question: hours, at_least: 9}]}", "{level: 3, word: none, hours: 8}", False),
    ],
)  # fmt: skip
def test_conditions(when: str, given: str, expected: bool) -> None:
    assert asked(with_condition(when), answers(given))["last"] is expected


def test_conditions_see_the_answer_as_given_before_gates() -> None:
    found = questionnaire("""
  - id: d
    title: D
    questions:
      - {id: first, text: One, scale: word, criteria: [tested], evidence_from: full}
      - {id: second, text: Two, scale: text, when: {question: first, is: [full]}}
""")
    assert asked(found, answers("{first: full}"))["second"]


CHAIN = """
  - id: before
    title: Before
    when: {question: c, answered: true}
    questions:
      - {id: d, text: Four, scale: level}
    sections:
      - id: before.deep
        title: Deep
        sections:
          - id: before.deep.deeper
            title: Deeper
            when: {not: {question: b, is: [3]}}
            questions:
              - {id: e, text: Five, scale: level, when: {question: d, at_least: 1}}
  - id: after
    title: After
    questions:
      - {id: c, text: Three, scale: level, when: {question: b, is: [1, 3]}}
      - {id: b, text: Two, scale: level, when: {question: a, is: [3]}}
      - {id: a, text: One, scale: level}
      - {id: unless, text: Unless, scale: level, when: {not: {question: b, answered: true}}}
"""


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("{}", "a unless"),
        ("{a: 3}", "a b unless"),
        ("{a: 3, b: 1}", "a b c"),
        ("{a: 3, b: 1, c: 2}", "a b c d"),
        ("{a: 3, b: 1, c: 2, d: 2}", "a b c d"),
        ("{a: 3, b: 1, c: 2, d: 1}", "a b c d e"),
        ("{a: 3, b: 3, c: 2, d: 1}", "a b c d"),
        # what hangs on a hidden question is hidden too, whatever the sheet says there; `not` of it is asked
        ("{a: 1, b: 1, c: 2, d: 1}", "a unless"),
        ("{a: {unknown: true}, b: 1, c: 2, d: 1, e: 3}", "a unless"),
    ],
)
def test_chains(given: str, expected: str) -> None:
    is_asked = asked(questionnaire(CHAIN), answers(given))
    assert sorted(id for id, there in is_asked.items() if there) == expected.split()
    assert len(is_asked) == 6


def test_the_order_of_asking_puts_each_question_behind_those_it_hangs_on() -> None:
    order = asking_order(questionnaire(CHAIN))
    assert sorted(order) == ["a", "b", "c", "d", "e", "unless"]
    assert sorted(order, key=order.index) == list(order)
    hangs_on = {"b": "a", "c": "b", "d": "c", "e": "bcd", "unless": "b"}
    assert all(order.index(name) < order.index(id) for id, names in hangs_on.items() for name in names)


def test_conditions_of_a_question_are_its_sections_and_its_own() -> None:
    found = questionnaire(CHAIN)
    looked_at = [list(named(condition)) for condition in found.conditions["e"]]
    assert looked_at == [["c"], ["b"], ["d"]]
    assert "a" not in found.conditions


@pytest.mark.parametrize(
    ("condition", "names"),
    [
        ("{question: a, answered: true}", ["a"]),
        ("{all: [{question: a, is: [1]}, {not: {any: [{question: b, at_least: 2}, {question: a, is: [3]}]}}]}",
         ["a", "b", "a"]),
    ],
)  # fmt: skip
def test_named(condition: str, names: list[str]) -> None:
    assert list(named(TypeAdapter[Any](Condition).validate_python(yaml.safe_load(condition)))) == names


@pytest.mark.parametrize(
    "domains",
    [
        "  - {id: d, title: D, questions: [{id: a, text: A, scale: level, when: {question: a, is: [1]}}]}",
        "  - {id: d, title: D, when: {question: a, is: [1]}, questions: [{id: a, text: A, scale: level}]}",
        "  - {id: d, title: D, questions: [{id: a, text: A, scale: level, when: {not: {question: b, is: [1]}}},"
        " {id: b, text: B, scale: level, when: {question: a, is: [1]}}]}",
    ],
)
def test_a_circle_of_conditions_is_refused(domains: str) -> None:
    document = parse(f"{HEAD}domains:\n{domains}\n", Document("questionnaire.yaml"))
    assert parse_questionnaire(document) is None
    assert [fault.what.partition(":")[0] for fault in document.errors] == ["conditions run in a circle"]
    with pytest.raises(CycleError):
        asking_order(Questionnaire.model_validate(document.data))


@pytest.mark.parametrize(
    ("when", "possible"),
    [
        ("{question: level, is: [3]}", True),
        ("{not: {question: level, answered: true}}", True),
        ("{all: [{question: level, is: [1]}, {question: level, is: [3]}]}", False),
        ("{all: [{question: level, is: [1, 2]}, {question: level, at_least: 3}]}", False),
        ("{all: [{question: level, answered: true}, {not: {question: level, at_least: 2}}]}", False),
        # multiple: any choice of options, also of some without the others
        ("{all: [{question: several, is: [a]}, {question: several, is: [c]}]}", True),
        ("{all: [{question: several, is: [a]}, {question: several, is: [c]},"
         " {not: {question: several, is: [b]}}]}", True),
        ("{all: [{question: several, answered: true}, {not: {question: several, is: [a, b, c]}}]}", True),
        ("{all: [{question: several, is: [a]}, {not: {question: several, is: [a, b]}}]}", False),
        # numbers: between and beyond those compared, within the bounds of the scale
        ("{all: [{question: hours, at_least: 1}, {not: {question: hours, at_least: 1.5}}]}", True),
        ("{all: [{question: hours, at_least: 1}, {not: {question: hours, is: [1]}},"
         " {not: {question: hours, at_least: 2}}]}", True),
        ("{all: [{question: hours, answered: true}, {not: {question: hours, at_least: 0.5}}]}", True),
        ("{all: [{question: hours, answered: true}, {not: {question: hours, at_least: 0}}]}", False),
        ("{question: hours, at_least: 10}", True),
        ("{question: hours, at_least: 11}", False),
        ("{all: [{question: hours, at_least: 3}, {not: {question: hours, at_least: 2}}]}", False),
        # texts and dates: others than those compared, before and behind
        ("{all: [{question: text, answered: true}, {not: {question: text, is: [none]}}]}", True),
        ("{all: [{question: text, is: [one]}, {question: text, is: [two]}]}", False),
        ("{all: [{question: date, answered: true}, {not: {question: date, at_least: '2026-01-01'}}]}", True),
        ("{all: [{question: date, at_least: '2026-01-01'}, {not: {question: date, is: ['2026-01-01']}}]}", True),
        ("{all: [{question: date, at_least: '2026-01-01'}, {not: {question: date, at_least: '2025-01-01'}}]}",
         False),
    ],
)  # fmt: skip
def test_can_be_asked(when: str, possible: bool) -> None:
    found = with_condition(when)
    assert can_be_asked(found, asking_order(found))["last"] is possible


def test_what_hangs_on_an_impossible_question_is_impossible_too() -> None:
    found = questionnaire("""
  - id: d
    title: D
    questions:
      - {id: a, text: A, scale: hours}
      - {id: b, text: B, scale: level, when: {question: a, at_least: 11}}
      - {id: c, text: C, scale: level, when: {question: b, answered: true}}
      - {id: not_c, text: Not C, scale: level, when: {not: {question: c, answered: true}}}
""")
    possible = can_be_asked(found, asking_order(found))
    assert possible == {"a": True, "b": False, "c": False, "not_c": True}


def test_conditions_on_too_many_answers_are_trusted() -> None:
    many = [f"option{n}" for n in range(16)]
    options = ", ".join(f"{{value: {value}, label: L, points: 1}}" for value in many)
    parts = ", ".join(f"{{question: a, is: [{value}]}}" for value in many)
    never = f"{{all: [{{not: {{question: a, answered: true}}}}, {parts}]}}"
    document = parse(
        f"{HEAD}  many: {{type: multiple, options: [{options}]}}\n"
        "domains:\n  - {id: d, title: D, questions: [{id: a, text: A, scale: many},"
        f" {{id: b, text: B, scale: text, when: {never}}}]}}\n",
        Document("questionnaire.yaml"),
    )
    found = parse_questionnaire(document)
    assert found is not None
    assert can_be_asked(found, asking_order(found))["b"]
