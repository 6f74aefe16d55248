"""Files whose expected faults stand in them, as comments on the lines where they belong.

    scale: z  #! d.q | there is no scale

means: one error on this line, about `d.q`, whose sentence holds "there is no scale"; `#?` is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from textwrap import indent

from cyberready.errors import Fault
from cyberready.library.finding import parse_questionnaire
from cyberready.library.reading import Document, parse
from cyberready.model.questionnaire import Questionnaire

ROOT = {
    "cyberready": "cyberready: 1",
    "id": "id: q",
    "version": 'version: "1"',
    "title": "title: Q",
    "language": "language: en",
}
SCALES = """\
  m: {type: levels, options: [{value: 0, label: No}, {value: 1, label: Some}, {value: 2, label: Yes}]}
  many: {type: multiple, options: [{value: a, label: A, points: 1}, {value: b, label: B, points: 2}]}
  number: {type: number, bands: [{from: 0, points: 0}, {from: 5, points: 1}]}
  bare: {type: number}
  text: {type: text}
  date: {type: date}
"""
QUESTIONS = """\
- {id: d.before, text: Q?, scale: m, options: {0: a, 1: b, 2: c}}
- {id: d.many, text: Q?, scale: many}
- {id: d.number, text: Q?, scale: number}
- {id: d.text, text: Q?, scale: text}
- {id: d.date, text: Q?, scale: date}
"""
QUESTION = {"id": "id: d.q", "text": "text: Q?", "scale": "scale: m", "options": "options: {0: a, 1: b, 2: c}"}
_MARK = re.compile(r"#([!?]) *([^|#]*?) *\| *([^#]*[^# ])")


def _block(defaults: dict[str, str], snippet: str) -> str:
    """The default lines whose keys the snippet does not give, then the snippet."""
    own = set(re.findall(r"^(\w+):", snippet, re.MULTILINE))
    return "\n".join([*(line for key, line in defaults.items() if key not in own), snippet.strip("\n"), ""])


def question(snippet: str) -> str:
    """A question with these lines."""
    defaults = {key: line for key, line in QUESTION.items() if key != "options" or "scale:" not in snippet}
    return "- " + indent(_block(defaults, snippet), "  ")[2:]


def questionnaire(
    root: str = "", scales: str = "", section: str = "", questions: Iterable[str] = (), without: str = ""
) -> str:
    """A questionnaire with these lines added in these places; a root key that is given replaces the default."""
    head = {key: line for key, line in ROOT.items() if key != without}
    if without != "scales":
        head["scales"] = "scales:\n" + SCALES + indent(scales.strip("\n"), "  ")
    if without != "domains":
        inside = "" if "questions:" in section else "questions:\n" + indent(QUESTIONS + "".join(questions), "  ")
        domain = _block({"id": "id: d", "title": "title: D"}, section) + inside
        head["domains"] = "domains:\n  - " + indent(domain, "    ")[4:]
    return _block(head, root)


def expected(text: str) -> list[tuple[int, str, str, str]]:
    """The faults that the comments announce: line, severity, id, part of the sentence."""
    severity = {"!": "error", "?": "warning"}
    return [
        (number, severity[kind], id, part)
        for number, line in enumerate(text.splitlines(), 1)
        for kind, id, part in _MARK.findall(line)
    ]


def read(text: str) -> tuple[Questionnaire | None, list[Fault]]:
    document = parse(text, Document("q.yaml"))
    return parse_questionnaire(document), document.faults


def unlike(faults: Iterable[Fault], announced: list[tuple[int, str, str, str]]) -> list[str]:
    """What was announced and not found, found and not announced, or says nothing of what to do."""
    left = list(announced)
    found = []
    for fault in sorted(faults, key=lambda fault: fault.line):
        said = f"{fault.what} {fault.remedy}"
        place = (fault.line, fault.severity, fault.id)
        wanted = next((mark for mark in left if mark[:3] == place and mark[3] in said), None)
        if wanted is None:
            found.append(f"found, not announced: {fault}")
        else:
            left.remove(wanted)
        if not fault.remedy:
            found.append(f"no remedy: {fault}")
    return [*(f"announced, not found: {mark}" for mark in left), *found]


def unlike_marked(text: str) -> list[str]:
    """How a file's faults differ from those in its comments; with errors it gives no questionnaire."""
    announced = expected(text)
    value, faults = read(text)
    found = unlike(faults, announced)
    if (value is None) != any(severity == "error" for _, severity, _, _ in announced):
        found.append(f"a questionnaire with errors, or none without: {value}")
    return found
