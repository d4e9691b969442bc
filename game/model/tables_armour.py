"""Figures of the law of combat for vehicles: duels with guns, flame, pursuit, and what is left of them."""

from __future__ import annotations

from attrs import frozen


@frozen(kw_only=True)
class Pursuit:
    """Tanks after beaten men."""

    loss: float
    """Greatest further loss of those left when tanks pursue over open ground."""
    men_per_tank: float
    """Men for whom one pursuing tank is enough."""
    tank_oli: float
    """Vehicles of a higher index count as tanks in pursuit."""
    open_ground: float
    """Least factor of the ground on tanks at which they can pursue."""
    retreat: float
    """Share of the pursuit that an orderly retreat suffers."""


@frozen(kw_only=True)
class Armour:
    """Vehicles in the assault and their duel with guns."""

    power: float
    """Share of a vehicle's index that reaches an assault."""
    bogged_power: float
    """Share of that power which a bogged vehicle loses."""
    at_excess: float
    """Worth of anti-tank guns beyond the enemy's armour."""
    unsupported: float
    """Share of power that tanks alone, without infantry, lose."""
    passed_over: float
    """Share of the defenders' losses that tanks alone do not inflict, who cannot look for men in the ground."""
    tank_kill: float
    """Vehicles knocked out in an hour at one perfect tube to a vehicle."""
    gun_kill: float
    """Tubes knocked out in an hour at one vehicle to a tube."""
    close_kill: float
    """Unsupported vehicles knocked out in an hour by infantry at close quarters, at `close_men` to a vehicle."""
    close_men: float
    """Men to a vehicle at which `close_kill` holds."""
    close_most: float
    """Beyond this multiple of `close_men` more men do not help."""
    tube_standing: float
    """Worth of a standing vehicle's gun as an anti-tank tube."""
    tube_moving: float
    """Worth of a moving vehicle's gun as an anti-tank tube."""
    tube_least: float
    """Weapons worth less than this are not targets of the duel."""
    range_m: float
    """Range at which worth is reckoned, in metres."""
    range_scale: float
    """Metres of range over which hits fall by a factor of e."""
    range_most: float
    """Greatest gain from coming close."""
    penetration_fall: float
    """Share of penetration lost with each metre of range."""
    slant: float
    """Factor on penetration for the mean slant of a strike."""
    scatter: float
    """Spread of penetration, as a share of its mean, in the logistic law."""
    frontal: float
    """Share of hits that meet the front plate."""
    exposed_attacking: float
    """Exposure of vehicles that attack."""
    exposed_defending: float
    """Exposure of vehicles that stand in defence."""
    plate: float
    """Share of the losses of foot soldiers that crews in vehicles are spared."""
    flame_exposed: float
    """Factor on the exposure of flame tanks that attack."""
    bogged_exposure: float
    """Added to the exposure factor of 1 when all vehicles are bogged."""
    dark_aim: float
    """Share of aimed fire that a black night takes."""
    least_left: float
    """Least square root of the share left that one duel can bring about."""


@frozen(kw_only=True)
class Flame:
    """Flame tanks against men in trenches."""

    men_per_tank: float
    """Dug-in men whom one flame tank drives from their holes."""
    cover: float
    """Share of the worth of their works that they lose."""
    fear: float
    """Points of cohesion by which they break sooner."""


@frozen(kw_only=True)
class Wrecks:
    """What becomes of vehicles, crews and guns that are out of action."""

    field_held: float
    """Share written off when the own side keeps the field."""
    between: float
    """Share written off when they lie between the lines: the attack failed, and its side still stands beside."""
    open: float
    """The same on open ground, where the guns go on hitting what stands still."""
    field_lost: float
    """Share written off when the enemy keeps it."""
    bogged: float
    """Share of vehicles knocked out while bogged that is written off."""
    crew: float
    """Share of the crew that is hit when a vehicle is knocked out."""
    crew_stays: float
    """The same where crews do not leave a disabled vehicle."""
    bottles: float
    """Factor on the share written off of vehicles that men set alight at close quarters."""
    most: float
    """Greatest share written off, however they burn."""
    guns_with_men: float
    """Share of guns lost for each share of men lost."""
    guns_in_rout: float
    """Share of the guns left that is lost in a rout or when the way out is shut."""
