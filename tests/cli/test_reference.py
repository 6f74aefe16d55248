"""The page of the commands cannot be stale, and no command goes without help."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from cyberready.cli.main import MODULES, cli
from cyberready.cli.reference import reference

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command by its words, those of groups as well: `new`, `new round`."""
    root = click.Context(cli)
    for name in MODULES:
        command = cli.get_command(root, name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {word}", below) for word, below in command.commands.items())


def test_the_page_is_what_the_commands_say() -> None:
    assert PAGE.read_text("utf-8") == reference(), "run `python -m cyberready.cli.reference > docs/commands.md`"


@pytest.mark.parametrize(("name", "command"), [pytest.param(*item, id=item[0]) for item in commands()])
def test_every_command_and_option_has_help_and_every_argument_is_told(name: str, command: click.Command) -> None:
    assert command.name == name.split()[-1]
    assert f"# cyberready {name}\n" in reference()
    assert command.help
    assert not command.help.strip().splitlines()[0].rstrip(".").endswith(" ")
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
        elif isinstance(parameter, click.Argument):
            metavar = str(parameter.metavar).strip("[].")
            assert metavar in command.help, metavar
    assert any(parameter.name == "workspace" for parameter in command.params)
