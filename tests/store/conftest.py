from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from cyberready.model.rounds import Round
from cyberready.store.database import Database

from .made_up import start

NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "results" / "cyberready.db"


@pytest.fixture
def db() -> Iterator[Database]:
    with Database.open(None) as database:
        yield database


@pytest.fixture
def on_disk(path: Path) -> Iterator[Database]:
    with Database.open(path) as database:
        yield database


@pytest.fixture
def draft(db: Database) -> Round:
    return start(db)


@pytest.fixture
def own_folder() -> Iterator[Path]:
    """A folder of an ordinary user, and the test is run as one: root may write everywhere."""
    if os.name != "posix":
        pytest.skip("file modes of POSIX")
    with ExitStack() as afterwards:
        folder = Path(afterwards.enter_context(tempfile.TemporaryDirectory()))
        if os.geteuid() == 0:
            os.chown(folder, NOBODY, -1)
            os.seteuid(NOBODY)
            afterwards.callback(os.seteuid, 0)
        afterwards.callback(folder.chmod, 0o700)
        yield folder
