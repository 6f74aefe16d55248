"""Which questions may be which: the table is the specification, a letter standing for a word."""

from __future__ import annotations

from random import Random
from statistics import median

import pytest

from cyberready.library.finding import Library, shipped_folder
from cyberready.library.likeness import ALIKE, Guess, Words, likely, told_by, words
from cyberready.model.questionnaire import Question

LONGEST = Library((shipped_folder(),)).load("trust-security-ict").questionnaire


def letters(said: dict[str, str]) -> dict[str, Words]:
    return {id: tuple(text) for id, text in said.items()}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({}, {}, []),
        ({"o": "abcdef"}, {}, []),
        ({"o": "abcdef"}, {"n": "abcdef"}, ["o → n 1.00"]),
        ({"o": "abcdef"}, {"n": "abcxyz"}, []),
        ({"o": "abcdef"}, {"n": "abcdxy"}, ["o → n 0.67"]),
        ({"o": "abcdef"}, {"n": "fedcba"}, []),  # the same words say something else in another order
        ({"o": ""}, {"n": ""}, []),
        # equal words first and in file order, then the most alike
        ({"o": "abcdef", "p": "abcdef"}, {"m": "abcdef", "n": "abcdef"}, ["o → m 1.00", "p → n 1.00"]),
        ({"o": "abcdex", "p": "abcdef"}, {"m": "abcdef", "n": "abcdey"}, ["p → m 1.00", "o → n 0.83"]),
        ({"o": "abcdef"}, {"m": "abcdex", "n": "abcdef"}, ["o → n 1.00"]),
        ({"o": "abcdex", "p": "abcdey"}, {"n": "abcdez"}, ["o → n 0.83"]),
        # questions on one pattern, each nearest to its own
        ({"o": "abcdeo", "p": "abcdep"}, {"m": "abcdepy", "n": "abcdeox"}, ["p → m 0.92", "o → n 0.92"]),
        # an old one, its successor, and another on the same pattern that adds nothing of it
        ({"o": "abcdeo"}, {"m": "abcdeoy", "n": "abcdez"}, ["o → m 0.92"]),
        # a split: each adds what the other lacks; what both repeat counts once
        ({"o": "abcdef"}, {"m": "abc", "n": "def"}, ["o → m n 0.67"]),
        ({"o": "abcdefgh"}, {"n": "abefgh", "m": "abcd"}, ["o → n m 0.67"]),
        ({"o": "abcdefgh"}, {"n": "abefgh", "m": "abxy"}, ["o → n 0.86"]),
        ({"o": "abcdefghi"}, {"k": "abcde", "m": "defgh", "n": "defghi"}, ["o → k n 0.71"]),
        # merged: the same from the other side
        ({"m": "abc", "n": "def"}, {"o": "abcdef"}, ["m n → o 0.67"]),
        ({"m": "abcd", "n": "abefgh"}, {"o": "abcdefgh"}, ["m n → o 0.67"]),
        # two old ones never become two new ones together
        ({"o": "abcdef", "p": "abcxyz"}, {"m": "abcdeu", "n": "abcxyu"}, ["o → m 0.83", "p → n 0.83"]),
    ],
)
def test_guesses(old: dict[str, str], new: dict[str, str], expected: list[str]) -> None:
    found = likely(letters(old), letters(new))
    told = [f"{' '.join(guess.old)} → {' '.join(guess.new)} {guess.likeness:.2f}" for guess in found]
    assert told == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Is it so?", "is it so"),
        ("  IS  it, so…", "is it so"),
        ("«Écrit» l'été", "ecrit l ete"),
        ("أُمّ الشبكة", "ام الشبكه"),
        ("8 hours, 8.5 hours, 1,000", "8 hours 8.5 hours 1,000"),
        ("at -5 or +5", "at -5 or +5"),
        ("< 10 %", "< 10 %"),
        ("and/or", "and / or"),
        ("?!", ""),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert " ".join(words(text)) == expected


def test_a_question_is_told_by_its_text_and_descriptors() -> None:
    question = Question.model_validate(
        {
            "id": "a",
            "text": "Is it?",
            "help": "x",
            "scale": "s",
            "options": {"0": ["no"], "1": ["yes", "and seen"]},
        }
    )
    assert told_by(question) == ("is", "it", "no", "yes", "and", "seen")


# What the comment beside the threshold says of our longest questionnaire


SAID = {id: told_by(question) for id, question in LONGEST.questions.items()}
DESCRIBED = [id for id, question in LONGEST.questions.items() if question.options]


def reworded(text: Words, share: float, chance: Random) -> Words:
    """The words with this share of them struck, replaced by others and followed by others, as much of each."""
    found: list[str] = []
    for word in text:
        drawn = chance.random() * 3 / share
        other = f"x{chance.random()}"
        found += [] if drawn < 1 else [other] if drawn < 2 else [word, other] if drawn < 3 else [word]
    return tuple(found)


@pytest.mark.parametrize("share", [0.001, 0.1, 0.3])
def test_questions_that_were_all_renamed_and_reworded_are_found_again(share: float) -> None:
    chance = Random(7)
    found = likely(SAID, {f"new.{id}": reworded(text, share, chance) for id, text in SAID.items()})
    assert all(guess.new == (f"new.{guess.old[0]}",) for guess in found)
    assert len(found) >= 0.98 * len(SAID)
    assert median(guess.likeness for guess in found) == pytest.approx(1 - 2 * share / 3, abs=0.02)


def test_different_questions_with_descriptors_are_never_taken_for_one_another() -> None:
    ids = [*DESCRIBED]
    old, new = ({id: SAID[id] for id in ids[start::2]} for start in (0, 1))
    assert likely(old, new) == ()


def test_questions_split_in_two_are_found_and_merged_ones_as_well() -> None:
    whole = {id: SAID[id] for id in DESCRIBED}
    halves = {}
    for id in DESCRIBED:
        question = LONGEST.questions[id]
        for half in (0, 1):
            facts = [
                fact
                for all in question.options.values()
                for n, fact in enumerate(all)
                if n % 2 == half or len(all) < 2
            ]
            halves[f"{id}.{half}"] = words("\n".join([question.text, *facts]))
    expected = {((id,), (f"{id}.0", f"{id}.1")) for id in DESCRIBED}
    assert {(guess.old, guess.new) for guess in likely(whole, halves)} == expected
    assert {(guess.new, guess.old) for guess in likely(halves, whole)} == expected


def test_the_threshold_is_the_lowest_that_is_told() -> None:
    old = {"o": tuple(map(str, range(10)))}
    for kept in range(11):
        new = {"n": tuple(str(n) if n < kept else f"x{n}" for n in range(10))}
        assert likely(old, new) == ((Guess(("o",), ("n",), kept / 10),) if kept / 10 >= ALIKE else ())
