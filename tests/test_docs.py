"""The documents cannot lie: what they name exists, and what they compute comes out.

`python -m tests.test_docs` writes the tables of keys in docs/terminal.md anew.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from textual.binding import Binding

from cyberready import tui
from cyberready.cli.boundary import run
from cyberready.cli.main import MODULES
from cyberready.library import json_schema
from cyberready.library.finding import load, shipped_folder
from cyberready.settings import ARABIC_DISPLAYS, Settings, read_settings
from cyberready.tui.remapping import check_keys
from cyberready.workspace.location import VARIABLE

ROOT = Path(__file__).parents[1]
DOCS = [ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")] + sorted(ROOT.glob("docs/*.md"))
README, TERMINAL = ROOT / "README.md", ROOT / "docs" / "terminal.md"
GUIDE, SCORING = ROOT / "docs" / "questionnaires.md", ROOT / "docs" / "scoring.md"
DEPENDENCIES = ROOT / "docs" / "dependencies.md"
EXAMPLE = "site-recovery"

_COMMAND = re.compile(r"(?:^|[`\s/\\])cyberready (?:--workspace \S+ )?([a-z][a-z-]*)", re.MULTILINE)
_LINK = re.compile(r"(?:\[[^\]]*\]\(|<img src=\")([^)\s\"]+)")
_QUOTED = re.compile(r"`([^`\n]+)`")
_FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def blocks(file: Path, language: str) -> list[str]:
    """The fenced blocks of a document in one language."""
    return [body for name, body in _FENCE.findall(text(file)) if name == language]


def prose(file: Path) -> str:
    return _FENCE.sub("", text(file))


def anchors(file: Path) -> set[str]:
    """The anchors that a reader's page makes of the headings."""
    heads = re.findall(r"^#+ (.+)$", prose(file), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


# Links, files, commands


@pytest.mark.parametrize("file", DOCS, ids=lambda file: file.name)
def test_every_link_leads_somewhere(file: Path) -> None:
    for link in _LINK.findall(prose(file)):
        if link.startswith("https://"):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = (file.parent / path).resolve() if path else file
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("file", DOCS, ids=lambda file: file.name)
def test_every_file_of_the_project_that_is_named_exists(file: Path) -> None:
    """What begins with a folder of the project and names no placeholder; the guide's example is the reader's."""
    for name in _QUOTED.findall(prose(file)):
        if re.fullmatch(r"(docs|src|tests|questionnaires|benchmarks)/[\w./-]*", name) and EXAMPLE not in name:
            assert (ROOT / name).exists(), name


@pytest.mark.parametrize("file", DOCS, ids=lambda file: file.name)
def test_every_command_that_is_named_exists(file: Path) -> None:
    said = _FENCE.sub(lambda block: block.group(2), text(file))
    commands = {name for line in _code(said, file) for name in _COMMAND.findall(line)}
    assert commands <= set(MODULES), commands - set(MODULES)


def _code(said: str, file: Path) -> Iterator[str]:
    """What stands in code: prose may say "cyberready needs", code may not."""
    yield from _QUOTED.findall(said)
    for language in ("sh", ""):
        for block in blocks(file, language):
            yield from block.splitlines()


def test_make_targets_that_are_named_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", text(ROOT / "Makefile"), re.MULTILINE))
    for file in DOCS:
        said = {name for line in _code(text(file), file) for name in re.findall(r"^make (\w+)", line)}
        assert said <= targets, file.name


def commands_in(file: Path) -> list[list[str]]:
    """The program's commands in a document's shell blocks, but for those that open the app."""
    lines = [line for block in blocks(file, "sh") for line in block.splitlines()]
    words = [shlex.split(line, comments=True) for line in lines]
    return [line[1:] for line in words if line[:1] == ["cyberready"] and line[1:2] not in ([], ["assess"])]


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, new and empty, and no settings of the tester's."""
    for folder in ("questionnaires", "results"):
        (tmp_path / folder).mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("CYBERREADY_SETTINGS", str(tmp_path / "settings.toml"))
    return tmp_path


def test_the_readmes_commands_work_in_their_order(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commands = commands_in(README)
    assert len(commands) >= 10
    for words in commands:
        assert run(words) == 0, words
    capsys.readouterr()
    assert run(["rounds", "--json"]) == 0
    names = {f"{round['subject']}/{round['label']}" for round in json.loads(capsys.readouterr().out)}
    assert re.findall(r'assess "([^"]+)"', text(README)) == ["My country/2026"]
    assert "My country/2026" in names


def test_the_readmes_numbers_are_the_questionnaires() -> None:
    questionnaire = load(shipped_folder() / "trust-security-ict").questionnaire
    scored = sum(questionnaire.scored(id) for id in questionnaire.questions)
    assert f"{len(questionnaire.domains)} domains, {scored} scored questions" in text(README)
    assert f"once {questionnaire.scoring.minimum_answered:.0%} of it".replace("%", " %") in text(README)


def test_the_readmes_keys_are_the_apps() -> None:
    """Which key does what in the README's first five minutes."""
    told = {
        "HomeScreen": {"d": "demonstrate", "n": "new_round"},
        "AssessScreen": {
            "n": "note",
            "e": "evidence",
            "b": "basis",
            "x": "not_applicable",
            "h": "guide",
        },
        "CyberreadyApp": {"ctrl+q": "quit", "question_mark": "help"},
    }
    for name, keys in told.items():
        bound = {key: binding.action for binding in bindings(name) for key in binding.key.split(",")}
        assert {key: bound.get(key) for key in keys} == keys
        for key in keys:
            assert f"`{_SIGNS.get(key, key)}`" in text(README)


# The terminal: keys and settings

_SIGNS = {
    "question_mark": "?",
    "full_stop": ".",
    "comma": ",",
    "slash": "/",
    "equals_sign": "=",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "delete": "Del",
    "backspace": "Backspace",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "f1": "F1",
}
_TABLE = re.compile(r"<!-- keys: ([\w, ]+) -->\n(?:\|.*\n)*")


def _screens() -> dict[str, Any]:
    """Every screen, window and widget of the app that has keys of its own, by name."""
    modules = [module.name for module in pkgutil.walk_packages(tui.__path__, "cyberready.tui.")]
    parts = [part for name in modules for part in vars(importlib.import_module(name)).values()]
    own = [part for part in parts if isinstance(part, type) and part.__module__ in modules]
    return {part.__name__: part for part in own if "BINDINGS" in vars(part)}


SCREENS = _screens()


def bindings(name: str) -> list[Binding]:
    """The keys of a screen, window or widget that are told to the user."""
    found = SCREENS[name].BINDINGS
    return [binding for binding in found if isinstance(binding, Binding) and binding.description]


def key_table(names: list[str]) -> str:
    """Keys, what they do, the name for remapping; one row an action.

    Keys that letters have on an Arabic keyboard are left out: they are told once, as a rule.
    """
    actions: dict[str, tuple[list[str], str, str]] = {}
    for binding in [binding for name in names for binding in bindings(name)]:
        what = binding.tooltip or binding.description
        keys, _, _ = actions.setdefault(binding.action, ([], what, binding.id or ""))
        keys += [f"`{_SIGNS.get(key, key)}`" for key in binding.key.split(",") if key.isascii()]
        keys[:] = dict.fromkeys(keys)
    rows = [f"| {', '.join(keys)} | {what} | {f'`{id}`' if id else ''} |" for keys, what, id in actions.values()]
    return "\n".join(["| keys | what it does | name |", "|---|---|---|", *rows, ""])


def with_tables(page: str) -> str:
    """The page with each table of keys as the program has it now."""
    return _TABLE.sub(lambda mark: f"<!-- keys: {mark[1]} -->\n{key_table(mark[1].split(', '))}", page)


def test_the_tables_of_keys_are_the_screens() -> None:
    page = text(TERMINAL)
    assert page == with_tables(page), "run `python -m tests.test_docs`"
    shown = [name for names in _TABLE.findall(page) for name in names.split(", ")]
    assert sorted(shown) == sorted(SCREENS)


def rows_in(file: Path, columns: str) -> list[list[str]]:
    """The cells of the table with these column heads, without backticks."""
    _, _, below = text(file).partition(f"| {columns} |\n")
    rows = below.split("\n\n")[0].splitlines()[1:]
    return [[cell.strip(" `") for cell in row.strip("|").split("|")] for row in rows]


def test_every_setting_is_told_with_its_default() -> None:
    told = {cells[0]: cells[1] for cells in rows_in(TERMINAL, "setting | default | what it does")}
    assert list(told) == [setting.name for setting in fields(Settings)]
    for name, value in told.items():
        if name != "keys":
            assert json.loads(value) == getattr(Settings(), name)


def test_every_way_of_showing_arabic_is_told() -> None:
    told = [json.loads(cells[0]) for cells in rows_in(TERMINAL, "`arabic_display` | when to take it")]
    assert told == list(ARABIC_DISPLAYS)


def test_the_example_of_settings_is_read_and_names_real_actions(tmp_path: Path) -> None:
    (example,) = blocks(TERMINAL, "toml")
    file = tmp_path / "settings.toml"
    file.write_text(example, encoding="utf-8")
    settings = read_settings(file)
    assert settings.keys
    check_keys(settings.keys, file)


def test_the_themes_that_are_named_exist() -> None:
    from textual.theme import BUILTIN_THEMES

    row = next(line for line in text(TERMINAL).splitlines() if line.startswith("| `theme` |"))
    named = re.findall(r'`"([a-z-]+)"`', row)
    assert len(named) >= 2
    assert set(named) <= set(BUILTIN_THEMES)


# Questionnaires: every key, and an example that is what the guide says


def test_every_key_of_the_formats_is_told() -> None:
    told = set(re.findall(r"[\w]+", " ".join(_QUOTED.findall(prose(GUIDE)))))
    for name in ("questionnaire", "sheet", "translation", "crosswalk"):
        keys = set(_keys(json_schema.json_schema(name)))
        assert keys
        assert not keys - told, f"docs/questionnaires.md does not tell these of a {name}"


def test_every_word_that_a_key_can_have_is_told() -> None:
    told = set(re.findall(r"[\w]+", " ".join(_QUOTED.findall(prose(GUIDE)))))
    for name in ("questionnaire", "sheet", "translation", "crosswalk"):
        words = {word for word in _words(json_schema.json_schema(name)) if isinstance(word, str)}
        assert not words - told, f"docs/questionnaires.md does not tell these of a {name}"


def _keys(schema: Any) -> Iterator[str]:
    for part in _parts(schema):
        properties = part.get("properties", {})
        yield from properties


def _words(schema: Any) -> Iterator[object]:
    for part in _parts(schema):
        yield from part.get("enum", ())
        if "const" in part:
            yield part["const"]


def _parts(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from _parts(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _parts(value)


@pytest.fixture
def example(workspace: Path) -> Path:
    """The guide's example, written as its author would."""
    files = (f"questionnaires/{EXAMPLE}/questionnaire.yaml", "sheet.yaml", f"questionnaires/{EXAMPLE}/fr.yaml")
    for name, part in zip(files, blocks(GUIDE, "yaml"), strict=True):
        file = workspace / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(part, encoding="utf-8")
        assert name in text(GUIDE)
    return workspace


def test_the_guides_example_passes_the_check_and_its_commands_work(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (example / "questionnaires" / "site-recovery" / "fr.yaml").rename(example / "fr.yaml")
    assert run(["check", "questionnaires/site-recovery"]) == 0
    assert "warning" not in "".join(capsys.readouterr())
    commands = commands_in(GUIDE)
    assert len(commands) >= 4
    for words in commands:
        if ">" in words:
            words = words[: words.index(">")]
        assert run(words) == 0, words


def test_the_guides_mistake_is_found_as_it_says(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = example / "questionnaires" / "site-recovery" / "questionnaire.yaml"
    right = text(file)
    wrong = right.replace("when: {question: power.generators,", "when: {question: power.generator,")
    assert wrong != right
    file.write_text(wrong, encoding="utf-8")
    assert run(["check", "questionnaires/site-recovery"]) == 2
    said = "".join(capsys.readouterr())
    (told,) = [block for block in blocks(GUIDE, "text") if "error" in block]
    assert told.strip() in said


def test_the_guides_translation_is_read_and_its_coverage_is_what_it_says(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "questionnaires/site-recovery"]) == 0
    said = "".join(capsys.readouterr())
    (told,) = [block for block in blocks(GUIDE, "text") if "translated" in block]
    assert told.strip() in said


# Scoring: the worked example


def test_the_guides_next_version_differs_as_it_says(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = example / "questionnaires" / EXAMPLE / "questionnaire.yaml"
    first = text(file)
    second = first
    for old, new in (
        ('version: "1"', 'version: "2"'),
        ("secured and guarded?", "secured, guarded and measured?"),
        ("repair.plan", "repair.order"),
        ("who repairs what first?", "what is repaired first?"),
    ):
        assert old in second
        second = second.replace(old, new)
    older = file.parent / "versions" / "1" / file.name
    older.parent.mkdir(parents=True)
    older.write_text(first, encoding="utf-8")
    file.write_text(second, encoding="utf-8")
    words = ["diff", f"{EXAMPLE}@1", EXAMPLE]
    assert words in commands_in(GUIDE)
    assert run([*words, "--crosswalk"]) == 0
    (told,) = [block for block in blocks(GUIDE, "text") if "GUESS" in block.upper()]
    assert told.strip() in capsys.readouterr().out
    (file.parent / "fr.yaml").unlink()
    assert run(["check", f"questionnaires/{EXAMPLE}"]) == 0
    assert "No faults." in capsys.readouterr().err


def test_the_worked_example_comes_out(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["score", "site-recovery", "sheet.yaml", "--json"]) == 0
    computed = json.loads(capsys.readouterr().out)
    (told,) = blocks(SCORING, "json")
    assert _within(json.loads(told), computed)


def test_the_pages_on_the_worked_example_come_out(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Blocks of text that begin with a command show what it prints, to where they stop."""
    assert run(["import", "sheet.yaml"]) == 0
    shown = blocks(SCORING, "text")
    assert len(shown) == 2
    for block in shown:
        command, _, told = block.partition("\n")
        capsys.readouterr()
        assert run(shlex.split(command.removeprefix("$ cyberready "))) == 0
        assert capsys.readouterr().out.startswith(told)


def _within(told: Any, computed: Any) -> bool:
    """What is told is so; more may be computed than told."""
    if isinstance(told, dict):
        return all(key in computed and _within(value, computed[key]) for key, value in told.items())
    if isinstance(told, list):
        return len(told) == len(computed) and all(map(_within, told, computed))
    if isinstance(told, float):
        return bool(computed == pytest.approx(told, abs=1e-12))
    return bool(told == computed)


def test_the_worked_examples_steps_are_right() -> None:
    """Lines such as `(1 + 2) / 2 = 1.5` in docs/scoring.md."""
    steps = re.findall(r"`([-\d.+*/() ]+) = ([-\d.]+)`", text(SCORING))
    assert len(steps) >= 6
    for left, right in steps:
        assert round(eval(left, {"__builtins__": {}}), 9) == float(right), left


def test_every_rollup_is_told_in_scoring() -> None:
    from typing import get_args

    from cyberready.model.questionnaire import RollupWord

    assert all(f"`{word}`" in text(SCORING) for word in get_args(RollupWord))


# Dependencies


def _names(requirements: list[str]) -> set[str]:
    """Of requirements such as `pexpect>=4.9; sys_platform != 'win32'`; our own extras are none."""
    return {re.split(r"[\[<>=;~! ]", requirement)[0] for requirement in requirements} - {"cyberready"}


def test_every_dependency_has_its_line() -> None:
    project = tomllib.loads(text(ROOT / "pyproject.toml"))["project"]
    extras = project["optional-dependencies"]
    wanted = {
        "To run": project["dependencies"],
        "Extra `arabic`": extras["arabic"],
        "To develop": extras["dev"],
    }
    assert set(extras) == {"arabic", "report", "dev", "all"}
    chapters = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", text(DEPENDENCIES), re.MULTILINE | re.DOTALL))
    for chapter, requirements in wanted.items():
        rows = re.findall(r"^\| `([^`]+)` \|", chapters[chapter], re.MULTILINE)
        assert sorted(rows) == sorted(_names(requirements))


# Pictures


def test_the_pictures_name_no_server_and_no_place_on_a_disk() -> None:
    pictures = sorted((ROOT / "docs" / "pictures").glob("*.svg"))
    assert pictures
    known = re.compile(r"http://(www\.w3\.org|purl\.org|creativecommons\.org)/")  # names of XML vocabularies
    for picture in pictures:
        drawn = text(picture)
        assert not re.search(r"https?://", known.sub("", drawn)), picture.name
        assert "@font-face" not in drawn
        assert not re.search(r"/(tmp|home|root|Users|var)/", drawn), picture.name


def test_each_picture_is_shown_somewhere() -> None:
    said = "".join(map(text, DOCS))
    for picture in (ROOT / "docs" / "pictures").glob("*.svg"):
        assert f"pictures/{picture.name}" in said, picture.name


def test_the_yaml_examples_are_yaml() -> None:
    for file in DOCS:
        for block in blocks(file, "yaml"):
            assert yaml.safe_load(block)


if __name__ == "__main__":
    TERMINAL.write_text(with_tables(text(TERMINAL)), encoding="utf-8")
