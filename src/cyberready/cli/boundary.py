"""The one place that decides how a command ends: expected, interrupted or unexpected."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress

import click

from cyberready import __version__
from cyberready.cli.helping import choose_language, in_words
from cyberready.cli.output import ReaderGone, talk
from cyberready.errors import CyberreadyError, Exit
from cyberready.language.messages import _

DEBUG = "CYBERREADY_DEBUG"
UNEXPECTED = 70
"""EX_SOFTWARE of sysexits.h: a mistake of the program, which no user can mend."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line (without: the process's own) and return its exit status; only errors end up on stderr."""
    try:
        _write_utf8()
        choose_language()
        from cyberready.cli.main import cli

        status = in_words(cli).main(args=arguments, prog_name="cyberready", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else Exit.DONE
    except CyberreadyError as error:
        talk(str(error))
        return error.exit
    except click.ClickException as error:
        _tell_wrong_call(error)
        return Exit.WRONG_INPUT
    except (KeyboardInterrupt, click.Abort):
        return Exit.INTERRUPTED
    except (ReaderGone, BrokenPipeError):
        _close_output()
        return Exit.DONE
    except OSError as error:
        if _reader_gone_on_windows(error):
            _close_output()
            return Exit.DONE
        _close_output()
        place = f"{error.filename}: " if error.filename else ""
        talk(_("The machine refused: {why}.").format(why=place + (error.strerror or str(error))))
        _tell_where()
        return Exit.MACHINE
    except Exception as error:
        talk(
            _(
                "Something went wrong inside cyberready {version} ({kind}: {error}). "
                "This is a mistake of the program, not yours; saved answers are untouched."
            ).format(version=__version__, kind=type(error).__name__, error=error)
        )
        _tell_where()
        return UNEXPECTED


def _write_utf8() -> None:
    """Files and pipes get UTF-8 whatever the locale; a terminal shows `?` for what it cannot show."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="replace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _tell_wrong_call(error: click.ClickException) -> None:
    context = getattr(error, "ctx", None)
    if context is not None:
        talk(context.get_usage())
    talk(error.format_message())
    if context is not None:
        talk(_("`{command} --help` tells more.").format(command=context.command_path))


def _tell_where() -> None:
    if os.environ.get(DEBUG):
        talk(traceback.format_exc())
    else:
        talk(_("Run it again with {variable}=1 to see where, and report that.").format(variable=DEBUG))


def _close_output() -> None:
    """Point stdout at nothing, else Python complains at its end that it cannot write what is left."""
    with suppress(OSError, ValueError):
        output = sys.stdout.fileno()
        os.dup2(os.open(os.devnull, os.O_WRONLY), output)


def _reader_gone_on_windows(error: OSError) -> bool:
    return os.name == "nt" and error.errno == errno.EINVAL and error.filename is None
