"""Forecasts, threats, routes, sight and budgets in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.core.ids import HexId, UnitId
from game.engine import BudgetLine, FireForecast, Forecast, Route, SightLine, StealthLine, Threat
from game.language.names import contact_name, contact_of, hex_at, hex_name, hex_names, unit_name, unit_names
from game.language.phrases import count, decimal, listing, men, minutes, odds, percent, sentence, signed
from game.language.words_assault import PRESS_VERBS, modifier_words, ratio_words
from game.language.words_command import LED_WORDS
from game.model.events import ModifierLine
from game.model.view import View
from game.rules.forecast import Spread

CHANCE_WORDS = (
    ("destroyed", "the enemy is destroyed"),
    ("surrender", "he surrenders"),
    ("rout", "he is routed"),
    ("retreat", "he falls back"),
    ("hold", "he holds"),
    ("repulse", "we are thrown back"),
    ("attacker_rout", "we are routed"),
)
"""Outcomes in order from the best for the attacker, with their words for him."""
REMARK_WORDS = {
    "zoc": "along the enemy's front",
    "road": "partly by road",
    "wire": "cutting wire",
    "aircraft": "under the enemy's aircraft",
    "stream": "wading a stream",
    "bog": "over soft ground",
    "unseen ground": "over ground you do not see, so it cannot be undone",
    "night": "in the dark",
    "boat": "by boat",
    "all its minutes": "with all its minutes",
}
"""What a route meets, in words."""
BUDGET_WORDS = {
    "turn": "the turn's length",
    "command": "out of command: orders come by runner",
    "leader": "a slow commander, or a deputy",
    "long": "beyond a day",
    "fatigue": "fatigue",
    "pinned": "pinned by fire",
}
"""Entries in the account of a unit's minutes."""
_REASONS = 5
_BAND = 10
"""Minutes in a band of `reach_lines`."""


def spread_words(loss: Spread) -> str:
    """A loss as best, typical, worst and mean."""
    return f"best {loss.p10}, typical {loss.p50}, worst {loss.p90}, mean {round(loss.mean)} men"


def forecast_lines(view: View, forecast: Forecast) -> tuple[str, ...]:
    """The odds of an assault before it is ordered: what is likely, what it costs, and why."""
    order, scenario = forecast.order, view.scenario
    verb = PRESS_VERBS[order.press][int(len(order.units) > 1)]
    who = unit_names(scenario, order.units)
    lines = [
        f"Forecast: {who} {verb} {hex_name(scenario.board, order.target)} for {minutes(forecast.minutes)} at "
        f"{odds(forecast.ratio)}.",
        _defender_words(view, forecast),
        f"Chance to take the hex {percent(forecast.win)}: {_chance_words(forecast.chances)}.",
        f"Our losses: {spread_words(forecast.a_loss)}. The enemy's: {spread_words(forecast.d_loss)}. "
        "Best and worst are what one time in ten goes beyond.",
    ]
    if forecast.waits:
        lines.append(f"It waits {minutes(forecast.waits)} for our guns to lift.")
    if forecast.surprise > 0.0:
        lines.append(f"Surprise: {percent(forecast.surprise)} of what is possible, if nobody is discovered before.")
    reasons = ranked(forecast.modifiers)
    if reasons:
        lines.append(f"Reasons, strongest first: {'; '.join(reasons[:_REASONS])}.")
    return tuple(lines)


def _defender_words(view: View, forecast: Forecast) -> str:
    known = [contact for number in forecast.defenders if (contact := contact_of(view, number))]
    if not known:
        return "Nobody is known to defend it."
    told = listing(f"{contact_name(view.scenario, c)} with {c.men_low} to {c.men_high} men" for c in known)
    return f"Against {told}, as far as you know; the enemy's guns and whoever you have not seen are not reckoned."


def _chance_words(chances: Mapping[str, float]) -> str:
    told = [f"{words} {percent(chances[key])}" for key, words in CHANCE_WORDS if chances.get(key, 0.0) > 0.0]
    return ", ".join(told)


def ranked(modifiers: Sequence[ModifierLine]) -> list[str]:
    """Factors on power, the strongest first, with whom each helps."""
    power = [line for line in modifiers if line.effect == "P" and line.value > 0.0]
    power.sort(key=lambda line: -max(line.value, 1.0 / line.value))
    return [
        f"{line.name} x {decimal(line.value)} for {'us' if line.side == 'A' else 'the enemy'} (rule {line.rule})"
        for line in power
    ]


def forecast_tree(view: View, forecast: Forecast) -> tuple[str, ...]:
    """Everything the odds are made of: arms of both sides, all factors, the ratio."""
    names = {w.id: w.name for w in view.scenario.rules.weapons.values()}
    names |= {v.id: v.name for v in view.scenario.rules.vehicles.values()}
    lines = []
    for side, words in (("A", "Ours"), ("D", "The enemy's")):
        parts = [
            f"{decimal(number, 1)} {names.get(kind, kind)} {decimal(worth, 1)}"
            for tag, kind, number, worth in forecast.parts
            if tag == side
        ]
        lines.append(f"{words}, number, arm and power: {'; '.join(parts) or 'nothing known'}.")
    lines += [sentence(modifier_words(line)) for line in forecast.modifiers]
    return (*lines, ratio_words(forecast.a_power, forecast.d_power, forecast.ratio, forecast.modifiers))


def fire_lines(view: View, unit: UnitId, target: HexId, forecast: FireForecast) -> tuple[str, ...]:
    """What a bombardment would do."""
    aim = "observed" if forecast.observed else "unobserved"
    lines = [
        f"Forecast: {unit_name(view.scenario, unit)} fires {count(forecast.rounds, 'round')} at "
        f"{hex_name(view.scenario.board, target)} in {minutes(forecast.minutes)}, {aim}.",
        f"On average {decimal(forecast.killed, 1)} men would be hit, and whoever is there pinned by "
        f"{percent(forecast.pinned)}.",
    ]
    return (*lines, *(sentence(modifier_words(line)) for line in forecast.modifiers))


def threat_lines(view: View, hex_: HexId, threats: Sequence[Threat]) -> tuple[str, ...]:
    """What the known enemy could do to a hex, the worst first."""
    where = hex_at(view.scenario.board, hex_)
    if not threats:
        return (f"No known enemy could assault {where} soon.",)
    if hex_ not in view.stacks:
        soon = min(threat.minutes for threat in threats)
        near = [contact for threat in threats for n in threat.contacts if (contact := contact_of(view, n))]
        names = listing(dict.fromkeys(contact_name(view.scenario, contact) for contact in near))
        return (f"You have nobody at {where}; {names} could walk in{f' within {minutes(soon)}' if soon else ''}.",)
    lines = [f"Plausible assaults on {where}, the worst first:"]
    for threat in threats:
        known = [contact for number in threat.contacts if (contact := contact_of(view, number))]
        known.sort(key=lambda contact: contact.number)
        who = listing(contact_name(view.scenario, contact) for contact in known) or "the enemy"
        start = hex_names(view.scenario.board, threat.origins)
        come = f"after {minutes(threat.minutes)} of marching" if threat.minutes else "at once"
        own, foe = round(threat.own_loss), round(threat.enemy_loss)
        lost = f"about {men(own)}" if own else "hardly a man"
        said = f"{who} from {start}, {come}: chance to take it {percent(threat.win)} at {odds(threat.ratio)}; "
        lines.append(sentence(f"{said}we would lose {lost}, the enemy {f'about {foe}' if foe else 'as few'}"))
    return tuple(lines)


def budget_lines(view: View, unit: UnitId, lines: Sequence[BudgetLine]) -> tuple[str, ...]:
    """Why a unit has its minutes."""
    own = view.unit_of[unit]
    given = sum(line.minutes for line in lines)
    told = [f"{signed(line.minutes)} {BUDGET_WORDS.get(line.name, line.name)} (rule {line.rule})" for line in lines]
    return (
        f"{unit_name(view.scenario, unit)} has {minutes(own.minutes)} left.",
        f"A turn gives it {minutes(given)} as things stand: {', '.join(told)}.",
        sentence(f"it is {LED_WORDS[own.led]} (rules 12.2 and 12.5)"),
    )


def sight_lines(view: View, sight: SightLine) -> tuple[str, ...]:
    """Whether one hex is seen from another, and what stands in the way."""
    board = view.scenario.board
    start, end = hex_name(board, sight.a), hex_name(board, sight.b)
    far = f"{sight.range_m} m; a unit on the move there is made out at {sight.limit_m} m in this light and weather"
    lines = [sentence(f"from {start} one {'sees' if sight.visible else 'does not see'} {end}: {far}")]
    if sight.blocked_by is not None:
        lines.append(
            sentence(
                f"{hex_at(board, sight.blocked_by)} stands in the way and rises {round(sight.by_m)} m above the line"
            )
        )
    profile = [
        f"{board.grid.name(hex_)} {round(ground)} m (line {round(height)} m)" for hex_, ground, height in sight.profile
    ]
    return (*lines, f"Ground and line of sight: {', '.join(profile)}.")


def route_line(view: View, route: Route) -> str:
    """A march as it is expected to go."""
    path = " ".join(view.scenario.board.grid.name(hex_) for hex_ in route.hexes[1:])
    remarks = [REMARK_WORDS.get(remark, remark) for remark in route.remarks]
    if route.bogged:
        remarks.append(f"{decimal(route.bogged, 1)} vehicles likely to stick")
    said = (
        f"{minutes(route.total)}, {minutes(max(0, route.left))} left"
        if route.arrives
        else (f"{minutes(route.total)}, more than it has")
    )
    return sentence(f"way {path}: {said}" + (f"; {listing(remarks)}" if remarks else ""))


def reach_lines(view: View, unit: UnitId, reach: Mapping[HexId, int], gait: str) -> tuple[str, ...]:
    """Where a unit can go, by minutes: places by name first, then all hexes in bands of ten minutes."""
    board = view.scenario.board
    name, left = unit_name(view.scenario, unit), view.unit_of[unit].minutes
    if not reach:
        return (f"{name} can reach no other hex with {minutes(left)} left.",)
    verb = "creep" if gait == "stealth" else "march"
    lines = [f"{name} can {verb} to {count(len(reach), 'hex', 'hexes')} with {minutes(left)} left."]
    places = sorted((spent, hex_) for hex_, spent in reach.items() if hex_ in board.place_at)
    if places:
        lines.append(f"Places: {', '.join(f'{hex_name(board, h)} {spent} minutes' for spent, h in places)}.")
    bands: dict[int, list[HexId]] = {}
    for hex_, spent in sorted(reach.items(), key=lambda item: (item[1], item[0])):
        bands.setdefault((max(1, spent) - 1) // _BAND, []).append(hex_)
    for band, hexes in sorted(bands.items()):
        lines.append(f"Within {(band + 1) * _BAND} minutes: {' '.join(board.grid.name(h) for h in hexes)}.")
    return tuple(lines)


def stealth_lines(view: View, unit: UnitId, hex_: HexId, lines: Sequence[tuple[int, StealthLine]]) -> tuple[str, ...]:
    """The chance that a creeping unit is discovered at a hex."""
    where = hex_name(view.scenario.board, hex_)
    if not lines:
        return (f"No known enemy could discover {unit_name(view.scenario, unit)} at {where}.",)
    number, worst = lines[0]
    return (
        f"Creeping to {where}, {unit_name(view.scenario, unit)} is discovered by contact {number} with a chance "
        f"of {percent(worst.chance)} (rule 8.2: base {percent(worst.base)} x numbers {decimal(worst.men)} x "
        f"(1 - stealth {decimal(worst.stealth)}), if he is half awake).",
    )
