"""What stands below the levels, from a sitting alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from cyberready.model.rounds import Meeting
from cyberready.tui.details import details, workshop

from .made_up import sheet, sitting
from .test_card import GATED, scored


@pytest.mark.parametrize(
    ("at", "answer", "first"),
    [
        ("law.act", {}, "Answer  none yet"),
        ("law.act", {"value": 2}, "Answer  2 Done"),
        ("law.act", {"unknown": True}, "Answer  unknown: asked, nobody knew"),
        ("law.act", {"not_applicable": "no sea"}, "Answer  not applicable: no sea"),
        ("skills.partners", {"value": ["cert", "isp"]}, "Answer  cert CERT, isp ISPs"),
        ("skills.partners", {"value": []}, "Answer  none of these"),
        ("skills.cases", {"value": 3.5}, "Answer  3.5 cases"),
    ],
)
def test_the_answer_in_words(tmp_path: Path, at: str, answer: dict[str, Any], first: str) -> None:
    here = sitting(tmp_path, {at: answer}, current=at)
    assert details(here, None, earlier=True, width=60).splitlines()[0] == first


def test_how_it_came_to_be_the_last_answer_and_the_note(tmp_path: Path) -> None:
    answer = {
        "value": 2,
        "basis": "document",
        "as_of": "2026-06-01",
        "sources": ["S1", "S2"],
        "confidence": "high",
        "evidence": [{"title": "Journal"}],
        "recheck": "rechecked",
        "change": "happened",
        "note": "word " * 60,
    }
    before = sheet({"law.act": {"value": 1, "note": "then", "basis": "desk"}})
    here = sitting(tmp_path, {"law.act": answer}, earlier=before, earlier_label="2025")
    lines = details(here, None, earlier=True, width=120).splitlines()
    assert lines[:3] == [
        "Answer  2 Done",
        "How     document · as of 1 June 2026 · S1, S2 · confidence high · evidence: 1 · re-checked · it happened",
        "2025    1 Begun, desk research — then",
    ]
    assert lines[3].startswith("Note    word word")
    assert lines[4].endswith(" …")
    assert len(lines) == 5  # two lines of each at most
    assert all(cell_len(line) <= 122 for line in lines)
    assert not any(line.startswith("2025") for line in details(here, None, earlier=False, width=120).splitlines())


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"value": 3, "basis": "document"}, "; counts as 0 Absent: criteria are open"),
        (
            {"value": 3, "criteria": [0, 1], "basis": "interview", "evidence": [{"title": "J"}]},
            "; counts as 1 Begun: evidence or its basis is missing",
        ),
        ({"value": 3, "criteria": [0, 1], "basis": "verified", "evidence": [{"title": "J"}]}, ""),
    ],
)
def test_what_a_gate_made_of_the_answer(tmp_path: Path, answer: dict[str, Any], told: str) -> None:
    here = sitting(tmp_path, {"law.act": answer}, text=GATED)
    first = details(here, scored(here), earlier=False, width=100).splitlines()[0]
    assert first == f"Answer  3 Proven{told}"


def test_the_last_answer_comes_with_its_evidence(tmp_path: Path) -> None:
    before = {"value": 1, "evidence": [{"title": "Journal 12"}, {"title": "Visit"}]}
    here = sitting(tmp_path, earlier=sheet({"law.act": before}), earlier_label="2025")
    assert "2025    1 Begun, evidence: Journal 12; Visit" in details(here, None, earlier=True, width=120)


def test_a_round_of_a_long_name_leaves_room_for_what_it_said(tmp_path: Path) -> None:
    here = sitting(tmp_path, earlier=sheet({"law.act": 1}), earlier_label="Baseline before the merger")
    assert "Baseline before…  1 Begun" in details(here, None, earlier=True, width=60)


OTHERS = {
    "CERT": {"law.act": {"value": 3, "note": "they count drafts"}},
    "Ministry": {"law.act": 2},
    "Operators": {"law.act": {"note": "not asked"}},
    "Courts": {"law.courts": 1},
}


@pytest.mark.parametrize(
    ("answer", "internal", "room"),
    [
        (
            {"value": 2},
            "Dissent  CERT: 3 Proven — they count drafts; Operators: not asked",
            "Agreed   2 Done\nDissent  CERT: 3 Proven; Operators",
        ),
        (
            {"value": 3, "sources": ["CERT", "Ministry"]},
            "Dissent  Ministry: 2 Done; Operators: not asked",
            "Present  CERT, Ministry\nAgreed   3 Proven\nDissent  Ministry: 2 Done; Operators",
        ),
        ({}, "Dissent  Operators: not asked", "Dissent  Operators"),  # nobody dissents from no answer
    ],
)
def test_dissent_is_told_with_its_reasons_but_not_to_the_room(
    tmp_path: Path, answer: dict[str, Any], internal: str, room: str
) -> None:
    others = {name: sheet(answers) for name, answers in OTHERS.items()}
    here = sitting(tmp_path, {"law.act": answer}, others=others)
    assert internal in details(here, None, earlier=True, width=120).splitlines()
    assert workshop(here, 120) == room


def test_who_is_present_is_what_is_set_for_the_meeting_before_there_is_an_answer(tmp_path: Path) -> None:
    assert workshop(sitting(tmp_path, meeting=Meeting(sources=("CERT", "ISPs"))), 80) == "Present  CERT, ISPs"


def test_six_lines_at_most_and_the_last_rows_keep_their_second_line(tmp_path: Path) -> None:
    long = "word " * 60
    answer = {"value": 2, "sources": [long], "note": long}
    before = sheet({"law.act": {"value": 1, "note": long}})
    others = {"CERT": sheet({"law.act": {"value": 3, "note": long}})}
    here = sitting(tmp_path, {"law.act": answer}, earlier=before, earlier_label="2025", others=others)
    lines = details(here, None, earlier=True, width=60).splitlines()
    assert [line[:9].strip() for line in lines] == ["Answer", "How", "2025", "Dissent", "Note", ""]
    assert [line.endswith(" …") for line in lines] == [False, True, True, True, False, True]
