"""Translations and crosswalks, held against the questionnaire beside which they lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from cyberready.errors import FaultyFile
from cyberready.library.companions import coverage, source_texts, stamp
from cyberready.library.finding import load
from cyberready.model.questionnaire import Questionnaire
from cyberready.model.translation import Translation
from tests.library.marked import expected, unlike

SOURCE = """\
cyberready: 1
id: q
version: "2"
title: Questions
language: en
scales:
  m: {type: levels, options: [{value: 0, label: No}, {value: 1, label: Yes}]}
  hours: {type: number, unit: hours}
  note: {type: text}
scoring:
  ratings: [{from: 0, label: Low}, {from: 0.5, label: High}]
profiles: {base: {title: Baseline, default: 1}}
domains:
  - id: d
    title: Domain
    description: About it
    questions:
      - id: d.a
        text: Is it so?
        help: Look.
        scale: m
        options: {0: "not so", 1: ["it is so", "and seen"]}
        advice: {0: Begin.}
        evidence: [law, gazette]
      - {id: d.b, text: How long?, scale: hours}
"""
HEAD = "cyberready: 1\ntranslates: q\nlanguage: fr\nstatus: reviewed\n"
WHOLE = """\
texts:
  title: Questions
  d: {title: Domaine, description: À propos}
  d.a:
    text: Est-ce ainsi ?
    help: Regardez.
    options: {0: pas ainsi, 1: [c'est ainsi, et vu]}
    advice: {0: Commencez.}
    evidence: [loi, journal]
  d.b: {text: Combien de temps ?}
scales: {m: {0: Non, 1: Oui}, hours: {unit: heures}}
ratings: [Bas, Haut]
profiles: {base: Base}
"""
# title; d: 2; d.a: text, help, 2 options, 1 advice, evidence = 6; d.b; labels: 2 and a unit; 2 ratings; 1 profile
TEXTS = 1 + 2 + 6 + 1 + 3 + 2 + 1


def check(folder: Path, files: dict[str, str]) -> list[tuple[str, int, str, str]]:
    """Every fault that loading the folder tells, as (file, line, severity, sentence)."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    try:
        faults = load(folder).warnings
    except FaultyFile as error:
        faults = tuple(error.faults)
    return [(Path(fault.file).name, fault.line, fault.severity, fault.what) for fault in faults]


def unlike_marked_beside(folder: Path, name: str, text: str, others: dict[str, str] | None = None) -> list[str]:
    """How the faults of a file beside the questionnaire differ from those in its comments."""
    for other, content in {"questionnaire.yaml": SOURCE, **(others or {}), name: text}.items():
        (folder / other).parent.mkdir(parents=True, exist_ok=True)
        (folder / other).write_text(content, encoding="utf-8")
    announced = expected(text)
    if any(severity == "error" for _, severity, _, _ in announced):
        with pytest.raises(FaultyFile) as raised:
            load(folder)
        faults = raised.value.faults
    else:
        faults = load(folder).warnings
    elsewhere = [f"in another file: {fault}" for fault in faults if Path(fault.file).name != name]
    return [*elsewhere, *unlike(faults, announced)]


def test_a_whole_translation_has_no_fault(tmp_path: Path) -> None:
    assert check(tmp_path, {"questionnaire.yaml": SOURCE, "fr.yaml": HEAD + WHOLE}) == []
    [(kind, language, body)] = load(tmp_path).companions
    assert (kind, language) == ("translation", "fr")
    assert '"text":"Est-ce ainsi ?"' in body


@pytest.mark.parametrize(
    "text",
    [
        HEAD
        + WHOLE.replace(
            "  d.b:", "  d.c: {text: x}  #! d.c | there is no `d.c` to translate. Did you mean\n  d.b:"
        ),
        HEAD + WHOLE.replace("  d:", "  version: x  #! version | there is no `version` to translate\n  d:"),
        HEAD
        + WHOLE.replace("{0: pas ainsi,", "{0: pas ainsi, 7: x,").replace("d.a:", "d.a:  #! d.a | no option `7`"),
        HEAD
        + WHOLE.replace("{0: Commencez.}", "{2: x}").replace("d.a:", "d.a:  #! d.a | `advice` has no option `2`"),
        HEAD
        + WHOLE.replace("[c'est ainsi, et vu]", "[a]").replace("d.a:", "d.a:  #! d.a | 1 facts, the source 2"),
        HEAD + WHOLE.replace("[loi, journal]", "[loi]").replace("d.a:", "d.a:  #! d.a | 1 items, the source 2"),
        HEAD
        + WHOLE.replace("d.b: {text: Combien de temps ?}", "d.b: {text: x, help: y}  #! d.b | translates `help`"),
        HEAD
        + WHOLE.replace("scales: {", "scales: {z: {0: x}, ").replace("heures}}", "heures}} #! z | no scale `z`"),
        HEAD + WHOLE.replace("1: Oui}", "2: Oui, 1: x}").replace("heures}}", "heures}} #! m | has no option `2`"),
        HEAD + WHOLE.replace("heures}}", "heures}, note: {unit: x}} #! note | It has nothing to translate"),
        HEAD + WHOLE.replace("[Bas, Haut]", "[Bas]  #!  | `ratings` has 1 labels, the questionnaire 2"),
        HEAD + WHOLE.replace("{base: Base}", "{basse: Base} #! basse | no profile `basse`. Did you mean `base`?"),
        HEAD + WHOLE + "stamps:\n  d.a: 00000000  #? d.a | has changed since this was translated",
        HEAD + WHOLE + "stamps:\n  d.z: 00000000  #! d.z | there is no `d.z` to stamp",
        HEAD.replace("fr\n", "ar  #!  | is of language `ar`, but its name says `fr`\n") + WHOLE,
        HEAD.replace("q\n", "r  #!  | translates `r`, but lies beside `q`\n") + WHOLE,
        HEAD.replace("reviewed", "perfect #!  | must be one of 'machine', 'reviewed' or 'approved'") + WHOLE,
        HEAD.replace("translates: q", "by: me").replace("cyberready: 1", "cyberready: 1  #!  | `translates` is")
        + WHOLE,
        HEAD.replace("cyberready: 1", "by: me  #!  | `cyberready` is missing") + WHOLE,
        HEAD
        + WHOLE.replace("d.b: {", "d.b: {scale: m, ").replace("temps ?}", "temps ?} #! d.b | unknown key `scale`"),
        # several at once, also behind a fault of the structure
        HEAD.replace("reviewed", "perfect #!  | must be one of")
        + WHOLE.replace("  d.b:", "  d.c: {text: x}  #! d.c | no `d.c` to translate\n  d.b:")
        + "stamps: {d.z: 1}  #! d.z | no `d.z` to stamp",
    ],
)
def test_a_translation_with_a_fault(tmp_path: Path, text: str) -> None:
    assert unlike_marked_beside(tmp_path, "fr.yaml", text) == []


@pytest.mark.parametrize(
    ("left_out", "done", "first"),
    [
        ("  title: Questions\n", TEXTS - 1, "title"),
        (", description: À propos", TEXTS - 1, "d (description)"),
        ("    help: Regardez.\n", TEXTS - 1, "d.a (help)"),
        ("0: pas ainsi, ", TEXTS - 1, "d.a (options 0)"),
        ("    evidence: [loi, journal]\n", TEXTS - 1, "d.a (evidence)"),
        ("  d.b: {text: Combien de temps ?}\n", TEXTS - 1, "d.b (text)"),
        ("scales: {m: {0: Non, 1: Oui}, hours: {unit: heures}}\n", TEXTS - 3, "scale m (0)"),
        (", hours: {unit: heures}", TEXTS - 1, "scale hours (unit)"),
        ("ratings: [Bas, Haut]\n", TEXTS - 2, "rating Low"),
        ("profiles: {base: Base}\n", TEXTS - 1, "profile base"),
        (WHOLE, 0, "title"),
    ],
)
def test_every_text_that_is_missing_counts_against_the_coverage(
    tmp_path: Path, left_out: str, done: int, first: str
) -> None:
    [(name, line, severity, what)] = check(
        tmp_path, {"questionnaire.yaml": SOURCE, "fr.yaml": HEAD + WHOLE.replace(left_out, "")}
    )
    assert (name, severity) == ("fr.yaml", "warning")
    assert what == f"{done} of {TEXTS} texts are translated; the first that is missing: {first}."
    assert line == (5 if WHOLE not in left_out else 1)


def test_the_coverage_is_told_in_numbers(tmp_path: Path) -> None:
    (tmp_path / "questionnaire.yaml").write_text(SOURCE)
    questionnaire = load(tmp_path).questionnaire
    nothing = Translation(cyberready=1, translates="q", language="fr", status="machine")
    assert coverage(nothing, questionnaire) == (TEXTS, 0)


def questionnaire(folder: Path, old: str = "", new: str = "") -> Questionnaire:
    (folder / "questionnaire.yaml").write_text(SOURCE.replace(old, new) if old else SOURCE)
    return load(folder).questionnaire


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("text: Is it so?", "text: Is it so now?", True),
        ("help: Look.", "help: Look twice.", True),
        ("and seen", "and heard", True),
        ("advice: {0: Begin.}", "advice: {0: Begin now.}", True),
        ("gazette", "journal", True),
        ("scale: m", "weight: 2\n        scale: m", False),
        ("title: Domain", "title: Other", False),
        ("text: Is it so?", 'text: "Is it so?"  # quoted', False),
    ],
)
def test_a_stamp_covers_the_texts_of_its_part(tmp_path: Path, old: str, new: str, changes: bool) -> None:
    before = stamp(source_texts(questionnaire(tmp_path))["d.a"])
    after = stamp(source_texts(questionnaire(tmp_path, old, new))["d.a"])
    assert (before != after) is changes


def test_the_stamp_that_the_remedy_gives_is_accepted(tmp_path: Path) -> None:
    right = stamp(source_texts(questionnaire(tmp_path))["d.a"])
    assert len(right) == 8
    assert unlike_marked_beside(tmp_path, "fr.yaml", HEAD + WHOLE + f"stamps: {{d.a: {right}}}") == []


@pytest.mark.parametrize("written", ["12345678", "12e45678", "1e000001", "00000001"])
def test_a_stamp_that_looks_like_a_number_is_a_stamp(tmp_path: Path, written: str) -> None:
    text = HEAD + WHOLE + f"stamps: {{d.a: {written}}}  #? d.a | has changed since"
    assert unlike_marked_beside(tmp_path, "fr.yaml", text) == []


OLDER = SOURCE.replace('version: "2"', 'version: "1"').replace("id: d.b", "id: d.old")
CROSSWALK = """\
cyberready: 1
from: {id: q, version: "1"}
to: {id: q, version: "2"}
pairs:
  - {old: [d.a], new: [d.a], relation: reworded}
new: [d.b]
dropped: [d.old]
"""


@pytest.mark.parametrize(
    "text",
    [
        CROSSWALK,
        CROSSWALK.replace("[d.b]", "[d.c] #! d.c | there is no question `d.c` in the new version. Did you mean"),
        CROSSWALK.replace("[d.b]", "\n  - d.b\n  - d  #! d | no question `d` in the new version"),
        CROSSWALK.replace("[d.old]", "[d.b] #! d.b | there is no question `d.b` in the old version"),
        CROSSWALK.replace(
            "reworded}", "reworded}\n  - {old: [d.x], new: [d.b], relation: same}  #! d.x | old version"
        ),
        CROSSWALK.replace(
            "reworded}", "reworded}\n  - {old: [d.a], new: [d.y], relation: split}  #! d.y | new version"
        ),
        CROSSWALK.replace("reworded", "renamed").replace(
            "relation: renamed}", "relation: renamed}  #!  | must be one of"
        ),
        CROSSWALK.replace(
            'to: {id: q, version: "2"}', 'to: {id: q, version: "3"}  #!  | leads to q 3, but lies beside q 2'
        ),
        CROSSWALK.replace('to: {id: q, version: "2"}', 'to: {id: r, version: "2"}  #!  | leads to r 2'),
        CROSSWALK.replace('from: {id: q, version: "1"}\n', "").replace(
            "cyberready: 1", "cyberready: 1  #!  | `from` is"
        ),
        # all at once
        CROSSWALK.replace("relation: reworded}", "relation: renamed}  #!  | must be one of")
        .replace("[d.b]", "[d.c] #! d.c | new version")
        .replace("[d.old]", "[d.z] #! d.z | old version"),
    ],
)
def test_a_crosswalk(tmp_path: Path, text: str) -> None:
    assert unlike_marked_beside(tmp_path, "crosswalk.yaml", text, {"versions/1/questionnaire.yaml": OLDER}) == []


def test_without_the_older_version_its_questions_are_taken_on_trust(tmp_path: Path) -> None:
    assert unlike_marked_beside(tmp_path, "crosswalk.yaml", CROSSWALK.replace("[d.old]", "[d.gone]")) == []


def test_faults_of_all_files_come_together(tmp_path: Path) -> None:
    """A fault of the questionnaire does not hide those of the files beside it."""
    found = check(
        tmp_path,
        {
            "questionnaire.yaml": SOURCE.replace("scale: hours", "scale: days"),
            "fr.yaml": HEAD.replace("reviewed", "perfect") + WHOLE,
            "ar.yaml": HEAD.replace("fr", "fa"),
            "crosswalk.yaml": CROSSWALK.replace("reworded", "renamed"),
        },
    )
    assert [(name, line) for name, line, severity, _ in found if severity == "error"] == [
        ("ar.yaml", 3),
        ("crosswalk.yaml", 5),
        ("fr.yaml", 4),
        ("questionnaire.yaml", 25),
    ]
