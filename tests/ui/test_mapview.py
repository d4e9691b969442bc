"""The map: camera, names, water, areas, what answers to the mouse, and what is drawn for each overlay."""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.hexgrid import hexes_of
from game.core.ids import HexId, SideId
from game.data.catalogue import load_scenario
from game.engine import Accepted, Game, Route
from game.model.board import Board
from game.model.orders import Hold
from game.model.scenario import Scenario
from game.ui import map_curves, map_relief, mapview
from game.ui.counters import Counter, counter_size
from game.ui.draw import Drawing, Image, Stroke, changed, visible
from game.ui.fonts import Fonts
from game.ui.geometry import Rect
from game.ui.layout import play_frame
from game.ui.map_bridges import bridge_marks
from game.ui.map_camera import Sheet, centres, sheet, visible_hexes
from game.ui.map_ghosts import name_boxes, short_name
from game.ui.map_model import enemy_reach, ghosts_at, map_model, threats
from game.ui.map_names import names, placements
from game.ui.map_overlays import commanded
from game.ui.map_region import outline
from game.ui.map_units import occupied
from game.ui.map_water import course, shores
from game.ui.map_ways import BORDER_PATTERNS, border_hexes
from game.ui.painter import Painter
from game.ui.sdl import pygame
from game.ui.theme import Theme, make_theme
from tests.vignette import RED, vignette

SIZES = ((1024, 700), (1280, 800), (1920, 1080), (3840, 2160))
THEME = make_theme("paper", (1280, 800))
RECT = play_frame(THEME, 1280, 800).map


@cache
def scenario() -> Scenario:
    found = load_scenario("khasan-night-assault").scenario
    assert found is not None, "the scenario of these tests has no errors"
    return found


@cache
def opening() -> Game:
    return Game.new(scenario(), 7)


def board() -> Board:
    return scenario().board


def hexed(name: str) -> HexId:
    found = board().grid.parse(name)
    assert found is not None
    return found


def model(**more: object) -> mapview.MapModel:
    game = opening()
    side = game.actor()
    assert side is not None
    return mapview.map_model(game.desk(side), **more)  # type: ignore[arg-type]


def images(drawing: Drawing, kind: str) -> list[Image]:
    """Pictures on the drawing whose key begins with a word."""
    marks = [mark for mark, _ in visible(drawing.commands)]
    return [m for m in marks if isinstance(m, Image) and isinstance(m.key, tuple) and m.key[0] == kind]


# Camera --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("zoom", mapview.ZOOMS)
def test_every_hex_is_found_at_its_centre(size: tuple[int, int], zoom: float) -> None:
    rect = play_frame(make_theme("paper", size), *size).map
    camera = mapview.centred(mapview.MapCamera(zoom), board(), hexed("1422"), rect)
    seen = 0
    for hex_ in range(board().grid.size):
        x, y = mapview.centre_of(camera, rect, board(), HexId(hex_))
        if rect.contains(x, y):
            seen += 1
            assert mapview.hex_at(camera, rect, board(), x, y) == hex_, "a hex answers at its own centre"
            assert visible_hexes(camera, rect, board()) >> hex_ & 1, "what is on the screen counts as visible"
    assert seen > 5, "some of the map is in view"


def test_the_whole_map_fits_at_first() -> None:
    for size in SIZES:
        theme = make_theme("paper", size)
        rect = play_frame(theme, *size).map
        paper = sheet(mapview.fit(theme, rect, board()), rect, board()).paper
        assert rect.x <= paper.x and paper.right <= rect.right, f"the sheet is as wide as its room at {size}"
        assert rect.y <= paper.y + 2 and paper.bottom <= rect.bottom + 2, f"the sheet is as high as its room at {size}"


@given(st.integers(11, 14), st.integers(14, 18), st.sampled_from((2.0, 3.0)), st.floats(-90, 90), st.floats(-90, 90))
@settings(max_examples=40, deadline=None)
def test_the_ground_under_the_pointer_stays_when_zooming(
    column: int, row: int, zoom: float, dx: float, dy: float
) -> None:
    hex_ = board().grid.at(column, row)
    middle = mapview.centred(mapview.MapCamera(zoom), board(), hex_, RECT)
    camera = mapview.moved(middle, dx, dy, RECT, board())
    spot = mapview.centre_of(camera, RECT, board(), hex_)
    nearer = mapview.zoomed(camera, 1, spot, RECT, board())
    assert nearer.zoom > zoom, "a step of zoom comes nearer"
    assert math.dist(mapview.centre_of(nearer, RECT, board(), hex_), spot) <= 2, "the hex under the pointer stays"
    back = mapview.zoomed(nearer, -1, spot, RECT, board())
    assert back.zoom == zoom and abs(back.dx - camera.dx) <= 2 and abs(back.dy - camera.dy) <= 2, "and back again"


def test_zooming_stops_at_both_ends() -> None:
    assert mapview.zoomed(mapview.MapCamera(1.0), -3, None, RECT, board()).zoom == mapview.ZOOMS[0]
    assert mapview.zoomed(mapview.MapCamera(4.0), 5, None, RECT, board()).zoom == mapview.ZOOMS[-1]


@given(st.lists(st.integers(0, 767), min_size=1, max_size=6))
@settings(max_examples=40, deadline=None)
def test_framed_shows_all_the_hexes(hexes: list[int]) -> None:
    camera = mapview.framed(RECT, board(), [HexId(h) for h in hexes])
    for hex_ in hexes:
        assert RECT.contains(*mapview.centre_of(camera, RECT, board(), HexId(hex_))), "every wanted hex is in view"


def test_dragging_stops_at_the_edge_of_the_sheet() -> None:
    camera = mapview.MapCamera(3.0)
    far = mapview.moved(camera, 100_000, -100_000, RECT, board())
    paper = sheet(far, RECT, board()).paper
    assert abs(paper.x - RECT.x) <= 2 and abs(paper.bottom - RECT.bottom) <= 2, "the sheet covers the rectangle"
    assert mapview.moved(far, 10, -10, RECT, board()) == far, "nothing is saved up beyond the edge"


def test_shown_moves_only_when_needed() -> None:
    camera = mapview.centred(mapview.MapCamera(2.0), board(), hexed("1422"), RECT)
    assert mapview.shown(camera, board(), hexed("1421"), RECT) == camera, "a hex in view moves nothing"
    assert mapview.shown(camera, board(), hexed("2401"), RECT) != camera, "a hex out of view is brought in"


# The picture of the ground -------------------------------------------------------------------------------------------


def ground(camera: mapview.MapCamera, theme: Theme = THEME, **more: object) -> Image:
    found = images(mapview.terrain_layer(theme, board(), camera, RECT, **more), "ground")  # type: ignore[arg-type]
    assert len(found) == 1, "the ground is one picture"
    return found[0]


def test_the_ground_is_painted_once_for_scrolling_and_anew_for_what_changes_it() -> None:
    camera = mapview.MapCamera(2.0)
    scrolled = mapview.moved(camera, 30, -20, RECT, board())
    assert ground(camera).key == ground(scrolled).key, "scrolling keeps the picture"
    others = {
        ground(camera).key,
        ground(mapview.MapCamera(3.0)).key,
        ground(camera, make_theme("night", (1280, 800))).key,
        ground(camera, light=0.0).key,
        ground(camera, overlays=frozenset()).key,
    }
    assert len(others) == 5, "zoom, theme, light and baked overlays make pictures of their own"


def test_night_tints_paper_only() -> None:
    night = make_theme("night", (1280, 800))
    camera = mapview.MapCamera(1.0)
    assert ground(camera, night, light=0.0).key == ground(camera, night, light=1.0).key, "the dark map has no tint"


@pytest.mark.parametrize("name", ["paper", "night"])
def test_water_is_blue_and_hills_are_not(name: str) -> None:
    theme = make_theme(name, (1280, 800))  # type: ignore[arg-type]
    camera = mapview.centred(mapview.MapCamera(2.0), board(), hexed("1622"), RECT)
    surface = pygame.Surface((1280, 800))
    layer = mapview.terrain_layer(theme, board(), camera, RECT, frozenset())
    Painter(Fonts()).paint(surface, layer.commands)

    def blueness(at: str, dx: float = 0.0) -> float:
        x, y = mapview.centre_of(camera, RECT, board(), hexed(at))
        red, _, blue, _ = surface.get_at((round(x + dx), round(y)))
        return blue - red

    for lake in ("1622", "2219", "1222"):
        assert blueness(lake) > 8, f"{lake} is a lake"
    for river in ("1020", "1426"):
        assert blueness(river) > 8, f"{river} is the river"
    for land in ("1523", "1224", "2015"):
        assert blueness(land, 8.0) < 0, f"{land} is a hill"


def test_the_river_runs_through_its_hexes_without_a_break() -> None:
    s = 20.0
    for river in board().rivers:
        points = course(board(), river.hexes, s)
        gaps = [math.dist(a, b) for a, b in pairwise(points)]
        assert max(gaps) < s, f"{river.name} has no gaps"
        for hex_ in river.hexes:
            nearest = min(math.dist(centres(board(), s)[hex_], point) for point in points)
            assert nearest < 0.75 * s, f"{river.name} passes {board().grid.name(hex_)}"


def test_shores_enclose_the_lakes() -> None:
    s = 10.0
    wet = [h for h in range(board().grid.size) if board().terrain(HexId(h)).water == "lake"]
    hex_area = 1.5 * math.sqrt(3) * s * s
    water = sum(abs(_area(ring)) for ring in shores(board(), s))
    assert 0.75 < water / (len(wet) * hex_area) < 1.05, "smoothed lakes are about as large as their hexes"
    assert len(shores(board(), s)) == 4, "Khasan, Lotus and two ponds"


def _area(ring: tuple[tuple[float, float], ...]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)) / 2


@given(st.sets(st.integers(0, 767), min_size=1, max_size=40))
@settings(max_examples=40, deadline=None)
def test_outlines_enclose_exactly_their_hexes(hexes: set[int]) -> None:
    s = 8.0
    mask = sum(1 << h for h in hexes)
    total = sum(_area(ring) for ring in outline(board(), s, mask))
    assert abs(abs(total) - len(hexes) * 1.5 * math.sqrt(3) * s * s) < 0.01 * s, "holes are taken off"


def test_contours_part_higher_from_lower_ground() -> None:
    heights = map_relief.surface(board())
    for level, line in map_relief.contours(board()):
        for x, y in line[:: max(1, len(line) // 5)]:
            around = [
                heights[min(len(heights) - 1, max(0, round(y - 0.5) + dy))][
                    min(len(heights[0]) - 1, max(0, round(x - 0.5) + dx))
                ]
                for dy in (-1, 0, 1)
                for dx in (-1, 0, 1)
            ]
            assert min(around) <= level + 0.5 and max(around) >= level - 0.5, f"the {level} m line lies between"


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=2, max_size=8))
@settings(max_examples=60, deadline=None)
def test_dashes_lie_on_their_line_in_the_right_lengths(points: list[tuple[float, float]]) -> None:
    line = tuple(points)
    total = sum(math.dist(a, b) for a, b in pairwise(line))
    drawn = [sum(math.dist(a, b) for a, b in pairwise(d)) for d in map_curves.dashes(line, (3.0, 2.0))]
    whole, rest = divmod(total, 5.0)
    assert abs(sum(drawn) - (3 * whole + min(3.0, rest))) < 1e-6 * max(1.0, total) + 1e-6, "strokes make 3 of each 5"


def test_border_lines_differ_in_pattern_and_are_found_under_the_pointer() -> None:
    assert len({*BORDER_PATTERNS}) == len(BORDER_PATTERNS) >= len(board().borders), "each line has its own pattern"
    first = board().borders[0]
    assert hexed("1422") in border_hexes(board(), first), "the line of 1886 crosses the summit"
    camera = mapview.centred(mapview.MapCamera(2.0), board(), hexed("1422"), RECT)
    x, y = mapview.centre_of(camera, RECT, board(), hexed("1422"))
    assert first.name in mapview.draw(THEME, RECT, camera, model()).tooltip_at(x, y), "hovering names the line"


# Names ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("s", [11.25, 16.0, 22.25, 33.5, 46.5])
def test_names_lie_neither_over_each_other_nor_under_counters(s: float) -> None:
    taken, stacks = occupied(model())
    placed = placements(THEME.measure, THEME, board(), s, taken, stacks)
    assert len(placed) >= 8, "most names find a place"
    boxes = [Rect(p.x, p.y, p.w, p.h) for p in placed]
    w, h = counter_size(s)
    for i, box in enumerate(boxes):
        for other in boxes[:i]:
            assert box.meet(other).w * box.meet(other).h <= 0.15 * box.w * box.h, "names keep apart"
        for hex_ in hexes_of(taken):
            x, y = centres(board(), s)[hex_]
            counter = Rect(round(x - w / 2), round(y - h / 2), w, h)
            covered = box.meet(counter)
            assert covered.w * covered.h <= 0.06 * box.w * box.h, f"{placed[i].name.text} is not under a counter"


def test_objectives_come_first_and_the_river_is_named() -> None:
    ranked = names(board())
    assert [name.rank for name in ranked] == sorted(name.rank for name in ranked), "the important names choose first"
    words = [name.text for name in ranked]
    assert words.count("Tumen") >= 2, "a long river is named more than once"
    assert "Changkufeng 149" in words, "a measured height stands with the name"


# What answers --------------------------------------------------------------------------------------------------------


def test_every_hex_answers_click_hover_and_right_button() -> None:
    camera = mapview.centred(mapview.MapCamera(2.0), board(), hexed("1422"), RECT)
    drawing = mapview.draw(THEME, RECT, camera, model())
    for name in ("1422", "1320", "1622"):
        x, y = mapview.centre_of(camera, RECT, board(), hexed(name))
        assert drawing.action_at(x, y) == f"hex {name}"
        assert drawing.context_at(x, y) == f"ui menu {name}"
        assert drawing.tooltip_at(x, y).startswith(name)
        assert drawing.wheel_at(x, y, 2) == "ui zoom 2"
    x, y = mapview.centre_of(camera, RECT, board(), hexed("1422"))
    assert "張鼓峰" in drawing.tooltip_at(x, y), "native names are told"
    assert drawing.action_at(RECT.right + 5, RECT.y + 5) == "", "nothing answers beside the map"


def test_the_legend_and_the_minimap_answer_before_the_map() -> None:
    camera = mapview.MapCamera(3.0)
    drawing = mapview.draw(THEME, RECT, camera, model(overlays=frozenset({"legend", "minimap"})))
    assert drawing.action_at(RECT.x + 60, RECT.bottom - 60) == "ui overlay legend"
    assert drawing.action_at(RECT.right - 60, RECT.bottom - 60).startswith("ui centre ")
    whole = mapview.draw(THEME, RECT, mapview.MapCamera(), model(overlays=frozenset({"minimap"})))
    assert whole.action_at(RECT.right - 20, RECT.bottom - 20) == "", "no minimap where all is in view"


# What is drawn -------------------------------------------------------------------------------------------------------


def counters(drawing: Drawing) -> list[Counter]:
    return [m.key[1] for m in images(drawing, "counter") if isinstance(m.key, tuple) and isinstance(m.key[1], Counter)]


def test_own_units_and_contacts_are_drawn_at_most_three_to_a_stack() -> None:
    view = opening().desk(SideId(0)).view()
    camera = mapview.MapCamera()
    drawing = mapview.draw(THEME, RECT, camera, mapview.map_model(opening().desk(SideId(0))))
    wanted = sum(min(3, len(stack)) for stack in (*view.stacks.values(), *view.contacts_at.values()))
    assert len(counters(drawing)) == wanted
    foe = scenario().sides[1].colour
    seen = [counter for counter in counters(drawing) if counter.side == foe]
    assert seen and all(counter.cohesion is None for counter in seen), "nobody knows the enemy's cohesion"
    assert not images(mapview.draw(THEME, RECT, camera, model(overlays=frozenset({"no-counters"}))), "counter")


def test_the_selected_unit_is_on_top_of_its_stack() -> None:
    desk = opening().desk(SideId(0))
    view = desk.view()
    hex_, stack = max(view.stacks.items(), key=lambda item: len(item[1]))
    assert len(stack) > 3, "there is a stack of more than three"
    for own in stack:
        chosen = mapview.map_model(desk, selected=hex_, units=(own.number,))
        drawing = mapview.draw(THEME, RECT, mapview.MapCamera(), chosen)
        labels = [counter.label for counter in counters(drawing)]
        assert scenario().units[own.number].id in labels, "a selected unit can be seen"


def test_reach_path_and_target_are_laid_over_the_map() -> None:
    desk = opening().desk(SideId(0))
    unit = scenario().unit_by_id["1/75"]
    reach = desk.reach(unit)
    to = max(reach, key=lambda h: reach[h])
    route = desk.route(unit, to)
    assert isinstance(route, Route)
    laid = mapview.map_model(
        desk, selected=desk.view().unit_of[unit].hex, units=(unit,), reach=reach, path=route, target=hexed("1422")
    )
    camera = mapview.centred(mapview.MapCamera(2.0), board(), to, RECT)
    drawing = mapview.draw(THEME, RECT, camera, laid)
    assert len(images(drawing, "filled")) == 1 and len(images(drawing, "outlined")) == 1, "reach has fill and outline"
    assert len(images(drawing, "route")) == 1
    assert {m.key[1] for m in images(drawing, "ring") if isinstance(m.key, tuple)} == {"selected", "target"}


def test_a_path_that_can_be_undone_looks_different_from_one_that_cannot() -> None:
    def keyed(undoable: bool) -> object:
        route = Route(scenario().unit_by_id["1/75"], (hexed("1425"), hexed("1424")), (0, 20), 39, True, undoable, ())
        return images(mapview.draw(THEME, RECT, mapview.MapCamera(), model(path=route)), "route")[0].key

    assert keyed(True) != keyed(False)


def test_minutes_show_at_the_hovered_hex_within_reach() -> None:
    hover = hexed("1423")
    shown = mapview.draw(THEME, RECT, mapview.MapCamera(2.0), model(reach={hover: 33}, hover=hover))
    words = [m.key[1] for m in images(shown, "pill") if isinstance(m.key, tuple)]
    assert "33 min" in words
    assert "33 minutes" in mapview.draw(THEME, RECT, mapview.MapCamera(), model(reach={hover: 33})).tooltip_at(
        *mapview.centre_of(mapview.MapCamera(), RECT, board(), hover)
    )


@pytest.mark.parametrize("overlay", sorted(mapview.OVERLAYS))
@pytest.mark.parametrize("name", ["paper", "night"])
def test_every_overlay_can_be_painted(overlay: str, name: str) -> None:
    theme = make_theme(name, (1280, 800))  # type: ignore[arg-type]
    camera = mapview.centred(mapview.MapCamera(2.0), board(), hexed("1422"), RECT)
    plain = mapview.draw(theme, RECT, camera, model(overlays=frozenset()))
    with_it = mapview.draw(theme, RECT, camera, model(overlays=frozenset({overlay})))
    assert changed(plain, with_it) != (), f"{overlay} changes the picture"
    Painter(Fonts()).paint(pygame.Surface((1280, 800)), with_it.commands, Rect(300, 200, 200, 200))


def test_the_sight_overlay_shows_what_is_seen_from_a_hovered_hex() -> None:
    desk = opening().desk(SideId(0))
    own = mapview.map_model(desk, overlays=frozenset({"sight"}))
    empty = next(h for h in (hexed("2015"), hexed("2213")) if h not in desk.view().stacks)
    there = mapview.map_model(desk, overlays=frozenset({"sight"}), hover=empty)
    assert own.seen == desk.view().in_sight and there.seen == desk.sees_from(empty)


def test_threat_and_enemy_reach_come_from_the_desk() -> None:
    desk = opening().desk(SideId(1))
    danger = threats(desk)
    assert danger and all(0.0 <= chance <= 1.0 for chance in danger.values())
    assert set(danger) <= {*desk.view().stacks, *(p.hex for p in board().objectives)}
    reach = enemy_reach(desk)
    assert reach and not any(board().terrain(h).is_water for h in reach), "nobody is reached on the lake"


def test_commanded_ground_is_that_of_units_and_their_neighbours() -> None:
    view = opening().desk(SideId(0)).view()
    own, foe = commanded(view)
    for hex_ in view.stacks:
        assert own >> hex_ & 1 and own & board().grid.near_mask[hex_] == board().grid.near_mask[hex_]
    assert all(foe >> hex_ & 1 for hex_ in view.contacts_at)


def test_ghosts_stand_where_the_record_last_had_them() -> None:
    ghosts = scenario().history.ghosts
    start = {ghost.name: ghost.hex for ghost in ghosts_at(ghosts, 0)}
    later = {ghost.name: ghost.hex for ghost in ghosts_at(ghosts, 8 * 60)}
    assert set(start) == {ghost.name for ghost in ghosts}
    first = ghosts[0]
    assert start[first.name] == first.at[0][1]
    assert later[first.name] == [hex_ for minute, hex_ in first.at if minute <= 8 * 60][-1]
    assert ghosts_at(ghosts, -60) == (), "before the record begins nobody is drawn"


def test_a_moved_unit_changes_only_the_picture_round_it() -> None:
    game = Game.new(scenario(), 7)
    desk = game.desk(SideId(0))
    camera = mapview.MapCamera(2.0)
    before = mapview.draw(THEME, RECT, camera, mapview.map_model(desk))
    unit = scenario().unit_by_id["hq/75"]
    assert isinstance(game.submit(Hold(SideId(0), unit)), Accepted)
    regions = changed(before, mapview.draw(THEME, RECT, camera, mapview.map_model(game.desk(SideId(0)))))
    assert regions is not None, "the rest of the picture is kept"
    assert sum(r.w * r.h for r in regions) < 0.05 * RECT.w * RECT.h, "a small part is painted anew"


def test_units_on_the_move_are_drawn_between_hexes_and_not_twice() -> None:
    desk = opening().desk(SideId(0))
    unit = scenario().unit_by_id["1/75"]
    start = desk.view().unit_of[unit].hex
    moving = mapview.Animation(units=((unit, start, hexed("1424"), 0.5),), flashes=((hexed("1422"), "fire"),))
    laid = mapview.map_model(desk, units=(unit,), animation=moving)
    drawing = mapview.draw(THEME, RECT, mapview.MapCamera(2.0), laid)
    assert [c.label for c in counters(drawing)].count("1/75") == 1


def test_the_same_picture_twice_paints_nothing() -> None:
    camera = mapview.MapCamera(2.0)
    first, second = (mapview.draw(THEME, RECT, camera, model(hover=hexed("1422"))) for _ in range(2))
    assert changed(first, second) == ()


def test_a_bare_map_needs_no_game() -> None:
    bare = mapview.MapModel(board=board(), overlays=frozenset({"borders", "grid", "legend", "minimap", "sight"}))
    drawing = mapview.draw(THEME, RECT, mapview.MapCamera(2.0), bare)
    Painter(Fonts()).paint(pygame.Surface((1280, 800)), drawing.commands)
    assert not images(drawing, "counter")


def test_both_sides_in_one_hex_stand_side_by_side() -> None:
    scene = vignette("Aa . .", objectives={"hill": "0101"})
    desk = scene.desk(RED)
    drawing = mapview.draw(THEME, RECT, mapview.fit(THEME, RECT, desk.scenario.board), mapview.map_model(desk))
    counters = images(drawing, "counter")
    assert len(counters) == 2, "each side has its counter"
    left, right = sorted(counters, key=lambda image: image.x)
    assert left.y == right.y and left.x + left.w <= right.x + left.w // 2, "neither hides the other"
    assert any(key.key[1] == "\u00d7" for key in images(drawing, "pill")), "a cross says that they fight there"


def test_bridges_are_drawn_as_the_side_knows_them() -> None:
    theme = make_theme("paper", (1280, 800))
    drawn = {}
    for name, said in {"stands": 16, "building": {"done": 0.5}, "down": {"done": 0.0}, "nothing": None}.items():
        scene = vignette("A . = . b", bridges={"0201 0401": said})
        model = map_model(scene.desk(0))
        drawn[name] = bridge_marks(theme, Sheet(20.0, 0, 0.0, 0.0, 400.0, 100.0), model)
    assert not drawn["nothing"], "an empty site is water"
    assert len(drawn["stands"]) == 4, "two bars on a pale ground"
    assert len(drawn["building"]) > 4 and len(drawn["down"]) > 4, "dashes"
    inks = {name: {m.colour for m in marks if isinstance(m, Stroke)} for name, marks in drawn.items()}
    assert inks["down"] != inks["building"] == inks["stands"], "red when it is down"


def test_names_of_ghosts_cover_neither_each_other_nor_counters() -> None:
    s = 12.0
    wide, high = counter_size(s)
    crowd = tuple((x * 21.0, y * 18.0) for x in range(6) for y in range(6))
    spots = (crowd[7], crowd[14], crowd[21], (300.0, 300.0))
    boxes = name_boxes(spots, ((90, 14),) * 4, crowd, (), s)
    placed = [box for box in boxes if box is not None]
    assert boxes[3] is not None, "there is room where nobody stands"
    for number, one in enumerate(placed):
        for other in placed[number + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, "one name over another"
        covered = sum(
            max(0.0, min(one[2], x + wide / 2) - max(one[0], x - wide / 2))
            * max(0.0, min(one[3], y + high / 2) - max(one[1], y - high / 2))
            for x, y in crowd
        )
        assert covered < wide * high, "a name hides a whole counter"
    kept = boxes[3]
    moved = name_boxes(spots, ((90, 14),) * 4, crowd, (kept,), s)[3]
    assert moved is not None and moved != kept, "it makes room for a name that stands there already"


def test_a_crowd_without_room_keeps_its_counters() -> None:
    crowd = tuple((x * 10.0, y * 8.0) for x in range(-40, 41) for y in range(-40, 41))
    assert name_boxes(((0.0, 0.0),), ((90, 14),), crowd, (), 12.0) == (None,)


def test_long_names_of_ghosts_are_told_in_short() -> None:
    assert short_name("76th Infantry, first battalion and then the rest") == "76th Infantry"
    assert short_name("64th Infantry (Yamagata)") == "64th Infantry"
