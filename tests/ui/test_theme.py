"""Colours can be told apart and read; lengths follow the window and the text size."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.ui.colours import best_ink, blend, code, contrast, delta_e, least_delta_e, luminance, rgb, spent
from game.ui.theme import (
    CARD,
    CHROME,
    MAPS,
    SIDES,
    SideColours,
    ThemeName,
    hex_fill,
    make_theme,
    scale_for,
    side_colours,
    side_faults,
)

BOTH: tuple[ThemeName, ...] = ("paper", "night")
TERRAINS = ("clear", "dune", "hill", "steep", "rough", "marsh", "wood", "town", "lake", "river")


def test_contrast_has_its_known_ends() -> None:
    assert contrast(rgb("#000000"), rgb("#FFFFFF")) == pytest.approx(21.0), "black on white is 21 by definition"
    assert contrast(rgb("#777777"), rgb("#777777")) == 1.0, "a colour has no contrast to itself"


def test_codes_and_colours_go_both_ways() -> None:
    assert rgb("#AE4237") == (174, 66, 55, 255), "the red side's body, channel by channel"
    assert code(rgb("#08090A", 120)) == "#08090A78", "an alpha that is not full shows in the code"
    with pytest.raises(ValueError, match="not a colour"):
        rgb("#12345")


def test_sides_stay_apart_for_colour_blind_players() -> None:
    red, blue = SIDES["red"], SIDES["blue"]
    assert round(delta_e(red.body, blue.body, "deuteranopia")) == 69, "the figure of the design"
    assert round(delta_e(red.body, blue.body, "protanopia")) == 53, "the figure of the design"
    assert side_faults(red, blue) == [], "the built-in sides pass their own check"


def test_side_check_finds_like_colours_and_faint_ink() -> None:
    red = SIDES["red"]
    brown = SideColours(rgb("#9A5537"), red.rim, red.ink)
    faint = SideColours(SIDES["blue"].body, red.rim, rgb("#6F9FD3"))
    assert "too alike" in side_faults(red, brown)[0], "red and brown fall together"
    assert "cannot be read" in side_faults(red, faint)[0], "blue ink on blue is faint"


@pytest.mark.parametrize("tone", ["text", "secondary", "accent", "link", "good", "warning", "bad"])
@pytest.mark.parametrize("ground", ["window", "panel"])
def test_chrome_text_can_be_read(tone: str, ground: str) -> None:
    assert contrast(getattr(CHROME, tone), getattr(CHROME, ground)) >= 4.5, f"{tone} on {ground}"


def test_hints_cards_and_buttons_can_be_read() -> None:
    assert contrast(CHROME.hint, CHROME.panel) >= 4.2, "hints may be fainter, but not below the design's 4.3"
    assert contrast(CARD.ink, CARD.paper) >= 11, "a note is read at length"
    assert contrast(CARD.meta, CARD.paper) >= 4.5, "kicker and sources"
    assert contrast(CARD.bar, CARD.paper) >= 4.5, "native names"
    assert contrast(CHROME.dark, CHROME.accent) >= 4.5, "ink of the primary button"
    for side in (SIDES["red"], SIDES["blue"]):
        assert contrast(side.ink, side.body) >= 4.5, "figures on a counter"
        assert contrast(side.rim, CHROME.window) >= 4.5, "a side's name in the log"
        moved = spent(side.body)
        assert contrast(best_ink(moved, side.ink, rgb("#14110E")), moved) >= 4.5, "figures on a counter that moved"


@pytest.mark.parametrize("name", BOTH)
def test_map_has_every_terrain_and_legible_names(name: ThemeName) -> None:
    colours = MAPS[name]
    assert set(colours.terrain) == set(TERRAINS), "each glyph of the rules data has its colours"
    assert contrast(colours.names, colours.halo) >= 4.5, "place names stand on their halo"
    assert contrast(colours.rim_numbers, colours.edge) >= 4.5, "rim numbers stand on the edge"
    assert colours.of("unheard-of") == colours.of("clear"), "an unknown glyph is drawn as clear ground"
    for kind in ("lake", "marsh", "wood", "steep"):
        assert delta_e(colours.of(kind).fill, colours.of(kind).glyph) > 15, f"the glyph of {kind} shows without colour"


@given(st.integers(0, 5000))
def test_hex_fill_varies_little_and_never_changes(seed: int) -> None:
    theme = make_theme("paper", (1280, 800))
    plain = theme.map.of("dune").fill
    fill = hex_fill(theme, "dune", seed)
    assert fill == hex_fill(theme, "dune", seed), "the same hex always looks the same"
    assert all(abs(a - b) <= 3 for a, b in zip(fill, plain, strict=True)), "paper grain, not another terrain"


def test_hex_fill_is_not_flat() -> None:
    theme = make_theme("paper", (1280, 800))
    assert len({hex_fill(theme, "clear", seed) for seed in range(50)}) == 7, "all seven shades occur"


@pytest.mark.parametrize(
    ("size", "scale"),
    [((1024, 700), 1.0), ((1280, 800), 1.0), ((1920, 1080), 1.25), ((2560, 1440), 1.75), ((3840, 2160), 2.5)],
)
def test_scale_goes_in_quarters_and_never_below_one(size: tuple[int, int], scale: float) -> None:
    assert scale_for(*size) == scale, "S = max(1, floor(4 min(W/1280, H/800)) / 4)"


def test_lengths_and_fonts_follow_scale_and_text_size() -> None:
    theme = make_theme("night", (3840, 2160))
    assert (theme.px(384), theme.font(20).px) == (960, 50), "2.5 times the design"
    large = make_theme("paper", (1280, 800), 18)
    assert (large.font().px, large.line()) == (18, 27), "the text size of the user"
    assert large.px(384) == round(384 * 18 / 13), "the panel grows with its text"
    assert make_theme("paper", (1280, 800), 40).text_size == 18, "the text size has a limit"
    assert (theme.px(0), make_theme("paper", (1280, 800), 12).px(0.3)) == (0, 1), "a line never vanishes"
    plain = make_theme("paper", (1280, 800))
    assert (plain.line(), plain.line(14), plain.line(12)) == (19, 21, 18), "line pitches of the design"


def test_styles_name_face_and_colour() -> None:
    theme = make_theme("paper", (1280, 800))
    runs = theme.runs(["a", ("b", "bad bold"), ("c", "link", "centre 1109"), ("", "bad")])
    assert [(run.text, run.font.face) for run in runs] == [("a", "regular"), ("b", "semibold"), ("c", "regular")]
    assert runs[1].colour == CHROME.bad, "the tone's colour"
    assert runs[2].action == "centre 1109", "a third part makes a link"
    assert theme.colour("red") == SIDES["red"].rim, "a side's name in text takes the legible rim colour"
    with pytest.raises(KeyError):
        theme.colour("mauve")
    assert theme.tone_names()[CHROME.accent] == "accent", "listings print names, not codes"


def test_side_colours_from_a_body_alone() -> None:
    made = side_colours(rgb("#2E6B3A"))
    assert contrast(made.ink, made.body) >= 4.5, "the ink is chosen for the body"
    assert luminance(made.rim) > luminance(made.body), "a dark body has a light rim"
    assert least_delta_e(made.body, made.rim) > 20, "the rim is seen"


def test_blend_ends_at_both_colours() -> None:
    first, second = rgb("#102030"), rgb("#F0E0D0", 10)
    assert blend(first, second, 0) == first, "share 0"
    assert blend(first, second, 1) == second, "share 1"


def test_only_the_door_imports_pygame() -> None:
    package = Path(__file__).parents[2] / "game" / "ui"
    wrong = [
        path.name
        for path in sorted(package.glob("*.py"))
        if path.name != "sdl.py" and "\nimport pygame" in path.read_text(encoding="utf-8")
    ]
    assert wrong == [], "pygame is taken from game.ui.sdl, which sets SDL up first"
