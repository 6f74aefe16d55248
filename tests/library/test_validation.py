"""Answer sheets and small models through the validator: each fault once, at its place, none hiding another."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cyberready.library.reading import Document, parse
from cyberready.library.validation import validate
from cyberready.model.answers import Sheet
from cyberready.model.translation import Crosswalk, Translation
from tests.library.marked import expected, unlike

HEAD = """\
questionnaire: q
version: "1"
subject: Exampleland
round: "2026"
date: 2026-06-15
"""


def sheet(text: str) -> tuple[Sheet | None, Document]:
    document = parse(text, Document("sheet.yaml"))
    return validate(Sheet, document), document


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "answers: {a.1: 3}\n",
        HEAD.replace("Exampleland", "[a]  #!  | must be text, found a list"),
        HEAD.replace("Exampleland", "{kind: country}  #!  | `name` is missing"),
        HEAD.replace("Exampleland", "{name: A, kind: planet}  #!  | must be one of 'country', 'sector' or 'organ"),
        HEAD.replace("2026-06-15", "15 June  #!  | must be a date, written YYYY-MM-DD, found '15 June'"),
        HEAD.replace('"2026"', '""  #!  | `round` must not be empty'),
        HEAD.replace('round: "2026"\n', "").replace(
            "questionnaire: q", "questionnaire: q  #!  | `round` is missing"
        ),
        HEAD + "answer: {}  #!  | unknown key `answer`. Did you mean `answers`?\n",
        HEAD + "answers: [3]  #!  | must be a mapping\n",
        HEAD
        + "answers:\n  a.1: {value: 3, evidnce: []}  #! a.1 | unknown key `evidnce`. Did you mean `evidence`?\n",
        HEAD + "answers:\n  a.1: {confidence: certain}  #! a.1 | must be one of 'low', 'medium' or 'high'\n",
        HEAD + "answers:\n  a.1: {basis: rumour}  #! a.1 | `a.1.basis` must be one of 'self_declared'\n",
        HEAD + "answers:\n  a.1: {unknown: maybe}  #! a.1 | must be true or false, found 'maybe'\n",
        HEAD + "answers:\n  a.1: {not_applicable: ''}  #! a.1 | must not be empty\n",
        HEAD + "answers:\n  a.1: true  #! a.1 | must be a number or a text, found true\n",
        HEAD + "answers:\n  a.1: {value: {b: 1}}  #! a.1 | must be a number or a text, found a mapping\n",
        HEAD + "answers:\n  a.1:\n    - a\n    - [b]  #! a.1 | must be a number or a text, found a list\n",
        HEAD + "answers:\n  a.1: .nan  #!  | `.nan` is not a number\n",
        HEAD + "answers:\n  a.1: {evidence: [{title: Law}, {issuer: M}]}  #! a.1 | `title` is missing\n",
        HEAD + "answers:\n  a.1: {evidence: [{title: Law, file: /etc/passwd}]}  #! a.1 | not allowed\n",
        HEAD + "answers:\n  a.1: {evidence: [{title: Law, seen: heard}]}  #! a.1 | must be one of 'copy'\n",
        HEAD + "answers:\n  a.1: {facts: {4: [-1]}}  #! a.1 | must be at least 0\n",
        HEAD + "answers:\n  a.1: {sample: {seen: 3}}  #! a.1 | `of` is missing\n",
        HEAD + "answers:\n  a.1: {as_of: 2026-13-01}  #! a.1 | must be a date\n",
        HEAD + "answers:\n  a.1: {change: improved}  #! a.1 | must be one of 'happened'\n",
        HEAD + f"answers:\n  a.1: {{note: {'x' * 20_001}}}  #! a.1 | is longer than 20000 characters\n",
        HEAD + "answers:\n  قانون: 3  #! قانون | characters that are not allowed\n",
        # all at once
        HEAD.replace('"2026"', "[a]  #!  | `round` must be text").replace(
            "2026-06-15", "soon  #!  | must be a date"
        )
        + "answers:\n  a.1: {basis: rumour}  #! a.1 | one of\n  a.2: {flag: perhaps}  #! a.2 | true or false\n"
        + "  a.2: 3  #!  | key `a.2` stands twice, first on line 8\n  a.3: 4\n",
    ],
)
def test_a_sheet(text: str) -> None:
    _, document = sheet(text)
    assert unlike(document.faults, expected(text)) == []


def test_what_is_sound_of_a_faulty_sheet_is_given_for_further_checks() -> None:
    value, document = sheet(
        HEAD.replace("2026-06-15", "soon") + "answers: {a: {basis: x}, b: 4, c: {note: hm, flag: 1}}"
    )
    assert len(document.errors) == 3
    assert value is not None
    assert value.answers["b"].value == 4
    assert value.answers["c"].note == "hm"


@pytest.mark.parametrize("key", ["questionnaire", "version"])
def test_a_sheet_that_does_not_say_what_it_answers_gives_nothing(key: str) -> None:
    value, document = sheet("\n".join(line for line in HEAD.splitlines() if not line.startswith(key)))
    assert value is None
    assert [fault.what for fault in document.faults] == [f"`{key}` is missing."]


@pytest.mark.parametrize(
    ("model", "missing"),
    [
        (Translation, ["cyberready", "translates", "language", "status"]),
        (Crosswalk, ["cyberready", "from", "to"]),
    ],
)
def test_every_missing_key_of_a_companion_is_told(
    model: type[Translation | Crosswalk], missing: list[str]
) -> None:
    document = parse("{}", Document("x.yaml"))
    assert validate(model, document) is not None
    assert [fault.what for fault in document.faults] == [f"`{key}` is missing." for key in missing]


SMALL = st.sampled_from(
    ["3", "x", "[a, 1]", "{b: 1}", "{value: [1]}", "true", "", "{note: [1], flag: 2}", "{0: {}}"]
)


@given(st.dictionaries(st.sampled_from(["a", "b", "when", "all", "is", "type", "value"]), SMALL, max_size=5))
@settings(max_examples=80, deadline=None)
def test_faults_of_answers_add_up(answers: dict[str, str]) -> None:
    """The faults of a sheet are those of its answers one by one, whatever the questions are called."""

    def told(chosen: dict[str, str]) -> list[tuple[str, str]]:
        lines = "".join(f"  {id}: {text}\n" for id, text in chosen.items())
        _, document = sheet(HEAD + "answers:\n" + lines if chosen else HEAD)
        return sorted((fault.id, fault.what) for fault in document.faults)

    assert told(answers) == sorted(item for id, text in answers.items() for item in told({id: text}))
