"""Every figure that the law of combat uses. The values, units and sources stand in `scenarios/rules/combat.yaml`.

The YAML has one group for each field of `CombatTables` and one entry for each field of the group's class; a group typed
as a mapping is keyed by words of the game (a stance, a posture, a role) and may grow.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from attrs import frozen

from game.model.tables_armour import Armour, Flame, Pursuit, Wrecks


class Ground(Protocol):
    """What the law asks of the ground under the defender; a terrain kind of the map answers it."""

    @property
    def defence(self) -> float:
        """Factor on the defender's power."""
        ...

    @property
    def infantry(self) -> float:
        """Factor on small arms and machine guns."""
        ...

    @property
    def guns(self) -> float:
        """Factor on guns of all kinds."""
        ...

    @property
    def tanks(self) -> float:
        """Factor on vehicles."""
        ...

    @property
    def losses(self) -> float:
        """Factor on both sides' losses."""
        ...


@frozen(kw_only=True)
class TerrainRow:
    """A `Ground` given in plain numbers, for tests and for mixed ground."""

    defence: float = 1.0
    """Factor on the defender's power."""
    infantry: float = 1.0
    """Factor on small arms and machine guns."""
    guns: float = 1.0
    """Factor on guns of all kinds."""
    tanks: float = 1.0
    """Factor on vehicles."""
    losses: float = 1.0
    """Factor on both sides' losses."""


@frozen(kw_only=True)
class Rates:
    """How fast men fall."""

    per_hour: float
    """Share of a side lost in an hour at equal power, `size_men` in the action and all modifiers 1."""
    size_exponent: float
    """Rates go as (`size_men` / men of both sides) to this power."""
    size_men: float
    """Men of both sides at which the size factor is 1."""
    least_men: float
    """Smaller actions are reckoned as of this many men."""
    crowd: float
    """Attackers to each defender beyond whom nobody more can close with him."""
    overrun: float
    """Exponent of the crowding beyond that on the defender's losses."""
    bare_hands: float
    """Least power of one man, so that clerks without rifles still count for something."""


@frozen(kw_only=True)
class Chance:
    """The two dice: each has six equally likely faces on a normal law of variance 1."""

    luck: float
    """Standard deviation of ln(power ratio) under the red die."""
    heat: float
    """Standard deviation of ln(intensity) under the white die, over `heat_hours`."""
    heat_hours: float
    """Length of fight for which `heat` holds; the variance goes as 1 / hours."""
    heat_least: float
    """Least standard deviation of ln(intensity), in long fights."""
    heat_most: float
    """Greatest standard deviation of ln(intensity), in short fights."""
    inner: float
    """Distance of the third and fourth faces from the middle, in standard deviations."""
    middle: float
    """Distance of the second and fifth faces."""
    outer: float
    """Distance of the first and last faces."""


@frozen(kw_only=True)
class Cohesion:
    """How losses become loss of cohesion, and cohesion power."""

    full: float
    """Cohesion of a rested unit at full strength; the factor on power is 1 there."""
    points: float
    """Points lost for each unit of ln(men before / men after) at equal power."""
    strain: float
    """The same loss costs (enemy power / own power) to this power."""
    strain_least: float
    """Least strain, for the side that is winning clearly."""
    strain_most: float
    """Greatest strain, for the side that is losing clearly."""
    least_left: float
    """Losses beyond this share left in the ranks cost no further cohesion."""


@frozen(kw_only=True)
class Surprise:
    """Effects of complete surprise on the attacker's side of the balance."""

    power: float
    """Added to the attacker's power factor of 1."""
    own_losses: float
    """Taken from the attacker's loss factor of 1."""
    enemy_losses: float
    """Added to the defender's loss factor of 1."""
    hours: float
    """Time constant with which surprise wears off."""


@frozen(kw_only=True)
class Approach:
    """Effects of direction: flank, rear and closed ways out, each by its share from 0 to 1."""

    flank_power: float
    """Added to the attacker's power factor of 1 for an attack wholly from flank and rear."""
    flank_losses: float
    """Added to the defender's loss factor of 1 for the same."""
    encircled: float
    """Taken from the power factor of 1 of a side whose ways out are all shut."""


@frozen(kw_only=True)
class Weather:
    """Effects of weather that the assault itself feels."""

    guns_wet: float
    """Factor on guns in rain and fog."""
    great_cold: float
    """Factor on both sides' losses in great cold."""
    hot_decks: float
    """Factor on close assault against vehicles on a hot day."""


@frozen(kw_only=True)
class Condition:
    """Effects of fatigue, ammunition and pinning on power."""

    fatigue: float
    """Taken from the power factor of 1 of a wholly spent side."""
    fatigue_hour: float
    """Fatigue that an hour of assault adds, on a scale from 0 to 1."""
    ammunition_least: float
    """Power factor of a side that has used up its ammunition."""
    pinned: float
    """Taken from the power factor of 1 of a wholly pinned side."""


@frozen(kw_only=True)
class Flight:
    """What breaking means. The score is strain - 1 + `closed` x closed ways - `quality` x (quality - 1)."""

    closed: float
    """Weight of the closed ways out in the score."""
    quality: float
    """Weight of quality above 1 in the score."""
    attacker_rout: float
    """Score from which a beaten attacker routs."""
    defender_rout: float
    """Score from which a beaten defender routs."""
    surrender: float
    """Score above which a shut-in defender surrenders, if it is of the kind that may."""
    shut: float
    """Share of closed ways from which there is no way out."""
    repulse_loss: float
    """Further loss of those left, attacker thrown back."""
    attacker_rout_loss: float
    """Further loss of those left, attacker routed."""
    retreat_loss: float
    """Further loss of those left, defender retreating."""
    retreat_closed_loss: float
    """The same for each share of closed ways."""
    rout_loss: float
    """Further loss of those left, defender routed."""
    rout_closed_loss: float
    """The same for each share of closed ways."""
    rout_most_loss: float
    """Greatest further loss in a rout."""
    surrender_loss: float
    """Share of those left that a surrender takes."""
    destroyed_loss: float
    """Share of those left that fall when a shut-in unit fights to the end."""


@frozen(kw_only=True)
class Lodgement:
    """When both sides come to share a hex."""

    minutes: float
    """Minutes of one fight after which attackers that were not thrown back have a footing in the hex."""


@frozen(kw_only=True)
class Shellfire:
    """Bombardment."""

    kill: float
    """Scale on lethal area times shells over ground."""
    pin_shells: float
    """76-mm shells on a hectare in an hour that pin 63 per cent of a unit."""
    pin_hours: float
    """Time constant with which pinning builds up and fades."""
    guns: float
    """Losses of guns under fire as a share of the men's."""


@frozen(kw_only=True)
class CombatTables:
    """All figures of chapters 6, 7 and 8, and those of chapter 13 that an assault needs."""

    rates: Rates
    """Rule 7.4."""
    chance: Chance
    """Rule 7.42."""
    cohesion: Cohesion
    """Rules 13.11 and 13.12."""
    breaks: Mapping[str, float]
    """Cohesion at which a side breaks, by stance. Rule 13.13."""
    press: Mapping[str, float]
    """Factor on both sides' losses by how hard the attacker presses. Rule 7.12."""
    posture_strength: Mapping[str, float]
    """Factor on the defender's power by posture. Rule 7.22."""
    posture_losses: Mapping[str, float]
    """Factor on the defender's losses by posture. Rule 7.22."""
    slope: Mapping[str, float]
    """Factor on the attacker's power by steepness. Rule 7.23."""
    wet: Mapping[str, float]
    """Factor on the attacker's losses by water to cross. Rule 7.24."""
    weather: Weather
    """Rules 6.12, 7.25 and 7.53."""
    approach: Approach
    """Rules 7.26 and 7.27."""
    condition: Condition
    """Rules 6.31, 7.33 and 11.41."""
    command: Mapping[str, float]
    """Factor on power by how well the attack was put together. Rule 12.21."""
    dark_power: Mapping[str, float]
    """Share of power that a black night takes, by role; vehicles stand under `tank`. Rule 8.12."""
    dark_losses: Mapping[str, float]
    """Share of both sides' losses that a black night takes, by press. Rule 8.11."""
    surprise: Surprise
    """Rule 8.31."""
    flight: Flight
    """Rule 7.6."""
    pursuit: Pursuit
    """Rule 7.62."""
    killed: Mapping[str, float]
    """Share of casualties that are killed, by situation. Rule 7.71."""
    missing: Mapping[str, float]
    """Share of the losses of a flight that are missing, by kind of flight. Rule 7.72."""
    armour: Armour
    """Rule 7.5."""
    duel_range: Mapping[str, float]
    """Metres between vehicles and guns in an assault: by press on open ground, in `dunes`, `elsewhere`. Rule 7.28."""
    bearing: Mapping[str, float]
    """Share of the tubes that bear, on `open` ground and `elsewhere`. Rule 7.28."""
    stalkers: Mapping[str, float]
    """Factor on close assault by posture of the men, and what `dark` adds to it. Rule 7.36."""
    flame: Flame
    """Rule 7.58."""
    wrecks: Wrecks
    """Rule 7.73."""
    lodgement: Lodgement
    """Rule 7.66."""
    shellfire: Shellfire
    """Rules 6.2 and 6.3."""
    cover: Mapping[str, float]
    """Share of the lethal area that still bites, by posture. Rule 6.21."""
    aim: Mapping[str, float]
    """Factor on shellfire by observation. Rule 6.22."""
