from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from cyberready.errors import (
    AmbiguousRound,
    DamagedDatabase,
    NotAnAnswer,
    RoundExists,
    RoundIsFinal,
    UnknownRound,
    UnknownSubject,
    WrongCall,
)
from cyberready.model.answers import Answer, Evidence, Sample
from cyberready.model.rounds import Position
from cyberready.workspace.location import database_file
from cyberready.workspace.workspace import Workspace
from tests.workspace.made_up import begin, put, small


def test_opening_makes_a_new_workspace_only_where_it_may(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "new", make=False) as opened:
        assert opened.rounds() == ()
    with Workspace.without_rounds(tmp_path / "new") as opened:
        assert opened.rounds() == ()
    assert not (tmp_path / "new").exists()
    with Workspace.open(tmp_path / "new") as opened:
        assert opened.database.path == tmp_path / "new" / "results" / "cyberready.db"
    assert (tmp_path / "new" / "results" / "cyberready.db").is_file()


def test_what_was_saved_is_there_when_the_workspace_is_opened_again(folder: Path) -> None:
    with Workspace.open(folder, by="Tester") as first:
        begun = begin(first, answers={"law.act": 1})
        first.save(begun, "law.courts", Answer(value=2, note="since May"))
        first.keep_position(begun, Position(question="law.courts", field="note"))
    with Workspace.open(folder) as second:
        again = second.round("Exampleland/2024")
        assert again.id == begun.id
        assert second.answers(again) == {
            "law.act": Answer(value=1),
            "law.courts": Answer(value=2, note="since May"),
        }
        assert second.position(again) == Position(question="law.courts", field="note")


@pytest.mark.parametrize(
    "spoil",
    ["DELETE FROM round_documents", "UPDATE documents SET body = '{}'", "UPDATE documents SET body = 'none'"],
)
def test_a_round_whose_questionnaire_is_gone_says_so(folder: Path, spoil: str) -> None:
    with Workspace.open(folder) as first:
        begin(first, answers={"law.act": 1})
    with closing(sqlite3.connect(database_file(folder))) as connection:
        connection.executescript(spoil)
    with (
        Workspace.open(folder) as again,
        pytest.raises(DamagedDatabase, match="questionnaire of Exampleland/2024"),
    ):
        again.questionnaire(again.round("Exampleland/2024"))


# Rounds as (subject, label, questionnaire); the name to ask for; which round it is.
@pytest.mark.parametrize(
    ("rounds", "name", "expected"),
    [
        ([("Exampleland", "2024", "small")], "Exampleland/2024", 0),
        ([("Exampleland", "2024", "small")], "exampleLAND/2024", 0),
        ([("Exampleland", "2024", "small")], "Exampleland/2024@small", 0),
        ([("Straße", "Mai", "small")], "STRASSE/mai", 0),
        ([("العراق", "٢٠٢٤", "small")], "العراق/٢٠٢٤", 0),
        ([("Cafe\u0301", "1", "small")], "Caf\u00e9/1", 0),
        ([("Exampleland", "2024", "small"), ("Exampleland", "2024", "other")], "Exampleland/2024@other", 1),
        ([("Exampleland", "2024", "small"), ("Exampleland", "2024", "other")], "exampleland/2024@small", 0),
        ([("Ministry of A/B", "1/2", "small")], "Ministry of A/B/1/2", 0),
        ([("team@home", "2024", "small")], "team@home/2024", 0),
        ([("team@home", "2024", "small")], "team@home/2024@small", 0),
        ([("Exampleland", "v@2", "small")], "Exampleland/v@2", 0),
        ([("Exampleland", "v@2", "small"), ("Exampleland", "v", "small")], "Exampleland/v", 1),
        (
            [("Exampleland", "v@small", "other"), ("Exampleland", "v@small", "small")],
            "Exampleland/v@small@small",
            1,
        ),
        # The very letters go before other cases of them.
        ([("Exampleland", "Spring", "small"), ("Exampleland", "spring", "small")], "Exampleland/spring", 1),
        ([("Exampleland", "Spring", "small"), ("Exampleland", "spring", "small")], "Exampleland/Spring@small", 0),
    ],
)
def test_a_name_finds_its_round(
    folder: Path, workspace: Workspace, rounds: list[tuple[str, str, str]], name: str, expected: int
) -> None:
    put(folder, small(id="other"), "other")
    begun = [
        begin(workspace, label, subject=subject, questionnaire=id, on="2024-06-30")
        for subject, label, id in rounds
    ]
    assert workspace.round(name).id == begun[expected].id
    assert workspace.round(begun[expected].id).id == begun[expected].id


@pytest.mark.parametrize(
    ("rounds", "name", "listed"),
    [
        (
            [("Exampleland", "2024", "small"), ("Exampleland", "2024", "other")],
            "exampleland/2024",
            ["Exampleland/2024@small", "Exampleland/2024@other"],
        ),
        (
            [("Exampleland", "v", "small"), ("Exampleland", "v@small", "other")],
            "Exampleland/v@small",
            ["Exampleland/v@small,", "Exampleland/v@small@other"],
        ),
        (
            [("Exampleland", "Spring", "small"), ("Exampleland", "spring", "small")],
            "EXAMPLELAND/SPRING",
            ["Exampleland/Spring@small", "Exampleland/spring@small"],
        ),
    ],
)
def test_a_name_that_fits_several_rounds_lists_them(
    folder: Path, workspace: Workspace, rounds: list[tuple[str, str, str]], name: str, listed: list[str]
) -> None:
    put(folder, small(id="other"), "other")
    for subject, label, id in rounds:
        begin(workspace, label, subject=subject, questionnaire=id, on="2024-06-30")
    with pytest.raises(AmbiguousRound) as caught:
        workspace.round(name)
    assert all(each in str(caught.value) for each in listed)


def test_rounds_that_no_name_tells_apart_are_listed_with_their_ids(workspace: Workspace) -> None:
    rounds = [
        begin(workspace, "C", subject="A/B", on="2024-06-30"),
        begin(workspace, "B/C", subject="A", on="2024-06-30"),
    ]
    with pytest.raises(AmbiguousRound) as caught:
        workspace.round("A/B/C")
    assert all(round.id in str(caught.value) for round in rounds)


@pytest.mark.parametrize("name", ["Exampleland", "2024", "", "/", "@", "Exampleland/2024@other", "Exampleland/"])
def test_a_name_of_no_round_lists_those_there_are(workspace: Workspace, name: str) -> None:
    begin(workspace)
    with pytest.raises(UnknownRound, match="Exampleland/2024@small"):
        workspace.round(name)


def test_a_name_stands_for_the_newest_revision_and_an_id_for_its_own(workspace: Workspace) -> None:
    first = workspace.finalise(begin(workspace))
    second = workspace.finalise(workspace.amend(first, "a slip"))
    third = workspace.amend(second, "another")
    assert workspace.round("Exampleland/2024").id == third.id
    assert workspace.round(first.id).revision == 1
    assert [round.id for round in workspace.newest_rounds()] == [third.id]
    assert [round.revision for round in workspace.rounds()] == [1, 2, 3]


def test_newest_rounds_of_a_subject_come_by_date_whatever_the_case_of_its_name(workspace: Workspace) -> None:
    for label, subject in [("2025", "Exampleland"), ("2023", "EXAMPLELAND"), ("2024", "Elsewhere")]:
        begin(workspace, label, subject=subject)
    assert [round.label for round in workspace.newest_rounds("exampleland")] == ["2023", "2025"]
    assert [round.label for round in workspace.newest_rounds()] == ["2023", "2024", "2025"]


def test_two_rounds_of_a_subject_never_share_questionnaire_and_label(folder: Path, workspace: Workspace) -> None:
    put(folder, small(id="other"), "other")
    begin(workspace)
    with pytest.raises(RoundExists, match="Exampleland/2024"):
        begin(workspace, subject="EXAMPLELAND", on="2024-12-01")
    assert begin(workspace, questionnaire="other").label == "2024"
    assert len(workspace.rounds()) == 2


@pytest.mark.parametrize(
    ("question", "answer", "told"),
    [
        ("law.act", Answer(value=3), "none of the scale's options: 0, 1, 2"),
        ("law.act", Answer(value="1"), "none of the scale's options"),
        ("law.act", Answer(value=1.0), "none of the scale's options"),
        ("law.act", Answer(value=(1,)), "none of the scale's options"),
        ("law.act", Answer(value=1, unknown=True), "only one of them"),
        ("law.act", Answer(value=1, not_applicable="no state"), "only one of them"),
        ("law.act", Answer(unknown=True, not_applicable="no state"), "only one of them"),
        ("law.act", Answer(not_applicable="  \n"), "needs the reason"),
        ("law.act", Answer(value=1, facts={"3": (0,)}), "option `3`"),
        ("law.act", Answer(value=1, facts={"1": (2,)}), "fact 2"),
        ("law.act", Answer(value=1, criteria=(0,)), "`criteria` ticks 0"),
        ("law.drill", Answer(value=1, criteria=(2,)), "`criteria` ticks 2"),
        ("law.act", Answer(value=1, sample=Sample(seen=3, of=2)), "saw 3 of 2"),
        ("law.hours", Answer(value=-1), "below the minimum"),
        ("law.hours", Answer(value="4"), "finite number"),
        ("law.hours", Answer(value=float("inf")), "finite number"),
        ("law.hours", Answer(value=float("nan")), "finite number"),
        ("skills.words", Answer(value=4), "must be text"),
        ("skills.since", Answer(value="2024-13-01"), "must be a date"),
        ("skills.since", Answer(value="2024-02"), "must be a date"),
        ("skills.partners", Answer(value="cert"), "must be a list"),
        ("skills.partners", Answer(value=("cert", "press")), "'press' is none"),
        ("skills.partners", Answer(value=("cert", "cert")), "twice"),
    ],
)
def test_save_refuses_what_the_question_does_not_offer(
    workspace: Workspace, question: str, answer: Answer, told: str
) -> None:
    kept = {question: Answer(note="kept")}
    begun = begin(workspace, answers=kept)
    with pytest.raises(NotAnAnswer) as caught:
        workspace.save(begun, question, answer)
    assert question in str(caught.value)
    assert told in str(caught.value)
    assert workspace.answers(begun) == kept


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("law.act", Answer(value=0)),
        ("law.act", Answer(not_applicable="there is no state")),
        ("law.act", Answer(unknown=True)),
        ("law.act", Answer(note="asked twice", flag=True)),
        ("law.drill", Answer(value=2, criteria=(0, 1), facts={"2": (0,)})),
        ("law.hours", Answer(value=0)),
        ("law.hours", Answer(value=0.5, sample=Sample(seen=2, of=2))),
        ("skills.words", Answer(value="")),
        ("skills.since", Answer(value="2024-02-29")),
        ("skills.partners", Answer(value=())),
        ("skills.partners", Answer(value=("uni", "cert"))),
        ("law.act", Answer(value=1, evidence=(Evidence(title="Act", dated=date(2024, 5, 1)),))),
    ],
)
def test_save_keeps_what_the_question_offers_and_the_empty_answer_takes_it_away(
    workspace: Workspace, question: str, answer: Answer
) -> None:
    begun = begin(workspace)
    workspace.save(begun, question, answer)
    assert workspace.answers(begun) == {question: answer}
    assert workspace.answers(begun)[question].state == answer.state
    workspace.save(begun, question, Answer())
    assert workspace.answers(begun) == {}


def test_a_finalised_round_takes_no_answer_even_from_who_opened_it_before(workspace: Workspace) -> None:
    stale = begin(workspace, answers={"law.act": 1})
    workspace.finalise(stale)
    with pytest.raises(RoundIsFinal, match="amend"):
        workspace.save(stale, "law.act", Answer(value=2))
    assert workspace.answers(stale) == {"law.act": Answer(value=1)}


def test_a_sheet_has_its_answers_in_the_order_of_the_questions(workspace: Workspace) -> None:
    begun = begin(workspace, answers={"skills.schools": 0, "law.courts": 1, "law.act": 2})
    sheet = workspace.sheet(begun)
    assert list(sheet.answers) == ["law.act", "law.courts", "skills.schools"]
    assert (sheet.subject.name, sheet.round, sheet.date, sheet.assessor) == (
        "Exampleland",
        "2024",
        date(2024, 6, 30),
        None,
    )


def test_the_score_is_of_the_stored_answers_or_of_those_given(workspace: Workspace) -> None:
    begun = begin(workspace, answers={"law.act": 2, "law.courts": 1, "skills.schools": 0})
    # law: (2 + 1) / 2; skills: 0; overall: (1.5 + 0) / 2.
    assert workspace.score(begun).sections["law"].value == pytest.approx(1.5)
    assert workspace.score(begun).overall.value == pytest.approx(0.75)
    assert workspace.score(begun, {"law.act": Answer(value=2)}).overall.value == pytest.approx(0.5)
    assert workspace.refresh(begun) == workspace.score(begun)
    assert workspace.score(begun).questionnaire.digest == begun.questionnaire.digest


def test_the_last_round_stands_beside_the_present_one(workspace: Workspace) -> None:
    begin(workspace, "2022", {"law.act": 0})
    last = begin(workspace, "2023", {"law.act": 1})
    begin(workspace, "2023b", {"law.act": 2}, on="2024-06-30")  # the same day is not before
    present = begin(workspace, "2024")
    found = workspace.earlier(present)
    assert found is not None
    assert (found[0].id, found[1]) == (last.id, {"law.act": Answer(value=1)})
    first = begin(workspace, "2021")
    assert workspace.earlier(first) is None


def test_a_trend_has_the_newest_revisions_in_order_and_joins_only_the_same_version(
    folder: Path, workspace: Workspace
) -> None:
    put(folder, small(version="2"))
    put(folder, small(), "small/versions/1")
    begin(workspace, "2026", {"law.act": 2}, version="2")
    begin(workspace, "2025", {"law.act": 1}, version="2")
    begin(workspace, "2023", {"law.act": 2}, version="1")
    first = workspace.finalise(begin(workspace, "2024", {"law.act": 0}, version="1"))
    amended = workspace.amend(first, "a slip")
    workspace.save(amended, "law.act", Answer(value=1))
    trend = workspace.trend("exampleLAND")
    assert (trend.subject, trend.questionnaire) == ("Exampleland", "small")
    assert [(p.round.label, p.round.revision, p.connected) for p in trend.points] == [
        ("2023", 1, False),
        ("2024", 2, True),
        ("2025", 1, False),
        ("2026", 1, True),
    ]
    # One of law's two questions, and law is one of two domains.
    assert [p.scorecard.overall.value for p in trend.points] == pytest.approx([0.5, 0.25, 0.25, 0.5])


def test_of_several_questionnaires_one_must_be_chosen(folder: Path, workspace: Workspace) -> None:
    put(folder, small(id="other"), "other")
    for label, id in [("2023", "small"), ("2024", "other"), ("2025", "small")]:
        begin(workspace, label, questionnaire=id)
    with pytest.raises(WrongCall, match="rounds of other, small"):
        workspace.trend("Exampleland")
    with pytest.raises(WrongCall, match="rounds of other, small"):
        workspace.rounds_of("Exampleland", "third")
    assert [p.round.label for p in workspace.trend("Exampleland", "small").points] == ["2023", "2025"]
    assert [round.label for round in workspace.rounds_of("Exampleland", "other")] == ["2024"]
    with pytest.raises(UnknownSubject, match="Exampleland"):
        workspace.trend("Elsewhere")


def test_the_summary_says_what_a_round_is(workspace: Workspace) -> None:
    begun = begin(workspace)
    summary = workspace.summary(begun)
    changed = summary.pop("changed")
    assert changed.startswith("20")
    assert summary == {
        "id": begun.id,
        "subject": "Exampleland",
        "questionnaire": "small",
        "version": "1",
        "label": "2024",
        "revision": 1,
        "date": "2024-06-30",
        "status": "draft",
        "assessor": None,
        "archived": False,
    }
