"""`cyberready`: the app, or one of its commands.

The commands' modules are imported when they are named or listed; they import click and nothing heavy.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module

import click

from cyberready import __version__
from cyberready.cli.helping import in_words
from cyberready.cli.options import workspace_option
from cyberready.language.messages import _

# In the order in which work goes. The names of modules differ where a command's is a word of Python's.
MODULES: Mapping[str, str] = {
    "demo": "demo",
    "questionnaires": "questionnaires",
    "show": "show",
    "check": "check",
    "schema": "schema",
    "translations": "translations",
    "diff": "diff",
    "new": "new",
    "import": "import_sheets",
    "assess": "assess",
    "rounds": "rounds",
    "score": "score",
    "explain": "explain",
    "review": "review",
    "evidence": "evidence",
    "finalise": "finalise",
    "amend": "amend",
    "next": "next",
    "archive": "archive",
    "delete": "delete",
    "backup": "backup",
    "export": "export",
    "trend": "trend",
    "chart": "chart",
}


class Commands(click.Group):
    """A group that imports a command when it is asked for."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(MODULES)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in MODULES:
            return None
        command = import_module(f"cyberready.cli.{MODULES[name]}").command
        assert isinstance(command, click.Command)
        return in_words(command)

    def resolve_command(
        self, context: click.Context, arguments: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = arguments[0]
        if name not in MODULES and not context.resilient_parsing:
            close = get_close_matches(name, MODULES, 1)
            hint = _("Did you mean {name!r}?").format(name=close[0]) if close else ""
            context.fail(f"{_('There is no command {name!r}.').format(name=name)} {hint}".rstrip())
        return super().resolve_command(context, arguments)


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@workspace_option
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s", help="Print the version.")
@click.pass_context
def cli(context: click.Context, workspace: str | None) -> int:
    """Measure cybersecurity readiness offline, round after round.

    Without a command the app opens in the terminal. Wherever a ROUND is asked for, its id or SUBJECT/LABEL serves,
    with @QUESTIONNAIRE behind it where a subject has several.

    The workspace is the folder of --workspace, else of the variable CYBERREADY_WORKSPACE, else the nearest folder
    upward that holds questionnaires/ and results/, else the platform's data folder.

    Exit status: 0 done, 2 the input or the call is wrong, 3 data failed an integrity check, 4 the machine cannot,
    130 interrupted.
    """
    from cyberready.language.messages import use_language
    from cyberready.settings import read_settings

    use_language(read_settings().tag)
    if context.invoked_subcommand is None:
        from cyberready.cli.opening import open_app

        return open_app(workspace, list(MODULES))
    return 0
