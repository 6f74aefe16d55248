"""No settings, workspace or terminal of the tester's own play a part."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .terminals import Open, Terminal


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings file that the test may write; it is not there yet."""
    for variable in ("CYBERREADY_WORKSPACE", "CYBERREADY_DEBUG", "NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(variable, raising=False)
    file = tmp_path / "settings.toml"
    monkeypatch.setenv("CYBERREADY_SETTINGS", str(file))
    return file


@pytest.fixture
def terminal(tmp_path: Path, own_settings: Path) -> Iterator[Open]:
    """Opens the app on the test's workspace in a real terminal; ends what is left of it."""
    from .terminals import Terminal  # skips the test where there is no pseudo-terminal

    if not own_settings.exists():
        own_settings.write_text('language = "en"\n', encoding="utf-8")  # not the first start
    opened: list[Terminal] = []

    def open_terminal(folder: Path = tmp_path, size: tuple[int, int] = (80, 24), **environment: str) -> Terminal:
        opened.append(Terminal(folder, own_settings, size, **environment))
        return opened[-1]

    yield open_terminal
    for each in opened:
        each.close()
