from __future__ import annotations

from pathlib import Path

import pytest

from cyberready.model.answers import Answer
from cyberready.workspace.listing import Overview, overviews
from cyberready.workspace.workspace import Workspace
from tests.workspace.made_up import SMALL, begin, put

ANSWERS = {
    "law.act": Answer(value=2),
    "law.courts": Answer(not_applicable="no courts"),
    "law.hours": Answer(unknown=True),
    "skills.schools": Answer(note="ask again"),
    "skills.words": Answer(value="said"),
}


def shown(overview: Overview) -> tuple[str, int, int, int]:
    return overview.round.label, overview.round.revision, overview.questions, overview.done


@pytest.mark.parametrize("stored", [True, False])
def test_a_round_is_done_as_far_as_its_questions_were_dealt_with(workspace: Workspace, stored: bool) -> None:
    begun = begin(workspace, answers=ANSWERS)
    if stored:
        workspace.refresh(begun)
    (overview,) = overviews(workspace)
    # Three questions are scored; a note alone deals with none. law: 2, the courts left out; skills: 0.
    assert shown(overview) == ("2024", 1, 3, 2)
    assert overview.value == pytest.approx(1.0)


def test_hidden_questions_are_not_counted(folder: Path, workspace: Workspace) -> None:
    put(
        folder, SMALL.replace("    title: Skills\n", "    title: Skills\n    when: {question: law.act, is: [2]}\n")
    )
    begin(workspace, answers={"law.act": 1})
    assert [shown(overview) for overview in overviews(workspace)] == [("2024", 1, 2, 1)]


def test_stored_scores_that_answers_have_overtaken_are_made_anew(workspace: Workspace) -> None:
    begun = begin(workspace, answers={"law.act": 2})
    workspace.refresh(begun)
    workspace.save(begun, "skills.schools", Answer(value=2))
    # law: (2 + 0) / 2; skills: 2; overall 1.5.
    assert overviews(workspace)[0].value == pytest.approx(1.5)
    assert overviews(workspace)[0].done == 2


def test_every_revision_is_listed_only_when_asked_for(workspace: Workspace) -> None:
    begin(workspace, "2025")
    final = workspace.finalise(begin(workspace, answers={"law.act": 2}))
    workspace.save(workspace.amend(final, "a slip"), "law.act", Answer())
    assert [shown(overview) for overview in overviews(workspace)] == [("2024", 2, 3, 0), ("2025", 1, 3, 0)]
    assert [shown(overview) for overview in overviews(workspace, every_revision=True)] == [
        ("2024", 1, 3, 1),
        ("2024", 2, 3, 0),
        ("2025", 1, 3, 0),
    ]


def test_a_workspace_in_memory_is_listed_as_well(folder: Path) -> None:
    with Workspace.without_rounds(folder) as opened:
        assert overviews(opened) == []
        begin(opened, answers={"law.act": 2})
        assert [shown(overview) for overview in overviews(opened)] == [("2024", 1, 3, 1)]
