"""Everything that is fixed before turn 1."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from attrs import field, frozen

from game.core.ids import HexId, SideId, SquadronId, UnitId
from game.model.aircraft import AirBase, Squadron
from game.model.board import Board
from game.model.calendar import Calendar
from game.model.crossings import Bridging
from game.model.happenings import Condition, Happening
from game.model.history import History, Note
from game.model.plan import Plan
from game.model.provenance import Source, Sourced
from game.model.rulebook import Rulebook
from game.model.sides import Restraint, Side, SupplyLine
from game.model.units import Formation, Unit
from game.model.victory import Victory


@frozen(kw_only=True)
class Works:
    """Field works at the start."""

    wire: frozenset[int] = frozenset()
    """Hexsides, see `hexside`."""
    dug: Mapping[HexId, int] = field(factory=dict)
    """Minutes of digging, by hex."""
    registered: tuple[frozenset[HexId], frozenset[HexId]] = (frozenset(), frozenset())
    """Hexes registered for defensive fire, by side."""


@frozen(kw_only=True)
class TutorialStep:
    """One lesson."""

    id: str
    text: str
    done: Condition
    hint: str = ""


@frozen(kw_only=True)
class Paragraph:
    """A paragraph of the article the project started from, as claims in good English."""

    id: str
    section: str
    claims: tuple[str, ...]


@frozen(kw_only=True)
class ChronicleEntry:
    """A dated line of the chronicle 1904-1945."""

    date: str
    text: str
    provenance: Sourced = field(default=Sourced(), eq=False, repr=False)


@frozen(kw_only=True, slots=False, eq=False)
class Scenario:
    """A battle to play. Built once, shared by every game of a process."""

    id: str
    title: str
    summary: str
    digest: str
    """Hash of every file that affects play."""
    board: Board
    rules: Rulebook
    calendar: Calendar
    sides: tuple[Side, Side]
    first: SideId
    """The side that moves first in each turn."""
    formations: Mapping[str, Formation]
    units: tuple[Unit, ...]
    """Indexed by UnitId."""
    lines: tuple[SupplyLine, ...] = ()
    """Supply lines of both sides. Rule 11.5."""
    held: tuple[tuple[int, SideId], ...] = ()
    """(objective, side) for objectives that a side holds at the start without a unit there."""
    squadrons: tuple[Squadron, ...] = ()
    """Indexed by SquadronId."""
    works: Works = Works()
    bridges: tuple[Bridging, ...] = ()
    """Bridges in order of the time from which they are there."""
    restraints: tuple[Restraint, ...] = ()
    happenings: tuple[Happening, ...] = ()
    victory: Victory
    notes: tuple[Note, ...] = ()
    history: History = History()
    plans: tuple[Plan, ...] = ()
    plans_digest: str = ""
    """Of the staff plans' file, which `digest` leaves out: games between staffs hang on it too."""
    tutorial: tuple[TutorialStep, ...] = ()
    sources: Mapping[str, Source] = field(factory=dict)
    article: tuple[Paragraph, ...] = ()
    chronicle: tuple[ChronicleEntry, ...] = ()
    provenance: Sourced = Sourced()

    @cached_property
    def unit_by_id(self) -> dict[str, UnitId]:
        """Unit numbers by the short ids that players type."""
        return {unit.id: unit.number for unit in self.units}

    @cached_property
    def squadron_by_id(self) -> dict[str, SquadronId]:
        """Squadron numbers by the short ids that players type."""
        return {squadron.id: squadron.number for squadron in self.squadrons}

    @cached_property
    def bases_of(self) -> tuple[dict[str, AirBase], dict[str, AirBase]]:
        """Airfields of each side by the ids that players type, in the order of the squadrons."""
        first, second = ({q.base.id: q.base for q in self.squadrons if q.side == s} for s in (0, 1))
        return first, second

    @cached_property
    def units_of(self) -> tuple[tuple[UnitId, ...], tuple[UnitId, ...]]:
        """Units of each side."""
        first, second = ([u.number for u in self.units if u.side == s] for s in (0, 1))
        return tuple(first), tuple(second)

    @cached_property
    def off_map(self) -> frozenset[UnitId]:
        """Guns that stand behind the edge of the map (rule 6.14)."""
        return frozenset(u.number for u in self.units if u.off_map_m)

    @cached_property
    def units_in(self) -> dict[str, tuple[UnitId, ...]]:
        """Units of each formation, those of formations below it among them."""
        found: dict[str, list[UnitId]] = {f: [] for f in self.formations}
        for unit in self.units:
            formation: str = unit.formation
            while formation:
                found[formation].append(unit.number)
                formation = self.formations[formation].parent
        return {f: tuple(units) for f, units in found.items()}

    @cached_property
    def lines_of(self) -> tuple[tuple[SupplyLine, ...], tuple[SupplyLine, ...]]:
        """Supply lines of each side."""
        first, second = ([line for line in self.lines if line.side == s] for s in (0, 1))
        return tuple(first), tuple(second)

    @cached_property
    def happening_index(self) -> dict[str, int]:
        """Positions of the events, by id."""
        return {happening.id: index for index, happening in enumerate(self.happenings)}

    @cached_property
    def restraint_index(self) -> dict[str, int]:
        """Positions of the restraints, by id."""
        return {restraint.id: index for index, restraint in enumerate(self.restraints)}

    @cached_property
    def side_by_id(self) -> dict[str, SideId]:
        """Side numbers by id."""
        return {side.id: side.number for side in self.sides}


def hexside(board: Board, hex_: HexId, direction: int) -> int | None:
    """Number of a hexside, the same from both hexes; None at the map's edge."""
    other = board.grid.neighbours[hex_][direction]
    if other < 0:
        return None
    return hex_ * 6 + direction if hex_ < other else other * 6 + (direction + 3) % 6
