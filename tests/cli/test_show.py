from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.made_up import QUESTIONNAIRE, write
from tests.cli.test_hostile_text import IN_YAML, harmless

FRENCH = """\
cyberready: 1
translates: small
language: fr
status: {status}
texts:
  title: Un petit questionnaire
  law.crime.act: {{text: Y a-t-il une loi ?, options: {{0: non, 1: un projet, 2: une loi}}}}
"""
IDS = ("law.crime.act", "law.crime.courts", "skills.schools")


def translated(workspace: Path, status: str = "machine") -> None:
    write(workspace / "questionnaires" / "small" / "fr.yaml", FRENCH.format(status=status))


@pytest.mark.parametrize("name", ["small", "questionnaires/small", "questionnaires/small/questionnaire.yaml"])
@pytest.mark.parametrize("out", [[], ["--out", "-"]])
def test_it_is_printed_to_read(workspace: Path, command: Command, name: str, out: list[str]) -> None:
    ended = command("show", name, *out)
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith("# A small questionnaire\n")
    assert [ended.out.count(f"`{id}`") for id in IDS] == [1, 1, 1]
    assert "☐" not in ended.out


def test_a_form_has_boxes_and_room(workspace: Path, command: Command) -> None:
    ended = command("show", "small", "--form")
    assert ended.status == 0
    assert ended.out.count("☐ not applicable, because: ....") == 3
    assert "- ☐ **1** Some\n    - ☐ a bill\n" in ended.out
    assert "Assessor: ...." in ended.out


@pytest.mark.parametrize(("section", "ids"), [("law", IDS[:2]), ("law.crime", IDS[:2]), ("skills", IDS[2:])])
def test_one_section(workspace: Path, command: Command, section: str, ids: tuple[str, ...]) -> None:
    printed = command("show", "small", "--section", section).out
    assert [id for id in IDS if f"`{id}`" in printed] == list(ids)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["small", "--section", "law.crim"], "law.crime"),
        (["small", "--section", "zzz"], "law, skills"),
        (["none"], "small"),
        (["small", "--format", "pdf"], "--out"),
        (["small", "--format", "pdf", "--out", "-"], "--out"),
        (["small", "--format", "docx"], "pdf"),
        ([], "ID"),
    ],
)
def test_a_call_that_cannot_be_served(workspace: Path, command: Command, arguments: list[str], said: str) -> None:
    ended = command("show", *arguments)
    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err


def test_a_faulty_questionnaire_is_told_with_its_faults(workspace: Path, command: Command) -> None:
    write(workspace / "questionnaires/small/questionnaire.yaml", QUESTIONNAIRE.replace("title: Law", "titel: Law"))
    ended = command("show", "small")
    assert (ended.status, ended.out) == (2, "")
    assert "titel" in ended.err


@pytest.mark.parametrize(("status", "warned"), [("machine", True), ("reviewed", False), ("approved", False)])
def test_a_translation_says_how_far_it_can_be_trusted(
    workspace: Path, command: Command, status: str, warned: bool
) -> None:
    translated(workspace, status)
    own, french = command("show", "small", "--form"), command("show", "small", "--form", "--language", "fr")
    assert (french.status, french.err) == (0, "")
    assert french.out.startswith("# Un petit questionnaire\n")
    assert "1 Y a-t-il une loi ?" in french.out
    assert "Is it applied?" in french.out
    # The words of the form are French as soon as there are any, so only what stands in bold is looked at.
    assert french.out.splitlines()[2].startswith("**") == warned
    assert not own.out.splitlines()[2].startswith("**")


def test_a_language_that_it_does_not_have_is_said(workspace: Path, command: Command) -> None:
    ended = command("show", "small", "--language", "de")
    assert ended.status == 0
    assert ended.out == command("show", "small").out
    assert ended.err == "There is no translation into de; this is en.\n"


def test_a_file_is_replaced_by_force_only(workspace: Path, command: Command) -> None:
    write(workspace / "form.md", "mine")
    refused = command("show", "small", "--form", "--out", "form.md")
    assert (refused.status, refused.out) == (2, "")
    assert (workspace / "form.md").read_text("utf-8") == "mine"
    ended = command("show", "small", "--form", "--out", "form.md", "--force")
    assert (ended.status, ended.out) == (0, "")
    assert "form.md" in ended.err
    assert (workspace / "form.md").read_text("utf-8") == command("show", "small", "--form").out


@pytest.mark.parametrize(
    "arguments", [["--out", "form.pdf"], ["--out", "FORM.PDF"], ["--out", "form", "--format", "pdf"]]
)
def test_a_pdf_is_the_same_each_time(workspace: Path, command: Command, arguments: list[str]) -> None:
    pytest.importorskip("typst", reason="the extra `report` is not installed")
    file = workspace / arguments[1]
    assert command("show", "small", "--form", *arguments).status == 0
    first = file.read_bytes()
    assert first.startswith(b"%PDF-1.")
    assert command("show", "small", "--form", *arguments, "--force").status == 0
    assert file.read_bytes() == first


def test_a_character_without_a_glyph_is_told(workspace: Path, command: Command) -> None:
    pytest.importorskip("typst", reason="the extra `report` is not installed")
    text = QUESTIONNAIRE.replace("title: Law", "title: Law 法")
    write(workspace / "questionnaires" / "small" / "questionnaire.yaml", text)
    ended = command("show", "small", "--out", "form.pdf")
    assert ended.status == 0
    assert "法" in ended.err


def test_without_typst_there_is_markdown_and_a_hint(
    workspace: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    ended = command("show", "small", "--form", "--out", "form.pdf")
    assert ended.status == 2
    assert "pip install 'cyberready[report]'" in ended.err
    assert not (workspace / "form.pdf").exists()
    assert command("show", "small", "--form", "--out", "form.md").status == 0


def test_hostile_texts_print_nothing_that_steers_a_terminal(workspace: Path, command: Command) -> None:
    text = QUESTIONNAIRE
    for title in ("A small questionnaire", "Crime", "Some"):
        text = text.replace(f"title: {title}", f"title: {IN_YAML}").replace(f"label: {title}", f"label: {IN_YAML}")
    write(workspace / "questionnaires" / "small" / "questionnaire.yaml", text)
    for form in ([], ["--form"]):
        assert harmless(command("show", "small", *form)).status == 0
