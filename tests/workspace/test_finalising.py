"""What is locked stays as it was; what must be mended becomes a new revision."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cyberready.errors import RoundIsDraft, RoundIsFinal, WrongCall
from cyberready.model.answers import Answer, Evidence
from cyberready.model.rounds import Position
from cyberready.store import history
from cyberready.store.rounds import read_assessors, read_scorecard, save_answer, save_position
from cyberready.workspace.workspace import Workspace
from tests.workspace.made_up import SMALL, begin, put, write

ANSWERS = {
    "law.act": Answer(value=2, note="Act 9", basis="document", evidence=(Evidence(title="Gazette"),)),
    "law.courts": Answer(value=1, confidence="low", recheck="rechecked"),
    "skills.schools": Answer(unknown=True, flag=True),
    "skills.words": Answer(value="عمل جيد"),
}


def test_finalising_locks_the_round_with_its_scorecard(workspace: Workspace) -> None:
    begun = begin(workspace, answers=ANSWERS)
    final = workspace.finalise(begun)
    assert (final.id, final.status) == (begun.id, "finalised")
    assert final.finalised is not None
    assert workspace.round("Exampleland/2024") == final
    assert read_scorecard(workspace.database, final.id) == workspace.score(final).as_json()


def test_a_round_is_finalised_once(workspace: Workspace) -> None:
    begun = begin(workspace)
    final = workspace.finalise(begun)
    for known in (final, begun):  # also from what was read before it was locked
        with pytest.raises(RoundIsFinal, match="Exampleland/2024"):
            workspace.finalise(known)


def test_a_draft_is_not_amended(workspace: Workspace) -> None:
    with pytest.raises(RoundIsDraft, match="draft"):
        workspace.amend(begin(workspace), "a slip")


@pytest.mark.parametrize("why", ["", " ", "\n\t "])
def test_an_amendment_needs_a_reason(workspace: Workspace, why: str) -> None:
    final = workspace.finalise(begin(workspace))
    with pytest.raises(WrongCall, match="reason"):
        workspace.amend(final, why)
    assert len(workspace.rounds()) == 1


def test_a_revision_is_amended_once(workspace: Workspace) -> None:
    final = workspace.finalise(begin(workspace))
    second = workspace.amend(final, "a slip")
    with pytest.raises(WrongCall, match="already"):
        workspace.amend(final, "another")
    with pytest.raises(RoundIsDraft):
        workspace.amend(second, "another")
    assert len(workspace.rounds()) == 2


def test_revisions_follow_each_other_and_keep_every_answer(workspace: Workspace) -> None:
    before = begin(workspace, "2023")
    first = workspace.finalise(begin(workspace, answers=ANSWERS))
    second = workspace.amend(first, "the gazette was misread")
    assert workspace.answers(second) == ANSWERS
    workspace.save(second, "law.act", Answer(value=1))
    third = workspace.amend(workspace.finalise(second), "and again")
    assert [(r.revision, r.amends, r.why, r.status) for r in (first, second, third)] == [
        (1, None, None, "finalised"),
        (2, first.id, "the gazette was misread", "draft"),
        (3, second.id, "and again", "draft"),
    ]
    for revision in (second, third):
        assert (revision.label, revision.date, revision.questionnaire) == (
            first.label,
            first.date,
            first.questionnaire,
        )
        assert revision.earlier == first.earlier == before.id
    assert workspace.answers(third) == {**ANSWERS, "law.act": Answer(value=1)}
    assert workspace.answers(first) == ANSWERS


def test_an_amendment_takes_the_assessors_own_sheets_along(workspace: Workspace) -> None:
    begun, database = begin(workspace, answers=ANSWERS), workspace.database
    own = {"law.act": Answer(value=0, note="not in force"), "skills.words": Answer(value="a word")}
    for id, answer in own.items():
        save_answer(database, begun.id, id, answer, by="Amina", assessor="Amina", typed=id == "skills.words")
    save_position(database, begun.id, Position(question="law.act", field="note"), "Badr")
    first = workspace.finalise(begun)
    second = workspace.amend(first, "a slip")
    assert read_assessors(database, second.id) == ("Amina", "Badr")
    assert workspace.answers(second, "Amina") == workspace.answers(first, "Amina") == own
    assert workspace.answers(second, "Badr") == {}
    assert workspace.answers(second) == ANSWERS
    save_answer(database, second.id, "law.act", Answer(value=1), by="Amina", assessor="Amina")
    assert workspace.answers(first, "Amina") == own
    chains = [row["id"] for row in database.rows("SELECT id FROM sheets")]
    assert [history.broken_links(database, chain) for chain in chains] == [()] * 6
    amended = database.rows("SELECT question FROM history WHERE chain <> 'workspace' AND action = 'amend'")
    assert len(amended) == len(ANSWERS) + len(own)


# What becomes of the questionnaire's file after the round was finalised.
@pytest.mark.parametrize(
    "text",
    [
        SMALL,
        SMALL.replace("{value: 2, label: All}", "{value: 2, label: All, points: 9}"),
        SMALL.replace("range: [0, 2]", "range: [0, 100]"),
        SMALL.replace("id: law.act", "id: law.statute"),
        "not: a questionnaire\n",
        None,
    ],
    ids=["unchanged", "other points", "other range", "other question", "faulty", "gone"],
)
def test_a_finalised_round_reopens_from_what_it_keeps_with_the_same_scores(folder: Path, text: str | None) -> None:
    with Workspace.open(folder) as opened:
        final = opened.finalise(begin(opened, answers=ANSWERS))
        questionnaire, scorecard = opened.questionnaire(final), opened.score(final)
    # law: (2 + 1) / 2; skills: nobody knew, which counts 0.
    assert scorecard.overall.value == pytest.approx(0.75)
    if text is None:
        shutil.rmtree(folder / "questionnaires")
    else:
        write(folder / "questionnaires" / "small" / "questionnaire.yaml", text)
    with Workspace.open(folder) as opened:
        again = opened.round("Exampleland/2024")
        assert again == final
        assert opened.questionnaire(again) == questionnaire
        assert opened.score(again) == scorecard
        assert opened.sheet(again).answers == ANSWERS
        assert opened.trend("Exampleland").points[0].scorecard == scorecard
        assert opened.answers(opened.amend(again, "a slip")) == ANSWERS


def test_rounds_of_one_version_number_keep_each_its_own_text(folder: Path, workspace: Workspace) -> None:
    first = begin(workspace, "2023", {"law.act": 2})
    put(folder, SMALL.replace("range: [0, 2]", "range: [0, 100]"))
    second = begin(workspace, "2024", {"law.act": 2})
    # One of law's two questions at its best, and law one of two domains: a quarter of the range.
    assert workspace.score(first).overall.value == pytest.approx(0.5)
    assert workspace.score(second).overall.value == pytest.approx(25)
    assert first.questionnaire.digest != second.questionnaire.digest
