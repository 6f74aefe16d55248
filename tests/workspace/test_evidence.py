"""The files behind the answers: taken in, named by digest, checked, written out, and looked at in the review."""

from __future__ import annotations

import hashlib
import os
import re
from datetime import date
from pathlib import Path

import pytest

from cyberready.errors import CannotStore, CannotWriteFile, NotEvidence
from cyberready.exchange.sheets import sheet_text
from cyberready.model.answers import Answer, Evidence
from cyberready.model.rounds import Round
from cyberready.store.database import Database
from cyberready.store.evidence_files import Copy
from cyberready.workspace.evidence import (
    EvidenceRow,
    attach,
    copy_of,
    evidence_of,
    title_of,
    with_file,
    write_out,
)
from cyberready.workspace.importing import import_sheets
from cyberready.workspace.location import database_file, evidence_folder
from cyberready.workspace.reviewing import review_round
from cyberready.workspace.workspace import Workspace

from .made_up import begin, put, write

ABSENT = f"sha256:{'0' * 64}"


def attached(workspace: Workspace, place: Path, name: str, text: str, title: str = "") -> Evidence:
    """An entry whose file was taken into the workspace."""
    file = write(place / name, text)
    return with_file(Evidence(title=title or title_of(file)), attach(workspace, file))


def answered(workspace: Workspace, **evidence: tuple[Evidence, ...]) -> Round:
    """A round with evidence; the questions' names with `_` for `.`."""
    given = {id.replace("_", "."): Answer(value=1, evidence=entries) for id, entries in evidence.items()}
    return begin(workspace, answers=given)


def test_an_entry_names_its_file_by_digest_and_a_copy_was_seen(workspace: Workspace, tmp_path: Path) -> None:
    entry = attached(workspace, tmp_path, "Law 7.pdf", "the law")
    digest = f"sha256:{hashlib.sha256(b'the law').hexdigest()}"
    assert entry == Evidence(title="Law 7.pdf", file=digest, seen="copy")
    copy = copy_of(workspace, digest)
    assert copy.state == "sound"
    assert copy.path is not None
    assert copy.path.is_relative_to(evidence_folder(workspace.folder))


def test_what_was_said_of_how_it_was_seen_stays(workspace: Workspace, tmp_path: Path) -> None:
    kept = attach(workspace, write(tmp_path / "a.pdf", "x"))
    given = Evidence(title="Law", issuer="Parliament", dated=date(2026, 1, 1), seen="sighted")
    assert with_file(given, kept) == given.model_copy(update={"file": kept.digest})


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Law 7.pdf", "Law 7.pdf"),
        ("two\nlines.pdf", "two lines.pdf"),
        ("\x1b[31mred.pdf", "[31mred.pdf"),
        ("\u202efdp.exe", "[U+202E]fdp.exe"),
        ("\udcff.pdf", "?.pdf"),
        ("\x07", "file"),
    ],
)
def test_a_file_gives_its_entry_a_title_of_one_plain_line(name: str, title: str) -> None:
    assert title_of(Path("/given") / name) == title
    assert Evidence(title=title_of(Path(name))).title == title


def test_nothing_is_taken_into_a_workspace_that_can_only_be_read(folder: Path, tmp_path: Path) -> None:
    with Workspace.open(folder):
        pass
    file = write(tmp_path / "a.pdf", "x")
    database = Database.open(database_file(folder), read_only=True)
    with Workspace(folder, database) as workspace, pytest.raises(CannotStore, match="only be read"):
        attach(workspace, file)
    assert not evidence_folder(folder).exists()


def test_the_evidence_of_a_round_with_the_state_of_each_copy(workspace: Workspace, tmp_path: Path) -> None:
    law = attached(workspace, tmp_path, "law.pdf", "the law")
    altered = attached(workspace, tmp_path, "plan.pdf", "the plan")
    seen = Evidence(title="Register", seen="sighted")
    absent = Evidence(title="Minutes", file=ABSENT)
    round = answered(workspace, skills_schools=(altered,), law_act=(law, seen), law_courts=(absent, law))
    changed = copy_of(workspace, altered.file).path
    assert changed is not None
    changed.write_text("another")
    there = copy_of(workspace, law.file)
    assert evidence_of(workspace, round) == (
        EvidenceRow("law.act", 1, law, there),
        EvidenceRow("law.act", 2, seen, None),
        EvidenceRow("law.courts", 1, absent, Copy("missing", None)),
        EvidenceRow("law.courts", 2, law, there),
        EvidenceRow("skills.schools", 1, altered, Copy("altered", changed)),
    )
    assert [row.sound for row in evidence_of(workspace, round)] == [True, True, False, True, False]
    review = review_round(workspace, round)
    assert [(p.question, p.titles) for p in review.points if p.kind == "evidence_file"] == [
        ("law.courts", ("Minutes",)),
        ("skills.schools", ("plan.pdf",)),
    ]


HOSTILE = [
    # title, name of its copy
    ("Official Gazette no. 7", r"law\.act-1-official-gazette-no-7\.pdf"),
    ("law.PDF", r"law\.act-1-law\.pdf"),
    ("../../../etc/passwd", r"law\.act-1-etc-passwd\.pdf"),
    ("/etc/passwd", r"law\.act-1-etc-passwd\.pdf"),
    ("..\\..\\boot.ini", r"law\.act-1-boot\.ini\.pdf"),
    ("-rf ~", r"law\.act-1-rf\.pdf"),
    ("a\nb\x1b[31m", r"law\.act-1-a-b-31m\.pdf"),
    ("القانون رقم ٧", r"law\.act-1-x[0-9a-f]{8}\.pdf"),
    ("x" * 5000, r"law\.act-1-x{71}-[0-9a-f]{8}\.pdf"),
]


@pytest.mark.parametrize(("title", "name"), HOSTILE, ids=range(len(HOSTILE)))
def test_files_are_written_out_under_names_that_tell_and_stay_in_the_folder(
    workspace: Workspace, tmp_path: Path, title: str, name: str
) -> None:
    round = answered(workspace, law_act=(attached(workspace, tmp_path, "a.pdf", "the law", title),))
    out = tmp_path / "out" / "here"
    (written,) = write_out(workspace, round, out)
    assert re.fullmatch(name, written.name)
    assert (written.parent, written.read_text()) == (out, "the law")
    if os.name == "posix":
        assert (written.stat().st_mode & 0o777, out.stat().st_mode & 0o777) == (0o600, 0o700)


def test_nothing_is_overwritten_and_what_is_there_already_is_not_written_again(
    workspace: Workspace, tmp_path: Path
) -> None:
    entries = (
        attached(workspace, tmp_path, "a.pdf", "one", "Law"),
        attached(workspace, tmp_path, "b", "two", "Law"),
    )
    round = answered(workspace, law_act=entries)
    out = tmp_path / "out"
    mine = write(out / "law.act-1-law.pdf", "mine")
    (out / "law.act-2-law").mkdir()
    if os.name == "posix":
        (out / "law.act-1-law-2.pdf").symlink_to(tmp_path / "a.pdf")
        first = out / "law.act-1-law-3.pdf"
    else:
        first = out / "law.act-1-law-2.pdf"
    expected = (first, out / "law.act-2-law-2")
    assert write_out(workspace, round, out) == expected
    assert (mine.read_text(), first.read_text()) == ("mine", "one")
    before = first.stat().st_ino
    assert write_out(workspace, round, out) == expected
    assert first.stat().st_ino == before


def test_what_is_not_sound_is_not_written_out(workspace: Workspace, tmp_path: Path) -> None:
    law = attached(workspace, tmp_path, "law.pdf", "the law")
    round = answered(workspace, law_act=(law, Evidence(title="Minutes", file=ABSENT), Evidence(title="Seen")))
    path = copy_of(workspace, law.file).path
    assert path is not None
    path.write_text("another law")
    assert write_out(workspace, round, tmp_path / "out") == ()
    assert list((tmp_path / "out").iterdir()) == []


def test_a_file_in_the_place_of_the_folder_is_told(workspace: Workspace, tmp_path: Path) -> None:
    round = answered(workspace, law_act=(attached(workspace, tmp_path, "law.pdf", "the law"),))
    with pytest.raises(CannotWriteFile):
        write_out(workspace, round, write(tmp_path / "out", ""))


def test_a_refused_file_leaves_no_folder(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(NotEvidence):
        attach(workspace, tmp_path / "none.pdf")
    assert not evidence_folder(workspace.folder).exists()


def test_a_sheet_takes_its_digests_along_and_the_files_are_missing_until_they_come(
    workspace: Workspace, tmp_path: Path
) -> None:
    law = attached(workspace, tmp_path, "law.pdf", "the law")
    text = sheet_text(workspace.sheet(answered(workspace, law_act=(law,))))
    assert law.file in text
    elsewhere = tmp_path / "elsewhere"
    put(elsewhere)
    with Workspace.open(elsewhere) as other:
        (imported,) = import_sheets(other, [write(tmp_path / "sheet.yaml", text)])
        assert imported.outcome == "new"
        round = imported.round
        assert [row.copy for row in evidence_of(other, round)] == [Copy("missing", None)]
        assert sheet_text(other.sheet(round)) == text
        assert "evidence_file" in {point.kind for point in review_round(other, round).points}
        attach(other, tmp_path / "law.pdf")
        assert all(row.sound for row in evidence_of(other, round))


def test_carried_answers_and_amendments_keep_their_files(workspace: Workspace, tmp_path: Path) -> None:
    law = attached(workspace, tmp_path, "law.pdf", "the law")
    first = workspace.finalise(answered(workspace, law_act=(law,)))
    later = begin(workspace, "2025", from_last=True)
    for round in (first, workspace.amend(first, "a slip"), later):
        assert [(row.evidence, row.sound) for row in evidence_of(workspace, round)] == [(law, True)]
