"""Tests of the window run without a screen unless somebody asks for one."""

from __future__ import annotations

import os

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
