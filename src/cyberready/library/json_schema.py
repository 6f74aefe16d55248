"""The file formats as JSON Schema (2020-12), for editors.

A schema knows keys, types and bounds; what one part of a file asks of another, `check` tells.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from cyberready.library.descriptions import DESCRIPTIONS
from cyberready.model.answers import Sheet
from cyberready.model.questionnaire import Questionnaire
from cyberready.model.translation import Crosswalk, Translation
from cyberready.model.values import _as_text

MODELS: Mapping[str, tuple[type[BaseModel], str]] = {
    "questionnaire": (Questionnaire, "cyberready questionnaire"),
    "sheet": (Sheet, "cyberready answer sheet"),
    "translation": (Translation, "cyberready translation"),
    "crosswalk": (Crosswalk, "cyberready crosswalk"),
}

# The folder beside the questionnaires in which their files look for the schemas.
FOLDER = "schema"

# Constraints behind a validator function keep their Python names in pydantic's schemas.
_NAMES = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}
_LIST_NAMES = {"minLength": "minItems", "maxLength": "maxItems"}


def json_schema(name: str) -> dict[str, Any]:
    """The schema of one of `MODELS`."""
    model, title = MODELS[name]
    written = model.model_json_schema(mode="validation", schema_generator=_Generator)
    schema = {"$schema": _Generator.schema_dialect, **_standard(written), "title": title}
    for name_of_part, part in {model.__name__: schema, **schema.get("$defs", {})}.items():
        for key, text in DESCRIPTIONS.get(name_of_part, {}).items():
            part["properties"][key] = {"description": text, **part["properties"][key]}
    return schema


def schema_file(name: str) -> str:
    """The name of the file that holds one of the schemas."""
    return f"{name}.schema.json"


def schema_text(name: str) -> str:
    """One of the schemas as a file's text."""
    return json.dumps(json_schema(name), ensure_ascii=False, indent=2) + "\n"


def schema_comment(name: str, levels: int = 1) -> str:
    """The line by which editors find the schema of a YAML file that lies so many folders below `FOLDER`'s own."""
    return f"# yaml-language-server: $schema={'../' * levels}{FOLDER}/{schema_file(name)}"


class _Generator(GenerateJsonSchema):
    """As pydantic's, but with the patterns of texts, and with numbers where a text is wanted."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Without `"title": "Why Weight"`, which an editor would show above what the key means."""
        return False

    def chain_schema(self, schema: core_schema.ChainSchema) -> JsonSchemaValue:
        """All steps together: a pattern stands in the second, which pydantic leaves out."""
        merged: JsonSchemaValue = {}
        for step in schema["steps"]:
            merged = {**self.generate_inner(step), **merged}
        return merged

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Every key must have the pattern; as pydantic writes it, a key without it may hold anything."""
        written = super().dict_schema(schema)
        keys = self.generate_inner(schema["keys_schema"])
        for values in written.pop("patternProperties", {}).values():
            written["additionalProperties"] = values
        bounds = {name: keys[name] for name in ("pattern", "minLength", "maxLength") if name in keys}
        return {**written, "propertyNames": bounds} if bounds else written

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """`version: 2026.1` is a text that was written without quotes, and accepted as it was written."""
        inner = super().function_before_schema(schema)
        if schema["function"]["function"] is _as_text and inner.get("type") == "string":
            return {**inner, "type": ["string", "number"]}
        return inner


def _standard(part: Any) -> Any:
    """The schema with the constraints' names of JSON Schema."""
    if isinstance(part, list):
        return [_standard(item) for item in part]
    if not isinstance(part, dict):
        return part
    names = _NAMES | (_LIST_NAMES if part.get("type") == "array" else {})
    # Under `properties` the keys are the file's own.
    return {
        names.get(key, key): {name: _standard(item) for name, item in value.items()}
        if key in ("properties", "$defs")
        else _standard(value)
        for key, value in part.items()
    }
