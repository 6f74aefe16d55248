"""What the next round may be called, by the name of the last one."""

from __future__ import annotations

import re
from collections.abc import Collection

from cyberready.language.digits import western
from cyberready.model.rounds import Round

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# 2026-11 is a month, 2025-26 a year that begins in another; 2026-11-24 is neither.
_YEAR_AND = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/])(\d\d)(?![\d-])")
# Quarters (trimestres) and half-years (semestres).
_PERIOD = re.compile(r"(?<![^\W\d_])([QTHS])([1-4])(?!\d)", re.IGNORECASE)
_PERIODS = {"Q": 4, "T": 4, "H": 2, "S": 2}
_LAST_NUMBER = re.compile(r"\d+(?=\D*$)")


def next_label(round: Round, taken: Collection[str] = ()) -> str:
    """A name for the round after this one, which may be changed: the next year, quarter, month or number.

    Where the name counts nothing, a 2 is added. `taken` are names that it must not be.
    """
    label = round.label
    while True:
        label = _in_digits_of(round.label, _following(western(label)))
        if label not in taken:
            return label


def _following(label: str) -> str:
    period, years = _PERIOD.search(label), _YEAR.search(label)
    if period and years and int(period[2]) <= _PERIODS[period[1].upper()]:
        last = int(period[2]) == _PERIODS[period[1].upper()]
        number = 1 if last else int(period[2]) + 1
        label = f"{label[: period.start(2)]}{number}{label[period.end(2) :]}"
        return _years_later(label) if last else label
    if years:
        label, found = _YEAR_AND.subn(_month_or_years_later, label, count=1)
        return label if found else _years_later(label)
    if number_last := _LAST_NUMBER.search(label):
        return _replaced(label, number_last)
    return f"{label} 2"


def _replaced(label: str, number: re.Match[str]) -> str:
    written = str(int(number[0]) + 1).zfill(len(number[0]))
    return label[: number.start()] + written + label[number.end() :]


def _years_later(label: str) -> str:
    return _YEAR.sub(lambda year: str(int(year[0]) + 1), label)


def _month_or_years_later(both: re.Match[str]) -> str:
    year, sign, second = int(both[1]), both[2], int(both[3])
    if second == (year + 1) % 100 or not 1 <= second <= 12:
        return f"{year + 1}{sign}{(second + 1) % 100:02d}"
    return f"{year + 1}{sign}01" if second == 12 else f"{year}{sign}{second + 1:02d}"


def _in_digits_of(written: str, label: str) -> str:
    """The label in the digits of another one: Arabic-Indic, Persian or 0 to 9."""
    eastern = re.search("[٠-٩۰-۹]", written)
    if eastern is None:
        return label
    zero = ord("٠" if eastern[0] <= "٩" else "۰")
    return label.translate({ord(str(digit)): chr(zero + digit) for digit in range(10)})
