"""A new round: what is asked, who is assessed, when and by whom."""

from __future__ import annotations

import asyncio
from datetime import date

from pydantic import ValidationError
from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.suggester import SuggestFromList
from textual.widgets import Input, OptionList, Static

from cyberready.errors import CyberreadyError, FaultyFile, RoundExists
from cyberready.language.digits import western
from cyberready.language.messages import N_, _, counted, tag_in_use
from cyberready.library.finding import Loaded
from cyberready.model.answers import Subject
from cyberready.model.rounds import Round
from cyberready.tui.keys import key
from cyberready.tui.safety import line
from cyberready.tui.speaking import FullScreen, Words
from cyberready.tui.typed import not_a_date
from cyberready.tui.widgets.field import Field
from cyberready.tui.widgets.footer import Footer
from cyberready.tui.widgets.rows import Rows
from cyberready.tui.widgets.toggle import Toggle
from cyberready.workspace.questionnaires import loaded_in
from cyberready.workspace.workspace import Workspace

_KINDS = ("country", "sector", "organisation")


class NewRoundScreen(FullScreen):
    """Enter moves on from field to field; on the last one it starts the round."""

    BINDINGS = [
        key("ctrl+s", "start", N_("Start the round"), show=True),
        key("escape", "app.pop_screen", N_("Back"), show=True),
    ]
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self._loaded: list[Loaded] = []
        self._rounds: list[Round] = []

    def compose(self) -> ComposeResult:
        yield Words(N_("New round"), id="title")
        with VerticalScroll(can_focus=False):
            yield Words(N_("Questionnaire"), classes="label")
            yield Rows(id="questionnaire", markup=False)
            yield Words(N_("Who is assessed"), classes="label")
            yield Field(id="subject", max_length=200, compact=True)
            yield Words(N_("Kind: 1 country, 2 sector, 3 organisation"), classes="label")
            yield Field("1", id="kind", max_length=20, compact=True)
            yield Words(N_("Name of the round"), classes="label")
            yield Field(str(date.today().year), id="label", max_length=200, compact=True)
            yield Words(N_("Date that it describes, YYYY-MM-DD"), classes="label")
            yield Field(str(date.today()), id="date", max_length=10, compact=True)
            yield Words(N_("Assessor (may stay empty)"), classes="label")
            yield Field(id="assessor", max_length=200, compact=True)
            yield Toggle(N_("start from the last round's answers, marked as carried over"), id="from_last")
        yield Static("", id="hint", markup=False)  # in sight, wherever the field stands that it is about
        yield Footer()

    def on_mount(self) -> None:
        self._say("")
        self.query_one("#assessor", Input).value = self._app.settings.assessor
        self._fill()

    def retell(self) -> None:
        super().retell()
        self._list()
        self._say("")

    def _list(self) -> None:
        """The questionnaires in the language in use; the same one stays marked, at first the flagship."""
        rows = self.query_one("#questionnaire", OptionList)
        first = [n for n, each in enumerate(self._loaded) if each.questionnaire.id == "trust-security-ict"]
        at = rows.highlighted if rows.option_count else next(iter(first), 0)
        rows.clear_options()
        for loaded in self._loaded:
            q = loaded_in(loaded, tag_in_use())[0]
            number = counted("{number} question", "{number} questions", sum(map(q.scored, q.questions)))
            rows.add_option(line(f"{q.title} ({q.id} {q.version}{_(', ')}{number})"))
        rows.highlighted = at if self._loaded else None
        self.call_after_refresh(rows.scroll_to_highlight)

    @work
    async def _fill(self) -> None:
        workspace: Workspace = await self._app.ready()
        self._loaded, faulty = await asyncio.to_thread(_questionnaires, workspace)
        self._rounds = await asyncio.to_thread(workspace.newest_rounds)
        subject = self.query_one("#subject", Input)
        subject.suggester = SuggestFromList(sorted({r.subject.name for r in self._rounds}), case_sensitive=False)
        rows = self.query_one("#questionnaire", OptionList)
        self._list()
        rows.focus()
        if faulty:
            self._say(_("With faults, not offered: {names}.").format(names=", ".join(faulty)))

    def _say(self, text: str) -> None:
        hint = self.query_one("#hint", Static)
        hint.update(line(text))
        hint.display = bool(text)

    def _refuse(self, field: str, problem: str) -> None:
        """Say what is wrong, and go to the field where it is mended."""
        self._say(problem)
        self.query_one(f"#{field}").focus()

    @on(OptionList.OptionSelected)
    def chosen(self) -> None:
        self.query_one("#subject").focus()

    @on(Input.Submitted)
    def go_on(self, event: Input.Submitted) -> None:
        if event.input.id == "assessor":
            self.action_start()
        else:
            self.screen.focus_next()

    @work
    async def action_start(self) -> None:
        at = self.query_one("#questionnaire", OptionList).highlighted
        if at is None or not self._loaded:
            return None
        try:
            subject = self._subject()
        except ValidationError as error:
            of = str(error.errors()[0]["loc"][0])
            problem = _("Kind: 1 country, 2 sector, 3 organisation") if of == "kind" else _("Say who is assessed.")
            return self._refuse("kind" if of == "kind" else "subject", problem)
        if not (label := self._text("label")):
            return self._refuse("label", _("Give the round a name, such as its year."))
        if problem := not_a_date(self._text("date"), needed=True):
            return self._refuse("date", problem)
        workspace: Workspace = await self._app.ready()
        try:
            round = await asyncio.to_thread(
                lambda: workspace.start(
                    self._loaded[at],
                    subject,
                    label,
                    date.fromisoformat(western(self._text("date"))),
                    assessor=self._text("assessor") or None,
                    from_last=self.query_one(Toggle).value,
                )
            )
        except RoundExists as error:
            return self._refuse("label", str(error))
        except CyberreadyError as error:
            return self._say(str(error))
        from cyberready.tui.screens.assess import AssessScreen

        self._app.made = round.id
        self.app.switch_screen(AssessScreen(round.id))
        return None

    def _text(self, id: str) -> str:
        return self.query_one(f"#{id}", Input).value.strip()

    def _subject(self) -> Subject:
        """Whom the form names; a subject known here keeps the kind and the parent that it has.

        Raises:
            pydantic.ValidationError: there is no name, or no such kind.
        """
        name = self._text("subject")
        known = [r.subject for r in self._rounds if r.subject.name.casefold() == name.casefold()]
        if known:
            return known[0]
        kind = western(self._text("kind"))
        word = _KINDS[int(kind) - 1] if kind in ("1", "2", "3") else kind or None
        return Subject.model_validate({"name": name, "kind": word})


def _questionnaires(workspace: Workspace) -> tuple[list[Loaded], list[str]]:
    """Every questionnaire that passes its check, and the names of those that do not."""
    loaded, faulty = [], []
    for id, folder in workspace.library.newest().items():
        try:
            loaded.append(workspace.library.load(str(folder)))
        except FaultyFile:
            faulty.append(id)
    return loaded, faulty
