"""A sentence for every refusal: the rule, what is wrong, and what to do instead."""

from __future__ import annotations

from game.language.phrases import sentence
from game.model.orders import Refusal
from game.model.scenario import Scenario

SENTENCES: dict[str, tuple[str, ...]] = {
    "not-your-turn": ("It is not your part of the turn. Wait until the enemy has ended his.",),
    "game-over": ("The game is over. Type 'report' for what happened last, or 'quit' to leave.",),
    "decision-pending": ("A decision waits for you and comes first. Type 'decide' with the number of an option.",),
    "no-decision": ("Nothing waits to be decided. Go on with orders to your units.",),
    "unknown-option": (
        "'{option}' is not one of the options. Type 'decide' with the number of one that is offered.",
        "That is not one of the options. Type 'decide' with the number of one that is offered.",
    ),
    "no-such-unit": ("There is no such unit. Type 'units' for a list of yours.",),
    "not-yours": (
        "{unit} takes no orders from you. Type 'units' for a list of yours.",
        "That unit takes no orders from you. Type 'units' for a list of yours.",
    ),
    "not-on-map": (
        "{unit} is not on the map, so it can do nothing now. 'show {unit}' tells what has become of it.",
        "That unit is not on the map, so it can do nothing now. 'show' with its name tells what has become of it.",
    ),
    "no-minutes": ("It has no minutes left this turn. Use another unit, or type 'next'.",),
    "too-little-time": (
        "That takes {minutes} minutes and only {left} are left. Do something shorter, or wait for the next turn.",
        "There is too little time left for that. Do something shorter, or wait for the next turn.",
    ),
    "same-hex": ("It already stands there. Name another hex.",),
    "off-map": ("That hex is off the map. Type 'map' to see which hexes there are.",),
    "no-way": (
        "There is no way to {hex} for this unit: water, ground closed to it, full hexes or the enemy stand between. "
        "'reach' lists where it can go.",
        "There is no way there for this unit. 'reach' lists where it can go.",
    ),
    "closed-terrain": (
        "{terrain} at {hex} is closed to this unit. 'reach' lists where it can go.",
        "The ground there is closed to {unit}. Leave it out, or choose another hex.",
        "That ground is closed to this unit. 'reach' lists where it can go.",
    ),
    "all-bogged": (
        "All vehicles of {unit} lie bogged. Type 'recover {unit}', or let engineers do it.",
        "All its vehicles lie bogged. Type 'recover' with its name, or let engineers do it.",
    ),
    "too-far": (
        "The way takes {minutes} minutes and {left} are left. Go part of the way, or go on next turn; 'reach' lists "
        "what is near enough.",
        "It is too far for the minutes left. Go part of the way; 'reach' lists what is near enough.",
    ),
    "stack-full": (
        "{hex} has no room: the hex holds {limit} men, and with this unit there would be {men}. Move somebody out "
        "first, or stop beside it.",
        "{hex} has no room for this unit: a hex holds {limit} men of one side. Move somebody out first, or stop "
        "beside it.",
        "There is no room for this unit in that hex. Move somebody out first, or stop beside it.",
    ),
    "enemy-there": (
        "The enemy stands at {hex}. Go beside it and type 'assault', or choose another hex.",
        "The enemy stands there. Go beside it and type 'assault', or choose another hex.",
    ),
    "restraint": (
        "Your capital forbids it: {text} 'break {restraint}' lifts the ban at a price; 'restraints' tells the price.",
        "Your capital forbids it ({restraint}). 'break {restraint}' lifts the ban at a price; 'restraints' tells the "
        "price.",
        "Your capital forbids it. 'restraints' tells what is forbidden and what it costs to do it all the same.",
    ),
    "stealth-kind": (
        "A {kind} cannot creep: only men on foot can go by stealth. Leave out 'stealth'.",
        "Only men on foot can go by stealth. Leave out 'stealth'.",
    ),
    "not-adjacent": (
        "{unit} does not stand beside {hex}, and only a unit beside it can assault it. Move there first, or leave "
        "{unit} out.",
        "{unit} does not stand beside the hex, and only a unit beside it can assault it. Move it there first, or leave "
        "it out.",
        "Only a unit beside the hex can assault it. Move there first.",
    ),
    "no-enemy": (
        "No enemy is known to be at {hex}. Move there instead; if somebody is there, you will meet him.",
        "No enemy is known to be there. Move there instead; if somebody is there, you will meet him.",
    ),
    "cannot-assault": (
        "{unit} is not made for the assault. Send infantry, cavalry or tanks, and let it support from where it stands.",
        "This unit is not made for the assault. Send infantry, cavalry or tanks.",
    ),
    "shaken": (
        "{unit} is shaken: its cohesion is {cohesion} and an attack needs {least}. Let it rest.",
        "{unit} is shaken and will not attack. Let it rest until its cohesion is back.",
        "The unit is shaken and will not attack. Let it rest until its cohesion is back.",
    ),
    "no-attackers": (
        "None of these units both stands beside {hex} and may lead an assault. Move one there, or name another.",
        "None of these units can lead the assault. Name one that stands beside the enemy and may.",
    ),
    "bad-gait": (
        "'{gait}' is not a way to move. March, or go by stealth.",
        "That is not a way to move. March, or go by stealth.",
    ),
    "bad-press": (
        "'{press}' is not a way to press an assault. Choose probe, attack or storm.",
        "That is not a way to press an assault. Choose probe, attack or storm.",
    ),
    "cannot-fire": (
        "{unit} has no guns that bombard. Name guns or mortars.",
        "This unit has no guns that bombard. Name guns or mortars.",
    ),
    "off-map-guns": (
        "{unit} stands behind the edge of the map: it fires, rests and waits, and does nothing else.",
        "Those guns stand behind the edge of the map: they fire, rest and wait, and do nothing else.",
    ),
    "no-haul": ("This battle does not ask what the lorries bring. 'supply' tells what comes.",),
    "haul-sum": (
        "The shares come to {sum} and must come to a hundred. Name fewer kinds, and the others take the rest.",
        "The shares must come to a hundred. Name fewer kinds, and the others take the rest.",
    ),
    "no-fuel": (
        "{unit} has empty tanks. Have the lorries bring fuel with 'haul', and wait for them.",
        "Its tanks are empty. Have the lorries bring fuel with 'haul', and wait for them.",
    ),
    "no-works-stores": (
        "This takes {kilograms} kg of engineers' stores and the dumps hold {left}. Have the lorries bring more with "
        "'haul works'.",
        "The dumps lack engineers' stores. Have the lorries bring more with 'haul works'.",
    ),
    "no-shells": (
        "{unit} has no shells left. Bring it back into supply and wait.",
        "It has no shells left. Bring it back into supply and wait.",
    ),
    "out-of-range": (
        "The target is {metres} m off and the guns reach {range} m. Go nearer, or choose a nearer target.",
        "The target is out of reach: the guns carry {range} m, and some fire only at what their crew sees. Choose "
        "another target.",
        "The target is beyond the range of the guns. Go nearer, or choose a nearer target.",
    ),
    "no-line": (
        "{hex} cannot be seen, and this needs eyes on the target. 'los' tells what stands in the way; bring an "
        "observer nearer.",
        "The target cannot be seen, and this needs eyes on it. 'los' tells what stands in the way; bring an observer "
        "nearer.",
    ),
    "friends-there": (
        "Your own men stand at {hex}. Choose another target.",
        "Your own men stand there. Choose another target.",
    ),
    "cannot-dig": (
        "{unit} cannot dig here. Move to firm ground, or give it something else to do.",
        "This unit cannot dig here. Move to firm ground, or give it something else to do.",
    ),
    "fully-dug": (
        "{unit} is dug in as deep as it can. Let it rest or hold.",
        "It is dug in as deep as it can. Let it rest or hold.",
    ),
    "has-wire": ("Wire already stands on that side. Choose another.",),
    "no-side": ("That side lies at the edge of the map. Choose another.",),
    "too-heavy": (
        "What {unit} brings is too heavy for the boats of {ferry}. Leave it on this bank.",
        "That is too heavy for the boats. Leave it on this bank.",
    ),
    "ferry-full": (
        "The boats of {ferry} are at work for others till the end of this turn. Send a smaller unit, or wait a turn.",
        "The boats are at work for others till the end of this turn. Send a smaller unit, or wait a turn.",
    ),
    "bridge-weak": (
        "What {unit} brings is too heavy for {bridge}. Send it by a stronger bridge.",
        "That is too heavy for the bridge. Send it by a stronger one.",
    ),
    "bridge-full": (
        "{bridge} is taken up by others till the end of this turn. Send a smaller unit, or wait a turn.",
        "The bridge is taken up by others till the end of this turn. Send a smaller unit, or wait a turn.",
    ),
    "cannot-bridge": (
        "{unit} is not of the engineers, who alone build bridges. Send engineers.",
        "Only engineers build bridges. Send some.",
    ),
    "no-bridge-site": (
        "Nobody can build a bridge at {hex}. Go to one end of a crossing; 'look' names those of a hex.",
        "Nobody can build a bridge there. Go to one end of a crossing; 'look' names those of a hex.",
    ),
    "bridge-stands": (
        "The bridge at {hex} stands. Send its builders elsewhere.",
        "That bridge stands. Send its builders elsewhere.",
    ),
    "bridge-beside-enemy": ("Nobody builds a bridge beside the enemy. Drive him off first.",),
    "cannot-blow": (
        "{unit} is not fit to blow bridges. Send engineers, or a small party on foot.",
        "It is not fit to blow bridges. Send engineers, or a small party on foot.",
    ),
    "no-bridge": (
        "No bridge that we know of stands at {hex}. Go to one end of a bridge.",
        "No bridge that we know of stands there. Go to one end of a bridge.",
    ),
    "cannot-recover": (
        "{unit} has no vehicles and is not of the engineers. Send tanks or engineers to the hex.",
        "It has no vehicles and is not of the engineers. Send tanks or engineers to the hex.",
    ),
    "nothing-bogged": (
        "No vehicle of ours lies bogged where {unit} stands. 'show' tells where any do.",
        "No vehicle of ours lies bogged there. 'show' tells where any do.",
    ),
    "recover-beside-enemy": ("Nobody tows under the enemy's eyes, and he stands beside the hex. Drive him off first.",),
    "cannot-break-out": (
        "{unit} cannot slip away on foot: tanks, lorries and guns behind the map's edge march, or stay.",
        "Only men on foot or horse slip out of a ring.",
    ),
    "not-encircled": (
        "{unit} is not shut in as far as we know. 'move' takes it where it should go.",
        "Only encircled units break out. 'move' does for the others.",
    ),
    "cannot-mend": (
        "{unit} is not of the engineers, who alone mend roads. Send engineers.",
        "Only engineers mend roads. Send some.",
    ),
    "no-road": (
        "There is no road at {hex}. Go to a hex with a road or track.",
        "There is no road there. Go to a hex with a road or track.",
    ),
    "road-mended": (
        "The road at {hex} is mended already. Go on to the next hex.",
        "That road is mended already. Go on to the next hex.",
    ),
    "mend-beside-enemy": ("Nobody mends roads beside the enemy. Choose a quieter place.",),
    "beside-enemy": (
        "Nobody lays wire under the enemy's eyes: an enemy stands beside the hex. Choose a quieter place.",
    ),
    "no-flares": ("It has no flares left. Ask another unit.",),
    "flare-range": (
        "A flare reaches its own hex and {hexes} further. Choose a nearer hex.",
        "A flare does not reach so far. Choose a nearer hex.",
    ),
    "cannot-feign": (
        "{unit} is neither a sound section nor a wireless section, and cannot feign. Choose one of those.",
        "Only sound sections and wireless sections can feign. Choose one of those.",
    ),
    "feigned-already": (
        "It is busy at {hex} for this turn already. Wait for the next.",
        "It is busy for this turn already. Wait for the next.",
    ),
    "noise-by-day": ("By day nobody takes a loudspeaker for a column. Wait for the dark.",),
    "feign-range": (
        "{hex} is out of its reach of {metres} m, in water, or held by the enemy. Choose another hex.",
        "That hex is out of its reach, in water, or held by the enemy. Choose another.",
    ),
    "bad-stance": ("There is no such stance. Choose storm, attack, hold, last-man or give-ground.",),
    "same-stance": ("It has that stance already. Choose another, or leave it so.",),
    "already-registered": (
        "{hex} is registered already. Choose another target.",
        "That target is registered already. Choose another.",
    ),
    "no-restraint": ("You have no restraint of that name. 'restraints' lists them.",),
    "restraint-not-in-force": ("That restraint is not in force, so there is nothing to break. Act freely.",),
    "cannot-rest": ("It would gain nothing by resting now. Let it hold or dig.",),
    "no-such-squadron": ("You have no such squadron. 'air' lists those you have.",),
    "squadron-away": (
        "{squadron} is not there before {when}. 'air' lists those that are.",
        "That squadron is not there yet. 'air' lists those that are.",
    ),
    "bad-mission": (
        "{squadron} can be sent to {missions}, and to nothing else. Name one of these, or another squadron.",
        "Its aircraft are not made for that mission. 'air' lists your squadrons.",
    ),
    "no-sorties": (
        "{squadron} can send nobody now: its machines or its crews have done what they can, or are in repair. 'air' "
        "tells when they can again.",
        "It can send nobody now. 'air' tells what its machines and crews can still do.",
    ),
    "field-closed": (
        "One sees {metres} m, and nobody takes off in that. Wait for better weather.",
        "Nobody takes off in this weather. Wait for better.",
    ),
    "no-night": (
        "{squadron} does not fly in the dark. Wait for daylight, or send heavy bombers.",
        "These aircraft do not fly in the dark. Wait for daylight, or send heavy bombers.",
    ),
    "no-such-base": (
        "The enemy has no such airfield. Those known are {bases}.",
        "The enemy has no such airfield. 'air' lists those known.",
    ),
    "field-too-far": (
        "It is {km} km to that field, and {squadron} goes {radius} km. Send aircraft of a longer range.",
        "That field is too far for these aircraft. Send others of a longer range.",
    ),
    "cannot-swim": ("It cannot cross the water here. Go to a ferry; 'reach' lists where it can go.",),
}
"""Sentences by code, from the one that names most facts to the one that needs none."""


def refusal_sentence(refusal: Refusal, scenario: Scenario) -> str:
    """One or two sentences: "Rule 4.8: what is wrong. What to do instead."

    Raises:
        LookupError: the code has no sentence.
    """
    facts = dict(refusal.facts)
    facts |= _looked_up(facts, scenario)
    for pattern in SENTENCES[refusal.code]:
        try:
            return f"Rule {refusal.rule}: {sentence(pattern.format_map(facts))}"
        except KeyError:
            continue
    raise LookupError(f"no sentence for {refusal.code} with {sorted(facts)}")


def _looked_up(facts: dict[str, str | int], scenario: Scenario) -> dict[str, str | int]:
    """Facts that follow from others: units by their ids, the text of a restraint."""
    found: dict[str, str | int] = {}
    if not facts.get("metres"):
        facts.pop("metres", None)
    unit = facts.get("unit")
    if isinstance(unit, int):
        found["unit"] = scenario.units[unit].id
    for restraint in scenario.restraints:
        if restraint.id == facts.get("restraint"):
            found["text"] = sentence(restraint.text)
    hex_ = facts.get("hex")
    if isinstance(hex_, int):
        found["hex"] = scenario.board.grid.name(hex_)  # type: ignore[arg-type]
    return found
