"""A sitting: what is answered, where one is, what is asked, what can be undone."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from cyberready.model.answers import EMPTY, Answer, Subject
from cyberready.model.rounds import Meeting, Position
from cyberready.tui.pace import Pace
from cyberready.tui.sitting import Change, Sitting, open_sitting
from cyberready.workspace.workspace import Workspace

from .made_up import ORDER, QUESTIONNAIRE, loaded, sheet, sitting


def at(here: Sitting, question: str) -> Sitting:
    here.current = question
    return here


def test_questions_that_count_come_before_those_only_recorded(tmp_path: Path) -> None:
    assert sitting(tmp_path).order == ORDER


@pytest.mark.parametrize(
    ("kept", "opened"), [("skills.cases", "skills.cases"), ("gone", "law.act"), ("", "law.act")]
)
def test_it_opens_where_it_was_left_else_at_the_first_question(tmp_path: Path, kept: str, opened: str) -> None:
    assert sitting(tmp_path, current=kept).current == opened


@pytest.mark.parametrize(
    ("before", "updates", "after"),
    [
        ({}, {"value": 2}, {"value": 2}),
        ({"value": 1, "note": "n"}, {"value": 2}, {"value": 2, "note": "n"}),
        ({"not_applicable": "no sea"}, {"value": 2}, {"value": 2}),
        ({"unknown": True, "flag": True}, {"value": 2}, {"value": 2, "flag": True}),
        ({"value": 2}, {"value": None, "unknown": True}, {"unknown": True}),
        ({"value": 2, "recheck": "carried"}, {"value": 2}, {"value": 2, "recheck": "rechecked"}),
        ({"value": 2, "recheck": "carried"}, {"value": 1}, {"value": 1, "recheck": "rechecked"}),
        (
            {"value": 2, "recheck": "carried"},
            {"value": None, "unknown": True},
            {"unknown": True, "recheck": "rechecked"},
        ),
        ({"value": 2, "recheck": "carried"}, {"note": "n"}, {"value": 2, "note": "n", "recheck": "carried"}),
    ],
)
def test_what_a_change_makes_of_an_answer(
    tmp_path: Path, before: dict[str, Any], updates: dict[str, Any], after: dict[str, Any]
) -> None:
    here = sitting(tmp_path, {"law.act": before})
    change = here.change(**updates)
    assert change is not None
    assert here.answer == change.after == Answer.model_validate(after)
    assert change.before == Answer.model_validate(before)


def test_an_answer_that_says_the_same_is_no_change(tmp_path: Path) -> None:
    here = sitting(tmp_path, {"law.act": 2})
    assert here.change(value=2) is None
    assert here.done == []


def test_a_wrong_kind_of_value_changes_nothing(tmp_path: Path) -> None:
    here = sitting(tmp_path, {"law.act": 2})
    with pytest.raises(ValidationError):
        here.change(note="x" * 20_001)
    assert here.answer == Answer(value=2)


def test_a_finalised_round_never_changes(tmp_path: Path) -> None:
    here = sitting(tmp_path, {"law.act": 2}, status="finalised", earlier=sheet({"law.act": 1}))
    assert here.change(value=3) is None
    assert here.tick("1", 0) is None
    assert here.confirm_earlier() is None
    assert here.answers == sheet({"law.act": 2})


def test_what_was_changed_before_finalising_is_not_undone_after_it(tmp_path: Path) -> None:
    here = sitting(tmp_path)
    here.change(value=2)
    here.change(value=1)
    here.undo()
    here.round = here.round.model_copy(update={"status": "finalised"})
    assert here.undo() is None
    assert here.redo() is None
    assert here.answers == sheet({"law.act": 2})


MEETING = Meeting(basis="interview", as_of=date(2026, 6, 1), sources=("S1",))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, {"value": 2, "basis": "interview", "as_of": date(2026, 6, 1), "sources": ["S1"]}),
        ({"basis": "document"}, {"value": 2, "basis": "document", "as_of": date(2026, 6, 1), "sources": ["S1"]}),
        ({"value": 1}, {"value": 2}),  # only new answers take it on
    ],
)
def test_what_is_set_for_the_meeting_goes_to_new_answers(
    tmp_path: Path, before: dict[str, Any], after: dict[str, Any]
) -> None:
    here = sitting(tmp_path, {"law.act": before}, meeting=MEETING)
    here.change(value=2)
    assert here.answer == Answer.model_validate(after)


@pytest.mark.parametrize(("days", "kept"), [(0, True), (1, False)])
def test_what_is_set_for_the_meeting_stays_on_its_day(tmp_path: Path, days: int, kept: bool) -> None:
    with Workspace.open(tmp_path) as workspace:
        round = workspace.start(loaded(tmp_path), Subject(name="Exampleland"), "2026", date(2026, 6, 30))
        here = open_sitting(workspace, round.name)
        assert here.meeting == Meeting()
        here.set_for_meeting(basis="interview", sources=("S1",))
        met = here.meeting.model_copy(update={"day": date.today() - timedelta(days=days)})
        workspace.keep_position(round, Position(question="law.act", field="answer", meeting=met))
        assert open_sitting(workspace, round.name).meeting == (here.meeting if kept else Meeting())


def test_confirming_takes_the_last_answer_over_as_rechecked(tmp_path: Path) -> None:
    before = {"value": 2, "note": "then", "basis": "document", "facts": {"1": [0]}, "recheck": "carried"}
    here = sitting(tmp_path, earlier=sheet({"law.act": before}), meeting=Meeting(basis="interview"))
    assert here.confirm_earlier() is not None
    after = {"value": 2, "basis": "interview", "facts": {"1": [0]}, "recheck": "rechecked"}
    assert here.answer == Answer.model_validate(after)  # the note belongs to the last round


@pytest.mark.parametrize("earlier", [{}, {"law.act": {"note": "only a note"}}])
def test_there_is_nothing_to_confirm_without_an_earlier_answer(tmp_path: Path, earlier: dict[str, Any]) -> None:
    here = sitting(tmp_path, earlier=sheet(earlier))
    assert here.confirm_earlier() is None
    assert here.answers == {}


@pytest.mark.parametrize(
    ("ticks", "proposed"),
    [
        ([], None),
        ([("0", 0)], 0),
        ([("1", 0)], 0),
        ([("1", 0), ("1", 1)], 1),
        ([("1", 0), ("1", 1), ("2", 0)], 2),
        ([("1", 0), ("2", 0)], 0),  # a level below is not whole
        ([("2", 0), ("3", 0)], 0),
        ([("1", 0), ("1", 1), ("2", 0), ("3", 0)], 3),
        ([("1", 0), ("1", 0)], None),  # ticked and unticked
    ],
)
def test_the_facts_propose_the_highest_level_that_is_whole(
    tmp_path: Path, ticks: list[tuple[str, int]], proposed: int | None
) -> None:
    here = sitting(tmp_path)
    for option, fact in ticks:
        assert here.tick(option, fact) is not None
    assert here.proposed() == proposed
    assert here.answer.value is None


@pytest.mark.parametrize(
    ("answers", "start", "by", "reached"),
    [
        ({"law.act": 2}, "law.act", 1, "law.courts"),
        ({"law.act": 1}, "law.act", 1, "law.remark"),  # the courts are not asked about a law that is only begun
        ({"law.act": 1}, "law.remark", -1, "law.act"),
        ({}, "law.act", -1, None),
        ({}, "skills.cases", 1, None),
    ],
)
def test_stepping_passes_over_what_is_not_asked(
    tmp_path: Path, answers: dict[str, Any], start: str, by: int, reached: str | None
) -> None:
    here = at(sitting(tmp_path, answers), start)
    assert here.step(by) == (reached is not None)
    assert here.current == (reached or start)


@pytest.mark.parametrize(
    ("answers", "start", "reached"),
    [
        ({"law.act": 1}, "law.act", "law.remark"),
        ({"law.remark": "x"}, "skills.cases", "law.act"),  # from the start again
        ({"law.act": {"not_applicable": "no"}, "law.remark": {"unknown": True}}, "law.act", "skills.partners"),
        ({"law.act": {"note": "open"}}, "skills.partners", "skills.cases"),
    ],
)
def test_the_next_open_question(tmp_path: Path, answers: dict[str, Any], start: str, reached: str) -> None:
    here = at(sitting(tmp_path, answers), start)
    assert here.next_open()
    assert here.current == reached


def test_when_none_is_open_one_stays(tmp_path: Path) -> None:
    done = {"law.act": 0, "law.remark": "", "skills.partners": [], "skills.cases": 0}
    here = at(sitting(tmp_path, done), "skills.partners")
    assert not here.next_open()
    assert here.current == "skills.partners"


@pytest.mark.parametrize(
    ("answers", "section", "progress"),
    [
        ({}, None, (0, 3)),  # act, partners, cases; the remark does not count, the courts are not asked
        ({"law.act": 2}, None, (1, 4)),
        ({"law.act": 2, "law.courts": {"unknown": True}}, "law", (2, 2)),
        ({"law.courts": 2}, "law", (0, 1)),  # hidden: kept, not counted
        ({"law.remark": "x"}, "law", (0, 1)),
        ({"skills.partners": []}, "skills", (1, 2)),
    ],
)
def test_progress_counts_what_is_asked_and_scored(
    tmp_path: Path, answers: dict[str, Any], section: str | None, progress: tuple[int, int]
) -> None:
    assert sitting(tmp_path, answers).progress(section) == progress


def test_progress_goes_along_with_changes(tmp_path: Path) -> None:
    here = sitting(tmp_path, {})
    seen = [here.progress()]
    for act in (lambda: here.change(value=2), here.undo, here.redo, lambda: here.change(value=0)):
        act()
        seen.append(here.progress())
    assert seen == [(0, 3), (1, 4), (0, 3), (1, 4), (1, 3)]


def test_a_hidden_answer_is_kept(tmp_path: Path) -> None:
    here = sitting(tmp_path, {"law.act": 2, "law.courts": 3})
    assert here.asked["law.courts"]
    here.change(value=0)
    assert not here.asked["law.courts"]
    assert here.answers["law.courts"] == Answer(value=3)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("LAW there", ["law.act"]),
        ("debated", ["law.act"]),
        ("skills.cases", ["skills.cases"]),
        ("skills", ["skills.partners", "skills.cases"]),  # the section's title
        ("journal of 2024", ["skills.cases"]),
        ("securite", ["law.courts"]),
        ("مستوي", ["skills.partners"]),
        ("registry doc-77", ["skills.cases"]),
        ("s12", ["skills.cases"]),
        ("law nowhere", []),
        ("  ", []),
    ],
)
def test_search_looks_at_texts_facts_notes_and_evidence(tmp_path: Path, words: str, found: list[str]) -> None:
    answers = {
        "law.courts": {"note": "Sécurité"},
        "skills.partners": {"note": "المُسْتَوَى الأول"},
        "skills.cases": {
            "evidence": [{"title": "Journal of 2024", "issuer": "Registry", "link": "DOC-77"}],
            "sources": ["S12"],
        },
    }
    assert list(sitting(tmp_path, answers).search(words)) == found


def test_undo_and_redo_go_to_the_question_of_the_change(tmp_path: Path) -> None:
    here = sitting(tmp_path)
    here.change(value=2)
    at(here, "skills.cases").change(value=5)
    at(here, "law.remark")
    undone = here.undo()
    assert undone is not None
    assert (here.current, undone.before, undone.after) == ("skills.cases", Answer(value=5), EMPTY)
    assert here.asked["law.courts"]
    assert here.undo() is not None
    assert here.current == "law.act"
    assert not here.asked["law.courts"]
    assert here.undo() is None
    assert here.redo() is not None
    assert here.answer == Answer(value=2)
    assert here.asked["law.courts"]


def test_a_new_change_ends_what_could_be_redone(tmp_path: Path) -> None:
    here = sitting(tmp_path)
    here.change(value=2)
    here.undo()
    here.change(value=1)
    assert here.redo() is None
    assert here.answer == Answer(value=1)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(ORDER[:2]),
        st.sampled_from(
            [
                {"value": 0},
                {"value": 3},
                {"unknown": True, "value": None},
                {"note": "n"},
                {"flag": True},
                {"value": 1},
            ]
        ),
    ),
    max_size=8,
)


@given(steps=STEPS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_undoing_all_and_redoing_all_lead_back(tmp_path: Path, steps: list[tuple[str, dict[str, Any]]]) -> None:
    here = sitting(tmp_path, {"law.act": 1})
    first = dict(here.answers)
    for question, updates in steps:
        at(here, question).change(**updates)
    last = dict(here.answers)
    while here.undo():
        pass
    assert {id: answer for id, answer in here.answers.items() if answer != EMPTY} == first
    while here.redo():
        pass
    assert here.answers == last


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ({"value": 1, "flag": True}, "is_flagged"),
        ({"value": 1, "recheck": "carried"}, "is_carried"),
        ({"value": 1, "confidence": "low"}, "is_unsure"),
        (3, "differs"),
    ],
)
def test_the_next_of_its_kind_is_found_and_no_other(tmp_path: Path, answer: Any, kind: str) -> None:
    earlier = sheet({"law.act": 2, "law.courts": 1})
    here = sitting(tmp_path, {"law.act": 2, "law.courts": answer}, earlier=earlier, current="skills.cases")
    assert here.next_where(getattr(here, kind))
    assert here.current == "law.courts"
    assert here.next_where(getattr(here, kind))  # it is the only one, and so again
    assert here.current == "law.courts"
    there = sitting(tmp_path, {"law.act": 2, "law.courts": 1}, earlier=earlier, current="skills.cases")
    assert not there.next_where(getattr(there, kind))
    assert there.current == "skills.cases"


@pytest.mark.parametrize(
    ("times", "minutes"),
    [
        ([0, 60, 120, 180], None),  # three gaps show no pace yet
        ([0, 60, 120, 180, 240], 3),  # a minute each, three are open
        ([0, 60, 120, 180, 5000, 5060], 2),  # a break is left out; two are open
        ([0, 1, 2, 3, 4], 1),  # never less than a minute
    ],
)
def test_the_time_left_follows_the_pace_of_this_sitting(
    tmp_path: Path, times: list[float], minutes: int | None
) -> None:
    questions = "".join(f"      - {{id: q{n}, text: 'Question {n}?', scale: level}}\n" for n in range(8))
    head, _domains, _rest = QUESTIONNAIRE.partition("domains:\n")
    text = f"{head}domains:\n  - id: law\n    title: Law\n    questions:\n{questions}"
    clock = iter(times)
    here = sitting(tmp_path, text=text, pace=Pace(lambda: next(clock)))
    for number in range(len(times)):
        here.current = f"q{number}"
        here.change(value=1)
    assert here.minutes_left() == minutes


def test_a_dissent_goes_to_the_body_s_own_sheet_and_is_undone_like_an_answer(tmp_path: Path) -> None:
    here = sitting(tmp_path, {"law.act": 2})
    change = here.record_dissent("CERT", value=3, note="drafts count")
    assert change == Change("law.act", EMPTY, Answer(value=3, note="drafts count"), "CERT")
    assert here.differing() == {"CERT": Answer(value=3, note="drafts count")}
    assert here.answer == Answer(value=2)
    assert here.record_dissent("CERT", value=3, note="drafts count") is None
    here.step(1)
    undone = here.undo()
    assert undone is not None
    assert (undone.sheet, undone.after, here.current) == ("CERT", EMPTY, "law.act")
    assert here.differing() == {}
    assert here.redo() == change
    assert here.differing() == {"CERT": Answer(value=3, note="drafts count")}


@pytest.mark.parametrize("more", [{"status": "finalised"}, {"assessor": "CERT"}])
def test_no_dissent_from_what_is_final_or_one_s_own(tmp_path: Path, more: dict[str, Any]) -> None:
    assert sitting(tmp_path, **more).record_dissent("CERT", value=3) is None


def test_changes_name_the_sheet_in_hand(tmp_path: Path) -> None:
    for assessor in (None, "CERT"):
        change = sitting(tmp_path, assessor=assessor).change(value=1)
        assert change == Change("law.act", EMPTY, Answer(value=1), assessor)


def test_what_is_checked_again_takes_the_date_and_the_sources_that_are_given(tmp_path: Path) -> None:
    before = {"value": 2, "basis": "document", "sources": ["S1"]}
    here = sitting(tmp_path, earlier=sheet({"law.act": before}), meeting=Meeting(as_of=date(2026, 1, 1)))
    here.confirm_earlier(as_of=date(2026, 6, 1), sources=("S9",))
    after = {"value": 2, "basis": "document", "sources": ["S9"], "as_of": "2026-06-01", "recheck": "rechecked"}
    assert here.answer == Answer.model_validate(after)
