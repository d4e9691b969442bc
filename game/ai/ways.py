"""Minutes to a goal from every hex of a map: one reverse search for each goal and kind of going, kept for all games."""

from __future__ import annotations

from game.core.hexgrid import hexes_of
from game.core.ids import HexId
from game.model.board import Board
from game.model.rulebook import Rulebook
from game.model.view import View
from game.rules.bridges import general_links
from game.rules.terrain_costs import Conditions, steps

FAR = 1 << 20
"""Minutes to a goal that cannot be reached."""
SHADE = 25
"""Steps of darkness, in hundredths, by which marches are reckoned: finer ones would ask for new tables every turn."""
Table = tuple[tuple[tuple[HexId, int], ...], ...]
"""For each hex the (hex it is entered from, minutes)."""

_FIELDS: dict[tuple[int, int, Conditions, HexId], tuple[Board, Rulebook, Flood]] = {}
_BACK: dict[tuple[int, int, Conditions], tuple[Board, Rulebook, Table]] = {}
_MOST = 2048


def going(view: View, mobility: str, *, stealth: bool = False) -> Conditions:
    """Conditions of movement for a class now, from what the view shows."""
    dark = round((1.0 - view.light) * 100 / SHADE) * SHADE
    at = Conditions(mobility, stealth, dark, view.weather.sky, view.weather.ground)
    if not view.bridges:
        return at
    return at._replace(bridges=general_links(view.scenario.board, view.scenario.rules, view.bridges, at))


def _backwards(board: Board, rules: Rulebook, at: Conditions) -> Table:
    """For each hex the (hex it is entered from, minutes)."""
    key = (id(board), id(rules), at)
    kept = _BACK.get(key)
    if kept is not None:
        return kept[2]
    made: list[list[tuple[HexId, int]]] = [[] for _ in range(board.grid.size)]
    for here, around in enumerate(steps(board, rules, at)):
        for there, cost in around:
            made[there].append((HexId(here), cost))
    table = tuple(tuple(row) for row in made)
    # The map itself is kept beside the table, so that its number cannot pass to another map.
    _BACK[key] = (board, rules, table)
    return table


def minutes_to(board: Board, rules: Rulebook, at: Conditions, goal: HexId) -> Flood:
    """Minutes from every hex to a goal over open ground, enemies left out; `FAR` where there is no way. Rule 4.1."""
    key = (id(board), id(rules), at, goal)
    kept = _FIELDS.get(key)
    if kept is not None:
        return kept[2]
    if len(_FIELDS) > _MOST:
        _FIELDS.clear()
    field = Flood(_backwards(board, rules, at), goal)
    _FIELDS[key] = (board, rules, field)
    return field


def minutes_round(board: Board, rules: Rulebook, at: Conditions, goal: HexId, shut: int) -> Flood:
    """The same by ways that pass no hex of a bit set; the goal may be one of them. Rule 4.1."""
    return Flood(_backwards(board, rules, at), goal, shut)


class Flood:
    """Minutes to a goal, searched from there only as far as somebody asks."""

    __slots__ = ("_best", "_buckets", "_last", "_settled", "_shut", "_table")

    def __init__(self, table: Table, goal: HexId, shut: int = 0) -> None:
        self._table = table
        self._shut = bytearray(len(table))
        for hex_ in hexes_of(shut):
            self._shut[hex_] = 1
        self._best = [FAR] * len(table)
        self._best[goal] = 0
        self._buckets: dict[int, list[HexId]] = {0: [goal]}
        self._settled = self._last = 0
        """Minutes below which all is settled, and the longest way met so far."""

    def __getitem__(self, hex_: HexId) -> int:
        minutes = self._best[hex_]
        return minutes if minutes < self._settled else self.up_to(hex_)[hex_]

    def up_to(self, hex_: HexId) -> list[int]:
        """Minutes from every hex no farther than the given one; from those beyond as many as from there, or more."""
        best, table, shut, buckets = self._best, self._table, self._shut, self._buckets
        spent, last = self._settled, self._last
        while spent <= last and best[hex_] >= spent:
            for here in buckets.pop(spent, ()):
                if best[here] != spent:
                    continue
                for there, cost in table[here]:
                    total = spent + cost
                    if total < best[there] and not shut[there]:
                        best[there] = total
                        if total in buckets:
                            buckets[total].append(there)
                        else:
                            buckets[total] = [there]
                            last = max(last, total)
            spent += 1
        self._settled, self._last = spent, last
        return best


def walk(board: Board, rules: Rulebook, at: Conditions, start: HexId, goal: HexId) -> tuple[HexId, ...]:
    """The quickest way over open ground, both ends among its hexes; empty if there is none. Rule 4.1."""
    field = minutes_to(board, rules, at, goal)
    if field[start] >= FAR:
        return ()
    table = steps(board, rules, at)
    way = [start]
    while way[-1] != goal:
        here = way[-1]
        way.append(min((cost + field[there], order, there) for order, (there, cost) in enumerate(table[here]))[2])
    return tuple(way)
