"""The tree of sections and questions with what is done; filled as it is opened, so 5,000 questions open fast."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from cyberready.language.formats import shown_count
from cyberready.language.messages import N_
from cyberready.language.plain import one_line
from cyberready.tui.keys import key
from cyberready.tui.widgets.rows import clear_of_scrollbar
from cyberready.tui.wrapping import COLUMN

if TYPE_CHECKING:
    from cyberready.model.questionnaire import Section
    from cyberready.tui.sitting import Sitting

_STATE_MARKS = {"answered": "●", "not_applicable": "–", "unknown": "?", "unanswered": "○", "not_asked": "·"}


def state_mark(state: str, *, carried: bool) -> str:
    """The sign of an answer's state; an answer that was carried over and not re-checked has one of its own."""
    return "◐" if carried and state == "answered" else _STATE_MARKS[state]


class Outline(Tree[str]):
    """Nodes carry the id of their section or question."""

    BINDINGS = [key("k", "cursor_up", N_("Up")), key("j", "cursor_down", N_("Down"))]

    @dataclass
    class Opened(Message):
        """The assessor wants to go to this question."""

        question: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("", id=id)
        self.show_root = False
        self.guide_depth = 2
        self._sitting: Sitting | None = None
        self._places: dict[str, TreeNode[str]] = {}
        self._behind = False

    def render_line(self, y: int) -> Strip:
        return clear_of_scrollbar(self, super().render_line(y))

    def render_label(self, node: TreeNode[str], base_style: Style, style: Style) -> Text:
        """A label, which ends in an ellipsis where there is no room for all of it."""
        label = super().render_label(node, base_style, style)
        depth, above = -1, node.parent
        while above is not None:
            depth, above = depth + 1, above.parent
        room = self.scrollable_content_region.width - max(0, depth) * self.guide_depth
        if room > 0:
            label.truncate(room, overflow="ellipsis")
        return label

    def show(self, sitting: Sitting) -> None:
        """Show a sitting's questionnaire, opened at the current question."""
        self._sitting = sitting
        self.clear()
        self._places.clear()
        for domain in sitting.questionnaire.domains:
            self._places[domain.id] = self.root.add(self._section_label(domain), domain.id)
        self.update(sitting)

    def update(self, sitting: Sitting) -> None:
        """Open the way to the current question and renew the labels on it; nothing while it is folded away."""
        self._sitting = sitting
        if not self.display:
            self._behind = True
            return
        if self._behind:
            self._behind = False
            for id, place in self._places.items():
                section = sitting.questionnaire.sections.get(id)
                _label(place, self._question_label(id) if section is None else self._section_label(section))
        for section in sitting.questionnaire.paths[sitting.current]:
            node = self._places[section.id]
            self._fill(node)
            _label(node, self._section_label(section))
            if not node.is_expanded:
                node.expand()
        here = self._places[sitting.current]
        _label(here, self._question_label(sitting.current))
        if self.cursor_node is not here:
            self.call_after_refresh(self.move_cursor, here)

    def places(self) -> Iterator[tuple[int, Callable[[], None]]]:
        """Every line of the tree that is seen; going to a question shows it."""
        top = self.scroll_offset.y
        for at in range(top, min(self.last_line + 1, top + self.size.height)):
            yield at - top, partial(self._go_to, at)

    def _go_to(self, at: int) -> None:
        self.focus()
        self.move_cursor_to_line(at)
        self.action_select_cursor()

    def _fill(self, node: TreeNode[str]) -> None:
        if node.children or self._sitting is None or node.data is None:
            return
        section = self._sitting.questionnaire.sections[node.data]
        counted = [q for q in section.questions if self._sitting.questionnaire.scored(q.id)]
        recorded = [q for q in section.questions if q not in counted]
        for question in counted:
            self._places[question.id] = node.add_leaf(self._question_label(question.id), question.id)
        for child in section.sections:
            self._places[child.id] = node.add(self._section_label(child), child.id)
        for question in recorded:
            self._places[question.id] = node.add_leaf(self._question_label(question.id), question.id)

    def _section_label(self, section: Section) -> Text:
        assert self._sitting is not None
        done, total = self._sitting.progress(section.id)
        return Text(
            f"{shown_count(done)}/{shown_count(total)}{COLUMN}{one_line(section.title)}",
            no_wrap=True,
            overflow="ellipsis",
        )

    def _question_label(self, id: str) -> Text:
        assert self._sitting is not None
        answer = self._sitting.answers.get(id)
        state = "unanswered" if answer is None else answer.state
        carried = self._sitting.is_carried(id)
        mark = state_mark(state if self._sitting.asked[id] else "not_asked", carried=carried)
        flag = "!" if answer is not None and answer.flag else ""
        name = one_line(self._sitting.questionnaire.questions[id].text)
        return Text(f"{mark}{flag}{COLUMN}{name}", no_wrap=True, overflow="ellipsis")

    def on_tree_node_expanded(self, event: Tree.NodeExpanded[str]) -> None:
        self._fill(event.node)
        for child in event.node.children:
            if child.data in (self._sitting.questionnaire.questions if self._sitting else ()):
                child.set_label(self._question_label(str(child.data)))

    def on_tree_node_selected(self, event: Tree.NodeSelected[str]) -> None:
        event.stop()
        if self._sitting is not None and event.node.data in self._sitting.questionnaire.questions:
            self.post_message(self.Opened(str(event.node.data)))


def _label(node: TreeNode[str], label: Text) -> None:
    """Give a node a label, unless it has it: each one given draws the tree anew."""
    if node.label != label:
        node.set_label(label)
