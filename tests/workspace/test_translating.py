"""Translations beside questionnaires: which are found, what is stamped, and how one begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from cyberready.errors import CannotStore, FaultyFile, UnknownQuestionnaire, WrongCall
from cyberready.library.finding import Library, load
from cyberready.library.json_schema import schema_comment
from cyberready.library.stamping import stamps_of
from cyberready.workspace.schemas import write_schemas
from cyberready.workspace.translating import begin_translation, find_translations, stamp_translations
from tests.workspace.made_up import SMALL, put, write

# law and law.courts are whole; of law.act a fact is missing.
FRENCH = """\
# Français : l'équipe « é 🙂 »
cyberready: 1
translates: small
language: fr
status: reviewed
by: 'Amal'   # keep
texts:
  law: {title: Loi}

  # the act
  law.act:
    text: "Y a-t-il une loi ?"
    options: {0: [pas de loi], 1: [un projet, une date]}
  law.courts: {text: Appliquée ?, options: {0: jamais, 1: une fois, 2: souvent}}
"""
ARABIC = "cyberready: 1\ntranslates: small\nlanguage: ar\nstatus: machine\ntexts:\n  skills: {title: المهارات}\n"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A workspace's own folder with `small` in French, and a shipped one with `other`."""
    put(tmp_path / "own")
    write(tmp_path / "own/questionnaires/small/fr.yaml", FRENCH)
    put(tmp_path / "shipped", SMALL.replace("id: small", "id: other"), "other")
    return Library((tmp_path / "own/questionnaires", tmp_path / "shipped/questionnaires"))


@pytest.fixture
def folder(library: Library) -> Path:
    return library.folders[0] / "small"


@pytest.fixture
def right(folder: Path) -> dict[str, str]:
    """The stamps of the sources as they stand."""
    return stamps_of(load(folder).questionnaire)


# Finding


def test_a_translation_is_found_by_its_questionnaire_and_by_its_own_file(library: Library, folder: Path) -> None:
    write(folder / "ar.yaml", ARABIC)
    for name in ("small", str(folder), str(folder / "questionnaire.yaml")):
        assert [item.language for item in find_translations(library, name)] == ["ar", "fr"]
        assert [item.language for item in find_translations(library, name, "fr")] == ["fr"]
    (found,) = find_translations(library, str(folder / "ar.yaml"))
    assert (found.file, found.language, found.state.translated) == (folder / "ar.yaml", "ar", 1)
    assert find_translations(library, "other") == []


@pytest.mark.parametrize(
    ("name", "language", "error", "said"),
    [
        ("nothing", None, UnknownQuestionnaire, "Known: other, small"),
        ("x" * 5000 + "/fr.yaml", None, UnknownQuestionnaire, "Known"),
        ("small", "de", WrongCall, "no translation 'de'; it has: fr"),
        ("other", "fr", WrongCall, "it has: none yet"),
        ("{folder}/fr.yaml", "ar", WrongCall, "no translation 'ar'"),
        ("{folder}/de.yaml", None, WrongCall, "no translation 'de'"),
    ],
)
def test_what_is_not_there_is_told(
    library: Library, folder: Path, name: str, language: str | None, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        find_translations(library, name.format(folder=folder), language)


# Stamping


def test_what_is_whole_and_unstamped_is_stamped_and_nothing_else_changes(
    library: Library, folder: Path, right: dict[str, str]
) -> None:
    (stamped,) = stamp_translations(library, "small")
    assert (stamped.file, stamped.language, stamped.left) == (folder / "fr.yaml", "fr", ())
    assert stamped.stamps == {id: right[id] for id in ("law", "law.courts")}
    lines = "".join(f"  {id}: {value}\n" for id, value in stamped.stamps.items())
    assert (folder / "fr.yaml").read_text(encoding="utf-8") == f"{FRENCH}stamps:\n{lines}"
    assert not any("stamp" in fault.what for fault in load(folder).warnings)
    before = (folder / "fr.yaml").stat().st_mtime_ns
    (again,) = stamp_translations(library, "small")
    assert again.stamps == {}
    assert (folder / "fr.yaml").stat().st_mtime_ns == before


@pytest.mark.parametrize("block", ["stamps:\n  law: 00000000\n", "stamps: {law: 00000000}\n"])
@pytest.mark.parametrize(
    ("ids", "stale_too", "written", "left"),
    [
        ([], False, ["law.courts"], ["law"]),
        ([], True, ["law", "law.courts"], []),
        (["law"], False, ["law"], []),
        (["law.courts"], False, ["law.courts"], ["law"]),
        (["law", "law.courts"], False, ["law", "law.courts"], []),
    ],
)
def test_a_stale_stamp_is_left_until_it_is_asked_for(
    library: Library,
    folder: Path,
    right: dict[str, str],
    block: str,
    ids: list[str],
    stale_too: bool,
    written: list[str],
    left: list[str],
) -> None:
    write(folder / "fr.yaml", FRENCH + block)
    (stamped,) = stamp_translations(library, "small", None, ids, stale_too=stale_too)
    assert stamped.stamps == {id: right[id] for id in written}
    assert list(stamped.left) == left
    (found,) = find_translations(library, "small")
    expected = {id: right[id] for id in written} | dict.fromkeys(left, "00000000")
    assert dict(found.translation.stamps) == expected
    assert (folder / "fr.yaml").read_text(encoding="utf-8").startswith(FRENCH)


def test_a_stale_text_that_is_not_whole_is_left_whatever_is_asked(library: Library, folder: Path) -> None:
    write(folder / "fr.yaml", FRENCH + "stamps: {law.act: 00000000}\n")
    (stamped,) = stamp_translations(library, "small", stale_too=True)
    assert "law.act" not in stamped.stamps
    assert stamped.left == ("law.act",)


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        (["law.cort"], "no 'law.cort' to stamp in small. Did you mean `law.courts`"),
        (["law.act"], "law.act is not wholly translated .*missing: options 2"),
        (["law", "skills"], "skills is not wholly translated"),
    ],
)
def test_an_id_that_cannot_be_stamped_stops_all(library: Library, folder: Path, ids: list[str], said: str) -> None:
    with pytest.raises(WrongCall, match=said):
        stamp_translations(library, "small", "fr", ids)
    assert (folder / "fr.yaml").read_text(encoding="utf-8") == FRENCH


@pytest.mark.parametrize(("ids", "stale_too"), [(["law"], False), ([], True)])
def test_which_language_was_translated_must_be_said(
    library: Library, folder: Path, ids: list[str], stale_too: bool
) -> None:
    write(folder / "ar.yaml", ARABIC)
    with pytest.raises(WrongCall, match=r"ar, fr.*--language"):
        stamp_translations(library, "small", None, ids, stale_too=stale_too)
    assert [item.language for item in stamp_translations(library, "small")] == ["ar", "fr"]
    assert "skills: " in (folder / "ar.yaml").read_text(encoding="utf-8").partition("stamps:")[2]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_line_ends_and_a_byte_order_mark_stay(
    library: Library, folder: Path, mark: bytes, line_end: bytes
) -> None:
    before = mark + FRENCH.encode().replace(b"\n", line_end)
    (folder / "fr.yaml").write_bytes(before)
    stamp_translations(library, "small")
    after = (folder / "fr.yaml").read_bytes()
    assert after.startswith(before + b"stamps:" + line_end)
    assert after.count(b"\n") == after.count(line_end)


def test_where_more_would_change_the_file_stays_as_it_was(library: Library, folder: Path) -> None:
    """A block text that ends without a line end would get one."""
    text = FRENCH + "  skills.words:\n    text: |\n      Quoi d'autre ?"
    write(folder / "fr.yaml", text)
    with pytest.raises(FaultyFile, match="nothing was changed"):
        stamp_translations(library, "small")
    assert (folder / "fr.yaml").read_text(encoding="utf-8") == text
    assert sorted(file.name for file in folder.iterdir()) == ["fr.yaml", "questionnaire.yaml"]


def test_a_faulty_file_and_a_link_are_not_touched(library: Library, folder: Path, tmp_path: Path) -> None:
    write(folder / "fr.yaml", FRENCH.replace("reviewed", "perfect"))
    with pytest.raises(FaultyFile, match="must be one of"):
        stamp_translations(library, "small")
    (folder / "fr.yaml").unlink()
    (folder / "fr.yaml").symlink_to(write(tmp_path / "elsewhere.yaml", FRENCH))
    with pytest.raises(CannotStore, match="symbolic link"):
        stamp_translations(library, "small")
    assert (tmp_path / "elsewhere.yaml").read_text(encoding="utf-8") == FRENCH


def test_without_a_translation_there_is_nothing_to_stamp(library: Library) -> None:
    with pytest.raises(WrongCall, match="no translation yet"):
        stamp_translations(library, str(library.folders[1] / "other"))


# What comes with the program


def test_what_is_shipped_is_changed_only_by_its_folder(library: Library) -> None:
    other = library.folders[1] / "other"
    with pytest.raises(WrongCall, match="comes with the program"):
        begin_translation(library, "other", "fr")
    with pytest.raises(WrongCall, match="comes with the program"):
        stamp_translations(library, "other")
    assert begin_translation(library, str(other), "fr") == other / "fr.yaml"
    assert stamp_translations(library, str(other))[0].stamps == {}


# Beginning


def test_a_translation_begins_beside_its_questionnaire(library: Library, folder: Path) -> None:
    assert begin_translation(library, "small", "ar-IQ", status="reviewed", by="Amal") == folder / "ar-IQ.yaml"
    found = find_translations(library, "small", "ar-IQ")[0]
    assert (found.state.translated, found.translation.status, found.translation.by) == (0, "reviewed", "Amal")
    assert set(found.translation.texts) == {"title", "law", *(id for id in stamps_of(found.questionnaire))}


def test_it_names_the_schema_where_there_is_one(library: Library, folder: Path) -> None:
    write(folder / "versions/1/questionnaire.yaml", SMALL)
    assert "$schema" not in begin_translation(library, "small", "de").read_text(encoding="utf-8")
    write_schemas(library.folders[0] / "schema")
    first = begin_translation(library, "small", "es").read_text(encoding="utf-8").splitlines()[0]
    assert first == schema_comment("translation", 1)
    older = begin_translation(library, str(folder / "versions/1"), "es")
    assert older.read_text(encoding="utf-8").splitlines()[0] == schema_comment("translation", 3)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "exists already"),
        ("en", "is written in en"),
        ("French", "no language tag"),
        ("../x", "no language tag"),
    ],
)
def test_a_language_that_cannot_be_begun_is_refused(
    library: Library, folder: Path, language: str, said: str
) -> None:
    with pytest.raises(WrongCall, match=said):
        begin_translation(library, "small", language)
    assert sorted(file.name for file in folder.iterdir()) == ["fr.yaml", "questionnaire.yaml"]


def test_it_may_be_written_elsewhere(library: Library, tmp_path: Path) -> None:
    out = tmp_path / "to-translate.yaml"
    assert begin_translation(library, "other", "fr", out=out) == out
    assert "translates: other" in out.read_text(encoding="utf-8")
    draft = write(tmp_path / "draft.yaml", SMALL)
    with pytest.raises(WrongCall, match=r"beside questionnaire\.yaml alone"):
        begin_translation(library, str(draft), "fr")
