"""Nouns of the game; they answer questions about themselves only."""
