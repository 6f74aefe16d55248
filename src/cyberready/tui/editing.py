"""A note in the editor of the user's environment.

Editors leave copies behind (swap files, backups, histories), so this is off unless the settings switch it on. The
file that the editor is given lies in a folder of its own that nobody else may read, and is gone afterwards.
"""

from __future__ import annotations

import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from cyberready.errors import WrongCall
from cyberready.language.messages import _


def edited(text: str, environment: Mapping[str, str]) -> str:
    """What the editor made of the text; the terminal is the editor's until it ends.

    Args:
        environment: where `VISUAL`, or else `EDITOR`, names the editor with its options.

    Raises:
        WrongCall: no editor is named, it cannot be started, or it ended with an error; the text stays as it was.
    """
    command = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        words = shlex.split(command)
    except ValueError:
        words = []
    if not words:
        raise WrongCall(_("No editor is named: set VISUAL or EDITOR to a command such as nano."))
    with tempfile.TemporaryDirectory(prefix="cyberready-") as folder:  # 0700
        file = Path(folder) / "note.txt"
        file.write_text(text, encoding="utf-8")
        try:
            ended = subprocess.run([*words, str(file)], check=False).returncode
        except OSError as error:
            why = error.strerror or str(error)
            raise WrongCall(
                _("The editor {name} cannot be started: {why}.").format(name=words[0], why=why)
            ) from error
        if ended:
            raise WrongCall(
                _("The editor {name} ended with an error; the note is as it was.").format(name=words[0])
            )
        after = file.read_text(encoding="utf-8", errors="replace")
    # Editors end the last line, which notes do not.
    return after if text.endswith("\n") else after.removesuffix("\n")
