"""Answer sheets as files: read with every fault at once, written so that reading gives the same sheet back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from cyberready.language.messages import _
from cyberready.library.answers import answer_problems
from cyberready.library.characters import check_characters
from cyberready.library.reading import Document, nearest, read_document, stays_text
from cyberready.library.validation import validate
from cyberready.model.answers import Answer, Sheet
from cyberready.model.asking import asked
from cyberready.model.questionnaire import Questionnaire


def is_sheet(document: Document) -> bool:
    """Whether a file means to be an answer sheet rather than a questionnaire or one of its companions."""
    return isinstance(document.data, dict) and ("answers" in document.data or "subject" in document.data)


def read_sheet(path: Path) -> tuple[Sheet | None, Document]:
    """A file as a sheet, not yet held against its questionnaire; faults stand in the document."""
    document = read_document(path)
    check_characters(document)
    return validate(Sheet, document), document


def check_sheet(sheet: Sheet, questionnaire: Questionnaire, document: Document) -> None:
    """Add every fault of the sheet to the document: answers that their questions do not offer, and warnings for
    answers to questions that are not asked."""
    raw = document.data.get("answers", {})
    for name, given, right in (
        ("questionnaire", sheet.questionnaire, questionnaire.id),
        ("version", sheet.version, questionnaire.version),
    ):
        if given != right:
            what = _("`{name}` is {given!r}, but the questionnaire is {id} {version}.").format(
                name=name, given=given, id=questionnaire.id, version=questionnaire.version
            )
            document.add(document.data, name, what, _("Take the sheet's own questionnaire."))
            return
    for id, answer in sheet.answers.items():
        question = questionnaire.questions.get(id)
        if question is None:
            what = _("answers `{id}`, which is no question of {questionnaire} {version}.").format(
                id=id, questionnaire=questionnaire.id, version=questionnaire.version
            )
            document.add(raw, id, what, nearest(id, list(questionnaire.questions)), id)
            continue
        for problem in answer_problems(question, questionnaire.scale_of(id), answer):
            document.add(raw, id, problem, "", id)
    if document.errors:
        return
    is_asked = asked(questionnaire, sheet.answers)
    for id, answer in sheet.answers.items():
        if not is_asked[id] and answer.state != "unanswered":
            what = _("is answered, but the other answers hide this question; the answer is kept and not counted.")
            document.warn(raw, id, what, "", id)


def sheet_data(sheet: Sheet) -> dict[str, Any]:
    """The sheet as plain data, with the keys of its file and in their order."""
    data = sheet.model_dump(mode="json", exclude_defaults=True, exclude={"answers", "subject"})
    subject: Any = sheet.subject.model_dump(mode="json", exclude_none=True)
    return {
        "cyberready": 1,
        "questionnaire": data["questionnaire"],
        "version": data["version"],
        "subject": subject["name"] if len(subject) == 1 else subject,
        "round": data["round"],
        "date": data["date"],
        **({"assessor": data["assessor"]} if sheet.assessor else {}),
        "answers": {id: _written(answer) for id, answer in sheet.answers.items()},
    }


def sheet_text(sheet: Sheet) -> str:
    """The sheet as a YAML file."""
    return yaml.dump(
        sheet_data(sheet),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=None,
        width=100,
    )


def keys_text(keys: Mapping[str, Any]) -> str:
    """Keys of an answer on one line, as a sheet writes them: `value: 2, flag: true`."""
    text = yaml.dump(
        dict(keys), Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=True, width=10**9
    )
    return text.strip().removeprefix("{").removesuffix("}")


def _written(answer: Answer) -> Any:
    """An answer in its short form where it has nothing but a value."""
    written = answer.written()
    return written["value"] if list(written) == ["value"] else written


class _Dumper(yaml.SafeDumper):
    """Writes no aliases, since the format refuses them."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    """Quoted where our reader would see a number: PyYAML takes `1e3` and `-.5` for text and leaves them bare."""
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if stays_text(text) else "'")


_Dumper.add_representer(str, _text)
