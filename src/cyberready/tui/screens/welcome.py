"""What is asked once, at the first start: the language, how Arabic reads on this terminal, the assessor's name."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input, OptionList, Static

from cyberready.language.messages import LANGUAGES, N_, NAMES, _, language_in_use, language_of, right_to_left
from cyberready.language.plain import one_line
from cyberready.tui.arabic import ArabicLines
from cyberready.tui.keys import key
from cyberready.tui.safety import content, line
from cyberready.tui.speaking import FullScreen
from cyberready.tui.widgets.field import Field
from cyberready.tui.widgets.footer import Footer
from cyberready.tui.widgets.rows import NumberedRows
from cyberready.tui.widgets.samples import SampleRows

_STEPS = ("languages", "samples", "name")
_ASKED = {
    "languages": N_("Which language do you read?"),
    "samples": N_("Which of these lines reads right?"),
    "name": N_("What is your name?"),
}
_HINTS = {
    "languages": N_("The arrows show each language; Enter or its digit takes it. `l` changes it at any time."),
    "samples": N_(
        "If you do not read Arabic, press Enter. The right line begins at the right, its letters join, and its "
        "words are in order. 3 is for terminals that cannot join letters."
    ),
    "name": N_(
        "It stands in new rounds and in the history of answers, and may stay empty. Enter ends the welcome; "
        "ctrl+p, Welcome, brings it back."
    ),
}
_NOT_INSTALLED = N_(
    "This copy of the program cannot put Arabic in order: its extra `arabic` is not installed. To have it, run "
    "`pip install 'cyberready[arabic]'`; ctrl+p, Welcome, then shows how it reads here."
)
_DISPLAYS = ("app", "terminal", "plain", "auto")  # in the order of the rows; the last one says nothing


class WelcomeScreen(FullScreen):
    """Three questions, one after the other; only the last answer writes the settings.

    Args:
        first: nothing was ever answered, so the first question cannot be left.
    """

    BINDINGS = [key("escape", "back", N_("Back"), show=True)]
    AUTO_FOCUS = "#languages"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]

    def __init__(self, *, first: bool = False) -> None:
        super().__init__()
        self._first = first
        self._step = 0
        self._language_before = language_in_use()
        self._display = self._app.settings.arabic_display
        installed = ArabicLines(shape=False, right_to_left=False).available
        self._displays = _DISPLAYS if installed else (self._display,)

    def compose(self) -> ComposeResult:
        yield Static(line("cyberready"), id="title", markup=False)
        with VerticalScroll(can_focus=False):
            yield Static("", id="asked", markup=False)
            yield NumberedRows(*(NAMES[language] for language in LANGUAGES), id="languages")
            yield SampleRows(id="samples")
            yield Field(self._app.settings.assessor, id="name", max_length=200)
            yield Static("", id="hint", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        if language_in_use() in LANGUAGES:
            self.query_one("#languages", OptionList).highlighted = LANGUAGES.index(language_in_use())
        self._offer()
        self.query_one(SampleRows).highlighted = self._displays.index(self._display)
        self._show()
        self.call_after_refresh(self._app.order_arabic)

    def retell(self) -> None:
        super().retell()
        self._offer()
        self._say()

    def _offer(self) -> None:
        last = _("None, or I cannot tell") if len(self._displays) > 1 else _("Go on")
        self.query_one(SampleRows).offer(self._displays[:-1], last)

    def _show(self) -> None:
        for number, id in enumerate(_STEPS):
            self.query_one(f"#{id}").display = number == self._step
        self.query_one(f"#{_STEPS[self._step]}").focus()
        self.refresh_bindings()
        self._say()

    def _say(self) -> None:
        step = _STEPS[self._step]
        asked, hint = _ASKED[step], _HINTS[step]
        if step == "samples" and len(self._displays) == 1:
            asked, hint = "العربية", _NOT_INSTALLED
        told = _(asked)
        if step == "samples" and right_to_left(language_in_use()):
            told += f"\n{asked}"  # nobody knows yet whether the Arabic question can be read
        self.query_one("#asked", Static).update(content(told))
        self.query_one("#hint", Static).update(content(_(hint)))

    @on(OptionList.OptionHighlighted, "#languages")
    def show_language(self, event: OptionList.OptionHighlighted) -> None:
        language = LANGUAGES[event.option_index]
        if self._step == 0 and language != language_in_use():
            self._app.speak(language)

    @on(OptionList.OptionSelected, "#languages")
    def take_language(self, event: OptionList.OptionSelected) -> None:
        self._app.speak(LANGUAGES[event.option_index])
        self._go_on()

    @on(OptionList.OptionSelected, "#samples")
    def take_display(self, event: OptionList.OptionSelected) -> None:
        self._display = self._displays[event.option_index]
        self._go_on()

    def _go_on(self) -> None:
        self._step += 1
        self._show()

    @on(Input.Submitted, "#name")
    def keep(self, event: Input.Submitted) -> None:
        """Use and write what was answered; what was skipped stays as it was."""
        settings = self._app.settings
        changes = {"language": settings.language}
        if language_of(settings.language) != language_in_use():
            changes["language"] = language_in_use()
        if self._display != settings.arabic_display:
            changes["arabic_display"] = self._display
        if (name := one_line(event.value)) != settings.assessor:
            changes["assessor"] = name
        self._app.change_settings(**changes)
        self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return not (action == "back" and self._first and self._step == 0)

    def action_back(self) -> None:
        if self._step == 0:
            self._app.speak(self._language_before)
            self.dismiss()
        else:
            self._step -= 1
            self._show()

    def help_text(self) -> str:
        return _("What you answer is kept in the settings file and can be changed there, or here again.")
