"""What changed between two versions: the table is the specification."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from typing import Any

import pytest
from hypothesis import given, settings

from cyberready.library.changes import Change, Part
from cyberready.library.differences import RELATIONS, Differences, Row, differences
from cyberready.library.finding import Library, shipped_folder
from cyberready.model.questionnaire import Questionnaire
from tests.library.versions import BASE, edited, next_versions, read

SMALL = read(BASE)
Edit = tuple[str, str]


def unlike(found: Differences) -> list[Row]:
    """The rows that are not as they were."""
    return [row for row in found.questions if row.relation != "same" or row.changes or row.unraised or row.guess]


ACT = "text: Is there a law against crime on computers?"
MOVED = (
    ("      - {id: skills.hours, text: How many hours a year do teachers train, scale: hours, level: 1}\n", ""),
    ("  - id: skills\n", "  - id: other\n    title: Other\n    questions:\n"
     "      - {id: skills.hours, text: How many hours a year do teachers train, scale: hours, level: 1}\n"
     "  - id: skills\n"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "relation", "keys", "unraised"),
    [
        # a question that kept its id and revision is the same, whatever else changed in it
        ((ACT, ACT.replace("crime", "fraud")), "same", ["text"], ("text",)),
        ((ACT, ACT.replace("Is there a law", "Is there a  law,")), "same", ["text"], ()),  # a comma and a space
        ((ACT, ACT.replace("computers", "Computers")), "same", ["text"], ()),
        (("a bill is debated", "a bill is promised"), "same", ["options 1"], ("options",)),
        (("it is in force, it was", "it was"), "same", ["options 2"], ("options",)),
        (("no school does", "none does"), "same", ["options 0"], ("options",)),
        (("0: [never], ", ""), "same", ["options 0"], ("options",)),
        (("[published, known]", "[published]"), "same", ["criteria"], ("criteria",)),
        (("help: Look at the last year.", "help: Look at two years."), "same", ["help"], ()),
        (("evidence_from: 2", "evidence_from: {option: 2, basis: [document]}"), "same", ["evidence_from"], ()),
        (("evidence_from: 2", "evidence_from: 1"), "same", ["evidence_from"], ()),
        (("at_least: 1", "at_least: 2"), "same", ["when"], ()),
        (("weight: 2", "weight: 3"), "same", ["weight"], ()),
        (("hours, level: 1", "hours, level: 2"), "same", ["level"], ()),
        (("unit: hours", "unit: days"), "same", [], ("scale",)),
        (("from: 8", "from: 9"), "same", [], ("scale",)),
        ((("  hours:", "  effort:"), ("scale: hours", "scale: effort")), "same", ["scale"], ()),  # the same one
        # a revision of its own: what is measured changed
        ((ACT, ACT.replace("crime", "fraud") + "\n            revision: 2"), "reworded", ["text", "revision"], ()),
        ((ACT, ACT + "\n            revision: 2"), "reworded", ["revision"], ()),
        # another section
        (MOVED, "moved", ["section"], ()),
        ((*MOVED, ("train,", "teach,")), "moved", ["text", "section"], ("text",)),
        ((*MOVED, ("level: 1}", "level: 1, revision: 2}")), "reworded", ["revision", "section"], ()),
    ],
)  # fmt: skip
def test_a_question_that_kept_its_id(edit: Any, relation: str, keys: list[str], unraised: tuple[str, ...]) -> None:
    edits = [edit] if isinstance(edit[0], str) else edit
    (row,) = unlike(differences(SMALL, edited(*edits)))
    assert row.old == row.new
    assert not row.guess
    assert (row.relation, row.unraised) == (relation, unraised)
    assert [f"{change.key} {change.part}".rstrip() for change in row.changes] == keys


@pytest.mark.parametrize(
    ("edits", "rows"),
    [
        # the same words under another id
        ([("id: skills.schools", "id: skills.classes")], [("same", ["skills.schools"], ["skills.classes"], 1.0)]),
        # and with another scale or revision they need not be the same
        (
            [("skills.hours, text", "skills.effort, revision: 2, text")],
            [("reworded", ["skills.hours"], ["skills.effort"], 1.0)],
        ),
        # other words under another id
        (
            [("id: skills.schools", "id: skills.classes"), ("stay safe", "stay safe online")],
            [("reworded", ["skills.schools"], ["skills.classes"], 0.97)],
        ),
        # one below the threshold is nobody's successor
        (
            [("id: skills.hours, text: How many hours a year do teachers train", "id: x, text: Who pays?")],
            [("new", [], ["x"], None), ("dropped", ["skills.hours"], [], None)],
        ),
        # another section as well
        (
            [(MOVED[0]), (MOVED[1][0], MOVED[1][1].replace("skills.hours", "other.hours"))],
            [("moved", ["skills.hours"], ["other.hours"], 1.0)],
        ),
    ],
)
def test_a_question_whose_id_is_in_one_version_alone(
    edits: list[Edit], rows: list[tuple[str, list[str], list[str], float | None]]
) -> None:
    found = [row for row in differences(SMALL, edited(*edits)).questions if row.old != row.new]
    told = [
        (row.relation, [*row.old], [*row.new], row.likeness and pytest.approx(row.likeness, abs=0.01))
        for row in found
    ]
    assert rows == told
    assert all(row.guess == (row.likeness is not None) for row in found)


COURTS = BASE[BASE.index("          - id: law.courts") : BASE.index("  - id: skills\n")]
HALVES = """\
          - id: law.applied
            text: Do courts and prosecutors apply the law?
            scale: level
            options: {0: [never], 1: [courts decided one case], 2: [courts decided many]}
          - id: law.judges
            text: Do courts apply the law, and are their judges trained?
            scale: level
            options: {0: [never], 1: [courts decided one case], 2: [judges were trained]}
"""
SPLIT = BASE.replace(COURTS, HALVES)


def test_a_split_and_a_merger_are_told_both_ways() -> None:
    halves = edited(base=SPLIT)
    (row,) = [row for row in differences(SMALL, halves).questions if row.relation != "same"]
    assert (row.relation, row.old, row.new) == ("split", ("law.courts",), ("law.applied", "law.judges"))
    assert row.guess
    assert row.changes == ()
    (row,) = [row for row in differences(halves, SMALL).questions if row.relation != "same"]
    assert (row.relation, row.old, row.new) == ("merged", ("law.applied", "law.judges"), ("law.courts",))


def test_a_result_is_frozen() -> None:
    found = differences(SMALL, SMALL)
    for value, key in (
        (found, "old"),
        (found.questions[0], "relation"),
        (Change("text"), "key"),
        (Part("a", "new"), "id"),
    ):
        with pytest.raises(FrozenInstanceError):
            setattr(value, key, None)


@pytest.mark.parametrize("id", Library((shipped_folder(),)).newest())
def test_a_shipped_questionnaire_is_the_same_as_itself(id: str) -> None:
    questionnaire = Library((shipped_folder(),)).load(id).questionnaire
    found = differences(questionnaire, questionnaire)
    assert not found.differ
    assert found.counts["same"] == len(questionnaire.questions) == sum(found.counts.values())


def test_the_published_editions_differ_in_what_they_say_they_do() -> None:
    library = Library((shipped_folder(),))
    old, new = (library.load("gci-published", version).questionnaire for version in ("edition-4", "edition-5"))
    found = differences(old, new)
    assert found.counts["reworded"] == len(found.questions) == 5
    assert {change.key for row in found.questions for change in row.changes} == {"references", "revision"}
    assert [change.key for change in found.scoring] == ["ratings"]
    assert {change.key for change in found.head} == {"description", "references"}


@given(next_versions())
@settings(max_examples=60, deadline=None)
def test_a_version_is_the_same_as_itself(version: Questionnaire) -> None:
    found = differences(version, version)
    assert not found.differ
    assert {row.relation for row in found.questions} <= {"same"}
    assert not any(row.unraised or row.guess or row.changes for row in found.questions)


@given(next_versions())
@settings(max_examples=60, deadline=None)
def test_each_question_stands_in_one_row_and_nothing_that_differs_goes_untold(new: Questionnaire) -> None:
    found = differences(SMALL, new)
    assert sorted(id for row in found.questions for id in row.old) == sorted(SMALL.questions)
    assert sorted(id for row in found.questions for id in row.new) == sorted(new.questions)
    assert sum(found.counts.values()) == len(found.questions)
    assert tuple(found.counts) == RELATIONS
    assert found.differ == (new.model_copy(update={"version": "1"}) != SMALL)
    for row in found.questions:
        sides = {"new": (0, 1), "dropped": (1, 0), "split": (1, len(row.new)), "merged": (len(row.old), 1)}
        assert (len(row.old), len(row.new)) == sides.get(row.relation, (1, 1))
        assert row.guess == (row.old != row.new and bool(row.old and row.new))
        if row.relation in ("split", "merged"):
            assert len(row.old) + len(row.new) > 2
