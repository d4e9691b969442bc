"""The figures of every rule chapter but combat. Values, units and sources stand in `scenarios/rules/*.yaml`.

Each class here is one file; each field is a group of that file, keyed by words of the game.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from game.model.aircraft import Aircraft
from game.model.provenance import Provenance
from game.model.tables import CombatTables
from game.model.terrain import Terrain
from game.model.units import UnitKind
from game.model.weapons import Vehicle, Weapon

Figures = Mapping[str, float]
"""Figures by name."""


@frozen(kw_only=True)
class MovementTables:
    """movement.yaml: chapters 3 and 4."""

    speed: Figures
    """Kilometres an hour by mobility class, off the road by day on flat hard ground. Rule 4.1."""
    road: Figures
    """Factor on speed by class of road. Rule 4.3."""
    soft: Figures
    """Factor on the going of wheels by kind of ground; 1 where none stands. Rule 4.21."""
    slope: Figures
    """`climb_minutes`: minutes for each metre climbed on foot; `wheeled`: the same for wheels and tracks. Rule 4.2."""
    conditions: Figures
    """Factors on speed: `dark` (black night), `fog`, `rain`, `heavy-rain`, `damp`, `mud`, `stealth`. Rule 4.4."""
    obstacle: Figures
    """Minutes: `stream`, `zoc`, `wire_cut`, `wire_cut_stealth`, `boat_load`. Rule 4.5 to 4.7."""
    bog: Figures
    """Chances a hex that a vehicle of `weight_t` bogs: `marsh`, `stream`, `mud`; factors `dry`, `wet`, `dark`;
    `speed_kmh` in marsh; `halt` share stuck that ends a march; `assault` share stuck while it fights from marsh.
    Rules 4.11 and 7.55."""
    stacking: Figures
    """`men_km`: men for each kilometre of a hex's breadth; `vehicles_km` likewise. Rule 4.8."""
    budget: Figures
    """Shares of its minutes a unit loses: `out_of_command`, `fatigue`, `pinned`, `rating` (a point). Rule 3.2."""


@frozen(kw_only=True)
class SightTables:
    """observation.yaml: chapter 5."""

    range_m: Figures
    """Metres at which a man-sized unit is seen by day: `quiet`, `moving`, `firing`, `vehicles`. Rule 5.2."""
    limits: Figures
    """`dark_m` sight in a black night; `identify` share of the range at which a unit is identified;
    `dug` share of the range to a unit dug in; `eye_m` height of an observer; `hear_m`, `before`, `flash`,
    `most_m`. Rules 5.1 to 5.3."""
    height: Figures
    """`rise_m` above bare ground from which one overlooks it; `factor` on the range of sight then, up to `most_m`.
    Rule 6.17."""
    age: Figures
    """`stale` and `dropped`: minutes after which a contact is old and struck off. Rule 5.4."""
    band: Figures
    """`seen` and `identified`: half width of the band of men reported, as a share. Rule 5.3."""


@frozen(kw_only=True)
class FireTables:
    """fires.yaml: chapter 6, beside `CombatTables.shellfire`."""

    rate: Figures
    """`sustained`: share of the full rate of fire over an hour; `setup` minutes before the first round;
    `spell` minutes of an order without rounds. Rule 6.1."""
    effect: Figures
    """`fog` factor on observed fire; `volley` men hit for each point of power of one volley in the open;
    `volley_minutes` its cost; `volley_pinned` pinning of one volley at its full weight. Rules 6.1 and 6.4."""
    antitank: Figures
    """`range_m` at which guns open on vehicles; `intensity` against an hour of assault; `still_minutes` of fire at
    vehicles that lie bogged. Rule 6.9."""
    defensive: Figures
    """`share` of the shells left that one barrage spends; `minutes` its cost; `again` minutes until the next; `alert`
    least alertness. Rule 6.5."""
    crest: Figures
    """`rise_m`: metres by which a crest rises above what it hides; `flat`: share left of flat fire. Rule 6.13."""
    scatter: Figures
    """`from`: share of a gun's range up to which all rounds count; `loss`: share lost at its end. Rule 6.15."""
    ground: Figures
    """Hectares over which shells on a large hex spread: `least_ha`, and `man_ha` for each man there. Rule 6.16."""
    flash: Figures
    """`range_m` from which guns are found; `rounds` for a chance of 63%; factors by sky. Rule 6.8."""


@frozen(kw_only=True)
class StealthTables:
    """stealth.yaml: chapter 8."""

    cover: Figures
    """Noise cover by sky. Rule 8.2."""
    spotting: Figures
    """`adjacent`, `two_hexes`: chance of discovery at a step; `men`: men at which it holds; `day`: the chance by
    day. Rule 8.2."""
    stalk: Figures
    """Small parties by day: at most `men` of them, their `veil`, least `concealment` of the ground. Rule 8.1."""
    alert: Figures
    """Alertness gained: `contact`, `flare`, `fired_on`, `heard`, `neighbour`; `neighbour_hexes`; `decay` an hour. Rules
    5.92 and 8.4."""
    flare: Figures
    """`light` it gives, `minutes` it burns, `hexes` it reaches, `cost` in minutes. Rule 8.5."""
    wire: Figures
    """`losses` factor on attackers at uncut wire; `spoil` share of surprise that wire takes. Rule 8.6."""


@frozen(kw_only=True)
class DeceptionTables:
    """deception.yaml: shows, noise, wireless, and the sleep of quiet weeks. Rules 5.9 to 5.95 and 8.7 to 8.9."""

    dummy: Figures
    """`hexes` at which a show is seen through by day; `air`: chance that whoever finds it from the air does. Rule
    5.91."""
    noise: Figures
    """`engines_m`: metres at which engines are heard in the dark; `light` below which they are listened for; `band`:
    half width of the men reported; `reach_m` of a sound section and its `cost` in minutes. Rule 5.92."""
    habit: Figures
    """`hexes`: width of a sector; `night`: habit gained by a noisy turn, `most` of it, `forget`: lost in a day. Rule
    5.93."""
    radio: Figures
    """`reach_m` within which false traffic can place a staff; `cost` in minutes; `lull`: minutes of quiet that messages
    of defence are worth. Rule 5.94."""
    nets: Figures
    """`minutes` at a place after which a quiet unit is under nets; `air`: factor on the chance to find it. Rule
    5.95."""
    lull: Figures
    """`from_days` and `full_days` of quiet over which a side falls asleep, `most` of it; `men` in assaults or `shells`
    in a turn that are an attack in earnest; `shock_hours` until surprise has worn off; `minutes`: share of the turn
    that complete surprise costs; `guns`: share of defensive fire. Rules 8.7 to 8.9."""


@frozen(kw_only=True)
class EngineeringTables:
    """engineering.yaml: chapter 10 of the manual's works."""

    ferry: Figures
    """`engineers` factor on the men an hour of a ferry with engineers at a landing. Rule 10.6."""
    park: Figures
    """`light_metres`, `light_load`, `heavy_metres`, `heavy_load`: what the park of a unit bridges, and the tonnes that
    such a bridge bears. Rule 10.9."""
    bridging: Figures
    """Minutes of a company's work on `width` metres of water: `pontoon_minutes`, `timber_minutes`, `boats` until
    the first boats go; `timber_load` tonnes; `battalion` and `platoon` worth in companies; `fire` factor on work under
    fire; `boats_men` an hour, `boats_load` tonnes. Rules 10.9 to 10.11."""
    passage: Figures
    """`men_hour`, `light_hour`, `heavy_hour`: men and vehicles that a bridge takes, light below `heavy_t` tonnes;
    `under_fire` factor on the minutes; `lorry_t` tonnes and `lorry_men` men of a lorry; `ford` minutes. Rules 4.12 to
    4.15."""
    blowing: Figures
    """`minutes`; `engineers` and `others` chance; `fire` factor on it under fire; `left` share of the work that stays.
    `raiders`: most men of the
    others. `shell` chance of a hit for a shell of 76 mm, `blind` share of it unobserved, `bomb` for a machine's load;
    `hit` share of the bridge. Rules 10.12, 10.13."""
    recovery: Figures
    """`pull_minutes` in which a crew frees its bogged vehicle, on the mean; factors `engineers`, `tow`, `idle`; `night`
    chance that tractors free one left behind; shares `repaired` and `evacuated` in a night. Rules 7.56 and 7.57."""
    works: Figures
    """Minutes of digging for `hasty`, `prepared`, `fortified`. Rule 10.1."""
    rate: Figures
    """`dark`, `rock` factors on digging; `wire` minutes to lay wire on one hexside, `mend` to mend the road in a
    hex. Rules 10.2, 10.3 and 10.5."""


@frozen(kw_only=True)
class SupplyTables:
    """supply.yaml: chapter 11."""

    use: Figures
    """Units of fire of small arms used by an hour of `assault`, and by one `volley`. Rule 11.4."""
    flow: Figures
    """`ammo`, `shells`: units of fire that reach a unit in an hour; `range_minutes` of carrying. Rule 11.2."""
    isolation: Figures
    """`cohesion`: points lost in an hour without supply. Rule 11.3."""
    weights: Figures
    """Kilograms: `food` for a man and day, `fuel` for a vehicle and day. Rule 11.7."""
    lines: Figures
    """`mud_road`, `rain_road`, `watched_road` and the same for `rail` and `boat`: shares that come; `harried` the share
    under enemy aircraft; `night_hours`; `most_days` a dump holds; `strained_minutes` of carrying, `strained_share` of
    what comes then; `mended` share of the loss in mud that a mended road spares. Rules 11.5 to 11.8."""
    haul: Figures
    """`tank_minutes` of march in full tanks; `ton_kg`, `man_kg` of fuel a minute for a ton of vehicle and a man on
    lorries; `most_of_a_kind` share of a dump; `wire_kg`, `mend_kg` of engineers' stores. Rules 11.12 to 11.15."""
    hunger: Figures
    """`carried` hours of food on the men; `cohesion` points lost in an hour after that; `rest` factor on recovery.
    Rule 11.71."""
    ring: Figures
    """`men` in closed rings that count as a ring; `slip_hours` for which carriers still slip in; `stubborn` factor on
    the cohesion that isolation costs men who do not surrender; `water_km` to the nearest water; `thirst` factor on
    hunger without it. Rules 11.42 to 11.45."""


@frozen(kw_only=True)
class CommandTables:
    """command.yaml: chapter 12."""

    range_km: Figures
    """Reach of a headquarters by echelon. Rule 12.1."""
    wire_km: Figures
    """Length of the telephone lines of a headquarters by echelon. Rule 12.5."""
    wire: Figures
    """`lay` minutes of standing still until a line lies; `cut`: pinning by one fire that cuts it. Rules 12.5, 12.51."""
    leader: Figures
    """`power`: factor on power for each point of rating above 3; `killed`: chance that a commander falls for each share
    of his unit lost; `deputy`: rating of who takes over. Rules 12.3, 12.4 and 12.41."""


@frozen(kw_only=True)
class MoraleTables:
    """morale.yaml: chapter 13."""

    rest: Figures
    """Points of `cohesion` and `fatigue` regained by an hour's rest; `shaken` factor beside the enemy. Rule 13.2."""
    fatigue: Figures
    """Points of fatigue for an hour of `march`, `stealth`, `dig`, `assault`. Rule 13.3."""
    resolve: Figures
    """Points of resolve: `objective`, `per_100_men`, `destroyed`, `rout`, `surrender`. Rule 13.4."""
    limits: Figures
    """`rally` cohesion below which a unit will not attack; `rout` cohesion that a rout costs. Rule 13.5."""
    shaky: Figures
    """Chance that shaky troops break: `armour` in an assault, `shelled` when pinned to `pinned` or more, `encircled` an
    hour in a ring. Rule 7.82."""
    breakout: Figures
    """Share of the men that a hex of the ring costs in the `dark` and by `day`, watched by so many `guards`; least and
    most that their number counts; `party` men that slip through best; `missing` share of those lost; `cohesion` it
    costs; `taken` share of those who do not surrender that falls into the enemy's hands. Rules 7.81 to 7.86."""


@frozen(kw_only=True)
class AirTables:
    """air.yaml: chapter 9."""

    sorties: Figures
    """Sorties that a fresh crew flies in a day, by role. Rule 9.1."""
    service: Figures
    """`minutes` on the ground between two sorties; `repair`: share of the damaged machines mended in a day. Rules 9.1
    and 9.74."""
    crews: Figures
    """Weariness of crews, 0 to 1: `sortie` it gains by a sortie each, `rest` it loses in a day, `cost`: share of the
    day's sorties that wholly weary crews no longer fly. Rule 9.11."""
    weather: Figures
    """Chance that a flight finds its target, by sky. Rule 9.2."""
    limits: Figures
    """`field_m`: visibility below which nobody takes off; `flight`: machines in a flight; `dark`: chance that a flight
    finds its target in a black night. Rule 9.2."""
    attack: Figures
    """`minutes` that an attack lasts; `cloud`: share of the bombs of level bombers that fall near under cloud. Rule
    9.4."""
    harry: Figures
    """`share` of an interdicting flight that turns on each unit on the move; `cover`: minutes that such a unit loses.
    Rule 9.5."""
    look: Figures
    """Reconnaissance: `hexes` round the target, `chance` of one sortie to find a unit in the open, `dug`, `moving`,
    `vehicles` and `dark`: factors on it. Rules 9.6 and 9.19."""
    flak: Figures
    """Hits in a thousand sorties: `gun` for each anti-aircraft gun within `gun_m` metres, `mg` for each machine gun
    within `mg_m` of a low attack; `high`: factor on guns against level bombers; `most`; `down`: share of the hit that
    are lost; `accident`: machines lost a sortie with no enemy near. Rules 9.71 to 9.73."""
    combat: Figures
    """Metres that a patrol (`radius_m`), a sweep (`sweep_m`) and an escort (`escort_m`) cover; `hit`: machines that one
    fighter hits among the enemy; `speed`: most that the ratio of speeds is worth; `crowd`: machines that can fight
    with one of the enemy's; `above`: factor against what flies over one's ceiling; `weary`: what wholly weary crews
    lose; `down`: share of the hit that are lost; `driven`: machines that one fighter drives off; `most`: share of a
    mission driven off at most. Rules 9.8, 9.13, 9.14, 9.16, 9.17 and 9.76."""
    raid: Figures
    """`warned`: chance that a field is; `scramble`: share of its fighters that then take off, worth `climb` of what
    they are aloft; `guns` and `machine_guns` of a field, times `asleep` without warning; `hit`: machines on the ground
    that one machine hits with a `load` in shells of 76 mm, with more up to `best` times; `most`: share of those there
    that one raid can hit; `down`: share of the hit that are lost. Rules 9.15 and 9.77."""


@frozen(kw_only=True, slots=False, eq=False)
class Rulebook:
    """All rules data. Each figure's provenance is kept under its path, such as "movement.speed.foot"."""

    terrains: Mapping[str, Terrain]
    weapons: Mapping[str, Weapon]
    vehicles: Mapping[str, Vehicle]
    aircraft: Mapping[str, Aircraft]
    kinds: Mapping[str, UnitKind]
    combat: CombatTables
    movement: MovementTables
    sight: SightTables
    fires: FireTables
    stealth: StealthTables
    deception: DeceptionTables
    engineering: EngineeringTables
    supply: SupplyTables
    command: CommandTables
    morale: MoraleTables
    air: AirTables
    provenance: Mapping[str, Provenance] = field(factory=dict)
    units: Mapping[str, str] = field(factory=dict)
    """Unit of measurement of each figure, by path."""
    remarks: Mapping[str, str] = field(factory=dict)
    """The note that stands with each figure, by path."""
