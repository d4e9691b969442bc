"""The colours of both themes, the fonts by role, and the scale by which every length is multiplied."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from attrs import field, fields, frozen

from game.ui.colours import Colour, contrast, least_delta_e, rgb, shifted
from game.ui.text import Face, Font, GridMeasure, Line, Measure, Run

ThemeName: TypeAlias = Literal["paper", "night"]
Part: TypeAlias = str | tuple[str, str] | tuple[str, str, str]
Rich: TypeAlias = str | Sequence[Part]
"""Text with styles: a string, or parts that are a string, (text, style) or (text, style, action).

A style is tone names and faces in any order, as "accent bold"; an action makes the part a link."""

_QUOTED: Final = re.compile(r"`([^`]+)`")


def commands_marked(text: str, style: str) -> Rich:
    """A text of a scenario with the commands that stand in it between backquotes in a style instead."""
    pieces = enumerate(_QUOTED.split(text))
    return [(piece, style) if number % 2 else piece for number, piece in pieces if piece]


BASE_SIZE: Final = (1280, 800)
LEAST_SIZE: Final = (1024, 700)
BASE_TEXT: Final = 13
TEXT_SIZES: Final = range(12, 19)
_FACES: Final[Mapping[str, Face]] = {"bold": "semibold", "italic": "italic", "regular": "regular"}


@frozen(cache_hash=True)
class Chrome:
    """The colours of everything but map and paper cards."""

    window: Colour
    panel: Colour
    raised: Colour
    line: Colour
    text: Colour
    secondary: Colour
    hint: Colour
    accent: Colour
    link: Colour
    good: Colour
    warning: Colour
    bad: Colour
    dark: Colour
    """Ink on the accent and on other light fills."""


CHROME: Final = Chrome(
    window=rgb("#101214"),
    panel=rgb("#171A1D"),
    raised=rgb("#20252A"),
    line=rgb("#343B42"),
    text=rgb("#D9D5CA"),
    secondary=rgb("#8F9189"),
    hint=rgb("#7A807C"),
    accent=rgb("#E3B04B"),
    link=rgb("#7FB2D9"),
    good=rgb("#7FB069"),
    warning=rgb("#E08E45"),
    bad=rgb("#D8604F"),
    dark=rgb("#16181A"),
)


@frozen(cache_hash=True)
class Card:
    """The colours of a paper card, such as the historical note, and of the veil behind it."""

    paper: Colour
    ink: Colour
    meta: Colour
    rule: Colour
    bar: Colour
    veil: Colour


CARD: Final = Card(
    paper=rgb("#EBE3CE"),
    ink=rgb("#2A2620"),
    meta=rgb("#6E6452"),
    rule=rgb("#B9AC8C"),
    bar=rgb("#9C2F24"),
    veil=rgb("#08090A", 120),
)


@frozen(cache_hash=True)
class SideColours:
    """The colours of one side: counter body, rim and ink."""

    body: Colour
    rim: Colour
    ink: Colour


@frozen
class TerrainColours:
    """A terrain's fill and the colour of its glyph."""

    fill: Colour
    glyph: Colour


@frozen
class MapColours:
    """The colours of the map."""

    edge: Colour
    grid: Colour
    terrain: Mapping[str, TerrainColours]
    river: Colour
    road: Colour
    track: Colour
    rail: Colour
    border: Colour
    names: Colour
    halo: Colour
    rim_numbers: Colour
    reach_fill: Colour
    reach_line: Colour
    selected: Colour
    path: Colour

    def of(self, kind: str) -> TerrainColours:
        """The colours of a terrain glyph's name; those of clear ground for a name the palette lacks."""
        return self.terrain.get(kind, self.terrain["clear"])


def _terrain(**codes: str) -> Mapping[str, TerrainColours]:
    pairs = {kind: both.split() for kind, both in codes.items()}
    return {kind: TerrainColours(rgb(fill), rgb(glyph)) for kind, (fill, glyph) in pairs.items()}


PAPER_MAP: Final = MapColours(
    edge=rgb("#A99F84"),
    grid=rgb("#B7AC8B"),
    terrain=_terrain(
        clear="#DAD0B0 #B3A883",
        dune="#E2CF98 #B49A5B",
        hill="#CDB889 #8A6E3D",
        steep="#BFA576 #6B5127",
        rough="#C9BC9E #85785B",
        marsh="#BFCFB6 #5E8A7C",
        wood="#B7C79B #5A7B45",
        town="#D3C2B0 #6B4E3D",
        lake="#A9C7D6 #5E8FA8",
        river="#9DC0D3 #4F86A8",
    ),
    river=rgb("#4F86A8"),
    road=rgb("#8E6F42"),
    track=rgb("#A58F66"),
    rail=rgb("#4E463A"),
    border=rgb("#9C2F24"),
    names=rgb("#6B4E3D"),
    halo=rgb("#DAD0B0"),
    rim_numbers=rgb("#3A2A20"),
    reach_fill=rgb("#FFFFFF", 90),
    reach_line=rgb("#2B2A26"),
    selected=rgb("#111111"),
    path=rgb("#111111"),
)
NIGHT_MAP: Final = MapColours(
    edge=rgb("#0E100F"),
    grid=rgb("#1B1E19"),
    terrain=_terrain(
        clear="#2B2E25 #474B3B",
        dune="#39352A #6B6046",
        hill="#3A3527 #94805A",
        steep="#463C29 #B0946A",
        rough="#34302A #746858",
        marsh="#22312F #4E7F7A",
        wood="#22301F #55804A",
        town="#37322F #A89A86",
        lake="#1B3040 #3F6D8C",
        river="#1D3547 #4C86AB",
    ),
    river=rgb("#4C86AB"),
    road=rgb("#8C7A57"),
    track=rgb("#6B5F49"),
    rail=rgb("#A39C8C"),
    border=rgb("#D8604F"),
    names=rgb("#D9D5CA"),
    halo=rgb("#191B17"),
    rim_numbers=rgb("#8F9189"),
    reach_fill=rgb("#FFD86B", 30),
    reach_line=rgb("#FFD86B"),
    selected=rgb("#FFD86B"),
    path=rgb("#FFD86B"),
)
MAPS: Final[Mapping[ThemeName, MapColours]] = {"paper": PAPER_MAP, "night": NIGHT_MAP}
SIDES: Final[Mapping[str, SideColours]] = {
    "red": SideColours(rgb("#AE4237"), rgb("#E9A79D"), rgb("#FFF3EC")),
    "blue": SideColours(rgb("#3F6FA3"), rgb("#A7C6E6"), rgb("#F2F7FF")),
    "none": SideColours(rgb("#5A5F63"), rgb("#B9BDBB"), rgb("#FFFFFF")),
}


def scale_for(width: int, height: int) -> float:
    """The factor S for a window of that size: a multiple of a quarter, at least 1."""
    return max(1.0, math.floor(4 * min(width / BASE_SIZE[0], height / BASE_SIZE[1])) / 4)


@frozen
class Theme:
    """Colours, fonts and lengths for one window size and text size."""

    name: ThemeName = "paper"
    scale: float = 1.0
    text_size: int = BASE_TEXT
    measure: Measure = field(factory=GridMeasure, eq=False, repr=False)
    chrome: Chrome = field(default=CHROME, repr=False)
    card: Card = field(default=CARD, repr=False)
    sides: Mapping[str, SideColours] = field(default=SIDES, eq=False, repr=False)

    @property
    def map(self) -> MapColours:
        """The map's colours."""
        return MAPS[self.name]

    @property
    def unit(self) -> float:
        """The factor on every length: the window's scale times the text size over 13."""
        return self.scale * self.text_size / BASE_TEXT

    def px(self, length: float) -> int:
        """A length of the design, given for 1280x800 and 13 px text, in pixels of this window; never below 1."""
        return max(1, round(length * self.unit)) if length > 0 else 0

    def font(self, size: float = BASE_TEXT, face: Face = "regular") -> Font:
        """The font for a size of the design."""
        return Font(face, max(6, round(size * self.unit)))

    def line(self, size: float = BASE_TEXT) -> int:
        """The line pitch in pixels for text of that size: 19 for 13, 21 for 14."""
        return round(size * 1.48 * self.unit)

    def side(self, name: str) -> SideColours:
        """The colours of a side by their name, `red` or `blue`; grey for an unknown name."""
        return self.sides.get(name, self.sides["none"])

    def colour(self, tone: str | Colour) -> Colour:
        """The colour of a tone name: of the chrome, the card, or a side (`red`: its rim, legible as text).

        Raises:
            KeyError: there is no such tone.
        """
        if not isinstance(tone, str):
            return tone
        found = _tones(self.chrome, self.card).get(tone)
        if found is not None:
            return found
        return self.sides[tone].rim

    def style(self, style: str, face: Face = "regular", tone: str | Colour = "text") -> tuple[Face, Colour]:
        """The face and colour that a style names, starting from the given ones."""
        colour = self.colour(tone)
        for word in style.split():
            if word in _FACES:
                face = _FACES[word]
            else:
                colour = self.colour(word)
        return face, colour

    def runs(self, rich: Rich, size: float = BASE_TEXT, tone: str | Colour = "text", face: Face = "regular") -> Line:
        """The rich text as runs, in a size of the design, starting from a tone and a face."""
        line: list[Run] = []
        for part in [rich] if isinstance(rich, str) else rich:
            text, style, action = (part, "", "") if isinstance(part, str) else (*part, "")[:3]
            part_face, colour = self.style(style, face, tone)
            if text:
                line.append(Run(text, self.font(size, part_face), colour, action))
        return tuple(line)

    def tone_names(self) -> Mapping[Colour, str]:
        """The chrome's and card's tones by colour, for readable listings of draw commands."""
        return {colour: name for name, colour in reversed(_tones(self.chrome, self.card).items())}


@lru_cache(maxsize=8)
def _tones(chrome: Chrome, card: Card) -> dict[str, Colour]:
    tones: dict[str, Colour] = {}
    for group in (chrome, card):
        for entry in fields(type(group)):
            tones.setdefault(entry.name, getattr(group, entry.name))
    return tones


def make_theme(
    name: ThemeName,
    size: tuple[int, int],
    text_size: int = BASE_TEXT,
    measure: Measure | None = None,
    sides: Mapping[str, SideColours] | None = None,
) -> Theme:
    """The theme for a window of that size in pixels; the text size is kept within 12 to 18."""
    return Theme(
        name,
        scale_for(*size),
        min(TEXT_SIZES[-1], max(TEXT_SIZES[0], text_size)),
        GridMeasure() if measure is None else measure,
        sides=SIDES if sides is None else {**SIDES, **sides},
    )


def side_colours(body: Colour) -> SideColours:
    """A side's rim and ink from its body colour alone, for scenarios that set one."""
    ink = max((rgb("#FFFFFF"), rgb("#14110E")), key=lambda choice: contrast(choice, body))
    return SideColours(body, shifted(body, 90 if ink[0] > 128 else -70), ink)


def side_faults(first: SideColours, second: SideColours) -> list[str]:
    """What is wrong with two sides' colours, as sentences; empty where they can be told apart and read."""
    faults = []
    distance = least_delta_e(first.body, second.body)
    if distance < 40:
        faults.append(f"The sides' colours are too alike: ΔE {distance:.0f}, at least 40 is needed.")
    for side in (first, second):
        ratio = contrast(side.body, side.ink)
        if ratio < 4.5:
            faults.append(f"The ink of a side cannot be read: contrast {ratio:.1f}, at least 4.5 is needed.")
    return faults


def hex_fill(theme: Theme, kind: str, seed: int) -> Colour:
    """The fill of one hex: the terrain's colour varied by up to 3 a channel, always the same for the same seed."""
    return shifted(theme.map.of(kind).fill, (seed * 2654435761 >> 7) % 7 - 3)
