"""The map of Khalkhin Gol: its own checks, and what the accounts say of river, heights, distances and sight."""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise
from statistics import mean, median

import pytest

from game.core.ids import HexId
from game.data.catalogue import validate
from game.data.checks_run import judge_map
from game.data.files import Library, read_map
from game.data.load_board import board as build
from game.model.board import Board
from game.rules.observation import profile
from tests.data.conftest import SHIPPED
from tests.sketch import rules

PATH = SHIPPED / "maps" / "khalkhin-gol.yaml"
EYE_M = 2.0


@cache
def board() -> Board:
    bundle = read_map(PATH, Library((SHIPPED,)))
    assert judge_map(bundle) == [], "the map must pass its own checks"
    return build(bundle, dict(rules().terrains))


def hexed(place: str) -> HexId:
    return board().place_by_id[place].hex


def heights(hexes: list[HexId]) -> list[int]:
    return [board().elevation[h] for h in hexes]


def river() -> tuple[HexId, ...]:
    return next(r.hexes for r in board().rivers if r.id == "khalkhin-gol")


@cache
def to_river() -> tuple[int, ...]:
    return tuple(min(board().grid.distance(HexId(h), r) for r in river()) for h in range(board().grid.size))


def bank(side: str) -> frozenset[HexId]:
    return board().regions[side].hexes


def sees(a: HexId, b: HexId) -> bool:
    between = profile(board(), a, b, EYE_M, EYE_M)[1:-1]
    return all(ground <= line for _, ground, line in between)


def test_the_map_is_sixty_by_fifty_kilometre_hexes_in_the_frame_of_the_sources() -> None:
    grid, reference = board().grid, board().reference
    assert (grid.columns, grid.rows, board().hex_m) == (60, 50, 1000)
    lat, lon = reference.position(grid, HexId(0))
    assert lat == pytest.approx(47.965, abs=0.005) and lon == pytest.approx(118.255, abs=0.007), "north-west corner"


def test_the_river_is_one_chain_from_edge_to_edge() -> None:
    hexes, grid = river(), board().grid
    assert len(set(hexes)) == len(hexes), "it never comes back to a hex"
    assert all(grid.distance(a, b) == 1 for a, b in pairwise(hexes)), "no gap"
    assert hexes[0] // grid.columns == grid.rows - 1 and hexes[-1] // grid.columns == 0, "from south to north edge"
    wet = {h for h in range(grid.size) if board().terrain(HexId(h)).water == "river"}
    assert wet == set(hexes), "every river hex belongs to it"
    levels = [board().elevation[h] for h in hexes]
    assert all(a >= b for a, b in pairwise(levels)), "water runs downhill"
    assert 50 <= levels[0] - levels[-1] <= 70, "about a metre a kilometre"


@pytest.mark.parametrize(
    ("lat", "lon"),
    [(47.602, 118.802), (47.641, 118.666), (47.690, 118.614), (47.750, 118.586), (47.819, 118.578), (47.892, 118.493)],
)
def test_the_river_passes_its_recorded_points(lat: float, lon: float) -> None:
    off = min(board().reference.distance_km(board().grid, h, lat, lon) for h in river())
    assert off <= 1.5, "the digitised course is good to 1.5 km"


def test_the_river_parts_the_two_banks_and_nothing_else_does() -> None:
    west, east, grid = bank("west-bank"), bank("east-bank"), board().grid
    assert not west & east and len(west) + len(east) + len(river()) == grid.size, "each hex is bank or river"
    assert not any(n in east for h in west for n in grid.adjacent[h]), "no way round the water"


def test_the_holsten_is_a_stream_that_joins_the_river_from_the_east() -> None:
    holsten = next(r for r in board().rivers if r.id == "holsten")
    assert holsten.kind == "boggy", "men wade it, vehicles need a bridge"
    assert any(h in river() for h in board().grid.adjacent[holsten.hexes[-1]]), "its mouth touches the river"
    levels = heights(list(holsten.hexes))
    assert levels[0] > levels[-1] and all(a >= b for a, b in pairwise(levels)), "it falls towards the river"
    assert set(holsten.hexes) <= bank("east-bank")


def test_the_west_bank_stands_fifty_metres_over_the_facing_east_bank() -> None:
    columns, rises = board().grid.columns, []
    for h in river():
        row, column = divmod(h, columns)
        if 5 <= row <= 40:  # the reach that runs north, so that banks face each other along a row
            facing = [HexId(row * columns + column + step) for step in (2, 3, 4)]
            plateau = [HexId(row * columns + column - step) for step in (3, 4, 5, 6)]
            rises.append(mean(heights(plateau)) - mean(heights(facing)))
    assert median(rises) == pytest.approx(50, abs=7), "the accounts give 50 m"
    assert sum(rise > 20 for rise in rises) >= 0.9 * len(rises), "only the named heights come near it"


def test_the_edge_of_the_plateau_is_steep() -> None:
    climbs = []
    for h in bank("west-bank"):
        if board().terrain(h).id == "hill" and to_river()[h] <= 3:
            low = min(board().elevation[n] for n in board().grid.adjacent[h])
            high = max(board().elevation[n] for n in board().grid.adjacent[h])
            climbs.append(high - low)
    assert len(climbs) > 40 and median(climbs) >= 40, "from valley to rim within two hexes"


def test_named_heights_are_as_high_as_their_numbers() -> None:
    for place in board().places:
        if place.height_m is not None:
            assert board().elevation[place.hex] == place.height_m, place.id
            if place.kind == "hill" and place.hex in bank("east-bank"):
                ring = [h for h in board().grid.adjacent[place.hex] if board().place_at.get(h) is None]
                assert max(heights(ring)) < place.height_m, f"{place.name} tops the ground round it"
    numbers = {"fui": 721, "remizov": 733, "noro": 742, "hill-731": 731, "hill-754": 754, "hill-757": 757}
    assert {k: board().place_by_id[k].height_m for k in numbers} == numbers


def test_the_weather_station_stands_at_its_height() -> None:
    grid = board().grid
    near = min(range(grid.size), key=lambda h: board().reference.distance_km(grid, HexId(h), 47.617, 118.617))
    assert board().elevation[near] == pytest.approx(688, abs=3), "the one surveyed height on the map"


def test_places_agree_with_their_coordinates() -> None:
    for place in board().places:
        assert place.latitude is not None and place.longitude is not None and place.error_km > 0, place.id
        off = board().reference.distance_km(board().grid, place.hex, place.latitude, place.longitude)
        assert off <= min(place.error_km, 2.5), f"{place.name} lies {off:.1f} km off"


@pytest.mark.parametrize(
    ("one", "other", "km", "error"),
    [
        ("kawamata", "nomonhan-burd-obo", 14.0, 2.0),
        ("kawamata", "azuma-hill", 1.7, 1.5),
        ("remizov", "peschanaya", 2.5, 1.5),
        ("noro", "hill-754", 1.5, 1.5),
        ("kawamata", "remizov", 4.0, 1.5),
        ("fui", "japanese-crossing", 3.2, 2.0),
        ("bain-tsagan", "japanese-crossing", 4.0, 2.0),
        ("great-sands", "small-sands", 4.2, 2.0),
        ("nomonhan-burd-obo", "jiangjunmiao", 15.0, 4.0),
        ("kawamata", "khamar-daba", 6.7, 3.0),
    ],
)
def test_distances_between_places(one: str, other: str, km: float, error: float) -> None:
    (ax, ay), (bx, by) = (board().reference.offset_km(board().grid, hexed(name)) for name in (one, other))
    assert math.hypot(ax - bx, ay - by) == pytest.approx(km, abs=error)


def test_no_place_but_a_lake_lies_in_water() -> None:
    for place in board().places:
        assert board().terrain(place.hex).is_water == (place.kind in ("lake", "pond")), place.id
    assert [p.id for p in board().places if p.kind in ("lake", "pond") and p.hex in bank("west-bank")] == []


def test_hills_and_landings_stand_on_the_right_bank() -> None:
    west = {"bain-tsagan", "ruins", "khamar-daba", "japanese-crossing", "north-crossing", "south-crossing"}
    assert {p.id for p in board().places if p.hex in bank("west-bank")} == west
    for place in board().places:
        if place.kind == "crossing" and place.id != "holsten-bridge":
            sides = {h in bank("west-bank") for h in place.hexes}
            assert sides == {True, False}, f"{place.name} has a landing on each bank"
            assert all(board().terrain(h).id == "flat" for h in place.hexes), "and firm ground at both"
    written = {place.id: place for place in read_map(PATH, Library((SHIPPED,))).value("map").places}
    for name in ("kawamata", "japanese-crossing", "north-crossing", "south-crossing", "holsten-bridge"):
        note = written[name].provenance.note or ""
        assert "1939" in note and "tonnes" in note, f"{name} tells when it stood and what it bore"


def test_bridges_and_fords_cross_one_hex_of_water() -> None:
    assert not board().ferries, "bridges and fords stand for them"
    wide = {s.id: s for s in board().bridges if s.ends[0] != s.ends[1]}
    assert set(wide) == {"kawamata-bridge", "holsten-mouth-bridge", "north-bridge", "south-bridge", "japanese-bridge"}
    fords = [f for f in board().fords if f.ends[0] != f.ends[1]]
    for crossing in (*wide.values(), *fords):
        west, east = crossing.ends
        shared = set(board().grid.adjacent[west]) & set(board().grid.adjacent[east])
        assert west in bank("west-bank") and east in bank("east-bank"), crossing.id
        assert board().grid.distance(west, east) == 2 and shared & set(river())
    assert all(site.load_t >= 14 for site in wide.values()), "a BT-7 crossed"
    assert all(f.provenance.entry.confidence == "low" for f in fords), "nobody wrote down where they were"


def test_tracks_cross_the_holsten_at_the_bridge_and_at_the_ford() -> None:
    crossed = {step for road in board().roads for step in pairwise(road.hexes) if step in board().boggy_steps}
    assert {board().bridge_steps.get(step) is not None for step in crossed} == {True, False}
    assert all(step in board().bridge_steps or step in board().ford_steps for step in crossed)


def test_the_holsten_parts_north_from_south() -> None:
    """Who steps over it as it runs west comes from its right bank, which is the north one."""
    holsten = next(r for r in board().rivers if r.id == "holsten")
    columns = board().grid.columns
    for here, there in board().boggy_steps:
        if here in holsten.hexes:
            assert there // columns >= here // columns or board().grid.direction(here, there) == 1, "southward, or east"


def test_claims_and_sectors_divide_the_land() -> None:
    regions = board().regions
    strip = regions["disputed-strip"].hexes
    assert strip == regions["soviet-claim"].hexes & regions["japanese-claim"].hexes, "what both claimed"
    assert regions["japanese-claim"].hexes == bank("east-bank")
    assert strip | regions["beyond-soviet-line"].hexes == bank("east-bank")
    sectors = [regions[f"{name}-sector"].hexes for name in ("north", "centre", "south")]
    assert frozenset().union(*sectors) == strip and sum(map(len, sectors)) == len(strip)
    assert hexed("fui") in sectors[0] and hexed("remizov") in sectors[1] and hexed("noro") in sectors[2]
    assert hexed("nomonhan-burd-obo") in strip, "the Soviets reached the cairn without leaving what they claimed"
    assert hexed("jiangjunmiao") not in strip
    for place in ("great-sands", "small-sands"):
        assert all(board().terrain(h).id == "sand" for h in board().place_by_id[place].hexes)


def test_the_west_bank_looks_over_the_east_bank_and_not_the_other_way() -> None:
    east = [h for h in bank("east-bank") if to_river()[h] <= 5]
    for height, least in (("khamar-daba", 0.5), ("bain-tsagan", 0.3)):
        near = [h for h in east if board().grid.distance(h, hexed(height)) <= 12]
        assert sum(sees(hexed(height), h) for h in near) >= least * len(near), f"{height} looks over the river"
    assert sees(hexed("bain-tsagan"), hexed("fui"))
    assert sees(hexed("khamar-daba"), hexed("remizov")) and sees(hexed("khamar-daba"), hexed("noro"))
    low = [h for h in east if to_river()[h] <= 3 and board().place_at.get(h) is None][::9]
    behind = [h for h in bank("west-bank") if 5 <= to_river()[h] <= 8]
    pairs = [sees(a, b) for a in low for b in behind if board().grid.distance(a, b) <= 10]
    assert len(pairs) > 100 and mean(pairs) < 0.2, "from the low bank nobody sees onto the plateau"


def test_the_ground_is_steppe_in_the_west_and_dunes_in_the_east() -> None:
    def share(hexes: frozenset[HexId], *kinds: str) -> float:
        return mean(board().terrain(h).id in kinds for h in hexes)

    assert share(bank("west-bank"), "steppe", "rolling") > 0.85, "open ground for tanks"
    assert share(bank("west-bank"), "dune", "sand", "wood") == 0
    assert 0.35 < share(board().regions["disputed-strip"].hexes, "dune", "sand") < 0.7
    touching = frozenset(h for r in river() for h in board().grid.adjacent[r]) - set(river())
    assert 0.3 < share(touching, "marsh") < 0.8 and share(touching, "marsh", "flat") > 0.95, "the valley is wet"


def test_tracks_run_on_land_and_reach_the_edges() -> None:
    grid = board().grid
    ends = set()
    for road in board().roads:
        assert not any(board().terrain(h).is_water for h in road.hexes), road.id
        ends |= {road.hexes[0], road.hexes[-1]}
    edges = {
        name
        for h in ends
        for name, out in (
            ("west", h % grid.columns == 0),
            ("east", h % grid.columns == grid.columns - 1),
            ("north", h // grid.columns == 0),
        )
        if out
    }
    assert edges == {"west", "east", "north"}, "to Tamsag, Handagai and Hailar"


def test_every_entry_says_how_far_it_can_be_trusted() -> None:
    ways = (*board().rivers, *board().roads, *board().bridges, *board().fords, *board().borders)
    for entry in (*board().places, *ways, *board().regions.values()):
        own = entry.provenance.entry
        assert own.confidence and (own.sources or own.estimate), entry.id


def test_the_shipped_maps_are_all_validated() -> None:
    assert [str(p) for p in validate([PATH]) if p.severity != "remark"] == []


def test_wheels_get_from_every_landing_to_the_open_ground() -> None:
    grid = board().grid
    tracked = {h for road in board().roads for h in road.hexes}
    for name, side in (("west-bank", 0), ("east-bank", grid.columns - 1)):
        edge = {HexId(row * grid.columns + side) for row in range(grid.rows)}
        landings = [h for p in board().places if p.kind == "crossing" for h in p.hexes if h in bank(name)]
        for landing in landings:
            seen, todo = {landing}, [landing]
            while todo:
                for n in grid.adjacent[todo.pop()]:
                    ground = board().terrain(n)
                    is_open = "wheel" not in ground.closed or (n in tracked and not ground.is_water)
                    if n in bank(name) and n not in seen and is_open:
                        seen.add(n)
                        todo.append(n)
            assert seen & edge, f"no way for lorries from {grid.name(landing)}"
