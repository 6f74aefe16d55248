from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.made_up import QUESTIONNAIRE, write

FRENCH = """\
cyberready: 1
translates: small
language: fr
status: reviewed
by: Amal
texts:
  title: Un petit questionnaire
  law: {title: Loi}
  law.crime: {title: Crime}
  law.crime.act: {text: Une loi ?}
"""
# title; law, law.crime, skills; three questions with text and 3 options; 3 labels, 2 ratings, 1 profile
TEXTS = 1 + 3 + 3 * 4 + 3 + 2 + 1


@pytest.fixture
def french(workspace: Path) -> Path:
    """The small questionnaire with four of its texts in French."""
    return write(workspace / "questionnaires" / "small" / "fr.yaml", FRENCH)


# begin


def test_begin_writes_a_file_to_fill_in(workspace: Path, command: Command) -> None:
    ended = command("translations", "begin", "small", "--language", "ar", "--status", "reviewed", "--by", "Amal")
    file = workspace / "questionnaires" / "small" / "ar.yaml"
    assert (ended.status, ended.out) == (0, f"{file}\n")
    assert "by: Amal" in file.read_text(encoding="utf-8")
    checked = command("check", "questionnaires")
    assert (checked.status, len(checked.out.splitlines())) == (0, 1)
    assert f"0 of {TEXTS} texts" in checked.out
    assert "exists already" in command("translations", "begin", "small", "--language", "ar").err


def test_begin_may_write_elsewhere_and_tell_it_as_json(workspace: Path, command: Command) -> None:
    ended = command("translations", "begin", "small", "--language", "ar", "--out", "ar.yaml", "--json")
    assert ended.json == {"file": "ar.yaml"}
    assert (workspace / "ar.yaml").is_file()


# status


def test_status_has_a_row_for_each_language(french: Path, command: Command) -> None:
    write(
        french.with_name("ar.yaml"),
        FRENCH.replace("fr", "ar").replace("reviewed", "machine") + "stamps: {law: x}\n",
    )
    lines = command("translations", "status", "small").out.splitlines()
    assert [line.split() for line in lines[:3]] == [
        ["questionnaire", "language", "texts", "stale", "unstamped", "status", "by"],
        ["small", "ar", f"4/{TEXTS}", "1", "2", "machine", "Amal"],
        ["small", "fr", f"4/{TEXTS}", "0", "3", "reviewed", "Amal"],
    ]
    assert "  law.crime.act: options 0, options 1, options 2" in lines
    assert lines.index("ar: stale, the source has changed since") == lines.index("  law") - 1


def test_status_of_several_lists_nothing_and_of_all_takes_all(french: Path, command: Command) -> None:
    write(french.parent.with_name("other") / "questionnaire.yaml", QUESTIONNAIRE.replace("id: small", "id: other"))
    write(french.parent.with_name("other") / "fr.yaml", FRENCH.replace("small", "other"))
    several = command("translations", "status", "small", "other", "small").out.splitlines()
    assert [line.split()[0] for line in several] == ["questionnaire", "small", "other"]
    every = {item["questionnaire"] for item in command("translations", "status", "--json").json}
    assert {"small", "other"} <= every


def test_people_are_shown_twenty_and_programs_all(french: Path, command: Command) -> None:
    questions = "".join(f"      - {{id: skills.q{n}, text: Q{n}?, scale: note}}\n" for n in range(30))
    text = QUESTIONNAIRE.replace("scales:\n", "scales:\n  note: {type: text}\n") + questions
    write(french.with_name("questionnaire.yaml"), text)
    lines = command("translations", "status", "small").out.splitlines()
    missing = lines[lines.index("fr: missing") + 1 : lines.index("fr: unstamped") - 1]
    (found,) = command("translations", "status", "small", "--json").json
    assert len(missing) == 21
    assert missing[-1] == f"  and {len(found['missing']) - 20} more"
    assert found["missing"]["skills.q29"] == ["text"]
    assert found["unstamped"] == ["title", "law", "law.crime"]
    assert {key: found[key] for key in ("questionnaire", "version", "language", "status", "by", "total")} == {
        "questionnaire": "small",
        "version": "1",
        "language": "fr",
        "status": "reviewed",
        "by": "Amal",
        "total": TEXTS + 30,
    }
    assert (found["translated"], found["stale"]) == (4, [])
    assert Path(found["file"]).samefile(french)


def test_a_faulty_questionnaire_is_told_beside_the_others(french: Path, command: Command) -> None:
    write(french.parent.with_name("bad") / "questionnaire.yaml", "cyberready: 1\nid: bad\n")
    ended = command("translations", "status")
    assert ended.status == 2
    assert "small" in ended.out
    assert "`version` is missing" in ended.err


def test_without_translations_the_next_step_is_told(workspace: Path, command: Command) -> None:
    ended = command("translations", "status", "small")
    assert (ended.status, ended.out) == (0, "")
    assert "translations begin" in ended.err


# stamp


def test_stamp_prints_what_it_stamped_and_status_says_so(french: Path, command: Command) -> None:
    ended = command("translations", "stamp", "small")
    assert ended.status == 0
    assert [line.rsplit(" ", 1)[0] for line in ended.out.splitlines()] == [
        "fr  title:",
        "fr  law:",
        "fr  law.crime:",
    ]
    assert f"Stamped 3 texts in {french}." in ended.err
    assert french.read_text(encoding="utf-8").startswith(FRENCH + "stamps:\n  title: ")
    (found,) = command("translations", "status", "small", "--json").json
    assert (found["stale"], found["unstamped"]) == ([], [])
    assert "nothing to stamp" in command("translations", "stamp", french).err


def test_a_changed_source_is_stale_until_it_is_stamped_by_name(french: Path, command: Command) -> None:
    command("translations", "stamp", "small")
    write(french.with_name("questionnaire.yaml"), QUESTIONNAIRE.replace("title: Law", "title: Laws"))
    assert "law: the source text has changed" in command("check", "questionnaires").out
    left = command("translations", "stamp", "small")
    assert (left.status, left.out) == (0, "")
    assert "  law\n" in left.err
    named = command("translations", "stamp", "small", "--language", "fr", "--id", "law", "--json")
    assert [(list(item["stamped"]), item["left"]) for item in named.json] == [(["law"], [])]
    assert "has changed" not in command("check", "questionnaires").out


def test_all_stamps_what_is_stale_too(french: Path, command: Command) -> None:
    write(french, FRENCH + "stamps: {law: x, title: x}\n")
    assert len(command("translations", "stamp", "small", "--all").out.splitlines()) == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["stamp", "smal"], "no questionnaire 'smal'"),
        (["stamp", "small", "--language", "de"], "it has: fr"),
        (["stamp", "small", "--id", "law.crime.act"], "missing: options 0"),
        (["stamp", "small", "--id", "lew"], "Did you mean `law`?"),
        (["stamp"], "PATH|ID"),
        (["begin", "small"], "--language"),
        (["begin", "small", "--language", "fr_FR"], "no language tag"),
        (["begin", "small", "--language", "ar", "--status", "perfect"], "machine"),
        (["begn", "small"], "Did you mean 'begin'?"),
        (["begin", "trust-security-ict", "--language", "de"], "comes with the program"),
    ],
)
def test_a_wrong_call_ends_in_2(french: Path, command: Command, arguments: list[str], said: str) -> None:
    ended = command("translations", *arguments)
    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err
    assert french.read_text(encoding="utf-8") == FRENCH


def test_the_workspace_may_be_named_anywhere(
    french: Path, command: Command, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = french.parents[2]
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    option = ["--workspace", workspace]
    for words in (
        [*option, "translations", "status", "small"],
        ["translations", *option, "status", "small"],
        ["translations", f"--workspace={workspace}", "status", "small"],
        ["translations", "status", *option, "small"],
    ):
        assert "fr" in command(*words).out.splitlines()[1]
