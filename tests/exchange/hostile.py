"""Texts that YAML or a terminal would spoil, and answers made of them."""

from __future__ import annotations

import string
from datetime import date
from typing import Any

from hypothesis import strategies as st

from cyberready.model.answers import BASES, CONFIDENCES, LONGEST_TEXT, Answer, Evidence, HostView, Sample
from cyberready.model.values import clean

TEXTS = (
    *("no", "on", "y", "true", "True", "null", "~", "", "Null", "<<", "="),
    *(
        "12:30",
        "010",
        "0x1f",
        "0o7",
        "1e3",
        "1.5e3",
        "-.5",
        "+.5",
        "1.",
        "1_000",
        "12",
        "-0",
        ".inf",
        ".nan",
        "1e999",
    ),
    *("1e" + "0" * 60, "9" * 60, "2024-01-01", "2001-12-14t21:59:43.10-05:00"),
    *(
        "- x",
        "# y",
        "{a",
        "[a",
        "}",
        "]",
        ",",
        "a: b",
        "a #b",
        "a:",
        ": a",
        "? a",
        "!a",
        "&a",
        "*a",
        "%a",
        "@a",
        "`a",
    ),
    *("| a", "> a", "'", '"', "it's", 'said "no"', "\\n", "---", "--- a", "...", "\ufeffa", "a\tb", "\t"),
    *(
        " ",
        " a",
        "a ",
        "a  ",
        "a \nb",
        "a\n",
        "\na",
        "a\n\n\nb",
        "  a\n b\n",
        "\n",
        "a\n ",
        "# a\n# b",
        "- a\n- b\n",
    ),
    *("قانون الجرائم الإلكترونية رقم 9، المادة «3»", "العراق\n2026", "é", "e\u0301", "\u200f\u202b\u2066", "ـ"),
    *(
        "😀",
        "👨‍👩‍👧",
        "🇮🇶",
        "\u2028",
        "a\u2029b",
        "\x85",
        "\xa0",
        "\xad",
        "\ufffe",
        "\U0010ffff",
        "\x1b[2J",
        "\x00",
        "a\r\nb",
    ),
    *("x" * LONGEST_TEXT, "لا " * 6000, "a b " * 4000, "ab\n" * 6000),
)
# The longest ones are tried once each; drawn again and again they would take minutes.
texts = (
    st.sampled_from([text for text in TEXTS if len(text) < 100])
    | st.text(max_size=40)
    | st.text(string.printable, max_size=120)
)
reasons = texts.filter(lambda text: bool(clean(text).strip()))
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
digests = st.text("0123456789abcdef", min_size=64, max_size=64).map("sha256:".__add__)
numbers = st.integers(0, 10**15) | st.floats(0, 1e15)

_EVIDENCE = st.builds(
    Evidence,
    title=texts,
    issuer=texts,
    dated=st.none() | days,
    link=texts,
    file=st.just("") | digests,
    seen=st.sampled_from([None, "copy", "link", "sighted"]),
)
_SAMPLE = st.tuples(st.integers(0, 99), st.integers(0, 99), texts).map(
    lambda drawn: Sample(seen=min(drawn[:2]), of=max(drawn[:2]), how=drawn[2])
)
PROVENANCE: dict[str, st.SearchStrategy[Any]] = {
    "note": texts,
    "confidence": st.sampled_from(CONFIDENCES),
    "flag": st.booleans(),
    "evidence": st.lists(_EVIDENCE, max_size=2).map(tuple),
    "basis": st.sampled_from(BASES),
    "as_of": days,
    "sources": st.lists(texts, max_size=3).map(tuple),
    "sample": _SAMPLE,
    "status": st.sampled_from(["draft", "proposed", "host_validated", "host_disputed"]),
    "host_view": st.builds(HostView, value=st.none() | numbers | texts, text=texts),
    "recheck": st.sampled_from(["carried", "rechecked"]),
    "change": st.sampled_from(["happened", "corrected", "rejudged"]),
    "visibility": st.sampled_from(["internal", "host", "public"]),
    "language": texts,
}
# What the small questionnaire's `law.drill` has to tick.
TICKS: dict[str, st.SearchStrategy[Any]] = {
    "facts": st.sets(st.sampled_from("012")).map(lambda keys: dict.fromkeys(sorted(keys), (0,))),
    "criteria": st.sampled_from([(), (0,), (1,), (0, 1)]),
}


def answers(
    values: st.SearchStrategy[Any], ticks: dict[str, st.SearchStrategy[Any]] | None = None
) -> st.SearchStrategy[Answer]:
    """Answers in each of the four states with any part of their provenance."""
    states = st.one_of(
        st.fixed_dictionaries({"value": values}),
        st.fixed_dictionaries({"not_applicable": reasons}),
        st.just({"unknown": True}),
        st.just({}),
    )
    others = st.fixed_dictionaries({}, optional={**PROVENANCE, **(ticks or {})})
    return st.tuples(states, others).map(lambda parts: Answer(**parts[0], **parts[1]))


def sheets_of_the_small_questionnaire() -> st.SearchStrategy[dict[str, Answer]]:
    """Answers to the questions of `tests.workspace.made_up.SMALL`, one of each kind of scale."""
    return st.fixed_dictionaries(
        {},
        optional={
            "law.drill": answers(st.sampled_from([0, 1, 2]), TICKS),
            "law.hours": answers(numbers),
            "skills.words": answers(texts),
            "skills.since": answers(days.map(date.isoformat)),
            "skills.partners": answers(st.sampled_from([(), ("cert",), ("uni", "cert")])),
        },
    )
