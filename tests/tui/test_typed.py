"""What a person typed as a date."""

from __future__ import annotations

import pytest

from cyberready.tui.typed import not_a_date

WRITTEN = "A date is written YYYY-MM-DD, for example 2026-06-30."


@pytest.mark.parametrize(
    ("text", "needed", "problem"),
    [
        ("2026-06-30", True, ""),
        (" ٢٠٢٦-٠٦-٣٠ ", True, ""),
        ("", False, ""),
        ("", True, WRITTEN),
        ("30.6.2026", False, WRITTEN),
        ("2026-02-31", False, "There is no day 2026-02-31."),
        ("٢٠٢٦-٠٢-٣١", True, "There is no day 2026-02-31."),
        ("0000-01-01", True, "There is no day 0000-01-01."),
    ],
)
def test_a_day_that_is_none_is_told_apart_from_what_is_written_otherwise(
    text: str, needed: bool, problem: str
) -> None:
    assert not_a_date(text, needed=needed) == problem
