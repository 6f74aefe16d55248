"""`cyberready` without a command: the app, where there is a terminal for it."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from cyberready.errors import WrongCall
from cyberready.language.messages import _


def open_app(
    workspace: str | None, commands: Sequence[str], round_name: str | None = None, assessor: str | None = None
) -> int:
    """Open the app, at a round where one is named and on whose sheet, and return how it ended.

    Raises:
        WrongCall: input or output is no terminal, or one that can only print lines.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        told = _(
            "The app needs a terminal that it can draw on; here input or output is redirected, "
            "or TERM is dumb. These commands work everywhere: {commands}. "
            "`cyberready --help` tells what each does."
        ).format(commands=", ".join(commands).replace("assess", "assess --plain"))
        if round_name is not None:
            told = _(
                "The app needs a terminal that it can draw on; here input or output is redirected, "
                "or TERM is dumb. With --plain the same questions are asked line by line."
            )
        raise WrongCall(told)
    # A shell that exports its size would keep the app from following the window: Textual asks the variables first.
    if all(os.get_terminal_size(sys.stdout.fileno())):
        for name in ("COLUMNS", "LINES"):
            os.environ.pop(name, None)
    # Textual paints at most so often a second, so a second change waits up to 17 ms at its default of 60.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    # Of what is imported nothing becomes garbage: looking for it costs 14 ms here, and 13 ms at the first key.
    gc.disable()
    from cyberready.tui.app import run

    gc.freeze()
    gc.enable()
    # While the rest is imported in a thread a key waits for the interpreter, by default 5 ms each time: one in
    # twenty took 82 ms, now 28.
    sys.setswitchinterval(0.001)
    return run(workspace, round_name, assessor)
