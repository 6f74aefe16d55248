from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings

from cyberready.exchange.sheets import check_sheet, is_sheet, read_sheet, sheet_data, sheet_text
from cyberready.library.finding import load
from cyberready.library.reading import Document, parse
from cyberready.library.validation import validate
from cyberready.model.answers import Answer, Evidence, HostView, Sample, Sheet, Subject
from tests.exchange.hostile import PROVENANCE, TEXTS, TICKS, sheets_of_the_small_questionnaire
from tests.workspace.made_up import sheet as sheet_file
from tests.workspace.made_up import small, write

EVERYTHING = Answer(
    value=3,
    note="Act 9",
    confidence="high",
    flag=True,
    facts={"4": (0, 1)},
    criteria=(0, 1),
    evidence=(
        Evidence(
            title="Gazette",
            issuer="State",
            dated=date(2025, 3, 1),
            link="https://law.example/9",
            file="sha256:" + "0" * 64,
            seen="sighted",
        ),
    ),
    basis="document",
    as_of=date(2026, 6, 1),
    sources=("S3",),
    sample=Sample(seen=3, of=7, how="drawn"),
    status="proposed",
    host_view=HostView(value=4, text="higher"),
    recheck="rechecked",
    change="happened",
    visibility="internal",
    language="ar",
)


def made(answers: dict[str, Answer], **others: Any) -> Sheet:
    given: dict[str, Any] = {"subject": Subject(name="Exampleland"), "round": "2026", "date": date(2026, 6, 15)}
    return Sheet(questionnaire="small", version="1", answers=answers, **(given | others))


def read_back(text: str) -> tuple[Sheet | None, Document]:
    document = parse(text, Document("sheet.yaml"))
    return validate(Sheet, document), document


@pytest.mark.parametrize(
    ("answer", "written"),
    [
        (Answer(value=3), 3),
        (Answer(value=2.5), 2.5),
        (Answer(value="text"), "text"),
        (Answer(value=()), []),
        (Answer(value=("cert", "uni")), ["cert", "uni"]),
        (Answer(value=3, note="Act 9"), {"value": 3, "note": "Act 9"}),
        (Answer(not_applicable="no state"), {"not_applicable": "no state"}),
        (Answer(unknown=True), {"unknown": True}),
        (Answer(note="ask again", flag=True), {"note": "ask again", "flag": True}),
        (Answer(value=0, flag=False, sources=()), 0),
        (
            EVERYTHING,
            {
                "value": 3,
                "note": "Act 9",
                "confidence": "high",
                "flag": True,
                "facts": {"4": [0, 1]},
                "criteria": [0, 1],
                "evidence": [
                    {
                        "title": "Gazette",
                        "issuer": "State",
                        "dated": "2025-03-01",
                        "link": "https://law.example/9",
                        "file": "sha256:" + "0" * 64,
                        "seen": "sighted",
                    }
                ],
                "basis": "document",
                "as_of": "2026-06-01",
                "sources": ["S3"],
                "sample": {"seen": 3, "of": 7, "how": "drawn"},
                "status": "proposed",
                "host_view": {"value": 4, "text": "higher"},
                "recheck": "rechecked",
                "change": "happened",
                "visibility": "internal",
                "language": "ar",
            },
        ),
    ],
)
def test_an_answer_is_written_short_where_it_has_nothing_but_a_value(answer: Answer, written: Any) -> None:
    sheet = made({"q": answer})
    assert sheet_data(sheet)["answers"] == {"q": written}
    assert read_back(sheet_text(sheet))[0] == sheet


def test_the_properties_below_draw_every_key_of_an_answer() -> None:
    assert {*PROVENANCE, *TICKS, "value", "not_applicable", "unknown"} == set(Answer.model_fields)


@pytest.mark.parametrize(
    ("others", "written"),
    [
        ({}, {"subject": "Exampleland"}),
        ({"subject": Subject(name="no", kind="sector")}, {"subject": {"name": "no", "kind": "sector"}}),
        ({"subject": Subject(name="العراق", parent="x")}, {"subject": {"name": "العراق", "parent": "x"}}),
        ({"assessor": "Amina"}, {"subject": "Exampleland", "assessor": "Amina"}),
        ({"round": "010"}, {"subject": "Exampleland", "round": "010"}),
        ({"round": "1e3"}, {"subject": "Exampleland", "round": "1e3"}),
    ],
)
def test_a_sheet_s_head_is_written_in_the_order_of_the_format(
    others: dict[str, Any], written: dict[str, Any]
) -> None:
    sheet = made({}, **others)
    data = sheet_data(sheet)
    expected = {"cyberready": 1, "questionnaire": "small", "version": "1", "round": "2026", "date": "2026-06-15"}
    assert data == {**expected, **written, "answers": {}}
    order = ["cyberready", "questionnaire", "version", "subject", "round", "date", "assessor", "answers"]
    assert list(data) == [key for key in order if key in data]
    assert read_back(sheet_text(sheet))[0] == sheet


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: ascii(text)[:30])
def test_a_text_is_read_as_it_was_written_wherever_it_stands(text: str) -> None:
    everywhere = Answer(
        value=text,
        note=text,
        evidence=(Evidence(title=text, issuer=text, link=text),),
        sources=(text, text),
        sample=Sample(seen=0, of=0, how=text),
        host_view=HostView(value=text, text=text),
        language=text,
    )
    sheet = made({"short": Answer(value=text), "listed": Answer(value=(text, text)), "everywhere": everywhere})
    read, document = read_back(sheet_text(sheet))
    assert not document.faults
    assert read == sheet


@settings(deadline=None, max_examples=50)
@given(sheets_of_the_small_questionnaire())
def test_a_written_sheet_is_read_as_the_same_and_any_other_reader_of_yaml_sees_no_other_texts(
    answers: dict[str, Answer],
) -> None:
    sheet = made(answers)
    text = sheet_text(sheet)
    read, document = read_back(text)
    assert not document.faults
    assert read == sheet
    assert sheet_text(read) == text
    assert yaml.safe_load(text)["answers"] == sheet_data(sheet)["answers"]


def test_a_written_sheet_has_no_anchors_where_parts_are_the_same() -> None:
    evidence = (Evidence(title="Gazette"), Evidence(title="Gazette"))
    sheet = made({"a": Answer(evidence=evidence), "b": Answer(evidence=evidence)})
    assert not {"&", "*"} & set(sheet_text(sheet))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("answers: {}", True),
        ("subject: Exampleland", True),
        ("{cyberready: 1, domains: []}", False),
        ("{translates: small, texts: {}}", False),
        ("[answers]", False),
        ("answers", False),
        ("", False),
    ],
)
def test_a_sheet_is_known_by_its_answers_or_its_subject(text: str, expected: bool) -> None:
    assert is_sheet(parse(text, Document("x.yaml"))) is expected


# The inside of `answers`, and the faults as (line, id, severity, part of the sentence).
@pytest.mark.parametrize(
    ("answers", "faults"),
    [
        ("  law.act: 1\n  law.courts: 2\n", []),
        (
            "  law.act: 3\n  law.actt: 1\n  law.courts: {value: 1, unknown: true}\n",
            [
                (8, "law.act", "error", "none of the scale's options"),
                (9, "law.actt", "error", "no question of small 1"),
                (10, "law.courts", "error", "only one of them"),
            ],
        ),
        ("  law.act: {not_applicable: ' '}\n", [(8, "law.act", "error", "needs the reason")]),
        ("  law.act: 0\n  law.gazette: 2\n", [(9, "law.gazette", "warning", "hide this question")]),
        ("  law.gazette: {note: none}\n", []),  # not answered, so nothing is left uncounted
        (
            "  law.gazette: 2\n  law.act: 7\n",
            [(9, "law.act", "error", "none of")],
        ),  # then nobody knows what is hidden
    ],
)
def test_every_fault_of_a_sheet_stands_at_its_line(
    tmp_path: Path, answers: str, faults: list[tuple[int, str, str, str]]
) -> None:
    asked = "      - {id: law.gazette, text: Where?, scale: level, when: {question: law.act, at_least: 1}}\n"
    text = small().replace("  - id: skills\n", f"{asked}  - id: skills\n")
    questionnaire = load(write(tmp_path / "questionnaire.yaml", text)).questionnaire
    file = write(tmp_path / "sheet.yaml", sheet_file().partition("answers:")[0] + "answers:\n" + answers)
    sheet, document = read_sheet(file)
    assert sheet is not None
    check_sheet(sheet, questionnaire, document)
    assert [(f.line, f.id, f.severity) for f in document.faults] == [fault[:3] for fault in faults]
    assert all(part in fault.what for fault, (*_, part) in zip(document.faults, faults, strict=True))
    assert {fault.file for fault in document.faults} <= {str(file)}


@pytest.mark.parametrize(("key", "line"), [("questionnaire", 2), ("version", 3)])
def test_a_sheet_of_another_questionnaire_gets_that_one_fault(tmp_path: Path, key: str, line: int) -> None:
    questionnaire = load(write(tmp_path / "questionnaire.yaml", small())).questionnaire
    text = sheet_file("nothing: 1", **{key: "other"})
    sheet, document = read_sheet(write(tmp_path / "sheet.yaml", text))
    assert sheet is not None
    check_sheet(sheet, questionnaire, document)
    assert [(fault.line, fault.what.split()[0]) for fault in document.faults] == [(line, f"`{key}`")]


def test_a_file_that_is_no_sheet_has_its_faults_in_the_document(tmp_path: Path) -> None:
    assert read_sheet(tmp_path / "none.yaml")[1].errors
    sheet, document = read_sheet(write(tmp_path / "list.yaml", "[1]"))
    assert sheet is None
    assert "mapping" in document.errors[0].what
