"""Questionnaire files to model: find, read safely, check."""
