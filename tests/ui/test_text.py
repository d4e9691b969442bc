"""Text keeps to its width: measuring, wrapping, ellipsis; native scripts are drawn only where a font has them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.ui.fonts import Fonts
from game.ui.sdl import pygame
from game.ui.text import ELLIPSIS, Font, GridMeasure, Run, line_width, plain, shorten, wrap

INK = (255, 255, 255, 255)
GRID = GridMeasure()
CELL = 8


def run(text: str, face: str = "regular", action: str = "") -> Run:
    return Run(text, Font("semibold" if face == "semibold" else "regular", 13), INK, action)


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts()


def broken(text: str, characters: int, hang: int = 0) -> list[str]:
    return [plain(line) for line in wrap((run(text),), characters * CELL, GRID, hang * CELL)]


def test_wraps_at_words() -> None:
    assert broken("the guns fired all night", 9) == ["the guns", "fired all", "night"], "breaks at spaces"


def test_breaks_a_word_that_is_too_long() -> None:
    assert broken("a Zaozyornaya b", 5) == ["a", "Zaozy", "ornay", "a b"], "a long word is cut, not run over the edge"


def test_line_feeds_and_inner_spaces_are_kept() -> None:
    assert broken("one\n\ntwo   x", 20) == ["one", "", "two   x"], "columns in a log line stay apart"


def test_continued_lines_are_narrower_by_the_hang() -> None:
    assert broken("05:05 aa bb cc dd", 8, hang=4) == ["05:05 aa", "bb", "cc", "dd"], "four characters less"


def test_east_asian_text_breaks_between_any_two_characters() -> None:
    assert broken("張鼓峰事件", 4) == ["張鼓", "峰事", "件"], "two wide characters of 13 px in 32 px"


def test_styles_and_links_survive_wrapping() -> None:
    line = (run("loses "), run("12 men", "semibold"), run(" at "), run("1422", action="centre 1422"))
    lines = wrap(line, 12 * CELL, GRID)
    assert [plain(entry) for entry in lines] == ["loses 12 men", "at 1422"]
    assert lines[0][1].font.face == "semibold", "the bold run stays bold"
    assert lines[1][-1].action == "centre 1422", "the link stays a link"


@given(st.text(st.sampled_from("ab 張\n"), max_size=60), st.integers(2, 20), st.integers(0, 6))
def test_no_line_is_ever_too_wide_and_no_ink_is_lost(text: str, characters: int, hang: int) -> None:
    width = characters * CELL
    lines = wrap((run(text),), width, GRID, hang * CELL)
    assert all(line_width(line, GRID) <= max(width, 13) for line in lines), "the edge holds"
    ink = [sign for line in lines for sign in plain(line) if not sign.isspace()]
    assert ink == [sign for sign in text if not sign.isspace()], "every character but spaces is still there"


@given(st.lists(st.text(st.sampled_from("ab c張"), max_size=8), max_size=4), st.integers(0, 30))
def test_shortened_text_fits_and_says_that_it_was_cut(texts: list[str], characters: int) -> None:
    runs = tuple(run(text) for text in texts)
    width = characters * CELL
    short = shorten(runs, width, GRID)
    assert line_width(short, GRID) <= width, "the edge holds"
    if line_width(runs, GRID) > width and characters >= 2:
        assert plain(short).endswith(ELLIPSIS), "a cut is marked"
    if line_width(runs, GRID) <= width:
        assert plain(short) == "".join(texts), "what fits is left alone"


@pytest.mark.parametrize("px", [9, 11, 12, 13, 14, 15, 16, 18, 20, 26, 33, 50])
@pytest.mark.parametrize("face", ["regular", "semibold", "italic"])
def test_grid_measure_agrees_with_the_font(fonts: Fonts, face: str, px: int) -> None:
    font = Font("italic" if face == "italic" else "semibold" if face == "semibold" else "regular", px)
    for text in ("The 75th Infantry → ½ №3 „Заозёрная“", "M", ""):
        assert GRID.width(text, font) == fonts.width(text, font), "layouts made without fonts hold with them"
    assert GRID.height(font) == fonts.height(font), "line boxes too"
    assert GRID.ascent(font) == fonts.ascent(font), "base lines too"


def test_rendered_text_is_as_wide_as_measured(fonts: Fonts) -> None:
    font = Font("regular", 13)
    for text in ("1st Company", "Заозёрная", "height 149 → 1422"):
        surface = fonts.render(text, font, INK)
        assert surface.get_size() == (fonts.width(text, font), fonts.height(font)), text


def test_missing_glyphs_are_known(fonts: Fonts) -> None:
    assert fonts.can_draw("Заозёрная Changkufeng"), "Plex has Latin and Cyrillic"
    assert not fonts.can_draw("\U0001f9ff\ue123"), "no font here has private characters"


def test_missing_glyphs_become_question_marks(fonts: Fonts) -> None:
    font = Font("regular", 20)
    shown = fonts.render("\ue123", font, INK)
    asked = fonts.render("?", font, INK)
    same = pygame.image.tobytes(shown, "RGBA") == pygame.image.tobytes(asked, "RGBA")
    assert same, "never an empty box"


def test_native_text_is_drawn_in_one_line_box(fonts: Fonts) -> None:
    if not fonts.can_draw("張鼓峰"):
        pytest.skip("no font for native scripts on this machine")
    font = Font("regular", 13)
    surface = fonts.render("at 張鼓峰.", font, INK)
    assert surface.get_size() == (fonts.width("at 張鼓峰.", font), fonts.height(font)), "two fonts, one line"


def test_line_feeds_never_make_a_second_line(fonts: Fonts) -> None:
    font = Font("regular", 13)
    assert fonts.render("a\nb", font, INK).get_height() == fonts.height(font), "pygame-ce would break the line"
