"""The differences of two questionnaires as lines for people, in groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from cyberready.language.messages import _
from cyberready.language.plain import one_line

if TYPE_CHECKING:
    from cyberready.library.changes import Change, Part
    from cyberready.library.differences import Differences, Row

# Keys of a question whose changes have groups of their own.
_ELSEWHERE = ("weight", "section")
_each = chain.from_iterable


def report(found: Differences) -> Iterator[str]:
    """What changed, under headings; a group in which nothing stands is left out."""
    old, new = (one_line(f"{side.id} {side.version}") for side in (found.old, found.new))
    yield f"{old} → {new}"
    if not found.differ:
        yield ""
        yield _("Nothing differs.")
    for heading, lines in (*_of_questions(found), *_of_the_rest(found)):
        told = list(lines)
        if told:
            yield ""
            yield heading
            yield from (f"  {line}" for line in told)


def _of_questions(found: Differences) -> Iterator[tuple[str, Iterable[str]]]:
    guesses = [row for row in found.questions if row.guess]
    known = [row for row in found.questions if row.old and row.new and not row.guess]
    reworded = [row for row in known if row.relation == "reworded"]
    unraised = [row for row in known if row.unraised]
    others = [row for row in known if row.relation != "reworded" and not row.unraised]
    new = [id for row in found.questions if row.relation == "new" for id in row.new]
    dropped = [id for row in found.questions if row.relation == "dropped" for id in row.old]
    yield _("Reworded: the revision changed"), _each(_question(found, row) for row in reworded)
    yield (
        _("Changed, but the revision did not: raise it if what is measured changed"),
        _each(_question(found, row) for row in unraised),
    )
    yield _("New"), (_asked(found, "new", id) for id in new)
    yield _("Dropped"), (_asked(found, "old", id) for id in dropped)
    yield _("Moved to another section"), _values(known, "section")
    yield _("Guesses by the words alone: review each"), _each(_guess(found, row) for row in guesses)
    yield _("Other changes of questions"), _each(_question(found, row) for row in others)
    yield _("Weights of questions"), _values(known, "weight")


def _of_the_rest(found: Differences) -> Iterator[tuple[str, Iterable[str]]]:
    old, new = ({id: section.title for id, section in side.sections.items()} for side in (found.old, found.new))
    weights = [
        f"{part.id}: {_said(change.old)} → {_said(change.new)}"
        for part in found.sections
        for change in part.changes
        if change.key == "weight"
    ]
    yield _("Weights of domains and sections"), weights
    yield _("Sections"), _each(_part(part, {**old, **new}.get(part.id, ""), "weight") for part in found.sections)
    yield _("Scales"), _each(_part(part) for part in found.scales)
    yield _("Scoring"), _each(_change(change) for change in found.scoring)
    yield _("Profiles"), _each(_part(part) for part in found.profiles)
    yield _("The questionnaire itself"), _each(_change(change) for change in found.head)


def _asked(found: Differences, side: str, id: str) -> str:
    """A question's id and text in one of the versions."""
    questionnaire = found.new if side == "new" else found.old
    return f"{id}  {one_line(questionnaire.questions[id].text)}"


def _question(found: Differences, row: Row) -> Iterator[str]:
    """A question that kept its id, and what changed in it; nothing where that stands in other groups."""
    changes = [change for change in row.changes if change.key not in _ELSEWHERE]
    if not changes and not row.unraised:
        return
    yield _asked(found, "new", row.new[0])
    for change in changes:
        yield from _indented(_change(change))
    if "scale" in row.unraised and row.change("scale") is None:
        scale = found.new.questions[row.new[0]].scale
        yield "  " + _("The scale {name} changed; see Scales.").format(name=scale)


def _guess(found: Differences, row: Row) -> Iterator[str]:
    """A guess with the texts on both sides, then all that changed between one and one."""
    yield _("{relation}, alike by {percent} %: {old} → {new}").format(
        relation=row.relation,
        percent=row.percent,
        old=", ".join(row.old),
        new=", ".join(row.new),
    )
    for sign, side, ids in (("-", "old", row.old), ("+", "new", row.new)):
        for id in ids:
            yield f"  {sign} {_asked(found, side, id)}"
    for change in row.changes:
        if change.key != "text":
            yield from _indented(_change(change))


def _values(rows: Iterable[Row], key: str) -> Iterator[str]:
    """One line for each question whose value of a key changed."""
    for row in rows:
        change = row.change(key)
        if change is not None:
            yield f"{row.new[0]}: {_said(change.old)} → {_said(change.new)}"


def _part(part: Part, title: str = "", elsewhere: str = "") -> Iterator[str]:
    """A section, scale or profile; nothing where all that changed in it stands in another group."""
    changes = [change for change in part.changes if change.key != elsewhere]
    name = f"{part.id}  {one_line(title)}".rstrip()
    if part.state == "new":
        yield _("new: {name}").format(name=name)
    elif part.state == "dropped":
        yield _("dropped: {name}").format(name=name)
    elif changes:
        yield name
        for change in changes:
            yield from _indented(_change(change))


def _change(change: Change) -> Iterator[str]:
    """What is short on one line; texts and lists as what went (-) and what came (+)."""
    name = one_line(f"{change.key} {change.part}")
    if change.key == "order":
        yield _("order of {parts}: {ids}").format(parts=change.part, ids=", ".join(map(_said, change.new)))
        return
    if _short(change.old) and _short(change.new):
        yield f"{name}: {_said(change.old)} → {_said(change.new)}"
        return
    yield name
    before, after = _items(change.old), _items(change.new)
    if sorted(before) == sorted(after):  # the same items in another order
        before, after = [" · ".join(before)], [" · ".join(after)]
    yield from (f"  - {item}" for item in before if item not in after)
    yield from (f"  + {item}" for item in after if item not in before)


def _short(value: Any) -> bool:
    """Numbers, ids, dates and the format's own words, but no text of a person."""
    if isinstance(value, str):
        return value.isascii() and " " not in value
    return not isinstance(value, list)


def _items(value: Any) -> list[str]:
    items = value if isinstance(value, list) else [] if value in (None, "") else [value]
    return [_said(item) for item in items]


def _said(value: Any) -> str:
    """A value on one line, much as a file would say it."""
    if value is None or value == "":
        return _("none")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_said(item)}' for key, item in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_said, value))}]"
    return one_line(value)


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)
