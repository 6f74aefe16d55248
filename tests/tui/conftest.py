"""No settings, workspace or terminal of the tester's own play a part."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings file that the test may write; it is not there yet."""
    for variable in ("CYBERREADY_WORKSPACE", "CYBERREADY_DEBUG", "NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(variable, raising=False)
    file = tmp_path / "settings.toml"
    monkeypatch.setenv("CYBERREADY_SETTINGS", str(file))
    return file
