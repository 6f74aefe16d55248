"""Options and kinds of arguments that several commands share."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any, TypeVar

import click

from cyberready.language.messages import _

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def workspace_option(command: Decorated) -> Decorated:
    """`--workspace DIR`, given before or after the command's name; the nearer one counts."""
    return click.option(
        "--workspace",
        metavar="DIR",
        type=click.Path(file_okay=False),
        callback=_own_or_above,
        help="The folder to work in.",
    )(command)


def _own_or_above(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    above: str | None = context.find_root().params.get("workspace")
    return value or above


def json_option(command: Decorated) -> Decorated:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, numbers at full precision.")(command)


def as_day(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """A date as YYYY-MM-DD, in any digits."""
    if value is None:
        return None
    from cyberready.language.digits import western

    written = western(value.strip())
    with suppress(ValueError):  # the 31st of February is refused in the same words as no date at all
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
            return date.fromisoformat(written)
    raise click.BadParameter(_("{value!r} is not a date, written YYYY-MM-DD.").format(value=value))


def as_number(context: click.Context, parameter: click.Parameter, value: str | None) -> float | None:
    """A finite number, in any digits."""
    if value is None:
        return None
    from cyberready.language.digits import number

    found = number(value)
    if found is None:
        raise click.BadParameter(_("{text} is not a number.").format(text=value))
    return float(found)


def as_name(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """The name of a subject, round or person as the model takes it: one line of 1 to 200 characters."""
    if value is None:
        return None
    from cyberready.model.values import clean

    cleaned = " ".join(clean(value).split())
    if not 1 <= len(cleaned) <= 200:
        raise click.BadParameter(_("a name has 1 to 200 characters."))
    return cleaned
