"""The files beside a questionnaire: translations, and the crosswalk from its earlier version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, Field

from cyberready.model.values import Facts, FormatVersion, Identifier, Name, Slug, Text, Texts, Value, _as_tuple


class Entry(Value):
    """The translated texts of one section or question (or, for the file itself, its title)."""

    title: Text | None = None
    description: Text | None = None
    why_weight: Text | None = None
    text: Text | None = None
    help: Text | None = None
    options: Mapping[Text, Facts] | None = None
    advice: Mapping[Text, Text] | None = None
    evidence: Texts | None = None
    criteria: Texts | None = None


def _as_entry(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


class Translation(Value):
    """Texts by id, never structure."""

    cyberready: FormatVersion
    translates: Slug
    language: Text
    status: Literal["machine", "reviewed", "approved"]
    by: Text = ""
    texts: Mapping[Text, Annotated[Entry, BeforeValidator(_as_entry, json_schema_input_type=str | Entry)]] = {}
    scales: Mapping[Identifier, Mapping[Text, Text]] = {}
    ratings: Texts = ()
    profiles: Mapping[Identifier, Text] = {}
    stamps: Mapping[Text, Text] = {}


class TranslationStatus(NamedTuple):
    """In which language texts are shown, and how far they can be trusted: '' for the questionnaire's own."""

    language: str
    status: Literal["", "machine", "reviewed", "approved"] = ""

    @property
    def unreviewed(self) -> bool:
        return self.status == "machine"


AS_WRITTEN = TranslationStatus("")
"""The questionnaire's own words, whatever its language."""


class Version(Value):
    id: Slug
    version: Name


class Pair(Value):
    """Questions of the older version and what they became."""

    old: Annotated[tuple[Identifier, ...], BeforeValidator(_as_tuple)]
    new: Annotated[tuple[Identifier, ...], BeforeValidator(_as_tuple)]
    relation: Literal["same", "reworded", "split", "merged", "moved"]


class Crosswalk(Value):
    """How the questions of two versions correspond; it belongs to the newer one."""

    cyberready: FormatVersion
    from_: Version = Field(alias="from")
    to: Version
    pairs: Annotated[tuple[Pair, ...], BeforeValidator(_as_tuple)] = ()
    new: Annotated[tuple[Identifier, ...], BeforeValidator(_as_tuple)] = ()
    dropped: Annotated[tuple[Identifier, ...], BeforeValidator(_as_tuple)] = ()
