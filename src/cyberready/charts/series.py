"""The charts as values: rows, sentences and a table, ready to be drawn, written or read aloud.

Each chart is a module of its own beside this one; a new chart is added there, here, in `figures` and in `export`.
"""

from __future__ import annotations

from cyberready.charts.profile import ProfileRow, ProfileSeries, profile
from cyberready.charts.text import rounded
from cyberready.charts.trend import TrendLine, TrendPoint, TrendSeries, trend
from cyberready.charts.values import RoundReference, RoundScores, Series, Table

__all__ = [
    "ProfileRow",
    "ProfileSeries",
    "RoundReference",
    "RoundScores",
    "Series",
    "Table",
    "TrendLine",
    "TrendPoint",
    "TrendSeries",
    "profile",
    "rounded",
    "trend",
]
