"""Timings. They never pass or fail a change; their figures stand in the notes to it."""
