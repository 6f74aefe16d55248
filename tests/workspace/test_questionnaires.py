from __future__ import annotations

from pathlib import Path

from cyberready.library.finding import shipped_folder
from cyberready.workspace.questionnaires import library_of, list_questionnaires
from tests.workspace.made_up import put, small, write


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
