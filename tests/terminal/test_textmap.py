"""The map in letters."""

from __future__ import annotations

from game.core.ids import HexId
from game.terminal.textmap import cell, map_lines
from tests.vignette import RED, vignette

ROWS = """
AB .  ~  .
 ^  b  .  .
.  .  .  .
"""


def test_cells_show_sides_numbers_ground_and_marks() -> None:
    scene = vignette(ROWS, objectives={"hill": "0102"})
    view = scene.game.view(RED)
    assert cell(view, scene.hex("0101")) == "R2"
    assert cell(view, scene.hex("0301")).startswith("~")
    assert cell(view, scene.hex("0102")) == "^*"
    assert view.contacts, "the vignette must show an enemy"
    assert cell(view, scene.hex("0202")) == "B1"


def test_rows_stand_under_their_columns() -> None:
    scene = vignette(ROWS)
    lines = map_lines(scene.game.view(RED))
    assert lines[0] == "   01020304"
    assert lines[1].startswith("01 R2")
    assert lines[2].startswith("02  ^"), "even rows lie half a hex to the right"


def test_a_radius_cuts_the_map() -> None:
    scene = vignette(ROWS)
    lines = map_lines(scene.game.view(RED), HexId(0), 1)
    assert lines[0] == "   0102"
    assert not any(line.startswith("03 ") for line in lines)


def test_the_legend_explains_what_is_drawn_and_names_who_holds_the_objective() -> None:
    scene = vignette(ROWS, objectives={"hill": "0102"})
    told = "\n".join(map_lines(scene.game.view(RED)))
    assert "~ lake or pond" in told
    assert "& wood" not in told, "there is no wood on this map"
    assert "0102 (hill), objective, held by nobody." in told
