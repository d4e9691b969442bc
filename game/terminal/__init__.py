"""The game by typed commands and plain lines, for a terminal, a script or a screen reader."""
