"""The fonts on this machine: Plex Mono, a fall-back for it, and whatever draws the native scripts."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from game.ui.colours import Colour
from game.ui.sdl import pygame
from game.ui.text import Face, Font, is_wide

_FILES: Final[dict[Face, str]] = {
    "regular": "IBMPlexMono-Regular.ttf",
    "semibold": "IBMPlexMono-SemiBold.ttf",
    "italic": "IBMPlexMono-Italic.ttf",
}
_MONOSPACE: Final = "dejavusansmono,notosansmono,liberationmono,menlo,consolas,couriernew,nimbusmonops"
_NATIVE_PACKAGES: Final = (("noto_cjk_sans_jp_regular", "NotoSansCJKjp-Regular.otf"),)
_NATIVE_SYSTEM: Final = (
    "notosanscjkjp",
    "notosansjp",
    "notosanscjksc",
    "hiraginosans",
    "hiraginokakugothicpron",
    "yugothic",
    "msgothic",
    "meiryo",
    "pingfangsc",
    "microsoftyahei",
    "sourcehansans",
    "wenquanyizenhei",
    "ipagothic",
    "takaogothic",
    "vlgothic",
    "droidsansfallback",
    "arialunicodems",
    "dejavusans",
    "freesans",
)
_PROBE: Final = Font("regular", 24)
_NO_CHARACTER: Final = "\uffff"
_CONTROLS: Final = dict.fromkeys((*range(32), 127), " ")
"""Control characters are drawn as spaces: pygame-ce would otherwise break lines at line feeds, pygame draw boxes."""


def _package_file(package: str, *path: str) -> Path | None:
    """The file inside an installed data package, or None; the package itself is not imported."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    file = Path(next(iter(spec.submodule_search_locations))).joinpath(*path)
    return file if file.is_file() else None


_MOST_WIDTHS = 20_000
"""Widths of texts kept; a frame asks for the same ones as the frame before."""


class Fonts:
    """Loads, measures and renders text; a `Measure` for layout. Every answer is cached."""

    def __init__(self) -> None:
        pygame.font.init()
        self._loaded: dict[tuple[Path | None, int], pygame.font.Font] = {}
        self._paths: dict[Face, Path | None] = {face: self._find(face) for face in _FILES}
        self._natives: list[Path] = []
        self._more_natives: Iterator[Path] = _native_files()
        self._homes: dict[str, Path | None] = {}
        self._widths: dict[tuple[str, Font], int] = {}
        self._blanks: dict[Path | None, tuple[tuple[int, int], bytes]] = {}
        self._cells: dict[Font, int] = {}

    @staticmethod
    def _find(face: Face) -> Path | None:
        """The file of a face: Plex Mono, else the system's monospace, else None for pygame's own font."""
        plex = _package_file("fontpkg_ibm_plex_mono", "files", _FILES[face])
        if plex is not None:
            return plex
        found = pygame.font.match_font(_MONOSPACE, bold=face == "semibold", italic=face == "italic")
        return Path(found) if found else None

    def _load(self, path: Path | None, px: int) -> pygame.font.Font:
        font = self._loaded.get((path, px))
        if font is None:
            font = pygame.font.Font(None if path is None else str(path), max(1, px))
            self._loaded[path, px] = font
        return font

    def width(self, text: str, font: Font) -> int:
        """The width of the text in pixels; an italic's overhang at the end does not count."""
        found = self._widths.get((text, font))
        if found is None:
            if len(self._widths) >= _MOST_WIDTHS:
                self._widths.clear()
            found = sum(self._piece_width(piece, path, font) for piece, path in self._split(text, font))
            self._widths[text, font] = found
        return found

    def _piece_width(self, piece: str, path: Path | None, font: Font) -> int:
        cell = self._cell(font) if path == self._paths[font.face] else 0
        return len(piece) * cell if cell else self._load(path, font.px).size(piece)[0]

    def _cell(self, font: Font) -> int:
        """The width of every character of the font in pixels; 0 where the font found is not monospaced."""
        cell = self._cells.get(font)
        if cell is None:
            size = self._load(self._paths[font.face], font.px).size
            cell = size("MMMM")[0] // 4
            self._cells[font] = cell = cell if size("iiii")[0] // 4 == cell else 0
        return cell

    def height(self, font: Font) -> int:
        """The height of one line box in pixels."""
        return self._load(self._paths[font.face], font.px).get_height()

    def ascent(self, font: Font) -> int:
        """The pixels from the top of the line box to the base line."""
        return self._load(self._paths[font.face], font.px).get_ascent()

    def can_draw(self, text: str) -> bool:
        """True where some available font has every glyph of the text."""
        return all(self._home(character) is not None or self._in_main(character) for character in text)

    def render(self, text: str, font: Font, colour: Colour) -> pygame.Surface:
        """The text as a new surface with alpha, one line box high. Characters without a glyph become `?`."""
        pieces = self._split(text.translate(_CONTROLS), font)
        height, ascent = self.height(font), self.ascent(font)
        if len(pieces) == 1 and pieces[0][1] == self._paths[font.face]:
            return self._load(pieces[0][1], font.px).render(pieces[0][0], True, colour[:3])
        widths = [self._piece_width(piece, path, font) for piece, path in pieces]
        surface = pygame.Surface((max(1, sum(widths)), height), pygame.SRCALPHA)
        x = 0
        for (piece, path), width in zip(pieces, widths, strict=True):
            loaded = self._load(path, font.px)
            surface.blit(loaded.render(piece, True, colour[:3]), (x, ascent - loaded.get_ascent()))
            x += width
        return surface

    def _split(self, text: str, font: Font) -> list[tuple[str, Path | None]]:
        """The text in stretches of one font file each."""
        main = self._paths[font.face]
        if text.isascii():
            return [(text, main)]
        pieces: list[tuple[str, Path | None]] = []
        for character in text:
            drawn, path = character, main
            if not self._in_main(character):
                home = self._home(character)
                drawn, path = (character, home) if home is not None else ("?", main)
            if pieces and pieces[-1][1] == path:
                pieces[-1] = (pieces[-1][0] + drawn, path)
            else:
                pieces.append((drawn, path))
        return pieces

    def _in_main(self, character: str) -> bool:
        return self._home(character) == self._paths["regular"] or character.isascii()

    def _home(self, character: str) -> Path | None:
        """The file that has the character's glyph: the main font where it has it; None where no file does."""
        if character in self._homes:
            return self._homes[character]
        home: Path | None = None
        main = self._paths["regular"]
        if not is_wide(character) and self._has_glyph(main, character):
            home = main
        else:
            home = next((path for path in self._native_fonts() if self._has_glyph(path, character)), None)
        self._homes[character] = home
        return home

    def _native_fonts(self) -> Iterator[Path]:
        """The files for native scripts; the system is asked only when the files known so far do not do."""
        yield from self._natives
        for path in self._more_natives:
            self._natives.append(path)
            yield path

    def _has_glyph(self, path: Path | None, character: str) -> bool:
        """True where the file draws the character as anything but its box for missing glyphs.

        Font.metrics cannot tell: both pygame and pygame-ce return the metrics of that box instead of None.
        """
        if character.isspace():
            return True
        try:
            drawn = self._picture(path, character)
        except (pygame.error, UnicodeError):
            return False
        if path not in self._blanks:
            self._blanks[path] = self._picture(path, _NO_CHARACTER)
        return drawn != self._blanks[path]

    def _picture(self, path: Path | None, character: str) -> tuple[tuple[int, int], bytes]:
        image = self._load(path, _PROBE.px).render(character, True, (255, 255, 255))
        return image.get_size(), pygame.image.tobytes(image, "RGBA")


def _native_files() -> Iterator[Path]:
    """The font files for native scripts, best first; the system's are looked for only when asked for."""
    for package, file in _NATIVE_PACKAGES:
        path = _package_file(package, file)
        if path is not None:
            yield path
    for name in _NATIVE_SYSTEM:
        found = pygame.font.match_font(name)
        if found:
            yield Path(found)
