"""What differs in two parts of a questionnaire: the table is the specification."""

from __future__ import annotations

import pytest

from cyberready.library.changes import Change, Part, changes, order_changes
from cyberready.library.differences import differences
from tests.library.versions import BASE, edited, read

SMALL = read(BASE)


def changed(id: str, key: str, part: str, old: object, new: object) -> Part:
    return Part(id, "changed", (Change(key, part, old, new),))


LOW, HIGH, BAD = {"from": 0, "label": "Low"}, {"from": 1, "label": "High"}, {"from": 0, "label": "Bad"}
ALL, EVERYTHING = {"value": 2, "label": "All"}, {"value": 2, "label": "Everything"}


@pytest.mark.parametrize(
    ("edit", "where", "expected"),
    [
        (("Skills", "Training"), "sections", changed("skills", "title", "", "Skills", "Training")),
        (("Skills", "Skills\n    weight: 3"), "sections", changed("skills", "weight", "", 1, 3)),
        (("Skills", "Skills\n    range: [0, 1]"), "sections", changed("skills", "range", "", None, [0, 1])),
        (("Skills", "Skills\n    sections: [{id: more, title: More}]"), "sections", Part("more", "new")),
        (("label: Low", "label: Bad"), "scoring", Change("ratings", "", [LOW, HIGH], [BAD, HIGH])),
        (("range: [0, 2]", "range: [0, 4]"), "scoring", Change("range", "", [0, 2], [0, 4])),
        (("scoring:", "scoring:\n  unknown: full"), "scoring", Change("unknown", "", "zero", "full")),
        (("scoring:", "scoring:\n  overall: {range: [0, 1]}"), "scoring", Change("overall", "range", new=[0, 1])),
        (("default: 1", "default: 2"), "profiles", changed("goal", "default", "", 1, 2)),
        (("{law.act: 2}", "{law.act: 1}"), "profiles", changed("goal", "questions", "law.act", 2, 1)),
        (("  goal:", "  more: {default: 2}\n  goal:"), "profiles", Part("more", "new")),
        (("label: All", "label: Everything"), "scales", changed("level", "options", "2", ALL, EVERYTHING)),
        (("  hours: {", "  more: {type: text}\n  hours: {"), "scales", Part("more", "new")),
        (("A small questionnaire", "Small"), "head", Change("title", "", "A small questionnaire", "Small")),
        (("language: en", "language: en\nminutes: 5"), "head", Change("minutes", "", None, 5)),
    ],
)  # fmt: skip
def test_what_is_no_question(edit: tuple[str, str], where: str, expected: Part | Change) -> None:
    found = differences(SMALL, edited(edit))
    assert getattr(found, where) == (expected,)
    others = {"sections", "scales", "profiles", "scoring", "head"} - {where}
    assert not any(getattr(found, other) for other in others)
    assert {row.relation for row in found.questions} == {"same"}


def test_sections_and_questions_in_another_order() -> None:
    domain = BASE[BASE.index("  - id: skills\n") :]
    swapped = BASE.replace(domain, "").replace("domains:\n", "domains:\n" + domain)
    assert differences(SMALL, read(swapped)).head == (
        Change("order", "domains", ["law", "skills"], ["skills", "law"]),
    )
    first = BASE[BASE.index("      - id: skills.schools") : BASE.index("      - {id: skills.hours")]
    moved = BASE.replace(first, "") + first
    (section,) = differences(SMALL, read(moved)).sections
    ids = ["skills.schools", "skills.hours"]
    assert section == Part("skills", "changed", (Change("order", "questions", ids, ids[::-1]),))


def test_a_section_under_another_moves_alone() -> None:
    """Its questions stay where they were: in it."""
    moved = BASE.replace("    sections:\n      - id: law.crime", "  - id: law.crime").replace(
        "        title: Crime", "    title: Crime"
    )
    block = moved[moved.index("        questions:\n") : moved.index("  - id: skills\n")]
    moved = moved.replace(block, "".join(line[4:] for line in block.splitlines(keepends=True)))
    found = differences(SMALL, read(moved))
    assert found.sections == (Part("law.crime", "changed", (Change("section", "", "law", None),)),)
    assert {row.relation for row in found.questions} == {"same"}


def test_a_change_tells_both_values_as_the_file_says_them() -> None:
    new = edited(
        ("a bill is debated", "a bill"), ("at_least: 1", "answered: true"), ("evidence_from: 2", "evidence: [x]")
    )
    rows = {row.new[0]: row for row in differences(SMALL, new).questions}
    assert rows["law.act"].changes == (Change("options", "1", ["a bill is debated"], ["a bill"]),)
    assert rows["law.courts"].changes == (
        Change("when", "", {"question": "law.act", "at_least": 1}, {"question": "law.act", "answered": True}),
        Change("evidence", "", [], ["x"]),
        Change("evidence_from", "", {"option": 2, "basis": []}, None),
    )
    assert rows["law.act"].change("weight") is None


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": 1.0}, []),
        ({"a": 1}, {}, [Change("a", "", 1, None)]),
        ({}, {"a": "x"}, [Change("a", "", None, "x")]),
        ({"b": 1, "a": 1}, {"a": 2, "b": 2}, [Change("b", "", 1, 2), Change("a", "", 1, 2)]),
        ({"when": {"is": [1]}}, {"when": {"is": [2]}}, [Change("when", "", {"is": [1]}, {"is": [2]})]),
        (
            {"options": {"0": ["x"]}},
            {"options": {"1": ["x"]}},
            [Change("options", "0", ["x"]), Change("options", "1", new=["x"])],
        ),
        ({"options": {}}, {"options": {"1": ["x"]}}, [Change("options", "1", new=["x"])]),
        ({"options": {"1": ["x"]}}, {}, [Change("options", "1", ["x"])]),
        ({}, {"options": {"1": ["x"]}}, [Change("options", "1", new=["x"])]),
        ({"references": ["A:1"]}, {"references": []}, [Change("references", "", ["A:1"], [])]),  # of a question
    ],
)
def test_changes(old: dict[str, object], new: dict[str, object], expected: list[Change]) -> None:
    assert list(changes(old, new)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("abc", "abc", []),
        ("abc", "axbyc", []),
        ("abc", "ac", []),
        ("abc", "xy", []),
        ("abc", "cab", [Change("order", "letters", ["a", "b", "c"], ["c", "a", "b"])]),
        ("abcd", "dxa", [Change("order", "letters", ["a", "d"], ["d", "a"])]),
    ],
)
def test_the_order(old: str, new: str, expected: list[Change]) -> None:
    assert list(order_changes("letters", [*old], [*new])) == expected


def test_options_of_a_scale_in_another_order() -> None:
    """Equal points may stand in any order, and which option is worse follows from it."""
    some = ("{value: 1, label: Some}", "{value: 1, label: Some, points: 0}")
    swapped = (
        "{value: 0, label: No}, {value: 1, label: Some, points: 0}",
        "{value: 1, label: Some, points: 0}, {value: 0, label: No}",
    )
    before, after = edited(some), edited(some, swapped)
    found = differences(before, after)
    assert found.scales == (changed("level", "order", "options", ["0", "1", "2"], ["1", "0", "2"]),)
    assert {row.unraised for row in found.questions} == {("scale",), ()}
