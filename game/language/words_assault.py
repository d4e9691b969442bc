"""An assault in one line, and the whole reckoning behind it on demand."""

from __future__ import annotations

from game.core.ids import SideId, enemy_of
from game.language.audience import Audience
from game.language.phrases import decimal, listing, men, minutes, odds, percent
from game.model.events import AssaultResolved, ModifierLine, OutcomeLine
from game.rules import division

FLIGHT_WORDS = {
    "repulse": ("is thrown back", "are thrown back"),
    "retreat": ("falls back", "fall back"),
    "rout": ("is routed", "are routed"),
    "surrender": ("surrenders", "surrender"),
    "destroyed": ("is destroyed where it stands", "are destroyed where we stand"),
}
"""What a broken side does, singular and plural."""
PRESS_VERBS = {"probe": ("probes", "probe"), "attack": ("attacks", "attack"), "storm": ("storms", "storm")}
"""The press of an assault as a verb, singular and plural."""
_SIDES = {"A": "attacker", "D": "defender", "both": "both sides"}
_EFFECTS = {"P": "power", "V": "losses", "T": "losses"}


def outcome_words(audience: Audience, attacker: SideId, outcome: OutcomeLine) -> str:
    """What came of an assault: "the enemy falls back", "we hold"."""
    broken = attacker if outcome.broke == "A" else enemy_of(attacker)
    plural = int(audience.is_plural(broken))
    subject = audience.we(broken)
    if not outcome.broke:
        return f"{subject} {'hold' if plural else 'holds'}"
    flight = outcome.flight or ("repulse" if outcome.broke == "A" else "retreat")
    return f"{subject} {FLIGHT_WORDS[flight][plural]}"


def loss_words(audience: Audience, attacker: SideId, outcome: OutcomeLine) -> str:
    """What an assault cost both sides: "we lose 23 men, the enemy about 60 men"."""
    defender = enemy_of(attacker)
    first, second = (attacker, defender) if audience.side != defender else (defender, attacker)
    lost = {
        attacker: audience.lost(attacker, outcome.a_men, outcome.a_vehicles),
        defender: audience.lost(defender, outcome.d_men, outcome.d_vehicles),
    }
    verb = "lose" if audience.is_plural(first) else "loses"
    return f"{audience.we(first)} {verb} {lost[first]}, {audience.we(second)} {lost[second]}"


def assault_line(event: AssaultResolved, audience: Audience) -> str:
    """An assault in one line for its audience."""
    outcome = event.outcomes[event.drawn]
    own_attack = audience.side is None or event.side == audience.side
    attackers = audience.names(event.units, event.hex) if own_attack else "the enemy"
    several = own_attack and len(event.units) > 1
    verb = PRESS_VERBS[event.press][int(several)]
    target = audience.place(event.hex)
    held = ""
    if event.defenders and not own_attack:
        held = f", held by {audience.names(event.defenders)},"
    chance = f" at {odds(event.ratio)}" if own_attack else ""
    result = outcome_words(audience, event.side, outcome)
    losses = loss_words(audience, event.side, outcome)
    line = f"{attackers} {verb} {target}{held} for {minutes(event.minutes)}{chance}: {result}. "
    line = line[0].upper() + line[1:] if attackers == "the enemy" else line
    return line + losses[0].upper() + losses[1:] + "."


def power_products(modifiers: tuple[ModifierLine, ...]) -> tuple[float, float]:
    """Factors on the attacker's and the defender's raw power, multiplied from the list. Rule 7.4."""
    attack = defence = 1.0
    for line in modifiers:
        if line.effect == "P":
            attack *= line.value if line.side != "D" else 1.0
            defence *= line.value if line.side != "A" else 1.0
    return attack, defence


def modifier_words(line: ModifierLine) -> str:
    """One factor: "attacker, power: surprise x 1.45 (rule 8.31, combat.surprise.power)"."""
    source = f", {line.source}" if line.source else ""
    effect = f"{_SIDES.get(line.side, line.side)}, {_EFFECTS.get(line.effect, line.effect)}"
    return f"{effect}: {line.name} x {decimal(line.value, 3)} (rule {line.rule}{source})"


def ratio_words(a_power: float, d_power: float, ratio: float, modifiers: tuple[ModifierLine, ...]) -> str:
    """How the ratio follows from raw powers and factors, for a reader with a calculator."""
    attack, defence = power_products(modifiers)
    return (
        f"Power: attacker {decimal(a_power, 1)} x {decimal(attack, 3)} = {decimal(a_power * attack, 1)}; defender "
        f"{decimal(d_power, 1)} x {decimal(defence, 3)} = {decimal(d_power * defence, 1)}. Ratio {odds(ratio)}."
    )


def spread_words(outcomes: tuple[OutcomeLine, ...]) -> str:
    """The outcomes that were possible, counted."""
    names = {
        "": "holds",
        "repulse": "repulse",
        "retreat": "retreat",
        "rout": "rout",
        "surrender": "surrender",
        "destroyed": "destruction",
    }
    counts: dict[str, int] = {}
    for outcome in outcomes:
        side = {"A": "attacker's ", "D": "defender's "}.get(outcome.broke, "")
        key = side + names[outcome.flight] if outcome.broke else "the defender holds"
        counts[key] = counts.get(key, 0) + 1
    total = len(outcomes)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    told = listing(f"{name} {percent(number / total)}" for name, number in ranked)
    return f"Of {total} equally likely outcomes: {told}."


def luck_words(event: AssaultResolved, audience: Audience) -> str:
    """What was drawn against what was to be expected, in men."""
    drawn, total = event.outcomes[event.drawn], len(event.outcomes)
    a_mean = round(sum(outcome.a_men for outcome in event.outcomes) / total)
    d_mean = round(sum(outcome.d_men for outcome in event.outcomes) / total)
    own_is_attacker = audience.side is None or event.side == audience.side
    own, own_mean = (drawn.a_men, a_mean) if own_is_attacker else (drawn.d_men, d_mean)
    foe, foe_mean = (drawn.d_men, d_mean) if own_is_attacker else (drawn.a_men, a_mean)
    foe_side = enemy_of(event.side) if own_is_attacker else event.side
    own_side = enemy_of(foe_side)
    gap = own_mean - own
    fortune = f"{men(abs(gap))} {'better' if gap > 0 else 'worse'} than" if gap else "just"
    verb = "were" if audience.is_plural(own_side) else "was"
    return (
        f"Luck: {audience.we(own_side)} {verb} to expect a loss of {men(own_mean)} and lost {own}, {fortune} the mean; "
        f"{audience.we(foe_side)} was to expect {audience.lost(foe_side, foe_mean)} and lost "
        f"{audience.lost(foe_side, foe)}."
    )


def worth_words(event: AssaultResolved, audience: Audience) -> tuple[str, ...]:
    """What each factor was worth in men to those who hear of it: of their own losses, or of both sides'. Rule 7.78."""
    told = []
    sides = zip("AD", (event.side, enemy_of(event.side)), division.of_assault(event), strict=True)
    for tag, side, found in sides:
        if audience.side in (None, side) and found.expected >= 1.0:
            told.append(_worth(found, tag, audience.we(side)))
    return tuple(told)


def _worth(found: division.Division, tag: str, who: str) -> str:
    """One side's division, the weightiest factors first."""
    parts = [(_owned(part.line, tag), part.value) for part in found.parts] + list(found.apart)
    weighty = sorted((pair for pair in parts if abs(pair[1]) >= 0.5), key=lambda pair: (-abs(pair[1]), pair[0]))
    factors = listing([f"{name} {value:+.0f}" for name, value in weighty]) or "no factor weighs a man"
    return (
        f"What the factors were worth (rule 7.78): of {men(round(found.expected))} that {who} could expect to lose, "
        f"the bare law takes {found.base:.0f}; {factors}."
    )


def _owned(line: ModifierLine, tag: str) -> str:
    """A factor with whose it is."""
    whose = "" if line.side == "both" else "own " if line.side == tag else "the enemy's "
    return whose + line.name.replace(": ", " ")


def assault_tree(event: AssaultResolved, audience: Audience) -> tuple[str, ...]:
    """Everything an assault was made of: powers, factors with rule and source, outcomes, luck."""
    support = [f"{audience.name(unit)} with {rounds} rounds" for unit, rounds in event.support if audience.is_own(unit)]
    if any(not audience.is_own(unit) for unit, _ in event.support):
        support.append("enemy guns")
    guns = (f"Guns that fired: {listing(support)}.",) if support else ()
    return (
        assault_line(event, audience),
        ratio_words(event.a_power, event.d_power, event.ratio, event.modifiers),
        *guns,
        *(modifier_words(line) for line in event.modifiers),
        spread_words(event.outcomes),
        *worth_words(event, audience),
        luck_words(event, audience),
    )
