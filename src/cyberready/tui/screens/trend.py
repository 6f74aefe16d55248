"""The rounds of a subject over time, in block characters, and the chart as files."""

from __future__ import annotations

import asyncio

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from cyberready.charts.blocks import trend_lines
from cyberready.charts.series import TrendSeries
from cyberready.language.messages import N_, _
from cyberready.language.plain import plain
from cyberready.model.rounds import Round
from cyberready.tui.keys import key
from cyberready.tui.safety import line
from cyberready.tui.screens.results import write_chart
from cyberready.tui.speaking import Reading
from cyberready.tui.widgets.footer import Footer
from cyberready.workspace import charting
from cyberready.workspace.workspace import Workspace


class TrendScreen(Reading):
    """What the trend chart shows, as text."""

    BINDINGS = [
        key("m", "explain", N_("Made of"), N_("What the newest overall score is made of"), show=True),
        key("c", "chart", N_("Write the chart"), show=True),
        key("escape", "app.pop_screen", N_("Back"), show=True),
    ]
    AUTO_FOCUS = "#text"

    def __init__(self, round_id: str) -> None:
        super().__init__()
        self._round_id = round_id
        self._rounds: list[Round] = []
        self._series: TrendSeries | None = None

    def compose(self) -> ComposeResult:
        yield Static("", id="title", markup=False)
        with VerticalScroll(id="text"):
            yield Static("", id="lines", markup=False)
        yield Footer()

    @work(exclusive=True, group="load")
    async def load(self) -> None:
        workspace: Workspace = await self._app.ready()
        await self._app.saver.finished(5.0)
        round = await asyncio.to_thread(workspace.round, self._round_id)
        # By the name as the model has it: the list may show one that was written past the program.
        self._rounds = await asyncio.to_thread(workspace.rounds_of, round.subject.name, round.questionnaire.id)
        self._series = await asyncio.to_thread(charting.trend_series, workspace, self._rounds)
        self.show()

    def show(self) -> None:
        if self._series is None:
            return
        series = self._series
        self.query_one("#title", Static).update(line(series.title))
        rows = trend_lines(series, max(20, self.size.width - 4))
        text = "\n".join([series.subtitle, "", *rows, "", series.source])
        self.query_one("#lines", Static).update(Content(plain(text)))

    def action_explain(self) -> None:
        if self._rounds:
            self._app.open_explanation(self._rounds[-1].id)

    def action_chart(self) -> None:
        self._app.run_worker(write_chart(self._app, "trend", self._rounds))

    def help_text(self) -> str:
        return _(
            "One column for each round. A change stands between two rounds that answered the same version; "
            "between versions stands a dot, since they ask different questions. Whether a change is more than "
            "rating error is not judged here."
        )
