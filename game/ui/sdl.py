"""The one door to pygame: every other module takes `pygame` from here.

Sets SDL's defaults before the library is loaded, and keeps out what pygame would load without need.
"""

from __future__ import annotations

import os
import sys
from typing import Final

_DEFAULTS: Final = {
    # The window surface otherwise passes through a GL texture: 4 to 6 ms for every flip, and 100 MiB.
    "SDL_FRAMEBUFFER_ACCELERATION": "0",
    "SDL_WINDOWS_DPI_AWARENESS": "permonitorv2",
    "PYGAME_HIDE_SUPPORT_PROMPT": "1",
}
for _name, _value in _DEFAULTS.items():
    os.environ.setdefault(_name, _value)

# pygame imports these when it finds them, and with them numpy and setuptools: a fifth of a second at every start for
# nothing we use. A None entry makes the import fail, which pygame allows for.
_UNWANTED: Final = tuple(
    name for name in ("pygame.surfarray", "pygame.sndarray", "pkg_resources") if name not in sys.modules
)
for _name in _UNWANTED:
    sys.modules[_name] = None  # type: ignore[assignment]
try:
    import pygame
finally:
    for _name in _UNWANTED:
        if sys.modules.get(_name) is None:
            sys.modules.pop(_name, None)


def library() -> str:
    """Which library is loaded, with versions, as `pygame 2.6.1 (SDL 2.28.4)`."""
    kind = "pygame-ce" if getattr(pygame, "IS_CE", False) else "pygame"
    return f"{kind} {pygame.version.ver} (SDL {'.'.join(str(part) for part in pygame.get_sdl_version())})"


__all__ = ["library", "pygame"]
