"""Writing the file that a person named."""

from __future__ import annotations

import os
from pathlib import Path

from cyberready.errors import CannotWriteFile, WrongCall
from cyberready.language.messages import _


def write(path: Path, content: bytes, force: bool) -> None:
    """Write a file of one's own choice: whole, not through a symbolic link, over another only by force.

    Raises:
        WrongCall: the path exists, and either `force` was not given or it is no plain file.
        CannotWriteFile: the machine refuses.
    """
    from cyberready.charts.files import write_whole

    if path.is_symlink():
        raise CannotWriteFile(path, _("it is a symbolic link"))
    if os.path.exists(path) and not os.path.isfile(path):
        raise WrongCall(_("{path} is no plain file. Give another with --out.").format(path=path))
    if os.path.exists(path) and not force:
        raise WrongCall(
            _("{path} exists already. Give --force to replace it, or another --out.").format(path=path)
        )
    write_whole(path, content)
