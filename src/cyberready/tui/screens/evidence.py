"""The evidence of one answer: what was shown, by whom, of when, how it was seen, and the file of it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import DescendantFocus
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.worker import Worker

from cyberready.errors import CyberreadyError
from cyberready.language.digits import western
from cyberready.language.messages import N_, _
from cyberready.model.answers import SEEN_WORDS, Evidence, Seen
from cyberready.store.evidence_files import LARGEST, CopyState
from cyberready.tui.path_suggester import PathSuggester
from cyberready.tui.safety import content, line
from cyberready.tui.screens.asking import AskChoice
from cyberready.tui.speaking import Window
from cyberready.tui.typed import not_a_date
from cyberready.tui.widgets.field import Field
from cyberready.tui.widgets.rows import Rows
from cyberready.tui.wrapping import PART
from cyberready.workspace.evidence import COPY_WORDS, attach, copy_of, title_of, with_file
from cyberready.workspace.typed_paths import path_typed
from cyberready.workspace.workspace import Workspace

_SEEN: tuple[Seen, ...] = tuple(SEEN_WORDS)
_FIELDS = {
    "title": N_("Title"),
    "issuer": N_("Issued by"),
    "dated": N_("Dated"),
    "link": N_("Link"),
    "file": N_("File"),
    "seen": N_("Seen"),
}
_DIGEST = re.compile("sha256:[0-9a-f]{64}")


class _NotUnderstood(Exception):
    """What is wrong with the fields, in words."""


class _Hint(Static):
    """Comes into sight when what it says takes more lines, as it does on a small screen."""

    def on_resize(self) -> None:
        if str(self.content):
            self.scroll_visible()


class EvidenceWindow(Window[None]):
    """Adds to the list, changes it and takes away from it; each change is handed on at once.

    Args:
        wanted: what the questionnaire says to ask for.
        keep: takes the new list; None where the round is locked.
    """

    BINDINGS = [
        Binding("escape", "leave", N_("Close")),
        Binding("ctrl+s", "add", N_("Add")),
        Binding("ctrl+d", "remove", N_("Remove"), priority=True),  # before the text field's own
        Binding("delete", "remove", N_("Remove")),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-tall")]

    def __init__(
        self,
        workspace: Workspace,
        wanted: Iterable[str],
        evidence: Iterable[Evidence],
        keep: Callable[[tuple[Evidence, ...]], None] | None,
    ) -> None:
        super().__init__()
        self._workspace, self._wanted, self._keep = workspace, tuple(wanted), keep
        self._evidence = list(evidence)
        self._states: dict[str, CopyState] = {}
        self._edited: int | None = None
        self._before = dict.fromkeys(_FIELDS, "")
        self._copying: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        keys = _(
            "Enter goes on and after the last field adds; ctrl+s adds at once. Enter on an entry changes it, "
            "ctrl+d removes the marked one, Esc is done."
        )
        with VerticalScroll(classes="window wide", can_focus=False):
            yield Static(line(_("Evidence")), classes="window-title")
            yield Static(
                content("\n".join(_("Ask for: {evidence}").format(evidence=text) for text in self._wanted)),
                classes="dim",
            )
            yield Rows(id="there", markup=False)
            if self._keep is not None:
                with Vertical(id="new"):
                    for name in _FIELDS:
                        yield Horizontal(*_field(name))
            yield _Hint("", id="hint", markup=False)
            yield Static(line(_("Esc goes back.") if self._keep is None else keys), classes="window-keys")

    def on_mount(self) -> None:
        self._list()
        self._check()
        if self._keep is not None:
            self._field("title").focus()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Have the field in sight once all is laid out; on a small screen it may have been out of it before."""
        self.call_after_refresh(event.widget.scroll_visible, animate=False)

    @on(Input.Changed)
    def typing(self, event: Input.Changed) -> None:
        """What was said before is about something else now; the field stays in sight as it is typed into."""
        self.query_one("#hint", Static).update("")
        if event.input.has_focus:
            self.call_after_refresh(event.input.scroll_visible, animate=False)

    # The list

    def _list(self, marked: int | None = None) -> None:
        """Show the entries, one of them marked; the last one unless another is named."""
        there = self.query_one("#there", OptionList)
        there.clear_options()
        there.add_options([line(PART.join(filter(None, self._parts(item)))) for item in self._evidence])
        there.display = bool(self._evidence)
        if self._evidence:
            last = len(self._evidence) - 1
            there.highlighted = last if marked is None else min(marked, last)

    def _parts(self, item: Evidence) -> tuple[str, ...]:
        state = self._states.get(item.file)
        copy = "" if not item.file else "…" if state is None else _(COPY_WORDS[state])
        seen = "" if item.seen is None else _(SEEN_WORDS[item.seen])
        return item.title, copy, item.issuer, str(item.dated or ""), item.link, seen

    @work(exclusive=True, group="check")
    async def _check(self) -> None:
        """See which copies are sound, and say so in the list."""
        for digest in {item.file for item in self._evidence} - {"", *self._states}:
            self._states[digest] = (await asyncio.to_thread(copy_of, self._workspace, digest)).state
            self._list(self.query_one("#there", OptionList).highlighted)

    def _changed(self, marked: int | None = None) -> None:
        assert self._keep is not None
        self._keep(tuple(self._evidence))
        self._list(marked)
        self._check()

    def action_remove(self) -> None:
        marked = self.query_one("#there", OptionList).highlighted
        if self._keep is None or marked is None or self._busy:
            return
        removed = self._evidence.pop(marked)
        if self._edited is not None and self._edited >= marked:
            self._edited = None if self._edited == marked else self._edited - 1
        self._changed(marked)
        self._say(_("Removed: {title}. z on the question brings it back.").format(title=removed.title))
        if not self._evidence:
            self._field("title").focus(scroll_visible=False)

    @on(OptionList.OptionSelected, "#there")
    def edit(self, event: OptionList.OptionSelected) -> None:
        if self._keep is not None and not self._busy:
            self._after_asking(lambda: self._fill(event.option_index))

    # The fields

    def _field(self, name: str) -> Input:
        return self.query_one(f"#{name}", Input)

    def _typed(self) -> dict[str, str]:
        return {name: self._field(name).value.strip() for name in _FIELDS}

    def _fill(self, edited: int | None) -> None:
        """Put an entry into the fields to be changed, or nothing, for a new one."""
        self._edited = edited
        written = {} if edited is None else self._evidence[edited].model_dump(mode="json", exclude_none=True)
        if edited is not None and (seen := self._evidence[edited].seen) is not None:
            written["seen"] = f"{_SEEN.index(seen) + 1} {_(SEEN_WORDS[seen])}"
        for name in _FIELDS:
            with self.prevent(Input.Changed):
                self._field(name).value = written.get(name, "")
        self._before = self._typed()
        self._field("title").focus()

    @property
    def _busy(self) -> bool:
        return self._copying is not None and not self._copying.is_finished

    @on(Input.Submitted)
    def go_on(self, event: Input.Submitted) -> None:
        if event.input is self._field("seen"):
            self.action_add()
        else:
            self.focus_next()

    def action_add(self) -> None:
        if self._keep is not None and not self._busy:
            self._take(lambda: self._fill(None))

    def action_leave(self) -> None:
        if self._busy and self._copying is not None:
            self._copying.cancel()
            self._say(_("Stopped; nothing was added."))
        elif self._keep is None:
            self.dismiss(None)
        else:
            self._after_asking(lambda: self.dismiss(None))

    @property
    def half_typed(self) -> bool:
        """Whether something stands in the fields that is not kept yet."""
        typed = self._typed()
        return self._keep is not None and not self._busy and typed != self._before and any(typed.values())

    @work
    async def _after_asking(self, then: Callable[[], object]) -> None:
        """Go on at once where the fields say nothing new, else as the user says: with it, without it, or not."""
        if not self.half_typed:
            then()
            return
        title = _("What you typed is not kept yet.")
        chosen = await self.app.push_screen_wait(AskChoice(title, [_("Keep it"), _("Drop it")]))
        if chosen == 0:
            self._take(then)
        elif chosen == 1:
            self._fill(None)
            then()

    def _take(self, then: Callable[[], object]) -> None:
        """Keep what is in the fields, then go on; what cannot be kept stays, with the reason."""
        try:
            given, path = self._understood(self._typed())
        except _NotUnderstood as error:
            self._say(f"! {error}")
            return
        if path is None:
            self._enter(given)
            then()
        else:
            self._copying = self._copy(given, path, then)

    @work
    async def _copy(self, given: Evidence, path: Path, then: Callable[[], object]) -> None:
        """Keep an entry with a copy of its file; meanwhile nothing can be typed that would be lost."""
        self._say(_("Copying…"))
        fields = self.query_one("#new")
        fields.disabled = True
        try:
            kept = await asyncio.to_thread(attach, self._workspace, path)
        except CyberreadyError as error:
            self._say(f"! {error}")
            return
        finally:
            fields.disabled = False
            self._field("file").focus(scroll_visible=False)  # the reason below it is to be seen
        self._states[kept.digest] = "sound"
        self._enter(with_file(given, kept))
        then()

    def _enter(self, evidence: Evidence) -> None:
        """Put an entry into the list, in the place of the one that was being changed."""
        at = len(self._evidence) if self._edited is None else self._edited
        self._evidence[at : at + 1] = [evidence]
        told = _("Added.") if self._edited is None else _("Changed.")
        self._fill(None)
        self._changed(at)
        self._say(told)

    def _understood(self, typed: dict[str, str]) -> tuple[Evidence, Path | None]:
        """The entry that the fields mean, and the file that is to be copied for it.

        Raises:
            _NotUnderstood: with what is wrong.
        """
        given: dict[str, Any] = {**typed, "dated": western(typed["dated"]) or None}
        digit = western(typed["seen"])[:1]
        given["seen"] = (_SEEN[int(digit) - 1] if digit in ("1", "2", "3") else typed["seen"]) or None
        path = None
        if typed["file"] and not _DIGEST.fullmatch(typed["file"]):
            path = path_typed(typed["file"])
            given["file"], given["title"] = "", typed["title"] or title_of(path)
        if not given["title"]:
            raise _NotUnderstood(_("Give the evidence a title."))
        try:
            return Evidence.model_validate(given), path
        except ValidationError as error:
            wrong = {str(fault["loc"][0]) for fault in error.errors()}
            fields = _(", ").join(_expected(name) for name in _FIELDS if name in wrong)
            told = [_("Not understood: {fields}.").format(fields=fields), not_a_date(typed["dated"])]
            raise _NotUnderstood(" ".join(filter(None, told))) from error

    def _say(self, text: str) -> None:
        hint = self.query_one("#hint", _Hint)
        hint.update(line(text))
        self.call_after_refresh(hint.scroll_visible)


def _seen_words() -> str:
    return _(", ").join(f"{number} {_(word)}" for number, word in enumerate(SEEN_WORDS.values(), 1))


def _expected(name: str) -> str:
    """A field, with what it takes where that is of a certain form."""
    form = {"dated": _("YYYY-MM-DD"), "seen": _seen_words()}.get(name)
    return f"{_(_FIELDS[name])} ({form})" if form else _(_FIELDS[name])


def _field(name: str) -> tuple[Widget, Widget]:
    """A label, and the field that it stands beside."""
    placeholders = {
        "title": _("of the document, register or record"),
        "dated": _("YYYY-MM-DD"),
        "link": _("or where it is kept, by what reference"),
        "file": _("path here; it is copied, up to {megabytes} MB").format(megabytes=LARGEST // 10**6),
        "seen": _seen_words(),
    }
    suggester = PathSuggester() if name == "file" else None
    field = Field(placeholder=placeholders.get(name, ""), id=name, compact=True, suggester=suggester)
    return Static(line(_(_FIELDS[name])), classes="label"), field
