"""Series -> matplotlib figures. Nothing outside this folder knows matplotlib, whose import costs 0.7 s."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from matplotlib.figure import Figure

from cyberready.charts.figures.lettering import undrawable
from cyberready.charts.figures.page import render
from cyberready.charts.figures.profile import draw_profile
from cyberready.charts.figures.trend import draw_trend

DRAW: dict[str, Callable[[Any], Figure]] = {"profile": draw_profile, "trend": draw_trend}

__all__ = ["DRAW", "draw_profile", "draw_trend", "render", "undrawable"]
