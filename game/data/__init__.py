"""Scenario files: YAML text to a checked `Scenario`, and back into the text without losing a comment."""
