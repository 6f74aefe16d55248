from __future__ import annotations

from pathlib import Path

import pytest

from cyberready.errors import FaultyFile, OtherAnswers, RoundExists, RoundIsFinal, WrongCall
from cyberready.model.answers import Answer
from cyberready.workspace.importing import import_sheets, read_for
from cyberready.workspace.workspace import Workspace
from tests.workspace.made_up import SMALL, begin, put, sheet, small, write


def imported(workspace: Workspace, *sheets: str, replace: bool = False, keep: bool = False) -> list[str]:
    """The outcomes of importing these texts as files, in order."""
    files = [write(workspace.folder / f"{n}.yaml", text) for n, text in enumerate(sheets)]
    return [item.outcome for item in import_sheets(workspace, files, replace=replace, keep=keep)]


def values(workspace: Workspace, name: str = "Exampleland/2024", assessor: str | None = None) -> dict[str, object]:
    return {id: answer.value for id, answer in workspace.answers(workspace.round(name), assessor).items()}


def state(workspace: Workspace) -> object:
    """Everything that an import could change."""
    return [(round, workspace.sheet(round), workspace.answers(round, "Amina")) for round in workspace.rounds()]


def test_a_sheet_becomes_a_round_and_the_same_again_changes_nothing(workspace: Workspace) -> None:
    given = sheet(subject="{name: Exampleland, kind: country, parent: Examplia}")
    assert imported(workspace, given) == ["new"]
    before = state(workspace)
    assert imported(workspace, given) == ["unchanged"]
    assert imported(workspace, given, replace=True) == ["unchanged"]
    assert state(workspace) == before
    round = workspace.round("Exampleland/2024")
    assert round.subject.model_dump() == {"name": "Exampleland", "kind": "country", "parent": "Examplia"}
    assert (round.status, round.date.isoformat(), round.revision) == ("draft", "2024-06-30", 1)
    assert values(workspace) == {"law.act": 2, "law.courts": 1, "skills.schools": 0}


def test_subjects_are_the_same_whatever_the_case_of_their_letters(workspace: Workspace) -> None:
    assert imported(workspace, sheet(), sheet(subject="EXAMPLELAND")) == ["new", "unchanged"]


def test_other_answers_of_a_draft_are_listed_and_taken_only_when_told(workspace: Workspace) -> None:
    imported(workspace, sheet("law.act: 2, law.courts: 1, skills.words: said"))
    before = state(workspace)
    other = sheet("law.act: 2, law.courts: {not_applicable: none}, skills.schools: 1", on="2024-07-01")
    with pytest.raises(WrongCall) as caught:
        imported(workspace, other)
    listed = [line.strip() for line in str(caught.value).splitlines() if line.startswith("  ")]
    assert listed == [
        "law.courts: here value: 1, in the file not_applicable: none",
        "skills.schools: here no answer, in the file value: 1",
        "skills.words: here value: said, in the file no answer",
        "date: here 2024-06-30, in the file 2024-07-01",
    ]
    assert "--replace" in str(caught.value)
    assert state(workspace) == before

    assert imported(workspace, other, replace=True) == ["replaced"]
    assert values(workspace) == {"law.act": 2, "law.courts": None, "skills.schools": 1}
    assert workspace.round("Exampleland/2024").date.isoformat() == "2024-07-01"


@pytest.mark.parametrize(
    ("here", "there", "told"),
    [
        (
            "{value: 2, flag: true, facts: {2: [0]}}",
            "2",
            "here flag: true, facts: {'2': [0]}, in the file without that",
        ),
        (
            "{value: 2, note: 'said: yes'}",
            "{value: 2, note: unsaid}",
            "here note: 'said: yes', in the file note: unsaid",
        ),
        (
            "{value: 2, note: same, basis: desk}",
            "{value: 1, note: same}",
            "here value: 2, basis: desk, in the file value: 1",
        ),
        ("{value: 1}", "{unknown: true}", "here value: 1, in the file unknown: true"),
    ],
)
def test_only_the_keys_that_differ_are_told_as_a_sheet_writes_them(
    workspace: Workspace, here: str, there: str, told: str
) -> None:
    imported(workspace, sheet(f"law.act: {here}"))
    with pytest.raises(OtherAnswers) as caught:
        imported(workspace, sheet(f"law.act: {there}"))
    assert caught.value.differences[0].splitlines()[1:] == [f"  law.act: {told}"]


def test_the_differences_of_all_drafts_are_told_at_once(workspace: Workspace) -> None:
    imported(workspace, sheet("law.act: 2"), sheet("law.act: 1", label="2025"))
    before = state(workspace)
    others = (sheet("law.act: 1"), sheet("law.act: 0", label="2026"), sheet("law.act: 2", label="2025"))
    with pytest.raises(OtherAnswers) as caught:
        imported(workspace, *others)
    assert [text.splitlines()[1].strip() for text in caught.value.differences] == [
        "law.act: here value: 2, in the file value: 1",
        "law.act: here value: 1, in the file value: 2",
    ]
    assert str(caught.value).count("--replace") == 1
    assert state(workspace) == before


@pytest.mark.parametrize(
    "other",
    [
        sheet("law.act: {value: 2, note: heard}"),
        sheet("law.act: {value: 2, flag: true}"),
        sheet("law.act: {value: 2, evidence: [{title: Gazette}]}"),
        sheet("law.act: {value: 2, recheck: carried}"),
        sheet("law.act: 2", on="2024-12-31"),
        sheet("law.act: 2, law.hours: 0"),
        sheet(""),
    ],
)
def test_any_difference_needs_to_be_told_and_a_finalised_round_takes_none(
    workspace: Workspace, other: str
) -> None:
    imported(workspace, sheet("law.act: 2"))
    with pytest.raises(WrongCall):
        imported(workspace, other)
    workspace.finalise(workspace.round("Exampleland/2024"))
    before = state(workspace)
    for replace in (False, True):
        with pytest.raises(RoundIsFinal):
            imported(workspace, other, replace=replace)
    assert imported(workspace, sheet("law.act: 2")) == ["unchanged"]
    assert state(workspace) == before


def test_an_amendment_takes_what_the_finalised_revision_refuses(workspace: Workspace) -> None:
    imported(workspace, sheet("law.act: 2"))
    final = workspace.finalise(workspace.round("Exampleland/2024"))
    workspace.amend(final, "a slip")
    assert imported(workspace, sheet("law.act: 1"), replace=True) == ["replaced"]
    assert values(workspace) == {"law.act": 1}
    assert values(workspace, final.id) == {"law.act": 2}


def test_a_draft_that_says_nothing_yet_is_filled_without_being_told(workspace: Workspace) -> None:
    begin(workspace)
    assert imported(workspace, sheet("law.act: 2")) == ["new"]
    assert values(workspace) == {"law.act": 2}
    assert len(workspace.rounds()) == 1


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("own_first", [True, False])
def test_an_assessor_s_own_sheet_stands_beside_the_official_one(
    workspace: Workspace, together: bool, own_first: bool
) -> None:
    official, own = sheet("law.act: 2"), sheet("law.act: 1, law.courts: 0", assessor="Amina")
    both = [own, official] if own_first else [official, own]
    outcomes = (
        imported(workspace, *both) if together else [*imported(workspace, both[0]), *imported(workspace, both[1])]
    )
    assert outcomes == ["new", "new"]
    assert values(workspace) == {"law.act": 2}
    assert values(workspace, assessor="Amina") == {"law.act": 1, "law.courts": 0}
    assert values(workspace, assessor="Badr") == {}
    # Only the official one is scored: one of law's two questions at its best, law one of two domains.
    assert workspace.score(workspace.round("Exampleland/2024")).overall.value == pytest.approx(0.5)
    assert imported(workspace, *both) == ["unchanged", "unchanged"]
    with pytest.raises(WrongCall, match="here value: 1, in the file value: 2"):
        imported(workspace, sheet("law.act: 2, law.courts: 0", assessor="Amina"))


def test_all_faults_of_all_files_are_told_and_nothing_is_stored(workspace: Workspace) -> None:
    with pytest.raises(FaultyFile) as caught:
        imported(
            workspace,
            sheet(),
            sheet("law.act: 3, law.nothing: 1", label="2025"),
            sheet("law.courts: {value: 1, unknown: true}", label="2026"),
            "cyberready: 1\nquestionnaire: small\n",
            sheet(questionnaire="smal"),
            sheet(version="7"),
            "[1, 2]\n",
            "a: &b\n",
        )
    found = {(Path(fault.file).name, fault.id) for fault in caught.value.faults}
    assert {("1.yaml", "law.act"), ("1.yaml", "law.nothing"), ("2.yaml", "law.courts")} <= found
    assert {name for name, _ in found} == {f"{n}.yaml" for n in range(1, 8)}
    missing = " ".join(fault.what for fault in caught.value.faults if fault.file.endswith("3.yaml"))
    assert all(f"`{key}`" in missing for key in ("version", "subject", "round", "date"))
    assert workspace.rounds() == ()


@pytest.mark.parametrize(
    ("last", "error"),
    [
        (sheet("law.act: 0"), WrongCall),
        (sheet("law.act: 0", label="2020"), RoundIsFinal),
        (sheet("law.act: 0", label="2023", on="2023-06-30"), WrongCall),  # against a file of the same batch
        (sheet("law.act: 0", version="0"), RoundExists),
    ],
)
def test_a_batch_whose_last_file_is_refused_stores_nothing(
    folder: Path, workspace: Workspace, last: str, error: type[Exception]
) -> None:
    put(folder, small(version="0"), "small/versions/0")
    workspace.finalise(begin(workspace, "2020", {"law.act": 1}))
    begin(workspace, "2024", {"law.act": 1})
    before = state(workspace)
    with pytest.raises(error):
        imported(workspace, sheet("law.act: 1", label="2023", on="2023-06-30"), sheet("law.act: 1"), last)
    assert state(workspace) == before


def test_with_replace_the_last_file_of_a_batch_holds(workspace: Workspace) -> None:
    outcomes = imported(workspace, sheet("law.act: 0"), sheet("law.act: 2"), replace=True)
    assert outcomes == ["new", "replaced"]
    assert values(workspace) == {"law.act": 2}


def test_keep_leaves_every_round_that_is_here(folder: Path, workspace: Workspace) -> None:
    put(folder, small(version="0"), "small/versions/0")
    begin(workspace, answers={"law.act": 1})
    workspace.finalise(begin(workspace, "2020", {"law.act": 1}))
    before = state(workspace)
    kept = [sheet("law.act: 0"), sheet("law.act: 0", label="2020"), sheet("law.act: 0", version="0")]
    assert imported(workspace, *kept, keep=True) == ["unchanged"] * 3
    assert state(workspace) == before
    assert imported(workspace, sheet("law.act: 0", label="2021"), keep=True) == ["new"]


def test_a_sheet_of_an_older_version_finds_it_beside_the_newest(folder: Path, workspace: Workspace) -> None:
    put(folder, small(version="3").replace("id: law.act", "id: law.statute"))
    put(folder, small(version="2"), "small/versions/2")
    put(folder, SMALL.replace("range: [0, 2]", "range: [0, 100]"), "small/versions/1")
    imported(workspace, sheet("law.act: 2"), sheet("law.act: 2", label="2025", version="2"))
    old, newer = workspace.round("Exampleland/2024"), workspace.round("Exampleland/2025")
    assert (old.questionnaire.version, newer.questionnaire.version) == ("1", "2")
    assert workspace.score(old).overall.value == pytest.approx(25)
    assert workspace.score(newer).overall.value == pytest.approx(0.5)
    with pytest.raises(FaultyFile, match="small 4"):
        imported(workspace, sheet("law.act: 2", label="2026", version="4"))


def test_a_sheet_of_a_known_round_is_held_against_what_the_round_keeps(folder: Path, workspace: Workspace) -> None:
    imported(workspace, sheet("law.act: 2"))
    put(folder, SMALL.replace("id: law.act", "id: law.statute"))
    assert imported(workspace, sheet("law.act: 2")) == ["unchanged"]
    with pytest.raises(FaultyFile, match=r"law\.act"):
        imported(workspace, sheet("law.act: 2", label="2025"))


def test_a_sheet_s_own_version_must_be_what_the_file_of_that_name_says(folder: Path, workspace: Workspace) -> None:
    put(folder, small(version="3"), "small/versions/2")
    with pytest.raises(FaultyFile, match="`version` is '2'"):
        imported(workspace, sheet(version="2"))


def test_an_answer_to_a_hidden_question_is_kept_and_warned_of(folder: Path, workspace: Workspace) -> None:
    hidden = SMALL.replace(
        "scale: level, options: {0: never, 1: once, 2: often}}",
        "scale: level, options: {0: never, 1: once, 2: often}, when: {question: law.act, at_least: 1}}",
    )
    put(folder, hidden)
    file = write(folder / "sheet.yaml", sheet("law.act: 0, law.courts: 2"))
    (outcome,) = import_sheets(workspace, [file])
    assert [(fault.severity, fault.id, fault.line) for fault in outcome.warnings] == [("warning", "law.courts", 7)]
    assert values(workspace)["law.courts"] == 2
    assert workspace.score(outcome.round).questions["law.courts"].state == "not_asked"


def test_reading_a_sheet_for_a_look_stores_nothing(folder: Path, workspace: Workspace) -> None:
    file = write(folder / "sheet.yaml", sheet())
    read, questionnaire, digest, warnings = read_for(workspace, file)
    assert read.answers["law.act"] == Answer(value=2)
    assert (questionnaire.id, questionnaire.version, warnings) == ("small", "1", ())
    assert digest == workspace.library.load("small").digest
    assert workspace.rounds() == ()
    import_sheets(workspace, [file])
    write(folder / "questionnaires" / "small" / "questionnaire.yaml", "gone: wrong\n")
    assert read_for(workspace, file)[1:3] == (questionnaire, digest)
    with pytest.raises(FaultyFile):
        read_for(workspace, write(folder / "other.yaml", sheet("law.act: 9")))
