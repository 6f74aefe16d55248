"""Finding, comparing and writing: which file a name stands for, and that nothing is overwritten unasked."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cyberready.errors import CannotWriteFile, FaultyFile, UnknownQuestionnaire, WrongCall
from cyberready.library.finding import Library, load
from cyberready.workspace.differences import CROSSWALK, compare, crosswalk_text, find_file, write_crosswalk
from tests.workspace.made_up import put, small, write

AT = "small/versions/1"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Versions 1 and 2 of the small questionnaire, and one with an @ in its path; paths may be given from here."""
    put(tmp_path, at=AT)
    put(tmp_path, small(version="2"))
    write(tmp_path / "mail@home" / "questionnaire.yaml", small(version="home"))
    write(tmp_path / "draft.yaml", small(version="draft"))
    monkeypatch.chdir(tmp_path)
    return Library((tmp_path / "questionnaires",))


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("small", "2"),
        ("small@1", "1"),
        ("small@2", "2"),
        ("questionnaires/small", "2"),
        ("questionnaires/small@1", "1"),
        ("questionnaires/small/@1", "1"),
        ("questionnaires/small/versions/1", "1"),
        ("questionnaires/small/versions/1/questionnaire.yaml", "1"),
        ("mail@home", "home"),
        ("mail@home/questionnaire.yaml", "home"),
        ("mail@home@home", "home"),
        ("draft.yaml", "draft"),
        ("draft.yaml@draft", "draft"),
    ],
)
def test_what_a_name_stands_for(library: Library, name: str, version: str) -> None:
    assert compare(library, "small", name).differences.new.version == version
    assert find_file(library, name).is_file()


def test_the_folder_in_which_one_stands(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(library.folders[0] / "small")
    found = compare(library, ".@1", ".").differences
    assert (found.old.version, found.new.version) == ("1", "2")


@pytest.mark.parametrize(
    ("name", "error", "told"),
    [
        ("smal", UnknownQuestionnaire, "'smal' here. Known: small"),
        ("smal@1", UnknownQuestionnaire, "'smal' here. Known: small"),
        ("@1", UnknownQuestionnaire, "Known: small"),
        ("small@3", WrongCall, "small has no version '3' here. Its older versions here: 1."),
        ("small@", WrongCall, "small has no version ''"),
        ("questionnaires/small@3", WrongCall, "'3'"),
        ("mail@home@1", WrongCall, "older versions here: none"),
        ("draft.yaml@1", WrongCall, "'1'"),
    ],
)
def test_what_stands_for_nothing(library: Library, name: str, error: type[Exception], told: str) -> None:
    with pytest.raises(error) as raised:
        compare(library, "small", name)
    assert told in str(raised.value)


def test_the_faults_of_both_come_together_and_what_lies_beside_plays_no_part(library: Library) -> None:
    questionnaires = library.folders[0]
    write(questionnaires / "small" / "fr.yaml", "translates: nothing")
    write(questionnaires / "small" / CROSSWALK, "no: crosswalk")
    assert compare(library, "small@1", "small").differences.counts["same"] == 8
    put(questionnaires.parent, small().replace("scale: hours", "scale: hour"), AT)
    put(questionnaires.parent, small(version="2").replace("scale: words", "scale: word"))
    with pytest.raises(FaultyFile) as raised:
        compare(library, "small@1", "small")
    assert [fault.id for fault in raised.value.faults] == ["law.hours", "skills.words"]
    with pytest.raises(FaultyFile) as raised:
        compare(library, "small", "small")
    assert [fault.id for fault in raised.value.faults] == ["skills.words"]


def test_the_crosswalk_goes_beside_the_newer_one_and_is_read_there(library: Library) -> None:
    compared = compare(library, "small@1", "small")
    assert not compared.has_crosswalk
    path = write_crosswalk(compared, None)
    assert path == library.folders[0] / "small" / CROSSWALK
    assert compared.has_crosswalk
    assert [kind for kind, _, _ in load(path.parent).companions] == ["crosswalk"]
    assert path.read_text("utf-8") == crosswalk_text(compared)
    assert list(path.parent.glob(".*")) == []


def test_nothing_is_overwritten_unasked(library: Library) -> None:
    compared = compare(library, "small@1", "small")
    for out in (None, Path("mine.yaml")):
        path = out or compared.crosswalk_file
        write(path, "mine")
        with pytest.raises(WrongCall, match="--replace"):
            write_crosswalk(compared, out)
        assert path.read_text("utf-8") == "mine"
        assert write_crosswalk(compared, out, replace=True) == path
        assert path.read_text("utf-8") == crosswalk_text(compared)


def test_a_questionnaire_in_a_file_of_its_own_name_has_no_crosswalk_beside_it(library: Library) -> None:
    compared = compare(library, "small", "draft.yaml")
    write(Path(CROSSWALK), "of another")
    assert not compared.has_crosswalk
    with pytest.raises(WrongCall, match=r"draft\.yaml is none\. Give --out"):
        write_crosswalk(compared, None, replace=True)
    assert write_crosswalk(compared, Path("out.yaml")).is_file()


def test_no_crosswalk_leads_to_the_same_version(library: Library) -> None:
    compared = compare(library, "small", "questionnaires/small")
    for attempt in (lambda: crosswalk_text(compared), lambda: write_crosswalk(compared, Path("out.yaml"))):
        with pytest.raises(WrongCall, match="Both are small 2"):
            attempt()
    assert not Path("out.yaml").exists()


@pytest.mark.parametrize(("out", "error"), [("questionnaires", WrongCall), ("nowhere/out.yaml", CannotWriteFile)])
def test_where_no_file_can_be(library: Library, out: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        write_crosswalk(compare(library, "small@1", "small"), Path(out), replace=True)


@pytest.mark.skipif(os.name != "posix", reason="needs symbolic links")
@pytest.mark.parametrize("target", ["draft.yaml", "not-there.yaml"])
def test_a_symbolic_link_is_never_followed(library: Library, target: str) -> None:
    Path("link.yaml").symlink_to(target)
    before = Path("draft.yaml").read_bytes()
    with pytest.raises(CannotWriteFile, match="symbolic link"):
        write_crosswalk(compare(library, "small@1", "small"), Path("link.yaml"), replace=True)
    assert Path("draft.yaml").read_bytes() == before
    assert not Path("not-there.yaml").exists()
