"""The small types that every other value is built from."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from cyberready.language.messages import N_


class Value(BaseModel):
    """A frozen value that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, strict=True)


class WrittenInt(int):
    """A whole number that remembers how the file wrote it, so that a text field can keep it."""

    written: str
    is_text: bool = False


class WrittenFloat(float):
    """A number that remembers how the file wrote it: `1.10` stays `1.10` where text is expected."""

    written: str
    is_text: bool = False


# C0 except tab and newline, delete, C1: what moves a terminal's cursor or sets its title must not enter the model.
_CONTROL = {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (0x09, 0x0A)}
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """The text in NFC without control characters and with lone surrogates replaced by U+FFFD."""
    text = text.replace("\r\n", "\n").translate(_CONTROL)
    if not text.isascii():
        text = unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", text))
    return text


def _as_text(value: Any) -> Any:
    if isinstance(value, WrittenInt | WrittenFloat):
        value.is_text = True
        return value.written
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return clean(value) if isinstance(value, str) else value


def _as_number(value: Any) -> Any:
    """Plain numbers, whatever subclass the reader delivered; `2` stays whole so that it prints as `2`.

    A zero loses its sign, which says nothing and would stand on screens and in JSON.
    """
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value) + 0.0
    return value


def _as_date(value: Any) -> Any:
    """Only the full written form: `2026-06` or a number of seconds is no date here."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    if isinstance(value, date):
        return value
    raise ValueError(N_("must be a date, written YYYY-MM-DD"))


def _as_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _one_or_many(value: Any) -> Any:
    """A list as it is; one text as a list of one."""
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _finite(value: Any) -> Any:
    if isinstance(value, int | float) and not abs(value) <= 1e15:  # NaN is not either
        raise ValueError(N_("must be a finite number, at most 1e15"))
    return value


def _format_one(value: Any) -> Any:
    """`true` and `1.0` equal 1, but are not what the file must say."""
    if isinstance(value, bool | float) or value != 1:
        raise ValueError(N_("must be 1, the version of this format"))
    return 1


Text = Annotated[str, BeforeValidator(_as_text)]
Name = Annotated[Text, Field(min_length=1, max_length=200)]
Identifier = Annotated[Text, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=80)]
Slug = Annotated[Text, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)]
Finite = Annotated[
    int | float, Field(union_mode="left_to_right"), BeforeValidator(_finite), BeforeValidator(_as_number)
]
Weight = Annotated[Finite, Field(ge=0)]
Whole = Annotated[int, BeforeValidator(_as_number)]
Date = Annotated[date, BeforeValidator(_as_date)]
Facts = Annotated[tuple[Text, ...], BeforeValidator(_one_or_many, json_schema_input_type=str | list[str])]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_as_tuple)]
Range = Annotated[tuple[Finite, Finite], BeforeValidator(_as_tuple)]
# An option's value: keys elsewhere match it by its text, answers by the value itself.
OptionValue = Annotated[
    int | float | Text, Field(union_mode="left_to_right"), BeforeValidator(_finite), BeforeValidator(_as_number)
]
FormatVersion = Annotated[Literal[1], BeforeValidator(_format_one)]
