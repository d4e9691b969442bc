"""The scenes of the window: each has its keys, its words and its drawing, and keeps only what the screen needs."""
