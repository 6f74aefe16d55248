"""Commands that hold commands, such as `cyberready new`."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

import click

from cyberready.language.messages import _

_HELP = ("-h", "--help")


class Group(click.Group):
    """A group that takes --workspace before the subcommand's name as well, and may have a subcommand to fall to.

    With `fallback`, words that begin with no subcommand's name are that subcommand's.
    """

    def __init__(self, *arguments: Any, fallback: str | None = None, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fallback = fallback

    def list_commands(self, context: click.Context) -> list[str]:
        """In the order in which they were added, which is that of the work."""
        return list(self.commands)

    def parse_args(self, context: click.Context, arguments: list[str]) -> list[str]:
        ahead = _workspace_ahead(arguments)
        first = arguments[ahead] if ahead < len(arguments) else None
        if first is not None and first in self.commands:
            arguments = [first, *arguments[:ahead], *arguments[ahead + 1 :]]
        elif self.fallback is not None and first not in _HELP:
            arguments = [self.fallback, *arguments]
        return super().parse_args(context, arguments)

    def resolve_command(
        self, context: click.Context, arguments: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = arguments[0]
        if name not in self.commands and not context.resilient_parsing:
            close = get_close_matches(name, self.commands, 1)
            hint = _("Did you mean {name!r}?").format(name=close[0]) if close else ""
            context.fail(f"{_('There is no command {name!r}.').format(name=name)} {hint}".rstrip())
        return super().resolve_command(context, arguments)


def _workspace_ahead(arguments: list[str]) -> int:
    """How many of the words are --workspace and its folder, before any other."""
    ahead = 0
    while ahead < len(arguments) and arguments[ahead].partition("=")[0] == "--workspace":
        ahead += 1 if "=" in arguments[ahead] else 2
    return ahead
