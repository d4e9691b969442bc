"""The table at which a player sits, in a window or at a terminal: what he has heard, answers, lessons."""
