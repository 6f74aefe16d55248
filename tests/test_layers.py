"""What each command loads: heavy libraries only where they are used, since each costs every start of a command.

On a slow machine: matplotlib 0.7 s, sqlite_utils with numpy 0.3 s, textual 0.3 s, pydantic 0.1 s. Who may import
whom is a contract of import-linter in pyproject.toml.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cyberready.cli.main import MODULES
from tests.cli.made_up import QUESTIONNAIRE, sheet, write

HEAVY = {"matplotlib", "scipy", "numpy", "pydantic", "sqlite_utils", "yaml", "textual", "rich", "babel"}
HEAVY |= {"watchfiles", "anyio"}
READING = {"pydantic", "yaml"}
SCORING = {*READING, "numpy"}
STORING = {*SCORING, "sqlite_utils"}
DRAWING = {*STORING, "matplotlib"}

SUBCOMMANDS = [["new", "round"], ["new", "questionnaire"]]
SUBCOMMANDS += [["translations", word] for word in ("begin", "status", "stamp")]

CHILD = """
import json, sys
from cyberready.cli.boundary import run
status = run(sys.argv[1:])
sys.stdout.flush()
loaded = sorted({name.partition(".")[0] for name in sys.modules})
print(json.dumps({"status": status, "loaded": loaded}), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one round, Exampleland/2025."""
    folder = tmp_path_factory.mktemp("workspace")
    write(folder / "questionnaires" / "small" / "questionnaire.yaml", QUESTIONNAIRE)
    (folder / "results").mkdir()
    write(folder / "sheet.yaml", sheet())
    assert loaded(folder, "import", "sheet.yaml")[0] == 0
    return folder


def loaded(folder: Path, *arguments: str) -> tuple[int, set[str]]:
    """How a command ends in a process of its own, and which heavy libraries it loaded."""
    environment = {**os.environ, "CYBERREADY_SETTINGS": str(folder / "none.toml")}
    environment.pop("CYBERREADY_WORKSPACE", None)
    ended = subprocess.run(
        [sys.executable, "-c", CHILD, *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
    )
    told = json.loads(ended.stderr.decode("utf-8").splitlines()[-1])
    return told["status"], HEAVY & set(told["loaded"])


@pytest.mark.parametrize(
    ("arguments", "status", "may"),
    [
        ([], 2, set()),
        (["--help"], 0, set()),
        (["--version"], 0, set()),
        (["rouns"], 2, set()),
        *(([name, "--help"], 0, set()) for name in MODULES),
        (["schema"], 0, {"pydantic"}),
        (["schema", "--out", "schema"], 0, {"pydantic"}),
        *(([*words, "--help"], 0, set()) for words in SUBCOMMANDS),
        (["translations", "status"], 0, READING),
        (["translations", "begin", "small", "--language", "fr"], 0, READING),
        (["translations", "stamp", "small"], 0, READING),
        (["new", "questionnaire", "other"], 0, READING),
        (["questionnaires"], 0, READING),
        (["diff", "small", "small"], 0, READING),
        (["show", "small"], 0, {*READING, "babel"}),
        (["check", "questionnaires"], 0, STORING),
        (["score", "small", "sheet.yaml"], 0, SCORING),
        (["score", "small", "Exampleland/2025", "--json"], 0, STORING),
        (["rounds"], 0, STORING),
        (["rounds", "--json"], 0, STORING),
        (["trend", "Exampleland"], 0, STORING),
        (["export", "Exampleland/2025"], 0, STORING),
        (["evidence", "Exampleland/2025"], 0, STORING),
        (["new", "small", "Exampleland", "2026"], 0, STORING),
        (["next", "Exampleland/2025", "2027"], 0, STORING),
        (["archive", "Exampleland/2025"], 0, STORING),
        (["delete", "Exampleland/2025", "--name", "2025"], 2, STORING),
        (["backup"], 0, STORING),
        (["assess", "Exampleland/2025", "--plain"], 0, {*STORING, "rich"}),
        (["import", "sheet.yaml"], 0, STORING),
        (["chart", "profile", "Exampleland/2025", "--format", "csv"], 0, STORING),
        (["chart", "profile", "Exampleland/2025", "--format", "svg"], 0, DRAWING),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_loads_what_it_uses(workspace: Path, arguments: list[str], status: int, may: set[str]) -> None:
    ended, found = loaded(workspace, *arguments)
    assert ended == status
    assert found <= may


def test_the_app_paints_before_anything_heavy_is_loaded() -> None:
    code = "import sys, cyberready.tui.app; print(*{name.partition('.')[0] for name in sys.modules})"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    found = HEAVY & set(ended.stdout.split())
    assert found == {"textual", "rich"}
