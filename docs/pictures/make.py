"""Makes the pictures of the README and the guides from the running program: `make pictures`.

They show the demonstration in a temporary folder. The two things that differ from one machine or day to the next
get a fixed value: the folder's name on the home screen, and when a round was changed. So the same program and
libraries make the same pictures, and a picture that differs tells what has changed on the screen.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from textual.pilot import Pilot
from textual.widgets import Static

from cyberready.model.answers import Answer
from cyberready.model.rounds import Round
from cyberready.settings import Settings
from cyberready.store import listing
from cyberready.tui.app import CyberreadyApp
from cyberready.tui.screens.assess import AssessScreen
from cyberready.tui.screens.page import ExplainScreen
from cyberready.tui.screens.results import ResultsScreen
from cyberready.workspace import demo
from cyberready.workspace.charting import write_charts
from cyberready.workspace.workspace import Workspace

HERE = Path(__file__).parent
SIZE = (100, 32)
ROUND, QUESTION = "Exampleland/2026", "legal.cybercrime.offences"
DOMAIN = 5  # the place of the domain that the results show open, from 0
SHOWN_FOLDER = "~/national-review"
PATIENCE = 30.0


async def until(pilot: Pilot[None], ready: Callable[[], bool]) -> None:
    """Wait until the screen shows what was asked for.

    Raises:
        TimeoutError: it never did.
    """
    async with asyncio.timeout(PATIENCE):
        while not ready():
            await pilot.pause(0.05)
    await pilot.pause()


def standing_alone(svg: str) -> str:
    """The picture without what points to servers, and with its blanks kept by every program that draws it.

    Textual names a font on a server for readers that lack it; the picture of an offline program asks no server.
    """
    svg = re.sub(r"\s*@font-face\s*\{[^}]*\}", "", svg)
    svg = re.sub(r"\s*<!--.*?-->", "", svg, flags=re.DOTALL)
    return svg.replace("<svg ", '<svg xml:space="preserve" ', 1)


def keep(app: CyberreadyApp, name: str, title: str) -> None:
    """Write what stands on the screen."""
    picture = standing_alone(app.export_screenshot(title=title))
    (HERE / f"{name}.svg").write_text(picture.rstrip() + "\n", encoding="utf-8")


def says(app: CyberreadyApp, id: str, words: str) -> bool:
    """Whether a line of the screen in front holds these words."""
    lines = app.screen.query(f"#{id}").results(Static)
    return any(words in str(line.content) for line in lines)


async def screens(folder: Path) -> None:
    """Home, the question card, the results and a score opened, one after the other in one run of the app."""
    app = CyberreadyApp(folder, Settings())
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: app.listed and app.workspace is not None)
        assert app.workspace is not None
        app.screen.query_one("#place", Static).update(f"Workspace: {SHOWN_FOLDER}")
        await pilot.pause()
        keep(app, "home", "cyberready")

        app.open_question(app.workspace.round(ROUND).id, QUESTION)
        await until(pilot, lambda: isinstance(app.screen, AssessScreen) and says(app, "status", "overall"))
        await until(pilot, lambda: says(app, "status", "saved"))
        keep(app, "assess", f"cyberready: {ROUND}")

        workspace, round = app.workspace, app.workspace.round(ROUND)
        workspace.save(round, QUESTION, Answer(value=2, note="a draft is no law"), assessor="Operators' union")
        card = app.screen
        assert isinstance(card, AssessScreen)
        app.open_sheet(round.id, QUESTION, None)  # which reads it anew, with the union's view
        await until(pilot, lambda: app.screen is not card and says(app, "status", "overall"))
        await pilot.press("v")
        await until(pilot, lambda: says(app, "details", "Operators"))
        keep(app, "workshop", f"cyberready: workshop on {ROUND}")
        await pilot.press("v")

        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, ResultsScreen) and says(app, "title", "overall"))
        await pilot.press(*["down"] * DOMAIN, "enter")
        await pilot.pause()
        keep(app, "results", f"cyberready: results of {ROUND}")

        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, ExplainScreen) and says(app, "title", "People"))
        keep(app, "explain", f"cyberready: a score of {ROUND} opened")
    app.close()


def charts(folder: Path) -> None:
    """The charts that the README and the guide to charts show, under names that stay."""
    with Workspace.open(folder) as workspace:
        trends = {"trend-exampleland": "Exampleland", "trend-iraq": "Iraq"}
        for name, subject in trends.items():
            copy("trend", workspace, workspace.rounds_of(subject), name)
        copy("profile", workspace, [workspace.round(ROUND)], "profile-exampleland")


def copy(kind: str, workspace: Workspace, rounds: list[Round], name: str) -> None:
    with tempfile.TemporaryDirectory() as drawn:
        files = write_charts(workspace, kind, rounds, Path(drawn), ["svg"])
        picture = next(file for file in files if file.suffix == ".svg")
        (HERE / f"{name}.svg").write_bytes(picture.read_bytes())


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        with Workspace.open(folder) as workspace:
            demo.fill(workspace)
            for round in workspace.rounds():
                workspace.refresh(round)
        list_rows = listing.list_rows

        def undated(path: Path) -> list[listing.RoundRow]:
            return [row._replace(changed=row.date) for row in list_rows(path)]

        with patch.object(listing, "list_rows", undated):
            asyncio.run(screens(folder))
        charts(folder)
    for file in sorted(HERE.glob("*.svg")):
        print(file.relative_to(HERE.parents[1]))


if __name__ == "__main__":
    main()
