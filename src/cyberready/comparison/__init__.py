"""Comparing rounds: pure functions of scorecards and answers."""
