"""Measure cybersecurity readiness offline, round after round, as evidence."""

__version__ = "0.1.0"
