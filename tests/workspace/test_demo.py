from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cyberready.model.answers import Answer
from cyberready.workspace.demo import fill
from cyberready.workspace.workspace import Workspace


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.without_rounds(tmp_path) as workspace:
        fill(workspace)
        yield workspace


def everything(workspace: Workspace) -> object:
    return [(round, workspace.answers(round)) for round in workspace.rounds()]


def test_it_shows_three_subjects_with_everything_final_but_the_draft(filled: Workspace) -> None:
    assert [(round.name, round.status) for round in filled.rounds()] == [
        ("Iraq/2020", "finalised"),
        ("Exampleland/2024", "finalised"),
        ("Iraq/2024", "finalised"),
        ("Deltaland/2025", "finalised"),
        ("Exampleland/2025", "finalised"),
        ("Deltaland/2026", "finalised"),
        ("Exampleland/2026", "draft"),
    ]
    assert [point.connected for point in filled.trend("Iraq").points] == [False, False]
    assert [point.connected for point in filled.trend("Exampleland").points] == [False, True, True]


def test_a_second_time_nothing_changes(filled: Workspace) -> None:
    before = everything(filled)
    assert {item.outcome for item in fill(filled)} == {"unchanged"}
    assert everything(filled) == before


def test_what_the_user_made_of_it_stays(filled: Workspace) -> None:
    draft = filled.round("Exampleland/2026")
    question = next(iter(filled.answers(draft)))
    filled.save(draft, question, Answer(note="mine"))
    final = filled.finalise(draft)
    filled.save(filled.amend(final, "a slip"), question, Answer(unknown=True))
    before = everything(filled)
    assert {item.outcome for item in fill(filled)} == {"unchanged"}
    assert everything(filled) == before
