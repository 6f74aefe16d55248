"""Where questionnaires lie, what is read with them, and what their digest covers."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cyberready.errors import FaultyFile, UnknownQuestionnaire
from cyberready.library.finding import Library, Loaded, load, parse_questionnaire, reopen, shipped_folder
from cyberready.library.reading import Document, parse, read_document, settled
from cyberready.signing import canonical_json, digest
from tests.library.marked import questionnaire

FULL = """\
cyberready: 1
id: q
version: 1.10
title: Questions
language: en
minutes: 90
references: {GCI-2024: {title: Index, edition: 5}}
scales:
  m:
    type: levels
    options: [{value: 0, label: No}, {value: 1.5, label: Some}, {value: all, label: Yes, points: 2}]
  many:
    type: multiple
    max_points: 2
    options: [{value: a, label: A, points: 1}, {value: b, label: B, points: 2}]
  time: {type: number, unit: hours, minimum: 0, bands: [{from: 0, points: 4}, {from: 4.5, points: 0}]}
  rest: {type: number, linear: {zero_at: 12.4, full_at: 0, points: 100}}
  remark: {type: text}
  since: {type: date}
scoring:
  rollup: {type: cumulative, pass: 1, below: 2, share: 0.8, empty: pass, floor: -1}
  range: [0, 5]
  minimum_answered: 0.5
  ratings: [{from: 0, label: Low}, {from: 0.10, label: High}]
  overall: {rollup: mean, range: [0, 100]}
profiles: {base: {title: Base, by: 2027-12-31, default: 2, sections: {d: 3}, questions: {d.m: 1.5}}}
domains:
  - id: d
    title: Domain
    why_weight: because
    rollup: {type: deduct, from: 10, pass: 1}
    sections:
      - id: d.s
        title: Section
        rollup: mean
        when: {all: [{question: d.m, at_least: 1.5}, {not: {question: d.many, is: [a]}}]}
        questions:
          - {id: d.t, text: 12:30, scale: remark, when: {any: [{question: d.since, answered: true}]}}
    questions:
      - id: d.m
        text: no
        scale: m
        options: {0: one text, 1.5: [two, facts], all: on}
        advice: {0: Begin.}
        level: 2
        required: true
        criteria: [1.10, 010]
        evidence_from: {option: 1.5, basis: [document, verified]}
        references: [GCI-2024:1]
        revision: 2
      - {id: d.many, text: Many?, scale: many, weight: 0.5}
      - {id: d.since, text: Since?, scale: since}
      - {id: d.time, text: Time?, scale: time}
      - {id: d.rest, text: Rest?, scale: rest, evidence: [a log]}
"""


def loaded(folder: Path, text: str) -> Loaded:
    (folder / "questionnaire.yaml").write_text(text, encoding="utf-8")
    return load(folder)


def body(text: str) -> str:
    """The canonical JSON of a questionnaire's text, which must have no errors."""
    document = parse(text, Document("q.yaml"))
    assert parse_questionnaire(document) is not None, document.faults
    return canonical_json(settled(document.data))


def test_a_questionnaire_reopened_from_its_body_is_equal(tmp_path: Path) -> None:
    found = loaded(tmp_path, FULL)
    assert reopen(found.body) == found.questionnaire
    assert found.digest == digest(found.body)
    assert found.questionnaire.version == "1.10"
    assert found.questionnaire.questions["d.m"].criteria == ("1.10", "010")


def test_the_body_is_canonical_json(tmp_path: Path) -> None:
    text = loaded(tmp_path, FULL).body
    data = json.loads(text)
    assert text == json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert data["version"] == "1.10"
    assert data["scoring"]["ratings"][1]["from"] == 0.1
    assert data["domains"][0]["questions"][0]["text"] == "no"


def _shuffled(data: Any, order: random.Random) -> Any:
    if isinstance(data, dict):
        keys = list(data)
        order.shuffle(keys)
        return {key: _shuffled(data[key], order) for key in keys}
    return [_shuffled(item, order) for item in data] if isinstance(data, list) else data


@given(st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_the_digest_does_not_depend_on_the_order_of_keys(order: random.Random) -> None:
    shuffled = _shuffled(json.loads(body(FULL)), order)
    text = yaml.safe_dump(shuffled, sort_keys=False, allow_unicode=True)
    assert body(text) == body(FULL)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("minutes: 90", "minutes: 90   # about", True),
        ("cyberready: 1\n", "# a comment\n\ncyberready: 1\n", True),
        ("title: Questions", 'title: "Questions"', True),
        ("title: Questions", "title: >-\n  Questions", True),
        ("version: 1.10", 'version: "1.10"', True),
        ("version: 1.10", "version: 1.1", False),
        ("minutes: 90", "minutes: 91", False),
        ("why_weight: because", "why_weight: Because", False),
        ("{from: 0.10, label", "{from: 0.1, label", True),
        ("share: 0.8", "share: 0.80", True),
        ("\n", "\r\n", True),
        ("id: q", "\ufeffid: q", True),
    ],
)
def test_the_digest_depends_on_what_is_said_and_not_on_how(tmp_path: Path, old: str, new: str, same: bool) -> None:
    before = loaded(tmp_path, FULL).digest
    text = FULL.replace(old, new) if "\ufeff" not in new else "\ufeff" + FULL
    (tmp_path / "questionnaire.yaml").write_bytes(text.encode())
    assert (load(tmp_path).digest == before) is same


def test_composed_and_decomposed_letters_are_the_same_text() -> None:
    composed, decomposed = (body(FULL.replace("Questions", word)) for word in ("caf\u00e9", "cafe\u0301"))
    assert composed == decomposed
    assert "caf\u00e9" in composed


def test_translations_do_not_change_the_digest(tmp_path: Path) -> None:
    before = loaded(tmp_path, FULL)
    (tmp_path / "fr.yaml").write_text("cyberready: 1\ntranslates: q\nlanguage: fr\nstatus: machine\n")
    after = load(tmp_path)
    assert (after.digest, after.body) == (before.digest, before.body)
    assert [(kind, language) for kind, language, _ in after.companions] == [("translation", "fr")]


def test_lines_tell_where_each_part_begins(tmp_path: Path) -> None:
    lines = loaded(tmp_path, FULL).lines
    text = FULL.splitlines()
    assert set(lines) == {"d", "d.s", "d.t", "d.m", "d.many", "d.since", "d.time", "d.rest"}
    assert all(f"id: {id}" in text[line - 1] for id, line in lines.items())


def test_warnings_are_kept_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = FULL.replace("0: one text, ", "").replace("GCI-2024:1", "CMM:1")
    warnings = loaded(tmp_path, text).warnings
    assert [fault.what for fault in warnings] == [
        "has no descriptor for 0.",
        "reference `CMM:1` names a framework that `references` does not list.",
    ]
    assert all(fault.file == str(tmp_path / "questionnaire.yaml") for fault in warnings)


@pytest.mark.parametrize("name", ["notes.yaml", "README.md", "english.yaml", "examples.yaml", "fr.yml", "Fr.yaml"])
def test_other_files_in_the_folder_are_ignored(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("&a [*a]")
    assert loaded(tmp_path, FULL).companions == ()


def test_a_file_by_another_name_has_no_companions(tmp_path: Path) -> None:
    (tmp_path / "fr.yaml").write_text("broken: [")
    (tmp_path / "draft.yaml").write_text(FULL)
    assert load(tmp_path / "draft.yaml").questionnaire.id == "q"


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(FaultyFile, match="cannot be read"):
        load(tmp_path / "none.yaml")


def test_a_file_that_was_read_is_not_read_again(tmp_path: Path) -> None:
    first = loaded(tmp_path, FULL)
    document = read_document(first.file)
    first.file.unlink()
    assert load(tmp_path / "questionnaire.yaml", document) == first


def test_a_crosswalk_looks_for_older_versions_beside_it_alone(tmp_path: Path) -> None:
    """Whatever a file calls a version, no other folder is read for it."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "questionnaire.yaml").write_text(FULL.replace("id: d.m\n", "id: d.old\n"))
    folder = tmp_path / "q"
    folder.mkdir()
    (folder / "versions").mkdir()
    pairs = "pairs: [{old: [d.old], new: [d.m], relation: same}, {old: [d.none], new: [d.many], relation: same}]\n"
    for version in ("../../elsewhere", str(tmp_path / "elsewhere")):
        text = f"cyberready: 1\nfrom: {{id: q, version: '{version}'}}\nto: {{id: q, version: '1.10'}}\n{pairs}"
        (folder / "crosswalk.yaml").write_text(text)
        assert [kind for kind, *_ in loaded(folder, FULL).companions] == ["crosswalk"]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Two folders: `own` hides `q` of `shipped`; `q` has four versions, `r` one."""
    for folder, version in (
        ("own/q", "2026.11"),
        ("own/q/versions/2026.9", "2026.9"),
        ("own/q/versions/2026.10", "2026.10"),
        ("own/q/versions/2025", "2025"),
        ("shipped/q", "1999"),
        ("shipped/r", "1.10"),
    ):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "questionnaire.yaml").write_text(questionnaire(root=f"version: {version}"))
    (tmp_path / "own" / "empty").mkdir()
    return Library((tmp_path / "own", tmp_path / "shipped", tmp_path / "missing"))


def test_the_first_folder_hides_later_ones(library: Library) -> None:
    own, shipped, _ = library.folders
    assert library.newest() == {"q": own / "q", "r": shipped / "r"}
    assert library.load("q").questionnaire.version == "2026.11"


def test_versions_come_newest_first(library: Library) -> None:
    assert [folder.name for folder in library.versions("q")] == ["q", "2026.10", "2026.9", "2025"]
    assert library.versions("r") == [library.folders[1] / "r"]
    assert library.versions("s") == []


@pytest.mark.parametrize(
    ("name", "version", "found"),
    [
        ("q", None, "own/q"),
        ("q", "2026.11", "own/q"),
        ("q", "2026.10", "own/q/versions/2026.10"),
        ("q", "2025", "own/q/versions/2025"),
        ("r", "1.10", "shipped/r"),
        ("{root}/shipped/q", None, "shipped/q"),
        ("{root}/shipped/q", "1999", "shipped/q"),
        ("{root}/shipped/q/questionnaire.yaml", None, "shipped/q/questionnaire.yaml"),
        ("{root}/shipped/q/questionnaire.yaml", "1999", "shipped/q/questionnaire.yaml"),
    ],
)
def test_a_name_is_an_id_or_a_path(
    library: Library, tmp_path: Path, name: str, version: str | None, found: str
) -> None:
    assert library.find(name.format(root=tmp_path), version) == tmp_path / found


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("s", None),
        ("q", "1999"),
        ("r", "1.1"),
        ("{root}/shipped/q", "2000"),
        ("{root}/own/empty", None),
        ("{root}/nowhere", None),
        ("../q", None),
        ("", "1"),
        ("x" * 5000, None),
        ("nul\0byte", None),
        ("~nobody-of-this-name/q", None),
    ],
)
def test_an_unknown_name_is_told_with_what_is_known(
    library: Library, tmp_path: Path, name: str, version: str | None
) -> None:
    with pytest.raises(UnknownQuestionnaire, match="Known: q, r"):
        library.find(name.format(root=tmp_path), version)


def test_an_id_is_not_taken_for_a_folder_of_another_version(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path / "own")
    with pytest.raises(UnknownQuestionnaire, match=r"q 1999"):
        library.find("q", "1999")


def test_the_shipped_questionnaires_are_found_from_here() -> None:
    assert "trust-security-ict" in Library((shipped_folder(),)).newest()
