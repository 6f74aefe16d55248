"""The helps of commands and options in the user's language.

click takes them from docstrings and decorators when a module is imported, so they are translated when a command is
asked for; `language.upkeep` finds them in the source.
"""

from __future__ import annotations

import copy
import gettext
import inspect
import os
from contextlib import suppress

import click

from cyberready.errors import CyberreadyError
from cyberready.language.messages import CATALOGUES, DOMAIN, N_, _, language_in_use, use_language

# What click says itself; it asks gettext, by the environment, for these very words.
OF_CLICK = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Show this message and exit."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing command."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("No such option {name!r}."),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is a directory."),
)


def choose_language() -> None:
    """Take the language of the settings before anything is parsed, since `--help` ends a command at once.

    A faulty settings file is told by the command itself; its help is shown in English all the same.
    """
    from cyberready.settings import read_settings

    use_language("en")
    with suppress(CyberreadyError):
        use_language(read_settings().tag)
    os.environ["LANGUAGE"] = language_in_use()
    gettext.bindtextdomain(DOMAIN, str(CATALOGUES))
    gettext.textdomain(DOMAIN)


def in_words(command: click.Command) -> click.Command:
    """A copy of the command whose helps, and those of its options and subcommands, are in the language in use."""
    shown = copy.copy(command)
    shown.help = _(inspect.cleandoc(command.help or ""))
    shown.params = [_parameter(parameter) for parameter in command.params]
    if isinstance(shown, click.Group):
        shown.commands = {name: in_words(below) for name, below in shown.commands.items()}
    return shown


def _parameter(parameter: click.Parameter) -> click.Parameter:
    if not isinstance(parameter, click.Option) or not parameter.help:
        return parameter
    shown = copy.copy(parameter)
    shown.help = _(parameter.help)
    return shown
