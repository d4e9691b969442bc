"""What the play scene keeps for itself: selection, cursor, target, tabs, camera, command line; and what follows of it.

Everything here may be lost without loss to the battle.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

from attrs import define, field

from game.core.ids import HexId, SquadronId, UnitId
from game.engine import Desk, FireForecast, Forecast, Route, UnitOptions
from game.model.orders import Assault, Bombard, Refusal
from game.model.units import ON_MAP
from game.model.view import OwnUnit
from game.ui import mapview
from game.ui.entry import FieldState
from game.ui.geometry import Rect
from game.ui.lists import ListState
from game.ui.parts import Parts
from game.ui.session import Session
from game.ui.theme import Theme

TABS = ("unit", "hex", "odds", "oob", "aims", "notes", "air")
TAB_NAMES = {
    "unit": "Unit",
    "hex": "Hex",
    "odds": "Odds",
    "oob": "Army",
    "aims": "Aims",
    "notes": "Notes",
    "air": "Air",
}
PRESSES = ("probe", "attack", "storm")
T = TypeVar("T")


@define(eq=False)
class PlayState:
    """Selection and looks of one battle on the screen."""

    session: Session
    selected: tuple[UnitId, ...] = ()
    cursor: HexId | None = None
    hover: HexId | None = None
    target: HexId | None = None
    press: str = "attack"
    gait: str = "march"
    via: tuple[HexId, ...] = ()
    turns: int = 1
    """In how many turns the reach shown is."""
    tab: str = "unit"
    squadron: SquadronId | None = None
    """Chosen in the air panel."""
    sortie: str = "strike"
    """What it is to do."""
    air_target: HexId | None = None
    air_base: str = ""
    """Enemy airfield that it is to raid."""
    contact: int | None = None
    """Contact shown in the unit's tab instead of an own unit."""
    overlays: frozenset[str] = mapview.USUAL
    folds: frozenset[str] = frozenset()
    """Formations that the organisation tree shows without their units."""
    highlighted: str = ""
    """Formation whose units are shown."""
    camera: mapview.MapCamera | None = None
    entry: FieldState = field(factory=FieldState)
    typing: bool = False
    """Whether the command line has the keyboard."""
    completion: ListState = field(factory=ListState)
    scroll: dict[str, ListState] = field(factory=lambda: {tab: ListState(-1) for tab in TABS})
    skipped: set[tuple[int, UnitId]] = field(factory=set)
    """(turn, unit) that the player is done with."""
    lesson_hidden: bool = False
    shown_desk: Desk | None = None
    """The desk of the sight that is re-enacted; None: as things stand."""
    parts: Parts = field(factory=Parts)
    """What the screen is made of, as it was drawn last."""
    log_bottom: int = 0
    """Height at which the newest line of the log begins."""
    word_x: int = 0
    """Where the word begins that is being typed."""
    _kept: dict[Hashable, object] = field(factory=dict)
    _kept_for: Desk | None = None

    # What is asked of the desk, once for each state of the game -------------------------------------------------------

    @property
    def desk(self) -> Desk:
        """The desk whose picture is on the map."""
        return self.shown_desk if self.shown_desk is not None else self.session.desk

    def keep(self, key: Hashable, ask: Callable[[], T]) -> T:
        """The answer to a question to the desk, asked once until the next order."""
        desk = self.desk
        if self._kept_for is not desk:
            self._kept, self._kept_for = {}, desk
        if key not in self._kept:
            self._kept[key] = ask()
        found: T = self._kept[key]  # type: ignore[assignment]
        return found

    @property
    def unit(self) -> UnitId | None:
        """The first selected unit."""
        return self.selected[0] if self.selected else None

    def own(self, unit: UnitId | None) -> OwnUnit | None:
        """A unit of one's own on the map; None for anything else."""
        found = self.desk.view().unit_of.get(unit) if unit is not None else None
        return found if found is not None and found.status == ON_MAP else None

    def options(self, unit: UnitId) -> UnitOptions:
        """What a unit of one's own on the map can do now."""
        return self.keep(("options", unit), lambda: self.desk.unit_options(unit))

    def reach(self) -> dict[HexId, int] | None:
        """Minutes to the hexes that the first selected unit can reach in so many turns; None without one."""
        unit = self.unit
        if unit is None or self.own(unit) is None:
            return None
        key = ("reach", unit, self.gait, self.turns)
        if self.turns > 1:
            return self.keep(key, lambda: self.session.reach_in(unit, self.turns, self.gait))
        return self.keep(key, lambda: self.desk.reach(unit, self.gait))

    def route(self, to: HexId | None) -> Route | None:
        """The way of the first selected unit to a hex along the way-points; None where there is none."""
        unit = self.unit
        own = self.own(unit)
        if unit is None or own is None or to is None or to == own.hex:
            return None
        found = self.keep(
            ("route", unit, to, self.gait, self.via), lambda: self.desk.route(unit, to, self.gait, self.via)
        )
        return None if isinstance(found, Refusal) else found

    def attackers(self, target: HexId) -> tuple[UnitId, ...]:
        """Those selected units that can assault a hex or support an assault on it."""
        able = [
            unit
            for unit in self.selected
            if self.own(unit) and target in (*self.options(unit).assaults, *self.options(unit).supports)
        ]
        return tuple(able) if any(target in self.options(unit).assaults for unit in able) else ()

    def gunners(self, target: HexId) -> tuple[UnitId, ...]:
        """Those selected units that can fire at a hex."""
        return tuple(unit for unit in self.selected if self.own(unit) and self.options(unit).bombards >> target & 1)

    def assault(self) -> Assault | None:
        """The assault that the selection and the target make; None where they make none."""
        units = self.attackers(self.target) if self.target is not None else ()
        if self.target is None or not units:
            return None
        return Assault(self.desk.side, units, self.target, self.press)

    def forecast(self) -> Forecast | Refusal | None:
        """The odds of that assault."""
        order = self.assault()
        return self.keep(order, lambda: self.desk.forecast(order)) if order is not None else None

    def bombardment(self) -> Bombard | None:
        """The bombardment of the target by the first selected unit that can fire at it."""
        guns = self.gunners(self.target) if self.target is not None else ()
        return Bombard(self.desk.side, guns[0], self.target) if guns and self.target is not None else None

    def fire(self) -> FireForecast | Refusal | None:
        """What that bombardment would do."""
        order = self.bombardment()
        return self.keep(order, lambda: self.desk.forecast_fire(order)) if order is not None else None

    def targets(self) -> tuple[HexId, ...]:
        """Hexes that the selected units can assault or fire at and where an enemy is known, in order of the map."""
        view = self.desk.view()
        found: set[HexId] = set()
        for unit in self.selected:
            if self.own(unit) is not None:
                options = self.options(unit)
                found |= set(options.assaults) | set(options.supports)
                found |= {hex_ for hex_ in view.contacts_at if hex_ >= 0 and options.bombards >> hex_ & 1}
        return tuple(sorted(found))

    # Changes ----------------------------------------------------------------------------------------------------------

    def select(self, *units: UnitId) -> None:
        """Selects units; cursor and panel follow the first."""
        self.selected = units
        self.target, self.via, self.turns, self.contact = None, (), 1, None
        own = self.own(self.unit)
        if own is not None:
            self.cursor = own.hex
            self.tab = "unit"
            self.scroll["unit"].top = 0

    def aim(self, target: HexId | None) -> None:
        """Sets the target; the panel shows the odds."""
        self.target = target
        if target is not None:
            self.cursor, self.tab = target, "odds"
            self.scroll["odds"].top = 0

    def look(self, hex_: HexId) -> None:
        """Sets the cursor to a hex; the panel shows it."""
        self.cursor, self.tab = hex_, "hex"
        self.scroll["hex"].top = 0

    def tidy(self) -> None:
        """Lets go of what an order has overtaken: units lost, targets gone."""
        here = tuple(unit for unit in self.selected if self.own(unit) is not None)
        if here != self.selected:
            self.selected = here
        self.via, self.turns = (), 1
        if self.target is not None and self.target not in self.targets():
            self.target = None
            self.tab = "unit" if self.tab == "odds" else self.tab
        if self.unit is None and self.tab == "unit" and self.contact is None and self.cursor is not None:
            self.tab = "hex"

    def view_of(self, theme: Theme, rect: Rect) -> mapview.MapCamera:
        """The camera, made to fit when the map is first shown."""
        board = self.session.scenario.board
        if self.camera is None:
            self.camera = mapview.fit(theme, rect, board)
        return self.camera
