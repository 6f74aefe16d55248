"""The page of the commands, made from themselves: `python -m cyberready.cli.reference > docs/commands.md`."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Collection, Iterator

import click

from cyberready.cli.main import cli

_ABOUT = """\
# Commands

<!-- Made by `python -m cyberready.cli.reference > docs/commands.md`; a test fails when it is stale. -->

Data goes to standard output and talk to standard error, so that output can be piped. Every command takes `--help`,
and `--workspace DIR` before or after its name."""
_EVERYWHERE = {"--help", "--workspace"}


def reference() -> str:
    """The page, in Markdown."""
    root = click.Context(cli, info_name="cyberready", **cli.context_settings)
    parts = [_ABOUT, *_section(root, ())]
    for name in cli.list_commands(root):
        command = cli.get_command(root, name)
        assert command is not None
        parts += _sections(click.Context(command, info_name=name, parent=root))
    return "\n\n".join(parts) + "\n"


def _sections(context: click.Context, level: int = 2) -> Iterator[str]:
    """A command, and each of its own below it."""
    yield from _section(context, _EVERYWHERE, level)
    if isinstance(context.command, click.Group):
        for name in context.command.list_commands(context):
            command = context.command.get_command(context, name)
            assert command is not None
            yield from _sections(click.Context(command, info_name=name, parent=context), level + 1)


def _section(context: click.Context, told: Collection[str], level: int = 2) -> Iterator[str]:
    """A command's usage, help and those of its options that were not told above."""
    command = context.command
    yield f"{'#' * level} {context.command_path}"
    yield f"```\n{' '.join([context.command_path, *command.collect_usage_pieces(context)])}\n```"
    yield inspect.cleandoc(command.help or "")
    options = [option for option in command.get_params(context) if isinstance(option, click.Option)]
    rows = [
        f"| {_names(option, context)} | {_help(option)} |" for option in options if not set(told) & {*option.opts}
    ]
    if rows:
        yield "\n".join(["| option | |", "| --- | --- |", *rows])


def _names(option: click.Option, context: click.Context) -> str:
    metavar = "" if option.is_flag else f" {option.make_metavar(context)}"
    *others, last = option.opts
    return ", ".join([*(f"`{name}`" for name in others), f"`{last}{metavar}`"]).replace("|", "\\|")


def _help(option: click.Option) -> str:
    default = f" Without it: `{option.default}`." if option.show_default else ""
    required = " Required." if option.required else ""
    return f"{option.help or ''}{default}{required}".replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(reference())
