"""What changed between two versions of a questionnaire: each question's fate, and all else that differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from cyberready.library.changes import (
    Change,
    Part,
    changes,
    head_changes,
    profile_changes,
    question_data,
    scale_changes,
    scale_data,
    scoring_changes,
    section_changes,
)
from cyberready.library.likeness import Guess, likely, told_by, words
from cyberready.model.questionnaire import Questionnaire

Relation = Literal["same", "reworded", "split", "merged", "moved", "new", "dropped"]
RELATIONS: tuple[Relation, ...] = ("same", "reworded", "split", "merged", "moved", "new", "dropped")
# The keys of a question that say what it measures; the others say how it is explained, asked and counted.
MEASURED = ("text", "options", "criteria", "scale")


@dataclass(frozen=True)
class Row:
    """What became of a question, or where one comes from.

    `old` and `new` are ids: one of each where a question is in both, several of one side where it was split or
    merged, none of a side where it is new or dropped. `likeness` is that of a guess, from the words alone; None:
    the ids are equal. `changes` and `unraised` are only where one became one. `unraised` names which of text,
    options, criteria and scale say other words while the id and its revision stayed.
    """

    relation: Relation
    old: tuple[str, ...]
    new: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    unraised: tuple[str, ...] = ()
    likeness: float | None = None

    @property
    def guess(self) -> bool:
        return self.likeness is not None

    @property
    def percent(self) -> int:
        """The likeness in percent, rounded down: 100 only where the words are equal."""
        return int(100 * (1 if self.likeness is None else self.likeness))

    def change(self, key: str) -> Change | None:
        """What became of a key that has no parts."""
        return next((change for change in self.changes if change.key == key), None)


@dataclass(frozen=True)
class Differences:
    """Two versions of a questionnaire (or two questionnaires) and how they differ.

    `questions` has each question of both in exactly one row: in the order of the new file, then what was dropped.
    All else names only what differs.
    """

    old: Questionnaire
    new: Questionnaire
    questions: tuple[Row, ...]
    sections: tuple[Part, ...] = ()
    scales: tuple[Part, ...] = ()
    profiles: tuple[Part, ...] = ()
    scoring: tuple[Change, ...] = ()
    head: tuple[Change, ...] = ()

    @property
    def counts(self) -> dict[Relation, int]:
        """How many rows each relation has."""
        counted = Counter(row.relation for row in self.questions)
        return {relation: counted[relation] for relation in RELATIONS}

    @property
    def differ(self) -> bool:
        """Whether they differ at all, their ids and versions aside."""
        rows = (row.relation != "same" or row.changes or row.guess for row in self.questions)
        return bool(self.sections or self.scales or self.profiles or self.scoring or self.head) or any(rows)


def differences(old: Questionnaire, new: Questionnaire) -> Differences:
    """Match the questions by id, those whose id is in one version alone by their words, and compare all parts."""
    return Differences(
        old,
        new,
        tuple(_rows(old, new)),
        section_changes(old, new),
        scale_changes(old, new),
        profile_changes(old, new),
        scoring_changes(old, new),
        head_changes(old, new),
    )


def _rows(old: Questionnaire, new: Questionnaire) -> list[Row]:
    before = {id: told_by(question) for id, question in old.questions.items() if id not in new.questions}
    after = {id: told_by(question) for id, question in new.questions.items() if id not in old.questions}
    guesses = likely(before, after)
    come = {id: guess for guess in guesses for id in guess.new}
    rows: list[Row] = []
    for id in new.questions:
        if id in old.questions:
            rows.append(_known(old, new, id))
        elif id not in come:
            rows.append(Row("new", (), (id,)))
        elif id == come[id].new[0]:
            rows.append(_guessed(old, new, come[id]))
    gone = {id for guess in guesses for id in guess.old}
    return [*rows, *(Row("dropped", (id,), ()) for id in before if id not in gone)]


def _known(old: Questionnaire, new: Questionnaire, id: str) -> Row:
    """A question that kept its id. A revision of its own weighs more than a section of its own."""
    found = changes(question_data(old, id), question_data(new, id))
    keys = {change.key for change in found}
    if "revision" in keys:
        return Row("reworded", (id,), (id,), found)
    before, after = _measured(old, id), _measured(new, id)
    unraised = tuple(key for key in before if before[key] != after[key])
    return Row("moved" if "section" in keys else "same", (id,), (id,), found, unraised)


def _guessed(old: Questionnaire, new: Questionnaire, guess: Guess) -> Row:
    if len(guess.new) > 1:
        return Row("split", guess.old, guess.new, likeness=guess.likeness)
    if len(guess.old) > 1:
        return Row("merged", guess.old, guess.new, likeness=guess.likeness)
    a, b = guess.old[0], guess.new[0]
    found = changes(question_data(old, a), question_data(new, b))
    keys = {change.key for change in found}
    alike = "revision" not in keys and _measured(old, a) == _measured(new, b)
    relation: Relation = "moved" if "section" in keys else "same" if alike else "reworded"
    return Row(relation, guess.old, guess.new, found, likeness=guess.likeness)


def _measured(questionnaire: Questionnaire, id: str) -> dict[str, Any]:
    """What a question measures, in words: a corrected comma or accent changes nothing here."""
    question = questionnaire.questions[id]
    return {
        "text": words(question.text),
        "options": {key: [words(fact) for fact in facts] for key, facts in question.options.items()},
        "criteria": [words(criterion) for criterion in question.criteria],
        "scale": _in_words(scale_data(questionnaire.scale_of(id))),
    }


def _in_words(value: Any) -> Any:
    if isinstance(value, str):
        return words(value)
    if isinstance(value, Mapping):
        return {key: _in_words(item) for key, item in value.items()}
    return [_in_words(item) for item in value] if isinstance(value, list | tuple) else value
