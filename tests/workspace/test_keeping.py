"""Many rounds in order: archived, deleted after a backup, backed up, and followed by the next."""

from __future__ import annotations

import json
import shutil
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from cyberready.errors import CannotStore, RoundExists, UnknownRound, WrongCall
from cyberready.model.answers import Answer
from cyberready.model.rounds import Round
from cyberready.store import history
from cyberready.store.rounds import read_documents
from cyberready.workspace import keeping
from cyberready.workspace.keeping import back_up, delete_round, next_label, next_round, set_archived
from cyberready.workspace.workspace import Workspace
from tests.workspace.made_up import begin, put, small, write


def amended(workspace: Workspace, label: str = "2024") -> tuple[Round, Round]:
    first = workspace.finalise(begin(workspace, label, {"law.act": 1}))
    return first, workspace.amend(first, "a slip")


def actions(workspace: Workspace) -> list[str]:
    return [entry.action for entry in history.entries(workspace.database, history.WORKSPACE)]


def copies(workspace: Workspace) -> list[Path]:
    return sorted((workspace.folder / "results" / "backups").glob("*"))


# Archiving


def test_a_round_is_archived_with_its_revisions_and_brought_back(workspace: Workspace) -> None:
    first, second = amended(workspace)
    other = begin(workspace, "2025")
    for archived in (True, False):
        set_archived(workspace, first, archived)
        assert [round.archived for round in workspace.rounds()] == [archived, archived, False]
        assert [(round.id, round.archived) for round in workspace.newest_rounds()] == [
            (second.id, archived),
            (other.id, False),
        ]
    assert workspace.rounds() == (first, second, other)
    assert actions(workspace)[-4:] == ["archive", "archive", "unarchive", "unarchive"]


def test_what_is_archived_is_found_answered_and_drawn_as_before(workspace: Workspace) -> None:
    before = begin(workspace, "2023", {"law.act": 1})
    set_archived(workspace, before, True)
    assert workspace.round("Exampleland/2023").archived
    assert [point.round.label for point in workspace.trend("Exampleland").points] == ["2023"]
    workspace.save(before, "law.courts", Answer(value=2))
    after = begin(workspace, "2024", from_last=True)
    assert after.earlier == before.id
    assert not after.archived
    assert workspace.answers(after)["law.courts"].value == 2


def test_an_amendment_of_an_archived_round_is_in_the_lists(workspace: Workspace) -> None:
    final = workspace.finalise(begin(workspace))
    set_archived(workspace, final, True)
    workspace.amend(workspace.round(final.id), "a slip")
    assert [round.archived for round in workspace.rounds()] == [True, False]


# Deleting


def test_all_revisions_of_the_name_go_and_the_backup_still_has_them(folder: Path, workspace: Workspace) -> None:
    put(folder, small(id="other"), "other")
    first, second = amended(workspace)
    kept = [
        begin(workspace, questionnaire="other"),
        begin(workspace, subject="Elsewhere"),
        begin(workspace, "2025"),
    ]
    answers = {round.id: workspace.answers(round) for round in workspace.rounds()}
    path = delete_round(workspace, second, "Exampleland/2024")
    assert {round.id for round in workspace.rounds()} == {round.id for round in kept}
    assert path.parent == folder / "results" / "backups"
    (folder / "restored" / "results").mkdir(parents=True)
    shutil.copy(path, folder / "restored" / "results" / "cyberready.db")
    with Workspace.open(folder / "restored") as backup:
        assert {round.id: backup.answers(round) for round in backup.rounds()} == answers
        assert backup.round(first.id) == first
    entries = history.entries(workspace.database, history.WORKSPACE)[-2:]
    told = [json.loads(entry.detail or "") for entry in entries]
    assert [(entry.action, entry.by) for entry in entries] == [("delete", "Tester")] * 2
    assert [(each["round"], each["revision"]) for each in told] == [(first.id, 1), (second.id, 2)]


@pytest.mark.parametrize(
    "typed", ["", "exampleland/2024", "Exampleland/2024 ", "Exampleland", "2024", "Exampleland/2024@small"]
)
def test_another_name_deletes_nothing_and_makes_no_backup(workspace: Workspace, typed: str) -> None:
    begun = begin(workspace)
    with pytest.raises(WrongCall, match="type Exampleland/2024"):
        delete_round(workspace, begun, typed)
    assert workspace.rounds() == (begun,)
    assert copies(workspace) == []


def test_a_name_may_be_typed_in_either_form_of_its_accents(workspace: Workspace) -> None:
    begun = begin(workspace, "été", on="2024-06-30", subject="Côte")
    delete_round(workspace, begun, unicodedata.normalize("NFD", "Côte/été"))
    assert workspace.rounds() == ()


def test_without_a_backup_nothing_is_deleted(folder: Path, workspace: Workspace) -> None:
    begun = begin(workspace)
    write(folder / "results" / "backups", "a file in the way")
    with pytest.raises(CannotStore, match="backups"):
        delete_round(workspace, begun, begun.name)
    assert workspace.rounds() == (begun,)


def test_a_round_that_changed_while_it_was_backed_up_is_not_deleted(
    folder: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = begin(workspace)

    def backed_up_and_changed(workspace: Workspace) -> Path:
        path = back_up(workspace)
        with Workspace.open(folder) as another:
            another.save(begun, "law.act", Answer(value=2))
        return path

    monkeypatch.setattr(keeping, "back_up", backed_up_and_changed)
    with pytest.raises(WrongCall, match="changed"):
        delete_round(workspace, begun, begun.name)
    assert workspace.answers(begun) == {"law.act": Answer(value=2)}


def test_a_deleted_round_is_unknown_and_its_name_free(workspace: Workspace) -> None:
    gone = begin(workspace)
    delete_round(workspace, gone, gone.name)
    for use in (
        lambda: delete_round(workspace, gone, gone.name),
        lambda: set_archived(workspace, gone, True),
        lambda: next_round(workspace, gone, "2025", date(2025, 6, 30)),
    ):
        with pytest.raises(UnknownRound, match="There is no round"):
            use()
    assert begin(workspace).name == gone.name


def test_rounds_after_a_deleted_one_have_none_before(workspace: Workspace) -> None:
    before = begin(workspace, "2023", {"law.act": 1})
    after = begin(workspace, "2024", from_last=True)
    assert workspace.earlier(after) == (before, {"law.act": Answer(value=1)})
    delete_round(workspace, before, before.name)
    assert after.earlier == before.id
    assert workspace.earlier(after) is None
    assert workspace.answers(after) == {"law.act": Answer(value=1, recheck="carried")}


# Backing up


def test_a_backup_lies_in_the_results(folder: Path, workspace: Workspace) -> None:
    begin(workspace)
    made = [back_up(workspace), back_up(workspace)]
    assert copies(workspace) == sorted(made)
    assert {path.parent for path in made} == {folder / "results" / "backups"}


def test_a_workspace_without_a_database_has_nothing_to_back_up(folder: Path) -> None:
    with Workspace.open(folder, make=False) as opened, pytest.raises(WrongCall, match="no rounds in"):
        back_up(opened)
    assert not (folder / "results").exists()


# The next round


def test_the_next_round_begins_with_that_round_s_answers_marked_carried(workspace: Workspace) -> None:
    given = {"law.act": Answer(value=1, note="Act 9", flag=True), "skills.words": Answer(value="in words")}
    last = begin(workspace, "2022", given)
    begin(workspace, "2023", {"law.act": 2})
    following = next_round(workspace, last, "2024", date(2024, 6, 30), assessor="Ana")
    assert (following.subject, following.status, following.earlier) == (last.subject, "draft", last.id)
    assert (following.label, following.date, following.assessor) == ("2024", date(2024, 6, 30), "Ana")
    assert workspace.answers(following) == {
        "law.act": Answer(value=1, note="Act 9", recheck="carried"),
        "skills.words": Answer(value="in words", recheck="carried"),
    }
    assert workspace.earlier(following) == (last, given)
    assert workspace.answers(last) == given


def test_it_follows_also_a_finalised_or_archived_round_and_is_itself_neither(workspace: Workspace) -> None:
    last = workspace.finalise(begin(workspace, "2023", {"law.act": 1}))
    set_archived(workspace, last, True)
    following = next_round(workspace, workspace.round(last.id), "2024", date(2024, 6, 30))
    assert (following.status, following.archived, following.assessor) == ("draft", False, None)


def test_it_has_the_newest_version_and_the_answers_that_still_fit(folder: Path, workspace: Workspace) -> None:
    last = begin(workspace, "2023", {"law.act": 1, "law.courts": 2})
    put(folder, small(version="2").replace("{id: law.courts,", "{id: law.courts, revision: 2,"))
    put(folder, small(), "small/versions/1")
    following = next_round(workspace, last, "2024", date(2024, 6, 30))
    assert following.questionnaire.version == "2"
    assert list(workspace.answers(following)) == ["law.act"]
    assert workspace.questionnaire(following).questions["law.courts"].revision == 2


FRENCH = "cyberready: 1\ntranslates: small\nlanguage: fr\nstatus: machine\ntexts: {law.act: Une loi ?}\n"


@pytest.mark.parametrize(
    "text", [None, "not: a questionnaire\n", small(id="another")], ids=["gone", "faulty", "another"]
)
def test_where_the_library_has_none_the_round_s_own_documents_are_kept_on(
    folder: Path, workspace: Workspace, text: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder / "questionnaires" / "small" / "fr.yaml", FRENCH)
    last = begin(workspace, "2023", {"law.act": 1})
    kept = read_documents(workspace.database, last.id)
    assert len(kept) == 2
    shutil.rmtree(folder / "questionnaires")
    if text is not None:
        put(folder, text)
    # A folder of that name where the command runs is no questionnaire of the library.
    put(folder / "here", small(version="9"), "../small")
    monkeypatch.chdir(folder / "here")
    following = next_round(workspace, last, "2024", date(2024, 6, 30))
    assert following.questionnaire == last.questionnaire
    assert read_documents(workspace.database, following.id) == kept
    assert workspace.answers(following) == {"law.act": Answer(value=1, recheck="carried")}


def test_a_name_that_is_taken_is_refused(workspace: Workspace) -> None:
    last = begin(workspace, "2023", {"law.act": 1})
    begin(workspace, "2024")
    with pytest.raises(RoundExists, match="Exampleland/2024"):
        next_round(workspace, last, "2024", date(2024, 6, 30))
    assert len(workspace.rounds()) == 2
    assert next_label(last, {round.label for round in workspace.rounds()}) == "2025"
