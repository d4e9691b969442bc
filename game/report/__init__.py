"""Reports: a game beside history and beside simulated games, in text, as data and as a page that can be verified."""
