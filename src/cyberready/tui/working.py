"""What every part of the app stands on: the workspace, saving in its order, and mistakes that end nothing.

Nothing here imports the workspace at the top: the app paints first.
"""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.worker import WorkerFailed

from cyberready.errors import CyberreadyError
from cyberready.language.messages import N_, _
from cyberready.language.plain import one_line
from cyberready.settings import Settings
from cyberready.tui.saver import Saver, State
from cyberready.tui.telling import TellingApp
from cyberready.tui.typeahead import TypeaheadApp
from cyberready.workspace.location import locate

if TYPE_CHECKING:
    from cyberready.workspace.workspace import Workspace


class WorkingApp(TypeaheadApp, TellingApp):
    """Opens the workspace behind the first paint, and writes what is handed to its saver."""

    _MODES: ClassVar[dict[State, str]] = {"saved": N_("saved"), "saving": N_("saving…"), "failed": N_("NOT SAVED")}

    def __init__(self, folder: str | Path | None, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.folder = locate(folder)
        self.workspace: Workspace | None = None
        self.saver = Saver(self._saved, self._handle_exception)
        self.listed = False
        self.made = ""
        """The round begun last, until the list has marked it."""
        self.typists = [settings.assessor]
        """Who typed in this run, the present one first; one alone is not told."""
        self._opening: asyncio.Task[Workspace] | None = None

    def prepare(self) -> None:
        """Begin to load what the other screens need, now that the list is on the screen."""
        if self._opening is None:
            self._opening = asyncio.create_task(asyncio.to_thread(self._open))
            self._opening.add_done_callback(self._opened)

    def _open(self) -> Workspace:
        from cyberready.tui.screens import assess, results  # noqa: F401  (imported ahead of their first use)
        from cyberready.workspace.workspace import Workspace

        return Workspace.open(self.folder, by=self.settings.assessor)

    def _opened(self, task: asyncio.Task[Workspace]) -> None:
        if task.cancelled():
            return
        error = task.exception()
        if error is None:
            self.workspace = task.result()
            self.workspace.by = self.typists[0]  # the welcome may have asked while it was opened
            self.opened()
        elif isinstance(error, CyberreadyError):
            self.report(error, lasting=True)
        else:
            self._handle_exception(error if isinstance(error, Exception) else RuntimeError(str(error)))

    @abstractmethod
    def opened(self) -> None:
        """The workspace is open."""

    async def ready(self) -> Workspace:
        """The workspace, as soon as it is open."""
        self.prepare()
        assert self._opening is not None
        return await asyncio.shield(self._opening)

    def _handle_exception(self, error: Exception) -> None:
        """A mistake that a user can mend ends no app, in whatever worker it came up."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        if isinstance(cause, CyberreadyError):
            self.report(cause)
        else:
            super()._handle_exception(error)

    def report(self, error: CyberreadyError, *, lasting: bool = False) -> None:
        """Say what went wrong; the app stays. What keeps a workspace from being used ends in its exit status."""
        if lasting:
            self._return_code = int(error.exit)
        self.notify(one_line(error), title=_("Sorry"), severity="error", timeout=15, markup=False)

    def _fatal_error(self) -> None:
        """End without Textual's traceback, which prints local values, notes among them; `run` raises the error."""
        self._close_messages_no_wait()

    async def attempt(self, what: Any, *given: Any) -> Any:
        """The result of a call in a thread; None, after saying why, when a mistake kept it from being done."""
        try:
            return await asyncio.to_thread(what, *given)
        except CyberreadyError as error:
            self.report(error)
            return None

    # Saving

    @property
    def save_state(self) -> str:
        reason = f": {self.saver.reason}" if self.saver.reason else ""
        state = f"{_(self._MODES[self.saver.state])}{one_line(reason)}"
        typist = self.typists[0] if len(self.typists) > 1 else ""
        return _("{name}: {answer}").format(name=typist, answer=state) if typist else state

    def _saved(self, state: State, reason: str) -> None:
        for screen in self.screen_stack:
            saved = getattr(screen, "saved", None)
            if saved is not None:
                saved()
        if state == "failed":
            self.notify(one_line(reason), title=_("NOT SAVED"), severity="error", markup=False)

    def record_as(self, name: str) -> None:
        """Its place is among the writes: what was typed before stays the person's before."""
        if (workspace := self.workspace) is not None:
            self.saver.put(lambda: setattr(workspace, "by", name))

    def close(self) -> None:
        """Close the workspace; called when the app has ended."""
        if self.workspace is not None:
            self.workspace.close()
