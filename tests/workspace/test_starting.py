"""Beginning a round with the last one's answers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cyberready.model.answers import Answer, Evidence, HostView, Sample
from cyberready.store.listing import list_rows
from cyberready.workspace.keeping import next_round
from cyberready.workspace.workspace import Workspace
from tests.workspace.made_up import begin, put, small

# What an answer says of the facts comes along.
KEPT: dict[str, Any] = {
    "note": "Act 9",
    "confidence": "high",
    "facts": {"1": (0, 1)},
    "criteria": (1,),
    "evidence": (Evidence(title="Gazette", issuer="State", dated=date(2023, 2, 1), seen="copy"),),
    "basis": "document",
    "as_of": date(2023, 5, 1),
    "sources": ("S1", "S2"),
    "sample": Sample(seen=1, of=3, how="drawn"),
    "visibility": "internal",
    "language": "ar",
}
# What was said or done in that round stays there.
LEFT: dict[str, Any] = {
    "flag": True,
    "status": "host_validated",
    "host_view": HostView(value=2, text="higher"),
    "change": "happened",
}
STATES: dict[str, Any] = {"value": 1, "not_applicable": "no state", "unknown": True}


def test_every_key_of_an_answer_is_either_carried_or_left() -> None:
    assert {*KEPT, *LEFT, *STATES, "recheck"} == set(Answer.model_fields)


@pytest.mark.parametrize("state", STATES)
def test_facts_are_carried_and_marked_while_the_last_round_s_own_remarks_stay_there(
    workspace: Workspace, state: str
) -> None:
    said = {state: STATES[state]}
    given = Answer(**KEPT, **LEFT, **said, recheck="rechecked")
    before = begin(workspace, "2023", {"law.drill": given.model_copy(update={"facts": {"1": (0,)}})})
    after = begin(workspace, "2024", from_last=True)
    expected = Answer(**{**KEPT, "facts": {"1": (0,)}}, **said, recheck="carried")
    assert workspace.answers(after) == {"law.drill": expected}
    assert after.earlier == before.id
    assert workspace.answers(before)["law.drill"].recheck == "rechecked"


def test_a_note_without_an_answer_is_carried_and_a_mere_mark_is_not(workspace: Workspace) -> None:
    begin(
        workspace,
        "2023",
        {
            "law.act": Answer(note="ask the regulator", flag=True),
            "law.courts": Answer(flag=True, status="draft"),
            "skills.schools": Answer(recheck="carried"),
        },
    )
    after = begin(workspace, "2024", from_last=True)
    assert workspace.answers(after) == {"law.act": Answer(note="ask the regulator", recheck="carried")}


def test_the_last_round_is_the_nearest_before_of_this_subject_and_questionnaire(
    folder: Path, workspace: Workspace
) -> None:
    put(folder, small(id="other"), "other")
    begin(workspace, "2021", {"law.act": 0})
    begin(workspace, "2022", {"law.act": 1})
    begin(workspace, "2025", {"law.act": 2})  # later
    begin(workspace, "2024", {"law.act": 2})  # of the same day
    begin(workspace, "2023", {"law.act": 2}, questionnaire="other")
    begin(workspace, "2023", {"law.act": 2}, subject="Elsewhere")
    after = begin(workspace, "2024b", on="2024-06-30", subject="exampleland", from_last=True)
    assert workspace.answers(after) == {"law.act": Answer(value=1, recheck="carried")}


def test_of_an_amended_round_the_newest_revision_is_carried(workspace: Workspace) -> None:
    amended = workspace.amend(workspace.finalise(begin(workspace, "2023", {"law.act": 1})), "a slip")
    workspace.save(amended, "law.act", Answer(value=2))
    after = begin(workspace, "2024", from_last=True)
    assert workspace.answers(after) == {"law.act": Answer(value=2, recheck="carried")}
    assert after.earlier == amended.id


def test_a_first_round_has_no_last_and_keeps_what_it_was_given(workspace: Workspace) -> None:
    first = begin(workspace, answers={"law.act": 1}, from_last=True)
    assert first.earlier is None
    assert workspace.answers(first) == {"law.act": Answer(value=1)}


def test_nothing_is_carried_unasked(workspace: Workspace) -> None:
    before = begin(workspace, "2023", {"law.act": 1})
    after = begin(workspace, "2024")
    assert workspace.answers(after) == {}
    assert after.earlier == before.id


def edition(version: str, options: str, act: str) -> str:
    """A questionnaire whose two questions share a scale of these options."""
    return f"""\
cyberready: 1
id: small
version: "{version}"
title: Law
language: en
scales:
  level: {{type: levels, options: [{options}]}}
  words: {{type: text}}
domains:
  - id: law
    title: Law
    questions:
      - {{{act}}}
      - {{id: courts, text: Is it applied?, scale: level}}
"""


TWO = "{value: 0, label: Nothing}, {value: 1, label: Some}"
ACT = "id: act, text: Is there a law?, scale: level, options: {1: [in force, a gazette]}"


# The next version's scale and first question, and which of the answers, both 1, come along.
@pytest.mark.parametrize(
    ("options", "act", "carried"),
    [
        (TWO, ACT, ["act", "courts"]),
        (TWO, ACT + ", revision: 2", ["courts"]),
        (TWO, ACT.replace("Is there", "Is there now"), ["act", "courts"]),  # no revision: nothing else is asked
        (TWO, ACT.replace("id: act", "id: statute"), ["courts"]),
        (TWO, "id: act, text: Is there a law?, scale: words", ["courts"]),
        (TWO, ACT.replace("in force, a gazette", "in force"), ["courts"]),  # the fact that was ticked is gone
        (TWO + ", {value: 2, label: All}", ACT, ["act", "courts"]),
        ("{value: 0, label: Nothing}, {value: 2, label: All}", ACT.replace("1:", "2:"), []),
    ],
)
def test_only_answers_to_questions_that_are_still_the_same_are_carried(
    folder: Path, workspace: Workspace, options: str, act: str, carried: list[str]
) -> None:
    put(folder, edition("1", TWO, ACT))
    begin(workspace, "2023", {"act": Answer(value=1, facts={"1": (1,)}), "courts": 1})
    put(folder, edition("2", options, act))
    after = begin(workspace, "2024", from_last=True)
    assert after.questionnaire.version == "2"
    assert sorted(workspace.answers(after)) == carried
    assert all(answer.recheck == "carried" for answer in workspace.answers(after).values())
    beside = workspace.earlier(after)
    assert beside is not None
    assert sorted(beside[1]) == carried


def test_a_round_has_its_scores_from_the_start(workspace: Workspace) -> None:
    first = begin(workspace, "2023", {"law.act": Answer(value=1)})
    first = workspace.finalise(first)
    begin(workspace, "2024", from_last=True)
    next_round(workspace, first, "2025", date(2025, 1, 1))
    workspace.amend(first, "A drill was missing")
    assert workspace.database.path is not None
    rows = list_rows(workspace.database.path)
    assert [(row.label, row.revision, row.done, row.stale) for row in rows] == [
        ("2023", 2, 1, False),
        ("2024", 1, 1, False),
        ("2025", 1, 1, False),
    ]
