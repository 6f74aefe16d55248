from __future__ import annotations

from pathlib import Path

import pytest

from cyberready.errors import CannotStore, WrongCall
from cyberready.library.finding import Library, load
from cyberready.library.json_schema import MODELS, schema_file
from cyberready.model.answers import Sheet
from cyberready.scoring.sheets import compile_plan, score_sheet
from cyberready.workspace.authoring import begin_questionnaire
from tests.workspace.made_up import put, write


@pytest.fixture
def questionnaires(tmp_path: Path) -> Path:
    put(tmp_path)
    return tmp_path / "questionnaires"


@pytest.fixture
def library(questionnaires: Path) -> Library:
    return Library((questionnaires,))


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_it_passes_the_check_and_names_its_schema(library: Library, questionnaires: Path) -> None:
    own, *schemas = begin_questionnaire(library, "depot-safety", questionnaires, title="Depots", language="fr")
    assert own == questionnaires / "depot-safety" / "questionnaire.yaml"
    loaded = load(own)
    assert loaded.warnings == ()
    assert (loaded.questionnaire.title, loaded.questionnaire.language) == ("Depots", "fr")
    named = own.read_text(encoding="utf-8").splitlines()[0].partition("$schema=")[2]
    assert (own.parent / named).resolve() in [schema.resolve() for schema in schemas]
    assert {schema.name for schema in schemas} == set(map(schema_file, MODELS))
    assert list(library.newest()) == ["depot-safety", "small"]


def test_the_title_is_made_of_the_id(library: Library, questionnaires: Path) -> None:
    file, *_schemas = begin_questionnaire(library, "depot-safety", questionnaires)
    assert load(file).questionnaire.title == "Depot safety"


def test_it_can_be_scored(library: Library, questionnaires: Path) -> None:
    file, *_schemas = begin_questionnaire(library, "q", questionnaires)
    questionnaire = load(file).questionnaire
    sheet = Sheet.model_validate(
        {
            "questionnaire": "q",
            "version": "1",
            "subject": {"name": "X"},
            "round": "1",
            "date": "2026-06-30",
            "answers": {
                "backup.kept": {"value": 3, "basis": "verified", "evidence": [{"title": "log"}]},
                "backup.places": {"value": ["building", "offline"]},
                "backup.time": {"value": 5},
                "response.plan": {"value": 2, "criteria": [0]},  # one of two criteria: counts as 0
            },
        }
    )
    card = score_sheet(compile_plan(questionnaire), sheet.answers, load(file).digest)
    assert card.sections["backup"].value == pytest.approx((3 + 3 + 2) / 3)
    assert card.sections["response"].value == 0
    assert card.overall.rating == "Prepared"
    assert card.profiles


def test_translations_are_begun_with_it(library: Library, questionnaires: Path) -> None:
    written = begin_questionnaire(library, "q", questionnaires, translations=["fr", "ar", "fr"])
    assert [file.name for file in written[:3]] == ["questionnaire.yaml", "fr.yaml", "ar.yaml"]
    assert names(questionnaires / "q") == ["ar.yaml", "fr.yaml", "questionnaire.yaml"]
    assert {fault.what.split()[0] for fault in load(questionnaires / "q").warnings} == {"0"}
    assert (
        (questionnaires / "q/fr.yaml")
        .read_text(encoding="utf-8")
        .startswith("# yaml-language-server: $schema=../")
    )


def test_schemas_that_are_there_stay(library: Library, questionnaires: Path) -> None:
    kept = write(questionnaires / "schema" / "sheet.schema.json", "{}")
    begin_questionnaire(library, "q", questionnaires)
    assert kept.read_text(encoding="utf-8") == "{}"
    assert len(names(questionnaires / "schema")) == len(MODELS)
    assert len(begin_questionnaire(library, "r", questionnaires)) == 1


@pytest.mark.parametrize("id", ["", "Q", "a b", "../q", "-q", "q/r", "q.r", "é", "q" * 81, "q\n"])
def test_what_is_no_id_is_refused(library: Library, questionnaires: Path, id: str) -> None:
    with pytest.raises(WrongCall, match="is no id"):
        begin_questionnaire(library, id, questionnaires)
    assert names(questionnaires) == ["small"]


@pytest.mark.parametrize(("id", "said"), [("small", "already"), ("taken", "already"), ("schema", "another id")])
def test_an_id_that_is_taken_is_refused(
    library: Library, questionnaires: Path, tmp_path: Path, id: str, said: str
) -> None:
    write(questionnaires / "taken" / "notes.txt", "mine")
    for folder in (questionnaires, tmp_path / "elsewhere"):
        if (folder / id).exists() or id != "taken":
            with pytest.raises(WrongCall, match=said):
                begin_questionnaire(library, id, folder)
    assert names(questionnaires) == ["small", "taken"]


def test_what_fails_on_the_way_leaves_no_folder(library: Library, questionnaires: Path) -> None:
    for translations, said in ((["fr", "French"], "no language tag"), (["en"], "is written in en")):
        with pytest.raises(WrongCall, match=said):
            begin_questionnaire(library, "q", questionnaires, translations=translations)
        assert not (questionnaires / "q").exists()
    write(questionnaires / "file", "")
    with pytest.raises(CannotStore):
        begin_questionnaire(library, "q", questionnaires / "file")
