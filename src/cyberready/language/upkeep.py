"""Keeps the catalogues in step with the code: `make messages`, and with `--check` in `make lint`.

Messages are found where the code marks them with `_`, `N_` or `counted`, and in the helps of commands and options,
which click shows. What the code no longer says leaves the catalogues; what it says anew stands there untranslated,
never guessed from a similar message.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from cyberready.language.messages import CATALOGUES, DOMAIN, LANGUAGES

PACKAGE = Path(__file__).resolve().parents[1]
TRANSLATED = tuple(language for language in LANGUAGES if language != "en")
_MARKS = {"_": 1, "N_": 1, "gettext": 1, "counted": 2, "ngettext": 2}
_FIELD = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True)
class Wanting:
    """A message that a catalogue lacks or has wrong."""

    language: str
    message: str
    why: str

    def __str__(self) -> str:
        return f"{self.language}: {self.why}: {self.message!r}"


def template() -> Catalog:
    """Every message of the program, without translations."""
    catalogue = Catalog(project="cyberready", charset="utf-8", fuzzy=False)
    for file in sorted(PACKAGE.rglob("*.py")):
        place = file.relative_to(PACKAGE).as_posix()
        source = file.read_text(encoding="utf-8")
        for message in [*marked(source), *(helps(source) if place.startswith("cli/") else ())]:
            catalogue.add(message, locations=[(place, 0)])
    return catalogue


def marked(source: str) -> Iterator[str | tuple[str, str]]:
    """The messages that the code marks, of counted things the one and the many.

    By the syntax tree, since Babel reads tokens and so misses, up to Python 3.11, what stands inside f-strings.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            texts = [a.value for a in node.args[: _MARKS.get(name, 0)] if isinstance(a, ast.Constant)]
            strings = [text for text in texts if isinstance(text, str) and text]
            if strings and len(strings) == _MARKS[name]:
                yield strings[0] if len(strings) == 1 else (strings[0], strings[1])


def helps(source: str) -> Iterator[str]:
    """The texts that click shows for commands (their docstrings) and options (`help="..."`)."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and any(map(_makes_a_command, node.decorator_list)):
            if told := ast.get_docstring(node):
                yield inspect.cleandoc(told)
        elif isinstance(node, ast.Call):
            for keyword in node.keywords:
                text = keyword.value
                if keyword.arg == "help" and isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield text.value


def _makes_a_command(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Attribute) and called.attr in ("command", "group")


def catalogue_file(language: str) -> Path:
    return CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(language: str) -> Catalog:
    """A language's catalogue; an empty one where there is none yet."""
    file = catalogue_file(language)
    if not file.exists():
        return Catalog(locale=language, project="cyberready", charset="utf-8", fuzzy=False)
    with file.open("rb") as stream:
        return read_po(stream, locale=language)


def wanting(language: str, messages: Catalog) -> Iterator[Wanting]:
    """What keeps a catalogue from being whole: missing, doubtful, superfluous messages, and fields that differ."""
    catalogue = read(language)
    known = {message.id for message in messages if message.id}
    for message in messages:
        found = catalogue.get(message.id) if message.id else None
        if not message.id:
            continue
        if found is None or not all(_strings(found)):
            yield Wanting(language, _first(message), "not translated")
        elif found.fuzzy:
            yield Wanting(language, _first(message), "marked as doubtful (fuzzy)")
        elif any(problem := _fields_differ(message, text) for text in _strings(found)):
            yield Wanting(language, _first(message), problem or "")
    for message in catalogue:
        if message.id and message.id not in known:
            yield Wanting(language, _first(message), "no longer in the code")


def _first(message: Message) -> str:
    return str(message.id[0] if isinstance(message.id, tuple | list) else message.id)


def _strings(message: Message) -> tuple[str, ...]:
    texts = message.string
    return tuple(texts) if isinstance(texts, tuple | list) else (str(texts or ""),)


def _fields_differ(message: Message, text: str) -> str:
    """What a translation says of the fields to be filled in, where that is not what the message says.

    A plural form may leave the number out, as Arabic does for one and two of a thing.
    """
    wanted, given = set(_FIELD.findall(str(message.id[-1] if message.pluralizable else message.id))), set()
    given = set(_FIELD.findall(text))
    if message.pluralizable:
        wanted -= {"{number}"}
        given -= {"{number}"}
    return "" if wanted == given else f"fields {sorted(given)} in place of {sorted(wanted)}"


def update(messages: Catalog) -> None:
    """Bring each catalogue in step, translations kept, and compile it."""
    for language in TRANSLATED:
        before, after = (
            read(language),
            Catalog(locale=language, project="cyberready", charset="utf-8", fuzzy=False),
        )
        for message in messages:
            if message.id:
                found = before.get(message.id)
                string = found.string if found is not None else None
                after.add(message.id, string, locations=message.locations, flags=message.flags)
        file = catalogue_file(language)
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as stream:
            write_po(stream, after, width=110, sort_output=False, include_lineno=False, omit_header=False)


def compile_catalogues() -> list[Path]:
    """Write what gettext reads beside each catalogue, and return where."""
    compiled = [catalogue_file(language).with_suffix(".mo") for language in TRANSLATED]
    for language, file in zip(TRANSLATED, compiled, strict=True):
        with file.open("wb") as stream:
            write_mo(stream, read(language))
    return compiled


def main(arguments: list[str]) -> int:
    if "--compile" in arguments:
        compile_catalogues()
        return 0
    messages = template()
    if "--check" not in arguments:
        update(messages)
        compile_catalogues()
    found = [each for language in TRANSLATED for each in wanting(language, messages)]
    for each in found:
        print(each)
    print(f"{len(messages)} messages, {len(found)} wanting.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
