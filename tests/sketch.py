"""The scenario of a vignette: text rows and what a test says of its units, made into a `Scenario`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from attrs import field, frozen

from game.core.digest import digest_of
from game.core.geo import Georeference
from game.core.hexgrid import DIRECTIONS, Grid
from game.core.ids import NOWHERE, HexId, SideId, SquadronId, UnitId
from game.data.catalogue import shipped_root
from game.data.datafile import CHAPTERS, SHAPES, read_data
from game.data.files import Bundle
from game.data.load_rules import rulebook
from game.model.aircraft import AirBase, Squadron
from game.model.board import Board, Ferry, Place, Region
from game.model.board import Path as Way
from game.model.calendar import Calendar, Turn, Weather
from game.model.crossings import TIMBER, BridgeSite, Bridging, Ford
from game.model.happenings import Condition, Happening
from game.model.history import Note
from game.model.rulebook import Rulebook
from game.model.scenario import Scenario, Works, hexside
from game.model.sides import Restraint, Side, SupplyLine
from game.model.units import HOLD, Arm, Formation, Leader, Unit, VehicleCount
from game.model.victory import Victory, VictoryItem, VictoryLevel

GROUND = {
    ".": "flat",
    "-": "rolling",
    "+": "hill",
    "^": "steep",
    ",": "marsh",
    "%": "wood",
    "#": "town",
    "~": "lake",
    "=": "river",
    "_": "steppe",
    ":": "dune",
    "*": "sand",
}
"""Signs of the ground in a row, and the terrain kinds of the rulebook."""
RED, BLUE = SideId(0), SideId(1)
FAR = 20_000
"""Metres of visibility on a fine day."""


@cache
def rules() -> Rulebook:
    """The rulebook that is shipped with the game."""
    root = shipped_root() / "rules"
    names = ("terrain", "weapons", "kinds", *CHAPTERS)
    files = {n: read_data(root / f"{n}.yaml", n if n in SHAPES else "figures") for n in names}
    faults = [fault for file in files.values() for fault in file.faults]
    assert not faults, f"the shipped rules have faults: {faults[0]}"
    return rulebook(Bundle(folder=Path("vignette"), files=files, sources=(), faults=(), map_names=()))


@cache
def _board(rows: tuple[tuple[str, ...], ...], hex_m: int, extra: tuple[Any, ...]) -> Board:
    """One board for each map, so that tables kept by board are shared by tests."""
    heights, roads, streams, ferries, objectives, regions, crossings = extra
    sites, fords, boggy = crossings
    grid = Grid(len(rows[0]), len(rows))
    kinds = tuple(rules().terrains.values())
    numbers = {kind.id: number for number, kind in enumerate(kinds)}
    up = dict(heights)

    def hexes(names: str) -> tuple[HexId, ...]:
        return tuple(_hex(grid, name) for name in names.split())

    return Board(
        id="vignette",
        title="Vignette",
        grid=grid,
        hex_m=hex_m,
        reference=Georeference(
            anchor=HexId(0), latitude=42.4, longitude=130.6, hex_km=hex_m / 1000, km_per_degree_longitude=82.0
        ),
        terrains=kinds,
        terrain_of=tuple(numbers[GROUND[word.lstrip(_LETTERS) or "."]] for row in rows for word in row),
        elevation=tuple(up.get(grid.name(HexId(h)), 0) for h in range(grid.size)),
        rivers=(
            *(Way(id=f"s{i}", name="stream", kind="stream", hexes=hexes(s)) for i, s in enumerate(streams)),
            *(Way(id=f"b{i}", name="boggy stream", kind="boggy", hexes=hexes(s)) for i, s in enumerate(boggy)),
        ),
        bridges=tuple(
            BridgeSite(id=f"bridge-{i}", name="bridge", ends=(hexes(s)[0], hexes(s)[-1])) for i, s in enumerate(sites)
        ),
        fords=tuple(Ford(id=f"ford-{i}", name="ford", ends=(hexes(s)[0], hexes(s)[-1])) for i, s in enumerate(fords)),
        roads=tuple(Way(id=f"r{i}", name="road", kind=kind, hexes=hexes(s)) for i, (kind, s) in enumerate(roads)),
        ferries=tuple(
            Ferry(id=f"f{i}", name="ferry", ends=(hexes(s)[0], hexes(s)[1]), men_hour=n)
            for i, (s, n) in enumerate(ferries)
        ),
        regions={
            name: Region(id=name, name=name, hexes=frozenset(hexes(s)), mask=grid.mask(hexes(s))) for name, s in regions
        },
        places=tuple(Place(id=name, name=name, hex=_hex(grid, at), is_objective=True) for name, at in objectives),
    )


def _bridging(site: int, said: float | Mapping[str, Any]) -> Bridging:
    fields = said if isinstance(said, Mapping) else {"load_t": said}
    return Bridging(**{"site": site, "kind": TIMBER, "side": RED, "load_t": 16.0, **fields})


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def _hex(grid: Grid, name: str) -> HexId:
    found = grid.parse(name)
    assert found is not None, f"there is no hex {name} in this vignette"
    return found


_STRENGTH: dict[str, dict[str, Any]] = {
    "mg": {"men": 80, "arms": {"hmg": 8, "rifle": 40}},
    "guns": {"men": 100, "arms": {"field76": 4}, "shells": 400},
    "at": {"men": 50, "arms": {"at37": 4}, "shells": 200},
    "infantry-gun": {"men": 60, "arms": {"gun70": 2}, "shells": 120},
    "mortar": {"men": 60, "arms": {"mortar82": 6}, "shells": 240},
    "tank": {"men": 30, "vehicles": {"t-26": 10}},
    "hq": {"men": 40, "arms": {"rifle": 20}},
}
"""Strength of units by symbol of their kind; a rifle company's for all others."""


@frozen(kw_only=True)
class Sketch:
    """What a vignette may say beside its rows; every field has a plain default."""

    units: Mapping[str, str | Mapping[str, Any]] = field(factory=dict)
    """By letter: a kind, or fields of `Unit`; `arms` and `vehicles` by id, `leader` as a rating, `at` as a hex name."""
    turns: int = 3
    minutes: int = 60
    light: float | Sequence[float] = 1.0
    """Of every turn, or turn by turn; the last one holds to the end."""
    sky: str = "clear"
    visibility_m: int = FAR
    ground: str = "dry"
    hot: bool = False
    first: SideId = RED
    held: Mapping[str, SideId] = field(factory=dict)
    """Objectives held without a unit there."""
    hex_m: int = 500
    heights: Mapping[str, int] = field(factory=dict)
    """Metres above the rest, by hex name."""
    roads: Sequence[str] = ()
    """Hex names of each road."""
    tracks: Sequence[str] = ()
    rails: Sequence[str] = ()
    streams: Sequence[str] = ()
    ferries: Mapping[str, int] = field(factory=dict)
    """Men an hour, by the two landings, such as "0101 0301"."""
    bridges: Mapping[str, float | Mapping[str, Any] | None] = field(factory=dict)
    """By the two ends of a site, such as "0101 0301", or one hex of a boggy stream: tonnes that red's timber bridge
    there bears, fields of `Bridging`, or None for no bridge."""
    fords: Sequence[str] = ()
    """The two banks of each ford."""
    boggy: Sequence[str] = ()
    """Hex names of each boggy stream, downstream."""
    objectives: Mapping[str, str] = field(factory=dict)
    """Hex name by id."""
    regions: Mapping[str, str] = field(factory=dict)
    """Hex names by id."""
    squadrons: Mapping[str, Mapping[str, Any]] = field(factory=dict)
    """By id: side "red" or "blue", type of aircraft, and fields of `Squadron`; ten machines 100 km off if not said."""
    wire: Sequence[str] = ()
    """Hexsides such as "0201-W"."""
    dug: Mapping[str, int] = field(factory=dict)
    """Minutes of digging that stand in a hex."""
    registered: tuple[str, str] = ("", "")
    """Hex names by side."""
    formations: Sequence[Formation] = ()
    """Beside "red" and "blue", to which units belong by default."""
    supply: tuple[str, str] = ("", "")
    """Hex names of supply sources by side; none: always in supply."""
    lines: Sequence[Mapping[str, Any]] = ()
    """Supply lines: fields of `SupplyLine`, with `at` as a hex name; "red"'s unless `side` says so."""
    haul: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())
    """Hundredths of what lines bring by kind of stores, by side."""
    resolve: tuple[int, int] = (100, 100)
    break_at: tuple[int, int] = (0, 0)
    restraints: Sequence[Restraint] = ()
    happenings: Sequence[Happening] = ()
    victory: Sequence[VictoryItem] = ()
    sudden: Condition | None = None
    notes: Sequence[Note] = ()

    def scenario(self, rows: str) -> Scenario:
        """The scenario of some rows."""
        words = tuple(tuple(line.split()) for line in rows.splitlines() if line.strip())
        assert len({len(row) for row in words}) == 1, f"rows of a vignette must be of one length: {words}"
        board = _board(
            words,
            self.hex_m,
            (
                tuple(sorted(self.heights.items())),
                (
                    *(("road", s) for s in self.roads),
                    *(("track", s) for s in self.tracks),
                    *(("rail", s) for s in self.rails),
                ),
                tuple(self.streams),
                tuple(self.ferries.items()),
                tuple(self.objectives.items()),
                tuple(self.regions.items()),
                (tuple(self.bridges), tuple(self.fords), tuple(self.boggy)),
            ),
        )
        places = {
            letter: HexId(r * len(row) + c)
            for r, row in enumerate(words)
            for c, word in enumerate(row)
            for letter in word
            if letter in _LETTERS
        }
        units = self._units(places, board.grid)
        return Scenario(
            id="vignette",
            title="Vignette",
            summary="",
            digest=digest_of(repr((words, self))),
            board=board,
            rules=rules(),
            calendar=self._calendar(),
            sides=(self._side(RED, board.grid), self._side(BLUE, board.grid)),
            first=self.first,
            formations=self._formations(units),
            units=units,
            squadrons=tuple(_squadron(n, name, said) for n, (name, said) in enumerate(self.squadrons.items())),
            works=self._works(board),
            bridges=tuple(_bridging(n, said) for n, said in enumerate(self.bridges.values()) if said is not None),
            held=tuple((board.objective_index[name], side) for name, side in self.held.items()),
            lines=self._lines(board.grid),
            restraints=tuple(self.restraints),
            happenings=tuple(self.happenings),
            victory=Victory(items=tuple(self.victory), levels=LEVELS, sudden=self.sudden),
            notes=tuple(self.notes),
        )

    def _units(self, places: Mapping[str, HexId], grid: Grid) -> tuple[Unit, ...]:
        letters = sorted({*places, *self.units})
        said = self.units
        return tuple(_unit(UnitId(n), who, said.get(who, {}), places, grid) for n, who in enumerate(letters))

    def _formations(self, units: tuple[Unit, ...]) -> dict[str, Formation]:
        """The formations named, and one for each side, led from its headquarters if there is just one on the map."""
        found = {f.id: f for f in self.formations}
        for side, name in enumerate(NAMES):
            hqs = [u.number for u in units if u.side == side and u.formation == name and u.kind.is_hq]
            found.setdefault(name, Formation(id=name, name=name, side=SideId(side), hq=hqs[0] if hqs else None))
        return found

    def _calendar(self) -> Calendar:
        given = [self.light] if isinstance(self.light, float | int) else list(self.light)
        lights = given + given[-1:] * self.turns
        now = Weather(sky=self.sky, visibility_m=self.visibility_m, ground=self.ground, hot=self.hot)
        return Calendar(
            start=datetime(1938, 7, 30, 12, 0),
            clock="JST",
            utc_offset=9,
            turns=tuple(
                Turn(number=i + 1, start=i * self.minutes, minutes=self.minutes, light=lights[i], weather=now)
                for i in range(self.turns)
            ),
        )

    def _side(self, side: SideId, grid: Grid) -> Side:
        name = NAMES[side]
        return Side(
            number=side,
            id=name,
            name=name.title(),
            adjective=name.title(),
            colour=name,
            resolve=self.resolve[side],
            break_at=self.break_at[side],
            haul=self.haul[side],
            supply=tuple(line.hex for line in self._lines(grid) if line.side == side)
            or tuple(_hex(grid, h) for h in self.supply[side].split()),
        )

    def _lines(self, grid: Grid) -> tuple[SupplyLine, ...]:
        found = []
        for number, said in enumerate(self.lines):
            given = {"side": RED, "tons_day": 0.0, "most_kg": 1_000_000, "id": f"line{number}", **said}
            hex_ = _hex(grid, given.pop("at"))
            found.append(SupplyLine(number=number, name=f"Line {number}", hex=hex_, **given))
        return tuple(found)

    def _works(self, board: Board) -> Works:
        wire = set()
        for name in self.wire:
            at, _, direction = name.partition("-")
            side = hexside(board, _hex(board.grid, at), DIRECTIONS.index(direction))
            assert side is not None, f"no hexside {name}"
            wire.add(side)
        first, second = (frozenset(_hex(board.grid, h) for h in names.split()) for names in self.registered)
        return Works(
            wire=frozenset(wire),
            dug={_hex(board.grid, h): minutes for h, minutes in self.dug.items()},
            registered=(first, second),
        )


NAMES = ("red", "blue")
LEVELS = (
    VictoryLevel(name="Red victory", side=RED, margin=1),
    VictoryLevel(name="Draw", side=None, margin=0),
    VictoryLevel(name="Blue victory", side=BLUE, margin=-999),
)


def _unit(number: UnitId, letter: str, said: str | Mapping[str, Any], places: Mapping[str, HexId], grid: Grid) -> Unit:
    """A unit of ordinary strength for its kind, with what the test says of it."""
    given = {"kind": said} if isinstance(said, str) else dict(said)
    side = RED if letter.isupper() else BLUE
    kind = rules().kinds[given.pop("kind", "rifle-company")]
    strength = {"men": 150, "arms": {"rifle": 120, "lmg": 6}, **_STRENGTH.get(kind.symbol, {})} | given
    if "vehicles" in strength and "arms" not in given:
        strength["arms"] = {}
    if rating := strength.pop("leader", None):
        strength["leader"] = Leader(name=f"Captain {letter}", rating=rating)
    if at := strength.pop("at", None):
        strength["arrives_at"] = _hex(grid, at)
    arms, vehicles = strength.pop("arms"), strength.pop("vehicles", {})
    return Unit(
        number=number,
        id=letter,
        name=f"{kind.name} {letter}",
        kind=kind,
        side=side,
        hex=places.get(letter, NOWHERE),
        arms=tuple(Arm(weapon=rules().weapons[w], count=n) for w, n in arms.items()),
        vehicles=tuple(VehicleCount(vehicle=rules().vehicles[v], count=n) for v, n in vehicles.items()),
        **{"formation": NAMES[side], "stance": HOLD, "arrives_at": NOWHERE, **strength},
    )


def _squadron(number: int, name: str, said: Mapping[str, Any]) -> Squadron:
    given = dict(said)
    count = given.pop("count", 10)
    return Squadron(
        number=SquadronId(number),
        id=name,
        name=f"Squadron {name}",
        side=SideId(NAMES.index(given.pop("side", "red"))),
        aircraft=rules().aircraft[given.pop("aircraft", "sb")],
        count=count,
        **{"crews": count, "base": AirBase(name="the field", km=100), **given},
    )


def sketch(rows: str, **more: Any) -> Scenario:
    """The scenario of a vignette: keywords of one letter are units, others fields of `Sketch`."""
    units = {letter: said for letter, said in more.items() if len(letter) == 1}
    return Sketch(units=units, **{name: value for name, value in more.items() if len(name) > 1}).scenario(rows)
