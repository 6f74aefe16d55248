"""The only SQL: model values in, model values out. Imports nothing, so that the list of rounds comes at once."""
