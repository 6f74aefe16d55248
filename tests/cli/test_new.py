from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import Command


def test_it_prints_the_id_of_a_draft(workspace: Path, command: Command) -> None:
    ended = command(
        "new", "small", "The Ministry", "spring", "--date", "٢٠٢٦-٠٤-٠١", "--kind", "organisation",
        "--parent", "Exampleland", "--assessor", "Ana",
    )  # fmt: skip
    (listed,) = command("rounds", "--json").json
    assert ended.out.strip() == listed["id"]
    assert [listed[key] for key in ("subject", "label", "date", "status", "assessor", "done")] == [
        "The Ministry",
        "spring",
        "2026-04-01",
        "draft",
        "Ana",
        0,
    ]
    assert command("export", listed["id"], "--json").json["subject"] == {
        "name": "The Ministry",
        "kind": "organisation",
        "parent": "Exampleland",
    }


def test_the_date_is_today_and_the_assessor_the_settings(workspace: Path, command: Command) -> None:
    (workspace / "settings.toml").write_text("assessor = 'Sami'\n", encoding="utf-8")
    before = date.today()
    begun = command("new", "questionnaires/small", "Exampleland", "2026", "--json").json
    assert before <= date.fromisoformat(begun["date"]) <= date.today()
    assert begun["assessor"] == "Sami"


def test_it_may_begin_with_the_answers_of_the_last_round(rounds: Path, command: Command) -> None:
    command("new", "small", "Exampleland", "2026", "--date", "2026-06-30", "--from-last")
    answers = command("export", "Exampleland/2026", "--json").json["answers"]
    assert answers["law.crime.act"] == {"value": 2, "recheck": "carried"}
    ended = command("new", "small", "Atlantis", "2026", "--from-last")
    assert ended.status == 0
    assert "no earlier round" in ended.err


@pytest.mark.parametrize(
    "words",
    [
        ["small", "Exampleland", "2026", "--kind", "country"],
        ["round", "small", "Exampleland", "2026", "--kind", "country"],
        ["--kind", "country", "small", "Exampleland", "2026"],
        ["--workspace", ".", "small", "Exampleland", "2026", "--kind", "country"],
        ["--workspace=.", "round", "small", "--kind=country", "Exampleland", "2026"],
    ],
)
def test_a_round_begins_with_its_word_or_without(workspace: Path, command: Command, words: list[str]) -> None:
    assert command("new", *words).status == 0
    (listed,) = command("rounds", "--json").json
    assert (listed["subject"], listed["label"], listed["questionnaire"]) == ("Exampleland", "2026", "small")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Missing argument 'QUESTIONNAIRE'"),
        (["small", "Exampleland"], "Missing argument 'LABEL'"),
        (["small", "Exampleland", "2026", "--knd", "country"], "--kind"),
        (["--workspace", "."], "Missing argument 'QUESTIONNAIRE'"),
    ],
)
def test_what_is_missing_for_a_round_is_told(
    workspace: Path, command: Command, words: list[str], said: str
) -> None:
    ended = command("new", *words)
    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err
    assert "new round" in ended.err


def test_the_help_explains_both(command: Command) -> None:
    told = command("new", "--help").out
    assert "QUESTIONNAIRE SUBJECT LABEL" in told
    assert "new questionnaire ID" in told
    assert "--from-last" in command("new", "small", "--help").out
    assert "--translation" in command("new", "questionnaire", "--help").out
