from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cyberready.cli.schema import FORMATS
from cyberready.library.json_schema import MODELS
from tests.cli.conftest import Command
from tests.cli.made_up import write

# The keywords of JSON Schema 2020-12 that the schemas may use, and OpenAPI's discriminator, which is ignored.
KEYWORDS = {
    "$schema",
    "$defs",
    "$ref",
    "title",
    "description",
    "default",
    "discriminator",
    "type",
    "enum",
    "const",
}
KEYWORDS |= {"anyOf", "oneOf", "properties", "propertyNames", "additionalProperties", "required", "minProperties"}
KEYWORDS |= {"items", "prefixItems", "minItems", "maxItems", "minLength", "maxLength", "pattern", "format"}
KEYWORDS |= {"minimum", "maximum", "exclusiveMinimum"}


def test_the_command_knows_every_format() -> None:
    assert tuple(MODELS) == FORMATS


@pytest.mark.parametrize("format", FORMATS)
def test_it_is_json_schema_with_a_title(command: Command, format: str) -> None:
    schema = command("schema", format).json
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == MODELS[format][1]
    assert schema["additionalProperties"] is False
    for part in parts(schema):
        assert set(part) <= KEYWORDS
        if "$ref" in part:
            assert part["$ref"].removeprefix("#/$defs/") in schema["$defs"]
        if "pattern" in part:
            re.compile(part["pattern"])
        if part.get("type") == "array":
            assert not {"minLength", "maxLength"} & set(part)


def test_the_questionnaire_is_what_comes_without_a_name(command: Command) -> None:
    schema = command("schema").json
    assert schema == command("schema", "questionnaire", "--json").json
    assert schema["required"] == ["cyberready", "id", "version", "title", "language", "scales", "domains"]
    assert schema["properties"]["id"]["pattern"] == "^[a-z0-9][a-z0-9-]*$"
    section, question = (schema["$defs"][name] for name in ("Section", "Question"))
    assert section["required"] == ["id", "title"]
    assert question["required"] == ["id", "text", "scale"]


def test_an_answer_may_be_short_or_long(command: Command) -> None:
    answers = command("schema", "sheet").json["properties"]["answers"]
    assert {"$ref": "#/$defs/Answer"} in answers["additionalProperties"]["anyOf"]
    assert {"type": "integer"} in answers["additionalProperties"]["anyOf"]
    assert answers["propertyNames"] == {"pattern": "^[A-Za-z0-9][A-Za-z0-9._-]*$", "maxLength": 80}


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Every schema in a schema; names of properties and data are none."""
    if not isinstance(schema, dict):
        return
    yield schema
    for key in ("properties", "$defs"):
        for part in schema.get(key, {}).values():
            yield from parts(part)
    for key in ("items", "additionalProperties", "propertyNames"):
        yield from parts(schema.get(key))
    for key in ("anyOf", "oneOf", "prefixItems"):
        for part in schema.get(key, ()):
            yield from parts(part)


# As files


def test_all_four_are_written_into_a_folder(workspace: Path, command: Command) -> None:
    ended = command("schema", "--out", "schema")
    assert ended.out.splitlines() == [f"schema/{name}.schema.json" for name in FORMATS]
    for name in FORMATS:
        text = (workspace / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
        assert text == command("schema", name).out
    assert command("schema", "sheet", "--out", "one", "--json").json == ["one/sheet.schema.json"]
    assert [file.name for file in (workspace / "one").iterdir()] == ["sheet.schema.json"]


def test_other_files_are_replaced_only_by_force(workspace: Path, command: Command) -> None:
    file = write(workspace / "schema" / "sheet.schema.json", "{}")
    ended = command("schema", "--out", "schema")
    assert (ended.status, ended.out) == (2, "")
    assert "--force" in ended.err
    assert file.read_text(encoding="utf-8") == "{}"
    assert command("schema", "--out", "schema", "--force").status == 0
    assert command("schema", "--force").status == 2
