"""The schemas that editors read: each key explained, each word offered, the shipped files current and named.

When the formats change, run `cyberready schema --out questionnaires/schema --force`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from cyberready.library.descriptions import DESCRIPTIONS
from cyberready.library.finding import FILE, shipped_folder
from cyberready.library.json_schema import FOLDER, MODELS, json_schema, schema_comment, schema_file, schema_text
from cyberready.model.answers import Basis
from cyberready.model.questionnaire import Policy, RollupWord

SHIPPED = shipped_folder()
# Those whose files name their schema.
QUESTIONNAIRES = [SHIPPED / id for id in ("trust-security-ict", "telecom-recovery", "gci-published")]


def models(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every model of a schema that has keys, by its name."""
    schema = json_schema(name)
    for model, part in {MODELS[name][0].__name__: schema, **schema.get("$defs", {})}.items():
        if "properties" in part:
            yield model, part["properties"]


def test_every_key_is_explained_and_nothing_else() -> None:
    found: dict[str, set[str]] = {}
    for name in MODELS:
        for model, keys in models(name):
            found[model] = set(keys)
            for key, part in keys.items():
                assert part["description"].endswith((".", "}.")), f"{model}.{key}"
                assert "title" not in part, f"{model}.{key}"
    assert {model: set(keys) for model, keys in DESCRIPTIONS.items()} == found


def words(part: Any) -> set[object]:
    """What a key offers in words, however deep."""
    if isinstance(part, list):
        return set().union(*map(words, part))
    if not isinstance(part, dict):
        return set()
    return {*part.get("enum", ()), *([part["const"]] if "const" in part else ()), *words(list(part.values()))}


@pytest.mark.parametrize(
    ("name", "model", "key", "offered"),
    [
        ("questionnaire", "Section", "rollup", set(get_args(RollupWord))),
        ("questionnaire", "Rollup", "type", set(get_args(RollupWord))),
        ("questionnaire", "Scoring", "unanswered", set(get_args(Policy))),
        ("questionnaire", "EvidenceGate", "basis", set(get_args(Basis))),
        ("questionnaire", "LevelsScale", "type", {"levels"}),
        ("questionnaire", "DateScale", "type", {"date"}),
        ("translation", "Translation", "status", {"machine", "reviewed", "approved"}),
        ("crosswalk", "Pair", "relation", {"same", "reworded", "split", "merged", "moved"}),
        ("sheet", "Answer", "basis", set(get_args(Basis))),
        ("sheet", "Subject", "kind", {"country", "sector", "organisation"}),
    ],
)
def test_words_are_offered(name: str, model: str, key: str, offered: set[str]) -> None:
    assert words(dict(models(name))[model][key]) == offered


@pytest.mark.parametrize("name", MODELS)
def test_the_shipped_schemas_are_current(name: str) -> None:
    text = (SHIPPED / FOLDER / schema_file(name)).read_text(encoding="utf-8")
    assert text == schema_text(name), "run `cyberready schema --out questionnaires/schema --force`"


def test_nothing_else_lies_with_them() -> None:
    """A questionnaire.yaml in their folder would be taken for one."""
    assert {file.name for file in (SHIPPED / FOLDER).iterdir()} == set(map(schema_file, MODELS))


def shipped_files() -> list[tuple[Path, str]]:
    """The shipped files with their formats."""
    found = [(file, "questionnaire") for folder in QUESTIONNAIRES for file in sorted(folder.rglob(FILE))]
    return found + [
        (file, "sheet") for folder in QUESTIONNAIRES for file in sorted(folder.glob("examples/*.yaml"))
    ]


@pytest.mark.parametrize(
    ("file", "name"), [pytest.param(*item, id=str(item[0].relative_to(SHIPPED))) for item in shipped_files()]
)
def test_a_shipped_file_names_its_schema_in_its_first_line(file: Path, name: str) -> None:
    first = file.read_text(encoding="utf-8").splitlines()[0]
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert found
    assert (file.parent / found[1]).resolve() == SHIPPED / FOLDER / schema_file(name)
    assert first == schema_comment(name, found[1].count("../"))
