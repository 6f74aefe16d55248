"""The commands: one a file; each parses, calls the workspace, prints, and imports what it needs inside itself.

Whatever a person can cause ends in one sentence and one exit status, decided in boundary.py alone.
"""
