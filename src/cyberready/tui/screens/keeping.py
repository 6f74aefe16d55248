"""What is done with a whole round from the list: archive it, begin the next one, delete it; and the backup."""

from __future__ import annotations

import asyncio
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Static

from cyberready.language.digits import western
from cyberready.language.messages import _, counted
from cyberready.language.plain import one_line
from cyberready.model.rounds import Round
from cyberready.tui.safety import content, line
from cyberready.tui.screens.asking import AskText, Confirm
from cyberready.tui.speaking import Window
from cyberready.tui.typed import not_a_date
from cyberready.tui.widgets.field import Field
from cyberready.workspace import keeping
from cyberready.workspace.workspace import Workspace

if TYPE_CHECKING:
    from cyberready.tui.app import CyberreadyApp


class NextRoundWindow(Window[tuple[str, date] | None]):
    """Asks for the name and the date of the next round; Enter goes from one to the other, then begins it."""

    BINDINGS = AskText.BINDINGS

    def __init__(self, last: str, label: str, on_date: date) -> None:
        super().__init__()
        self._last, self._label, self._on_date = last, label, on_date

    def compose(self) -> ComposeResult:
        with Vertical(classes="window"):
            yield Static(line(_("The next round after {name}").format(name=self._last)), classes="window-title")
            yield Static(line(_("Name of the round")))
            yield Field(self._label, id="label", max_length=200, compact=True)
            yield Static(line(_("Date that it describes, YYYY-MM-DD")))
            yield Field(str(self._on_date), id="date", max_length=10, compact=True)
            yield Static("", id="hint", markup=False)
            yield Static(line(_("Enter goes on, then begins the round; Esc begins none.")), classes="window-keys")

    @on(Input.Submitted, "#label")
    def go_on(self) -> None:
        self.query_one("#date").focus()

    @on(Input.Submitted, "#date")
    def begin(self, event: Input.Submitted) -> None:
        label = self.query_one("#label", Input).value.strip()
        if problem := not_a_date(event.value, needed=True):
            return self._say(problem)
        if not label:
            self.query_one("#label").focus()
            return self._say(_("Give the round a name, such as its year."))
        self.dismiss((label, date.fromisoformat(western(event.value.strip()))))
        return None

    def _say(self, problem: str) -> None:
        self.query_one("#hint", Static).update(line(f"! {problem}"))


class DeleteWindow(AskText):
    """Says what would be deleted; only the name of the round, typed as it is, lets it go."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(_("Delete this round?"), check=self._wrong)
        self._round_name, self._what = name, what

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="window", can_focus=False):
            yield Static(line(self._title), classes="window-title")
            yield Static(content(self._what))
            yield Static(line(_("To delete it, type its name:")))
            yield Static(line(self._round_name), classes="window-title")
            yield Field(compact=True)
            yield Static("", id="hint", markup=False)
            yield Static(line(_("Esc deletes nothing.")), classes="window-keys")

    def _wrong(self, typed: str) -> str:
        wanted, given = (western(one_line(normalize("NFC", name))) for name in (self._round_name, typed))
        if given == wanted:
            return ""
        return _("That is not the name of the round. Nothing was deleted.")


async def archive(app: CyberreadyApp, round_id: str, archived: bool) -> None:
    """Archive a round once that is confirmed, since `z` takes back elsewhere; or take it back unasked."""
    workspace: Workspace = await app.ready()
    round = await _round(app, workspace, round_id)
    if round is None:
        return
    if archived:
        text = _("{name} leaves the list with all its revisions; trends go on using it.").format(name=round.name)
        if not await app.push_screen_wait(Confirm(_("Archive this round?"), text)):
            return

    def done() -> str:
        keeping.set_archived(workspace, round, archived)
        return round.name

    if name := await app.attempt(done):
        text = _("{name} is archived: h shows archived rounds, z takes it back.")
        if not archived:
            text = _("{name} is archived no longer.")
        app.notify(text.format(name=one_line(name)), timeout=4, markup=False)


async def begin_next(app: CyberreadyApp, round_id: str) -> None:
    """Ask for the next round's name and date, then open its card; what was refused is asked again."""
    workspace = await _saved(app)
    round = await _round(app, workspace, round_id)
    if workspace is None or round is None:
        return
    taken = {each.label for each in await asyncio.to_thread(_of_subject, workspace, round)}
    label, on_date = keeping.next_label(round, taken), date.today()
    begin = partial(keeping.next_round, assessor=app.settings.assessor or None)
    while asked := await app.push_screen_wait(NextRoundWindow(round.name, label, on_date)):
        label, on_date = asked
        begun = await app.attempt(begin, workspace, round, label, on_date)
        if begun is not None:
            app.made = begun.id
            app.open_round(begun.id)
            return


async def delete(app: CyberreadyApp, round_id: str) -> None:
    """Delete a round, all its revisions, after a backup, if its name is typed."""
    workspace = await _saved(app)
    round = await _round(app, workspace, round_id)
    if workspace is None or round is None:
        return
    revisions = await asyncio.to_thread(_revisions, workspace, round)
    answers = await asyncio.to_thread(lambda: sum(len(workspace.answers(each)) for each in revisions))
    what = _(
        "{revisions} with {answers}, their notes, evidence, history and scores. "
        "A backup of all rounds is made first."
    ).format(
        revisions=counted("{number} revision", "{number} revisions", len(revisions)),
        answers=counted("{number} answer", "{number} answers", answers),
    )
    # The window has compared what was typed with the name as it is shown, on one line.
    typed = await app.push_screen_wait(DeleteWindow(round.name, what))
    backup = typed and await app.attempt(keeping.delete_round, workspace, round, round.name)
    if backup:
        text = _("{name} is deleted. The backup from before: {path}")
        app.notify(
            text.format(name=one_line(round.name), path=_within(workspace, backup)), timeout=15, markup=False
        )


async def back_up(app: CyberreadyApp) -> None:
    """Make a backup and say where it is."""
    workspace = await _saved(app)
    path = await app.attempt(keeping.back_up, workspace) if workspace is not None else None
    if workspace is not None and path is not None:
        app.notify(_("The backup: {path}").format(path=_within(workspace, path)), timeout=15, markup=False)


async def _saved(app: CyberreadyApp) -> Workspace | None:
    """The workspace once it holds every answer; None, after saying so, when some cannot be saved now."""
    workspace: Workspace = await app.ready()
    if await app.saver.finished(5.0):
        return workspace
    app.notify(_("Not everything is saved yet; nothing was done."), title=_("NOT SAVED"), severity="error")
    return None


async def _round(app: CyberreadyApp, workspace: Workspace | None, round_id: str) -> Round | None:
    round: Round | None = await app.attempt(workspace.round, round_id) if workspace is not None else None
    return round


def _within(workspace: Workspace, path: Path) -> str:
    """A file's path from the workspace's folder, which stands on the screen."""
    return one_line(path.relative_to(workspace.folder))


def _of_subject(workspace: Workspace, round: Round) -> list[Round]:
    """The rounds of the same subject with the same questionnaire, every revision."""
    of = (round.subject.name, round.questionnaire.id)
    return [each for each in workspace.rounds() if (each.subject.name, each.questionnaire.id) == of]


def _revisions(workspace: Workspace, round: Round) -> list[Round]:
    return [each for each in _of_subject(workspace, round) if each.label == round.label]
