"""The catalogues are in step with the code, and what is out of step is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from cyberready.language import upkeep
from cyberready.language.upkeep import catalogue_file, compile_catalogues, helps, update, wanting

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
COMMAND = '''
@click.command("score")
@click.option("--json", "as_json", help="Print "
    "JSON.")
@click.argument("sheet")
def command() -> int:
    """Score a sheet.

    SHEET is a file.
    """

def helper() -> None:
    """No help of a command."""
'''


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(upkeep, "CATALOGUES", tmp_path)
    monkeypatch.setattr(upkeep, "TRANSLATED", ("fr",))
    return tmp_path


def written(body: str) -> None:
    file = catalogue_file("fr")
    file.parent.mkdir(parents=True)
    file.write_text(HEAD + body, encoding="utf-8")


def messages() -> Catalog:
    catalogue = Catalog()
    catalogue.add("Leave")
    catalogue.add("{done} of {total}")
    catalogue.add(("{number} round", "{number} rounds"))
    return catalogue


WHOLE = """\
msgid "Leave"
msgstr "Quitter"

msgid "{done} of {total}"
msgstr "{done} sur {total}"

msgid "{number} round"
msgid_plural "{number} rounds"
msgstr[0] "un cycle"
msgstr[1] "{number} cycles"
"""


def test_a_whole_catalogue_wants_nothing(folder: Path) -> None:
    written(WHOLE)
    assert list(wanting("fr", messages())) == []


@pytest.mark.parametrize(
    ("before", "after", "message", "why"),
    [
        ('msgid "Leave"\nmsgstr "Quitter"\n', "", "Leave", "not translated"),
        ('msgstr "Quitter"', 'msgstr ""', "Leave", "not translated"),
        ('msgid "Leave"\n', '#, fuzzy\nmsgid "Leave"\n', "Leave", "marked as doubtful (fuzzy)"),
        ('msgstr[1] "{number} cycles"', 'msgstr[1] ""', "{number} round", "not translated"),
        (
            '"{done} sur {total}"',
            '"{done} sur {totale}"',
            "{done} of {total}",
            "fields ['{done}', '{totale}'] in place of ['{done}', '{total}']",
        ),
        ('msgid "Leave"', 'msgid "Gone"\nmsgstr "Parti"\n\nmsgid "Leave"', "Gone", "no longer in the code"),
    ],
)
def test_what_is_wrong_with_a_catalogue_is_told(
    folder: Path, before: str, after: str, message: str, why: str
) -> None:
    assert before in WHOLE
    written(WHOLE.replace(before, after))
    assert [(each.message, each.why) for each in wanting("fr", messages())] == [(message, why)]


def test_no_catalogue_wants_everything(folder: Path) -> None:
    assert len(list(wanting("fr", messages()))) == 3


def test_an_update_keeps_translations_and_drops_what_is_no_longer_said(folder: Path) -> None:
    written(WHOLE + '\nmsgid "Gone"\nmsgstr "Parti"\n')
    more = messages()
    more.add("New")
    update(more)
    assert [(each.message, each.why) for each in wanting("fr", more)] == [("New", "not translated")]
    assert "Quitter" in catalogue_file("fr").read_text(encoding="utf-8")
    before = catalogue_file("fr").read_bytes()
    update(more)
    assert catalogue_file("fr").read_bytes() == before


def test_compiling_writes_what_gettext_reads(folder: Path) -> None:
    import gettext

    written(WHOLE)
    assert compile_catalogues() == [folder / "fr" / "LC_MESSAGES" / "cyberready.mo"]
    french = gettext.translation("cyberready", folder, languages=["fr"])
    assert french.gettext("Leave") == "Quitter"
    assert french.ngettext("{number} round", "{number} rounds", 5) == "{number} cycles"


def test_helps_are_those_of_commands_and_options() -> None:
    assert sorted(helps(COMMAND)) == ["Print JSON.", "Score a sheet.\n\nSHEET is a file."]
