from __future__ import annotations

from gettext import NullTranslations
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from cyberready.model.conditions import Condition
from cyberready.reports.conditions import only_if
from tests.reports.made_up import questionnaire

NUMBERS = {"law.crime.act": "1", "law.crime.courts": "2", "law.cases.count": "3", "people.who": "4"}
ACT = "“Is there a law?” (question 1, law.crime.act)"
COURTS = "“Is it applied?” (question 2, law.crime.courts)"
COUNT = "“How many cases?” (question 3, law.cases.count)"
WHO = "“Who helps?” (question 4, people.who)"


def at_least(question: str, bound: object) -> dict[str, object]:
    return {"question": question, "at_least": bound}


TABLE: list[tuple[dict[str, Any], str]] = [
    (at_least("law.crime.act", 2), f"{ACT} is at least 2 (All)"),
    (at_least("law.cases.count", 10.5), f"{COUNT} is at least 10.5 cases"),
    ({"question": "law.crime.act", "is": [1]}, f"{ACT} is 1 (Some)"),
    ({"question": "law.crime.act", "is": [0, 1, 2]}, f"{ACT} is 0 (Nothing) or 1 (Some) or 2 (All)"),
    ({"question": "people.who", "is": ["cert", "uni"]}, f"{WHO} includes cert (the CERT) or uni (a school)"),
    ({"question": "law.cases.count", "answered": True}, f"{COUNT} has an answer"),
    (
        {"all": [at_least("law.crime.act", 1), at_least("law.crime.courts", 1)]},
        f"{ACT} is at least 1 (Some) and {COURTS} is at least 1 (Some)",
    ),
    (
        {"any": [at_least("law.crime.act", 1), {"question": "people.who", "answered": True}]},
        f"{ACT} is at least 1 (Some) or {WHO} has an answer",
    ),
    ({"not": at_least("law.crime.act", 1)}, f"it is not so that {ACT} is at least 1 (Some)"),
    (
        {
            "all": [
                {"any": [at_least("law.crime.act", 1), at_least("law.crime.courts", 2)]},
                {"not": {"question": "people.who", "is": ["uni"]}},
            ]
        },
        f"({ACT} is at least 1 (Some) or {COURTS} is at least 2 (All)) "
        f"and (it is not so that {WHO} includes uni (a school))",
    ),
]


@pytest.mark.parametrize(("written", "said"), TABLE, ids=[str(number) for number in range(len(TABLE))])
def test_a_condition_in_words(tmp_path: Path, written: dict[str, Any], said: str) -> None:
    condition = TypeAdapter[Condition](Condition).validate_python(written)
    assert only_if(condition, questionnaire(tmp_path), NUMBERS, NullTranslations()) == f"Only if {said}."


def test_the_words_are_those_of_the_reader(tmp_path: Path) -> None:
    class Backwards(NullTranslations):
        def gettext(self, message: str) -> str:
            return f"<{message}>"

    condition = TypeAdapter[Condition](Condition).validate_python(at_least("law.crime.act", 2))
    said = only_if(condition, questionnaire(tmp_path), NUMBERS, Backwards())
    assert said == f"<Only if <<{ACT}> is at least <2 (All)>>.>"


def test_braces_and_line_breaks_in_texts_are_texts(tmp_path: Path) -> None:
    asked = questionnaire(tmp_path)
    act = asked.questions["law.crime.act"].model_copy(update={"text": "Is {id} there\n {0}?"})
    asked.questions["law.crime.act"] = act
    condition = TypeAdapter[Condition](Condition).validate_python(at_least("law.crime.act", 0))
    said = only_if(condition, asked, NUMBERS, NullTranslations())
    assert said == "Only if “Is {id} there {0}?” (question 1, law.crime.act) is at least 0 (Nothing)."
