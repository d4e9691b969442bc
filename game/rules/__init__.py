"""The rulebook: one chapter a module, in the words of the printed rules."""
