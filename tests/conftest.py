"""What holds for every test: none reads the tester's settings, and none leaves anything in their folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cyberready.settings import VARIABLE


@pytest.fixture(scope="session", autouse=True)
def settings_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(tmp_path_factory.mktemp("settings") / "settings.toml"))
        yield
