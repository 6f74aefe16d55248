"""The crosswalk.yaml that follows from the differences of two versions, with marks where a person must decide."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from yaml.reader import Reader

from cyberready.language.messages import _
from cyberready.language.plain import one_line
from cyberready.library.differences import MEASURED, Differences, Row
from cyberready.library.reading import stays_text
from cyberready.model.questionnaire import Questionnaire

# Of a question's text: enough to know it again, on one line of an editor.
_LONGEST = 100


def crosswalk(found: Differences) -> str:
    """The file's text: guesses first, then what else is not the same, then the rest in file order.

    Every question of both versions stands in it once, so that nothing has to be inferred from what is missing.
    """
    pairs = sorted((row for row in found.questions if row.old and row.new), key=_urgency)
    return "\n".join(
        [
            *_head(found, any(row.guess for row in pairs)),
            *(["pairs:"] if pairs else []),
            *(line for row in pairs for line in _pair(found, row)),
            *_alone("new", [id for row in found.questions if row.relation == "new" for id in row.new]),
            *_alone("dropped", [id for row in found.questions if row.relation == "dropped" for id in row.old]),
            "",
        ]
    )


def _urgency(row: Row) -> int:
    return 0 if row.guess else 1 if row.unraised else 2 if row.relation != "same" else 3


def _head(found: Differences, guesses: bool) -> Iterator[str]:
    told = _("How the questions of {old} became those of {new}.")
    yield _comment(told.format(old=_of(found.old), new=_of(found.new)))
    if guesses:
        yield _comment(_("A pair below the word GUESS was matched by its words alone, and may be wrong."))
        yield _comment(_("Review each: mend the pair or keep it, then take the comment out."))
    yield "cyberready: 1"
    for key, questionnaire in (("from", found.old), ("to", found.new)):
        yield f"{key}: {{id: {_id(questionnaire.id)}, version: {_quoted(questionnaire.version)}}}"


def _pair(found: Differences, row: Row) -> Iterator[str]:
    for comment in _remarks(found, row):
        yield "  " + _comment(comment)
    yield f"  - {{old: {_ids(row.old)}, new: {_ids(row.new)}, relation: {row.relation}}}"


def _remarks(found: Differences, row: Row) -> Iterator[str]:
    """What a person must know to decide on a pair."""
    if row.unraised:
        told = _("Changed, but the revision did not: {keys}.")
        yield told.format(keys=", ".join(row.unraised))
        yield _("If what is measured changed, raise the revision and write reworded.")
    if row.likeness is None:
        return
    yield _("GUESS, alike by {percent} %: review.").format(percent=row.percent)
    if row.relation == "moved" and any(change.key in MEASURED for change in row.changes):
        yield _("More than the section changed: write reworded if what is measured did.")
    for side, questionnaire, ids in (("old", found.old, row.old), ("new", found.new, row.new)):
        for id in ids:
            yield _cut(f"{side} {id}: {one_line(questionnaire.questions[id].text)}")


def _alone(key: str, ids: Sequence[str]) -> list[str]:
    return [f"{key}:", *(f"  - {_id(id)}" for id in ids)] if ids else []


def _of(questionnaire: Questionnaire) -> str:
    return f"{questionnaire.id} {questionnaire.version}"


def _comment(text: str) -> str:
    """A text as one comment: on one line, without what no YAML may hold."""
    return "# " + Reader.NON_PRINTABLE.sub("\ufffd", one_line(text))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _ids(ids: Sequence[str]) -> str:
    return f"[{', '.join(map(_id, ids))}]"


def _id(id: str) -> str:
    """An id, in quotes where it would be read as a number or a constant."""
    return id if stays_text(id) else _quoted(id)


def _quoted(text: str) -> str:
    """A text in double quotes, as JSON has it; what cannot be seen as an escape of YAML."""
    return "".join(
        letter if letter.isprintable() else f"\\U{ord(letter):08x}"
        for letter in json.dumps(text, ensure_ascii=False)
    )
