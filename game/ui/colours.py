"""Colours as plain values, and the sums by which a palette is checked: contrast and distance."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

Colour: TypeAlias = tuple[int, int, int, int]
"""Red, green, blue and alpha, each 0 to 255."""

Blindness: TypeAlias = Literal["deuteranopia", "protanopia"]
Triple: TypeAlias = tuple[float, float, float]

_BLINDNESS: Final[dict[Blindness, tuple[Triple, Triple, Triple]]] = {
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
}
"""Matrices on linear RGB. Source: Machado, Oliveira, Fernandes, IEEE TVCG 15(6), 2009, severity 1.0."""


def rgb(code: str, alpha: int = 255) -> Colour:
    """The colour written as `#RRGGBB` or `#RRGGBBAA`.

    Raises:
        ValueError: the text is not such a code.
    """
    digits = code.removeprefix("#")
    if len(digits) not in (6, 8):
        raise ValueError(f"not a colour: {code!r}")
    red, green, blue = (int(digits[i : i + 2], 16) for i in (0, 2, 4))
    return (red, green, blue, int(digits[6:8], 16) if len(digits) == 8 else alpha)


def code(colour: Colour) -> str:
    """The colour as `#RRGGBB`, with the alpha as two more digits where it is not full."""
    red, green, blue, alpha = colour
    solid = f"#{red:02X}{green:02X}{blue:02X}"
    return solid if alpha == 255 else f"{solid}{alpha:02X}"


def with_alpha(colour: Colour, alpha: int) -> Colour:
    """The same colour with another alpha, 0 to 255."""
    return (colour[0], colour[1], colour[2], alpha)


def blend(first: Colour, second: Colour, share: float) -> Colour:
    """The mixture holding `share` (0 to 1) of the second colour."""
    red, green, blue, alpha = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return (red, green, blue, alpha)


def shifted(colour: Colour, by: int) -> Colour:
    """The colour with every channel but alpha moved by `by`, kept within 0 to 255."""
    red, green, blue = (min(255, max(0, channel + by)) for channel in colour[:3])
    return (red, green, blue, colour[3])


def spent(colour: Colour) -> Colour:
    """The duller body colour of a counter that has moved: each channel times 0.62 plus 28."""
    red, green, blue = (min(255, round(channel * 0.62 + 28)) for channel in colour[:3])
    return (red, green, blue, colour[3])


def _linear(colour: Colour) -> Triple:
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (channel / 255 for channel in colour[:3])
    )
    return (red, green, blue)


def _encoded(linear: Triple) -> Colour:
    red, green, blue = (
        round(255 * (c * 12.92 if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055))
        for c in (min(1.0, max(0.0, value)) for value in linear)
    )
    return (red, green, blue, 255)


def luminance(colour: Colour) -> float:
    """Relative luminance, 0 for black to 1 for white. Source: WCAG 2.2, definition of relative luminance."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: Colour, second: Colour) -> float:
    """The contrast ratio, 1 to 21; 4.5 is the least for text. Source: WCAG 2.2, success criterion 1.4.3."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def simulate(colour: Colour, blindness: Blindness) -> Colour:
    """The colour as somebody with that colour blindness sees it."""
    linear = _linear(colour)
    red, green, blue = (sum(m * c for m, c in zip(row, linear, strict=True)) for row in _BLINDNESS[blindness])
    return _encoded((red, green, blue))


def lab(colour: Colour) -> Triple:
    """CIE L*a*b* under D65. Source: CIE 15:2004, with the sRGB primaries of IEC 61966-2-1."""
    red, green, blue = _linear(colour)
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z))
    return (116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz))


def delta_e(first: Colour, second: Colour, blindness: Blindness | None = None) -> float:
    """The distance of two colours in CIE L*a*b* (CIE76), as seen plainly or with a colour blindness."""
    if blindness is not None:
        first, second = simulate(first, blindness), simulate(second, blindness)
    squares = sum((a - b) ** 2 for a, b in zip(lab(first), lab(second), strict=True))
    return float(squares**0.5)


def least_delta_e(first: Colour, second: Colour) -> float:
    """The smallest distance of two colours over plain sight, deuteranopia and protanopia; 40 is wanted for sides."""
    return min(delta_e(first, second, kind) for kind in (None, "deuteranopia", "protanopia"))


def best_ink(ground: Colour, *inks: Colour) -> Colour:
    """The ink that reads best on the ground."""
    return max(inks, key=lambda ink: contrast(ink, ground))
