"""Minutes from hex to hex: tables by mobility class and conditions, kept for all games on a map. Rules 4.1 to 4.5."""

from __future__ import annotations

from typing import NamedTuple

from game.core.ids import HexId, SideId
from game.model.board import Board
from game.model.rulebook import Rulebook
from game.model.state import GameState
from game.rules.ground import turn_of, weather

CLOSED = 1 << 20
"""Cost of a step that nobody of the class can make."""


WHEELS = ("wheel", "motor")
"""Classes that sink in soft ground. Rule 4.21."""
WHEELED = (*WHEELS, "track", "towed")
"""Classes that a road speeds up further and a slope slows down further. Rules 4.2 and 4.3."""


class Conditions(NamedTuple):
    """What speed hangs on beside the ground."""

    mobility: str
    stealth: bool
    dark: int
    """Darkness in hundredths."""
    sky: str
    ground: str
    mended: int = 0
    """Bit set of the hexes whose road mud does not slow; 0 when the ground is dry."""
    bridges: tuple[tuple[HexId, HexId, int], ...] = ()
    """Steps over bridges that can be made, with their minutes. Rule 4.12."""


class Steps(tuple[tuple[tuple[HexId, int], ...], ...]):
    """For each hex the (neighbour, minutes) that the class can enter, in order of direction."""

    floods: dict[tuple[tuple[HexId, ...], int, int, bool], int]
    """By sources, the hexes that are shut, minutes, and whether ferries serve: what carriers reach (rule 11.1)."""
    reaches: dict[tuple[HexId, int], tuple[dict[HexId, int], int]]
    """By start and budget: minutes to each hex with nobody in the way, and the same hexes as a bit set."""
    gates: tuple[tuple[int, ...], tuple[int, ...], tuple[tuple[HexId, HexId], ...]] | None = None
    """By parity of the row and by direction: hexes from which a step can be made; None until somebody asks."""


_TABLES: dict[tuple[Board, int, Conditions], Steps] = {}
_MOST_TABLES = 256
_SPANNED: dict[tuple[Board, int, Conditions], Steps] = {}
_MOST_SPANNED = 2048


def conditions(state: GameState, side: SideId, mobility: str, *, stealth: bool) -> Conditions:
    """Conditions of movement of a side's units in the present turn; who creeps leaves his lorries. Rule 4.22."""
    now, dark = weather(state), round((1.0 - turn_of(state).light) * 100)
    if stealth and mobility == "motor":
        mobility = "foot"
    return Conditions(mobility, stealth, dark, now.sky, now.ground, state.mended[side] if now.ground != "dry" else 0)


def steps(board: Board, rules: Rulebook, at: Conditions) -> Steps:
    """Minutes of every step on a map under some conditions. Rules 4.1 to 4.5."""
    key = (board, id(rules), at)
    if at.bridges:
        return _spanned(key, board, rules, at)
    found = _TABLES.get(key)
    if found is None:
        if len(_TABLES) >= _MOST_TABLES:
            _TABLES.clear()
        found = _TABLES[key] = _make(board, rules, at)
    return found


def _spanned(key: tuple[Board, int, Conditions], board: Board, rules: Rulebook, at: Conditions) -> Steps:
    """The table without bridges, and the steps over them beside it: nearly all rows are shared. Rule 4.12."""
    found = _SPANNED.get(key)
    if found is None:
        if len(_SPANNED) >= _MOST_SPANNED:
            _SPANNED.clear()
        rows = list(steps(board, rules, at._replace(bridges=())))
        for here, there, minutes in at.bridges:
            rows[here] = (*rows[here], (there, minutes))
        found = _SPANNED[key] = Steps(rows)
        found.reaches, found.floods = {}, {}
    return found


def way_minutes(board: Board, rules: Rulebook, at: Conditions, here: HexId, there: HexId) -> float:
    """Minutes of a march from bank to bank as along a track, without the water between. Rule 4.12."""
    road = rules.movement.road["track"] * (rules.movement.road["wheeled"] if at.mobility in WHEELED else 1.0)
    return board.grid.distance(here, there) * board.hex_m / 1000.0 / (pace(rules, at) * road) * 60.0


WADERS = ("foot", "horse")
"""Classes that wade a wide river at a ford. Rule 4.15."""


class Step(NamedTuple):
    """What the ground has to say about a step, whatever the light and the weather."""

    road: bool
    factor: float
    """Of the road, or of open ground, on the pace; 0 where tracks in marsh make it hang on the pace itself."""
    climb: float
    """Minutes for the climb."""
    stream: float
    """Minutes for a stream."""


class Layout(NamedTuple):
    """The ground of a map as one class of movement finds it."""

    kinds: tuple[Step, ...]
    """Kinds of step there are."""
    rows: tuple[tuple[tuple[HexId, int], ...], ...]
    """For each hex the (neighbour, index among the kinds) that the class can enter, in order of direction."""


_LAYOUTS: dict[tuple[Board, int, str], Layout] = {}
_MOST_LAYOUTS = 64


def _layout(board: Board, rules: Rulebook, mobility: str) -> Layout:
    key = (board, id(rules), mobility)
    found = _LAYOUTS.get(key)
    if found is None:
        kinds: dict[Step, int] = {}
        rows = []
        for here in range(board.grid.size):
            around = [(there, step(board, rules, mobility, HexId(here), there)) for there in board.grid.adjacent[here]]
            rows.append(tuple([(h, kinds.setdefault(s, len(kinds))) for h, s in around if s is not None]))
        if len(_LAYOUTS) >= _MOST_LAYOUTS:
            _LAYOUTS.clear()
        found = _LAYOUTS[key] = Layout(tuple(kinds), tuple(rows))
    return found


def _make(board: Board, rules: Rulebook, at: Conditions) -> Steps:
    layout, open_pace = _layout(board, rules, at.mobility), pace(rules, at)
    special = [(s.road and bool(at.mended)) or not s.factor for s in layout.kinds]
    costs = [0 if odd else _minutes(board, s, open_pace) for s, odd in zip(layout.kinds, special, strict=True)]
    made = [tuple([(there, costs[kind]) for there, kind in row]) for row in layout.rows]
    if any(special):
        for here, row in enumerate(layout.rows):
            if any([special[kind] for _, kind in row]):
                made[here] = tuple([(h, step_minutes(board, rules, at, HexId(here), h, open_pace)) for h, _ in row])
    for here, banks in board.forded.items() if at.mobility in WADERS and at.ground != "mud" else ():
        for bank in banks:
            wading = way_minutes(board, rules, at, here, bank) + rules.engineering.passage["ford"]
            made[here] = (*made[here], (bank, int(wading + 0.5)))
    table = Steps(made)
    table.reaches, table.floods = {}, {}
    return table


def open_reach(table: Steps, start: HexId, budget: int) -> tuple[dict[HexId, int], int]:
    """Minutes to every hex within a budget with nobody in the way, and the same hexes as a bit set; kept once made."""
    found = table.reaches.get((start, budget))
    if found is None:
        best = {start: 0}
        buckets: list[list[HexId]] = [[] for _ in range(budget + 1)]
        buckets[0].append(start)
        for spent in range(budget + 1):
            for here in buckets[spent]:
                if best[here] != spent:
                    continue
                for there, cost in table[here]:
                    total = spent + cost
                    if total <= budget and total < best.get(there, CLOSED):
                        best[there] = total
                        buckets[total].append(there)
        mask = 0
        for hex_ in best:
            mask |= 1 << hex_
        found = table.reaches[start, budget] = (best, mask)
    return found


def pace(rules: Rulebook, at: Conditions) -> float:
    """Kilometres an hour on flat hard ground off the road. Rules 4.1 and 4.4."""
    table = rules.movement.conditions
    speed = rules.movement.speed[at.mobility]
    speed *= 1.0 - (1.0 - table["dark"]) * at.dark / 100.0
    for word in (at.sky, at.ground):
        speed *= table.get(word, 1.0)
    return speed * table["stealth"] if at.stealth else speed


def _going(board: Board, rules: Rulebook, mobility: str, hex_: HexId, most: float) -> float:
    """Going of a hex off the road: tracks in marsh make a crawl of it, `most` of their pace, and wheels sink in sand.
    Rules 4.1, 4.11 and 4.21."""
    ground = board.terrain(hex_)
    usual = max(0.05, ground.going)
    if mobility in WHEELS:
        return usual * rules.movement.soft.get(ground.id, 1.0)
    return min(usual, most) if most and ground.water == "marsh" else usual


def _open_ground(board: Board, rules: Rulebook, mobility: str, here: HexId, there: HexId, most: float) -> float:
    near, far = _going(board, rules, mobility, here, most), _going(board, rules, mobility, there, most)
    return 2.0 / (1.0 / near + 1.0 / far)


def going(board: Board, rules: Rulebook, at: Conditions, here: HexId, there: HexId, full: float | None = None) -> float:
    """Factor of open ground on the pace: a step crosses half of the hex it leaves and half of the one it enters.
    Rules 4.1, 4.11 and 4.21.

    Args:
        full: `pace` under the conditions, for a caller who has it.
    """
    most = rules.movement.bog["speed_kmh"] / (full or pace(rules, at)) if at.mobility == "track" else 0.0
    return _open_ground(board, rules, at.mobility, here, there, most)


def step(board: Board, rules: Rulebook, mobility: str, here: HexId, there: HexId) -> Step | None:
    """What the ground makes of a step for a class; None where it cannot go. Rules 4.1 to 4.5, 4.16 and 10.5."""
    ground = board.terrain(there)
    road = board.road_links.get((here, there))
    if mobility == "rail" and (here, there) not in board.rail_links:
        return None
    # A road opens ground that is closed off it, but never water.
    if (mobility in ground.closed and road is None) or (ground.is_water and mobility != "boat"):
        return None
    if (here, there) in board.boggy_steps and mobility in WHEELED and (here, there) not in board.ford_steps:
        return None
    table, wheeled = rules.movement, mobility in WHEELED
    marsh = mobility == "track" and "marsh" in (board.terrain(here).water, ground.water)
    if road is not None:
        factor = table.road[road] * (table.road["wheeled"] if wheeled else 1.0)
    else:
        factor = 0.0 if marsh else _open_ground(board, rules, mobility, here, there, 0.0)
    if mobility == "rail":
        return Step(road is not None, factor, 0.0, 0.0)
    climb = max(0, board.elevation[there] - board.elevation[here])
    stream = table.obstacle["stream"] if board.streams >> there & 1 and road is None else 0.0
    return Step(road is not None, factor, climb * table.slope["wheeled" if wheeled else "climb_minutes"], stream)


def _minutes(board: Board, found: Step, speed: float, eased: float = 1.0) -> int:
    """Minutes of a step at some pace on flat hard ground; a mended road takes the mud's part in it back."""
    speed *= found.factor
    minutes = board.hex_m / 1000.0 / (speed / eased) * 60.0
    return max(1, int(minutes + found.climb + found.stream + 0.5))


def step_minutes(
    board: Board, rules: Rulebook, at: Conditions, here: HexId, there: HexId, open_pace: float | None = None
) -> int:
    """Minutes of one step, at least 1; `CLOSED` where the class cannot go. Rules 4.1 to 4.5, 4.16 and 10.5.

    Args:
        open_pace: `pace` under the conditions, for a caller who has it.
    """
    found = step(board, rules, at.mobility, here, there)
    if found is None:
        return CLOSED
    speed = pace(rules, at) if open_pace is None else open_pace
    if not found.factor:
        found = found._replace(factor=going(board, rules, at, here, there, speed))
    is_mended = found.road and at.mended >> there & 1
    return _minutes(board, found, speed, rules.movement.conditions.get(at.ground, 1.0) if is_mended else 1.0)
