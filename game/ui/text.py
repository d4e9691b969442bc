"""Text as values: fonts, runs, measuring, wrapping and ellipsis. The only place where lines are broken.

Nothing here needs pygame: a `Measure` tells how wide a text is. `Fonts` (fonts.py) measures by the loaded font files,
`GridMeasure` by the proportions of Plex Mono alone, and the two agree wherever Plex has the glyph.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal, Protocol, TypeAlias

from attrs import evolve, frozen

from game.ui.colours import Colour

Face: TypeAlias = Literal["regular", "semibold", "italic"]
ELLIPSIS: Final = "…"


@frozen(cache_hash=True)
class Font:
    """A face of Plex Mono at a size in pixels."""

    face: Face = "regular"
    px: int = 13


@frozen(cache_hash=True)
class Run:
    """A stretch of text in one font and colour; with an action it is a link."""

    text: str
    font: Font
    colour: Colour
    action: str = ""


Line: TypeAlias = tuple[Run, ...]


class Measure(Protocol):
    """What layout must know of fonts."""

    def width(self, text: str, font: Font) -> int:
        """The width of the text in pixels."""

    def height(self, font: Font) -> int:
        """The height of one line box in pixels."""

    def ascent(self, font: Font) -> int:
        """The pixels from the top of the line box to the base line."""

    def can_draw(self, text: str) -> bool:
        """True where some available font has every glyph of the text."""

    def __hash__(self) -> int:
        """Measures are keys of the cache of wrapped lines."""


@frozen
class GridMeasure:
    """Measures by the proportions of Plex Mono, without any font file: for tests, and where no window is open.

    Source: IBM Plex Mono 2.3, advance 600, ascent 1025, descent 275 of 1000 units.
    """

    def width(self, text: str, font: Font) -> int:
        """The width in pixels; characters of East Asian width count one em."""
        cell = round(0.6 * font.px)
        return sum(font.px if is_wide(character) else cell for character in text)

    def height(self, font: Font) -> int:
        """The line box in pixels."""
        return math.ceil(1.3 * font.px)

    def ascent(self, font: Font) -> int:
        """The pixels above the base line."""
        return math.ceil(1.025 * font.px)

    def can_draw(self, text: str) -> bool:
        """True where the text keeps to alphabetic scripts, which Plex covers."""
        return not any(is_wide(character) for character in text)


def is_wide(character: str) -> bool:
    """True for characters of East Asian width, a full em in every font."""
    return unicodedata.east_asian_width(character) in "WF"


def plain(runs: Sequence[Run]) -> str:
    """The words of a line without their styles."""
    return "".join(run.text for run in runs)


def line_width(runs: Sequence[Run], measure: Measure) -> int:
    """The width of a line in pixels."""
    return sum(measure.width(run.text, run.font) for run in runs)


def line_height(runs: Sequence[Run], measure: Measure) -> int:
    """The height in pixels of the tallest run's line box."""
    return max((measure.height(run.font) for run in runs), default=0)


def shorten(runs: Sequence[Run], width: int, measure: Measure) -> Line:
    """The line cut to the width, with an ellipsis where something was cut; empty where not even that fits."""
    if line_width(runs, measure) <= width:
        return tuple(run for run in runs if run.text)
    kept: list[Run] = []
    room = width
    for run in runs:
        needed = measure.width(run.text, run.font)
        if needed < room and run is not runs[-1]:
            kept.append(run)
            room -= needed
            continue
        head = _fitting(run, room - measure.width(ELLIPSIS, run.font), measure).rstrip()
        if head or measure.width(ELLIPSIS, run.font) <= room:
            kept.append(evolve(run, text=head + ELLIPSIS))
        elif kept:
            kept[-1] = evolve(kept[-1], text=kept[-1].text[:-1].rstrip() + ELLIPSIS)
        break
    return tuple(kept)


def _fitting(run: Run, width: int, measure: Measure) -> str:
    """The longest head of the run's text that is no wider than the width."""
    low, high = 0, len(run.text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure.width(run.text[:middle], run.font) <= width:
            low = middle
        else:
            high = middle - 1
    return run.text[:low]


@lru_cache(maxsize=4096)
def wrap(runs: Line, width: int, measure: Measure, hang: int = 0) -> tuple[Line, ...]:
    """The runs broken into lines no wider than `width` pixels; later lines leave `hang` pixels for an indent.

    Breaks at spaces and at line feeds; a word wider than the line is broken inside. The indent is the caller's to draw.
    """
    breaker = _Breaker(max(1, width), max(0, min(hang, width - 1)), measure)
    for word in _words(runs):
        breaker.add(word)
    return breaker.finish()


def _words(runs: Sequence[Run]) -> list[Line]:
    """The runs cut into words, spaces and line feeds; a word may span several runs."""
    words: list[Line] = []
    open_word: list[Run] = []
    for run in runs:
        for piece in _pieces(run.text):
            if piece == "\n" or piece.isspace():
                if open_word:
                    words.append(tuple(open_word))
                    open_word = []
                words.append((evolve(run, text=piece),))
            else:
                open_word.append(evolve(run, text=piece))
    if open_word:
        words.append(tuple(open_word))
    return words


def _pieces(text: str) -> list[str]:
    """The text cut where the kind of character changes: line feed, other space, ink; wide characters stand alone."""
    pieces: list[str] = []
    last = ""
    for character in text:
        kind = "n" if character == "\n" else "s" if character.isspace() else "w" if is_wide(character) else "i"
        if kind == last and kind in "si":
            pieces[-1] += character
        else:
            pieces.append(character)
        last = kind
    return pieces


class _Breaker:
    """Fills lines with words; holds what `wrap` needs between words."""

    def __init__(self, width: int, hang: int, measure: Measure) -> None:
        self.full = width
        self.hang = hang
        self.measure = measure
        self.lines: list[Line] = []
        self.current: list[Run] = []
        self.used = 0

    @property
    def width(self) -> int:
        return self.full - self.hang if self.lines else self.full

    def add(self, word: Line) -> None:
        text = plain(word)
        if text == "\n":
            self.close()
            return
        needed = line_width(word, self.measure)
        if text.isspace():
            # Spaces at the start of a continued line would show as a ragged indent.
            if self.current or not self.lines:
                self.put(word, needed)
            return
        if self.current and self.used + needed > self.width:
            self.close()
        if needed <= self.width:
            self.put(word, needed)
        else:
            self.split(word)

    def put(self, word: Line, needed: int) -> None:
        self.current.extend(word)
        self.used += needed

    def split(self, word: Line) -> None:
        for run in word:
            rest = run
            while rest.text:
                head = _fitting(rest, self.width - self.used, self.measure)
                if not head and self.current:
                    self.close()
                    continue
                head = head or rest.text[0]
                piece = evolve(rest, text=head)
                self.put((piece,), self.measure.width(head, rest.font))
                rest = evolve(rest, text=rest.text[len(head) :])

    def close(self) -> None:
        self.lines.append(_merged(self.current))
        self.current, self.used = [], 0

    def finish(self) -> tuple[Line, ...]:
        if self.current or not self.lines:
            self.close()
        return tuple(self.lines)


def _merged(pieces: Sequence[Run]) -> Line:
    """Neighbouring pieces of one style joined again, without trailing spaces."""
    runs: list[Run] = []
    for piece in pieces:
        if runs and (runs[-1].font, runs[-1].colour, runs[-1].action) == (piece.font, piece.colour, piece.action):
            runs[-1] = evolve(runs[-1], text=runs[-1].text + piece.text)
        else:
            runs.append(piece)
    while runs and not runs[-1].text.rstrip():
        runs.pop()
    if runs:
        runs[-1] = evolve(runs[-1], text=runs[-1].text.rstrip())
    return tuple(runs)
