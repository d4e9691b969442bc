"""The window: colours, text, draw commands, widgets, symbols, scenes.

This package knows boxes, lists and focus and decides nothing of war. A panel is a pure function of a view model, a
rectangle and a theme; it returns a `Drawing` (draw commands and hit regions) that can be tested without a window.
Only this package imports pygame, and only through `game.ui.sdl`.
"""
