"""The evidence of one answer: what was shown, by whom, of when, and how it was seen."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, OptionList, Static

from cyberready.language.digits import western
from cyberready.language.messages import N_, _
from cyberready.model.answers import Evidence
from cyberready.tui.safety import content, line
from cyberready.tui.speaking import Window
from cyberready.tui.widgets.field import Field
from cyberready.tui.widgets.rows import Rows
from cyberready.tui.wrapping import PART

_SEEN = ("sighted", "copy", "link")
_FIELDS = {
    "title": N_("title of the document, register or record"),
    "issuer": N_("issued by"),
    "dated": N_("dated YYYY-MM-DD"),
    "link": N_("link or file reference"),
    "seen": N_("seen: 1 shown to me, 2 copy kept, 3 link only"),
}


class EvidenceWindow(Window[tuple[Evidence, ...] | None]):
    """Adds to the list and takes away from it; gives the new list back."""

    BINDINGS = [
        Binding("escape", "leave", N_("Close")),
        Binding("ctrl+d", "remove", N_("Remove"), priority=True),  # before the text field's own
        Binding("delete", "remove", N_("Remove")),
    ]

    def __init__(self, wanted: tuple[str, ...], evidence: tuple[Evidence, ...], *, read_only: bool) -> None:
        super().__init__()
        self._wanted, self._evidence, self._read_only = wanted, list(evidence), read_only

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="window wide", can_focus=False):
            yield Static(line(_("Evidence")), classes="window-title")
            yield Static(
                content("\n".join(_("Ask for: {evidence}").format(evidence=text) for text in self._wanted)),
                classes="dim",
            )
            yield Rows(id="there", markup=False)
            if not self._read_only:
                with Vertical(id="new"):
                    for name, wanted in _FIELDS.items():
                        yield Field(placeholder=_(wanted), id=name, compact=True)
            yield Static("", id="hint", markup=False)
            keys = _("Enter adds, ctrl+d removes the marked one, Esc is done.")
            yield Static(line(_("Esc goes back.") if self._read_only else keys), classes="window-keys")

    def on_mount(self) -> None:
        self._list()
        if not self._read_only:
            self.query_one("#title").focus()

    def _list(self) -> None:
        there = self.query_one("#there", OptionList)
        there.clear_options()
        for item in self._evidence:
            parts = [item.title, item.issuer, str(item.dated or ""), item.link, str(item.seen or "")]
            there.add_option(line(PART.join(part for part in parts if part)))
        there.display = bool(self._evidence)
        if self._evidence:
            there.highlighted = len(self._evidence) - 1

    @on(Input.Submitted)
    def add(self) -> None:
        given: dict[str, Any] = {name: self.query_one(f"#{name}", Input).value.strip() for name in _FIELDS}
        seen = western(given["seen"])
        if seen in ("1", "2", "3"):
            seen = _SEEN[int(seen) - 1]
        given["seen"], given["dated"] = seen or None, western(given["dated"]) or None
        if not given["title"]:
            return self._say(_("Give the evidence a title."))
        try:
            self._evidence.append(Evidence.model_validate(given))
        except ValidationError as error:
            wrong = {str(fault["loc"][0]) for fault in error.errors()}
            return self._say(
                _("Not understood: {fields}.").format(
                    fields=_(", ").join(_(_FIELDS[name]) for name in sorted(wrong & set(_FIELDS)))
                )
            )
        for name in _FIELDS:
            self.query_one(f"#{name}", Input).value = ""
        self.query_one("#title").focus()
        self._say(_("Added."))
        self._list()
        return None

    def _say(self, text: str) -> None:
        self.query_one("#hint", Static).update(line(text))

    def action_remove(self) -> None:
        marked = self.query_one("#there", OptionList).highlighted
        if not self._read_only and marked is not None and marked < len(self._evidence):
            del self._evidence[marked]
            self._list()

    def _typed(self) -> bool:
        return any(self.query_one(f"#{name}", Input).value.strip() for name in _FIELDS)

    def action_leave(self) -> None:
        if not self._read_only and self._typed():
            self.add()
            if self._typed():
                return  # not understood: stays, with the reason
        self.dismiss(None if self._read_only else tuple(self._evidence))
