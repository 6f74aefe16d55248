from __future__ import annotations

from pathlib import Path

from cyberready.library.caching import Cache
from cyberready.library.finding import shipped_folder
from cyberready.settings import settings_file
from cyberready.workspace.checking import check_paths
from cyberready.workspace.questionnaires import cache_beside, library_of, list_questionnaires
from cyberready.workspace.workspace import Workspace
from tests.workspace.made_up import begin, put, sheet, small, write


def test_a_workspace_s_own_questionnaires_stand_beside_the_shipped_and_before_them(tmp_path: Path) -> None:
    put(tmp_path)
    own = put(tmp_path, small(id="gci-published"), "gci-published")
    listed = {each.id: each for each in list_questionnaires(library_of(tmp_path))}
    assert list(listed) == sorted(listed)
    assert listed["gci-published"].folder == own.parent
    assert listed["trust-security-ict"].folder == shipped_folder() / "trust-security-ict"
    loaded = listed["small"].loaded
    assert loaded is not None
    assert loaded.questionnaire.title == "A small questionnaire"


def test_a_faulty_one_is_listed_with_its_errors_alone(tmp_path: Path) -> None:
    text = small().replace("scale: hours", "scale: hour").replace(", 2: everywhere", "")
    put(tmp_path, text)
    (small_one,) = (each for each in list_questionnaires(library_of(tmp_path)) if each.id == "small")
    assert small_one.loaded is None
    assert small_one.languages == ()
    assert [(fault.id, fault.severity) for fault in small_one.faults] == [("law.hours", "error")]


def test_its_languages_begin_with_its_own(tmp_path: Path) -> None:
    put(tmp_path)
    for tag in ("fr", "ar"):
        text = f"cyberready: 1\ntranslates: small\nlanguage: {tag}\nstatus: machine\n"
        write(tmp_path / "questionnaires" / "small" / f"{tag}.yaml", text)
    (small_one,) = (each for each in list_questionnaires(library_of(tmp_path)) if each.id == "small")
    assert small_one.languages == ("en", "ar", "fr")


def test_what_was_read_is_kept_beside_a_database_and_nowhere_else(folder: Path) -> None:
    """Where nothing is made, nothing is kept."""
    cache = folder / "results" / ".cache"
    for without in (Workspace.without_rounds(folder), Workspace.open(folder, make=False)):
        with without as workspace:
            list_questionnaires(workspace.library)
        assert not (folder / "results").exists()
    with Workspace.open(folder) as workspace:
        assert not cache.exists()
        listed = list_questionnaires(workspace.library)
        assert len(list(cache.iterdir())) == len(listed)
        assert list_questionnaires(workspace.library) == listed
    with Workspace.open(folder, make=False) as workspace:
        assert workspace.library.cache == Cache(cache, settings_file().with_name("cache.key"))
        assert list_questionnaires(workspace.library) == listed
    with Workspace.without_rounds(folder) as workspace:
        assert workspace.library.cache is None
    assert cache_beside(None) is None
    assert cache_beside(folder / "results" / "other.db") is None


def test_check_neither_looks_at_what_was_kept_nor_keeps_anything(folder: Path) -> None:
    with Workspace.open(folder) as workspace:
        begin(workspace)
    (entry,) = (folder / "results" / ".cache").iterdir()
    kept = entry.read_bytes()
    entry.unlink()
    file = write(folder / "sheet.yaml", sheet(label="2025"))
    with Workspace.without_rounds(folder) as workspace:
        assert check_paths(workspace, [file, folder / "questionnaires"]) == ()
    assert list((folder / "results" / ".cache").iterdir()) == []
    entry.write_bytes(kept)
    put(folder, small().replace("scale: hours", "scale: hour"))
    with Workspace.without_rounds(folder) as workspace:
        assert [fault.id for fault in check_paths(workspace, [folder / "questionnaires"])] == ["law.hours"]
