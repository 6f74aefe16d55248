from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cyberready.workspace.workspace import Workspace
from tests.workspace.made_up import put


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace's folder with the small questionnaire, without a database."""
    place = tmp_path / "work space"
    put(place)
    return place


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    with Workspace.open(folder, by="Tester") as opened:
        yield opened
