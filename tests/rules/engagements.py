"""The recorded engagements that the law of combat is held against.

Strengths are those of the dossiers or estimates made from them. Minutes of close fighting, tubes that bear, shells and
surprise are estimates. Rows marked `fitted` were seen by the fit of the five constants; the others test it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from attrs import evolve, field, frozen

from game.rules.force import Circumstances, Force
from game.rules.shellfire import Bombardment
from tests.rules.armoury import force, is_trying, on, rifles, shelling, soviet


@frozen(kw_only=True)
class Stage:
    """A day's or an hour's fighting: shells first, then an assault."""

    minutes: float
    """Minutes of close fighting."""
    where: Circumstances
    """Ground and manner."""
    attacker: Force | None = None
    """None for the survivors of the stage before."""
    defender: Force | None = None
    """None for the survivors of the stage before."""
    shells: Bombardment | None = None
    """What fell on the defender first."""
    rest: float = 0.0
    """Cohesion that both regained before this stage."""
    join: float = 0.0
    """Share by which the attacker was reinforced."""
    since: Mapping[str, Any] = field(factory=dict)
    """What has become of the defender since the stage before: fields of the force."""


class Record(NamedTuple):
    """Recorded range of one figure."""

    low: float
    """Least figure of the sources."""
    high: float
    """Greatest figure of the sources."""


@frozen(kw_only=True)
class Engagement:
    """One fight and what is known of its result."""

    title: str
    """Place and date."""
    fitted: bool
    """Whether the fit saw it."""
    stages: tuple[Stage, ...]
    """Its fights in order; it ends when the defender gives way."""
    recorded: Mapping[str, Record]
    """Figure by name; `hill taken` is a chance, the others are counts."""


A_MEN, D_MEN, OUT, OFF, TAKEN = "attacker's men", "defender's men", "vehicles out", "written off", "hill taken"


def _khasan() -> list[Engagement]:
    post = Stage(
        minutes=60,
        where=on("rugged bare", surprise=0.5, flank=0.7, press="storm"),
        attacker=force("Kanda, Sakuma", 50, rifles(42, 3, 0, discharger=2), quality=1.15, stance="storm"),
        defender=force("Makhalin", 11, rifles(9, 1, 0), quality=1.1, stance="last-man", closed=1.0),
    )
    night = Stage(
        minutes=180,
        where=on("rugged bare", posture="prepared", light=0.15, surprise=0.7, slope=0.9, press="storm", flank=0.3),
        attacker=force("75th, 1/76", 1500, rifles(1100, 48, 10, discharger=50, gun70=2), quality=1.15, stance="storm"),
        defender=force("118th, 119th, guards", 420, soviet(320, 16, 8, at45=2), quality=0.9, stance="hold", closed=0.1),
    )
    first = Engagement(
        title="Khasan 29 July 1938, post of 11",
        fitted=False,
        stages=(post,),
        recorded={A_MEN: Record(1, 15), D_MEN: Record(9, 11)},
    )
    assault = Engagement(
        title="Khasan 31 July, night assault",
        fitted=True,
        stages=(night,),
        recorded={A_MEN: Record(139, 178), D_MEN: Record(150, 290), TAKEN: Record(0.5, 1)},
    )
    return [first, assault, _rushed_attack(), *_corps_attack()]


def _rushed_attack() -> Engagement:
    day = on("rugged bare", slope=0.9, wet=1.3, guns=0.9)
    red40 = force(
        "40th Division",
        3000,
        soviet(2100, 90, 40, gun76=18, at45=10, mortar82=12),
        {"T-26": 10},
        rounds=8,
        quality=0.8,
        command=0.75,
        fatigue=0.3,
    )
    ridge = force(
        "75th, 1/76",
        2200,
        rifles(1500, 70, 22, discharger=70, gun70=4, gun75=12, at37=4),
        rounds=8,
        quality=1.15,
        stance="last-man",
    )
    return Engagement(
        title="Khasan 2-3 August, rushed attack",
        fitted=False,
        stages=(
            Stage(minutes=270, where=day, attacker=red40, defender=ridge),
            Stage(minutes=270, where=day, rest=25, join=0.3),
        ),
        recorded={A_MEN: Record(600, 950), D_MEN: Record(150, 290), TAKEN: Record(0, 0.3)},
    )


def _corps_attack() -> list[Engagement]:
    arms = soviet(5600, 260, 130, gun76=60, how122=24, how152=16, at45=40, mortar82=40)
    corps = force("39th Corps", 8500, arms, {"T-26": 160, "BT": 31}, rounds=15, quality=0.75, command=0.75)
    spent = force("39th Corps", 8500, arms, {"T-26": 40, "BT": 15}, rounds=15, quality=0.75, command=0.75)
    ridge = force(
        "19th Division",
        4000,
        rifles(2700, 110, 42, discharger=120, gun70=8, gun75=24, how150=6, at37=12),
        quality=1.15,
        stance="last-man",
    )
    prelude = shelling({"gun76": 5000, "how122": 1200, "how152": 800, "bomb100": 500}, 130, "prepared", 45, "map")
    bogs = on(
        "rugged bare",
        posture="prepared",
        light=0.75,
        slope=0.9,
        wet=1.3,
        bog=0.5,
        range_m=700,
        bearing=0.5,
        unsupported=0.3,
    )
    attack = Engagement(
        title="Khasan 6 August, corps attack",
        fitted=True,
        stages=(Stage(minutes=300, where=bogs, attacker=corps, defender=ridge, shells=prelude),),
        recorded={A_MEN: Record(900, 1260), D_MEN: Record(216, 317), OUT: Record(40, 60)},
    )
    return [attack, _attrition(spent, ridge)]


def _attrition(spent: Force, ridge: Force) -> Engagement:
    daily = shelling({"gun76": 4000, "how122": 900, "how152": 600, "bomb100": 300}, 130, "prepared", 480, "observed")
    crest = on("rugged bare", posture="prepared", light=0.7, slope=0.95, wet=1.1, bog=0.4, range_m=700, bearing=0.3)
    # From 8 August sappers and single battalions attacked while the rest fired.
    quiet = evolve(crest, press="probe")
    return Engagement(
        title="Khasan 7-10 August, attrition",
        fitted=False,
        stages=(
            Stage(minutes=240, where=crest, attacker=spent, defender=ridge, shells=daily),
            Stage(minutes=240, where=quiet, shells=daily, rest=15, join=0.15),
            Stage(minutes=240, where=quiet, shells=daily, rest=15),
            Stage(minutes=240, where=quiet, shells=daily, rest=15),
        ),
        recorded={A_MEN: Record(1260, 1620), D_MEN: Record(650, 835), OUT: Record(10, 30), TAKEN: Record(0, 0.4)},
    )


def _west_bank() -> list[Engagement]:
    # The tanks of 3 July rode in among the guns.
    charge = on("flat desert", unsupported=1.0, hot=1.6, range_m=250)
    brigade = force("11th Tank Brigade", 500, rifles(150, 10, 4), {"BT": 133}, stance="storm", command=0.85)
    arms = rifles(3700, 170, 60, discharger=180, gun70=14, gun75=16, at37=20)
    west = force("71st, 72nd, 26th", 5500, arms, rounds=12, stance="hold")
    sector = force("71st", 1800, {w: n * 0.35 for w, n in arms.items()}, rounds=12, stance="hold")
    cars = force("247th Battalion", 200, rifles(0, 0, 20), {"BA": 50}, stance="storm", command=0.85)
    red24 = force("24th Regiment", 1800, soviet(1200, 60, 30, gun76=20, how122=8), {"BA": 20}, rounds=25, quality=0.95)
    shelled = shelling({"gun76": 2500, "how122": 1000, "how152": 400, "bomb100": 300}, 500, "hasty", 600, "observed")
    tanks = Engagement(
        title="Bain-Tsagan 3 July 1939, 11th Tank Brigade",
        fitted=True,
        stages=(Stage(minutes=180, where=charge, attacker=brigade, defender=west),),
        recorded={OUT: Record(77, 82)},
    )
    battalion = Engagement(
        title="Bain-Tsagan 3 July, 247th car battalion",
        fitted=False,
        stages=(Stage(minutes=75, where=charge, attacker=cars, defender=sector),),
        recorded={OUT: Record(20, 33)},
    )
    men = Engagement(
        title="Bain-Tsagan 3-5 July, men",
        fitted=True,
        stages=(
            Stage(minutes=180, where=charge, attacker=brigade, defender=west, shells=shelled),
            Stage(minutes=150, where=evolve(charge, unsupported=0.3), attacker=red24, shells=shelled, rest=10),
            Stage(minutes=240, where=evolve(charge, unsupported=0.2, press="probe"), rest=10),
        ),
        recorded={A_MEN: Record(450, 700), D_MEN: Record(700, 900)},
    )
    return [tanks, battalion, men]


def _yasuoka() -> Engagement:
    yasuoka = force("Yasuoka", 700, rifles(200, 10, 6), {"Type89": 34, "Type95": 35, "ChiHa": 4}, stance="storm")
    east = force(
        "149th, 9th Brigade's guns",
        2600,
        soviet(1700, 80, 40, at45=22, gun76=16),
        {"BA": 24, "BT": 6},
        rounds=15,
        quality=0.95,
        stance="hold",
    )
    steppe = on("rolling bare", unsupported=0.8, range_m=600, bearing=0.45)
    return Engagement(
        title="Yasuoka's tanks 2-5 July 1939",
        fitted=False,
        stages=(
            Stage(minutes=90, where=evolve(steppe, bearing=0.3), attacker=yasuoka, defender=east),
            Stage(minutes=90, where=evolve(steppe, light=0.1, surprise=0.5), rest=5),
            Stage(minutes=120, where=steppe, rest=5),
            Stage(minutes=60, where=evolve(steppe, press="probe"), rest=5),
        ),
        recorded={OUT: Record(40, 45), OFF: Record(29, 30)},
    )


def _night_of_the_64th() -> Engagement:
    night = Stage(
        minutes=240,
        where=on("dunes", posture="prepared", light=0.1, surprise=0.45, press="storm"),
        attacker=force("64th", 1900, rifles(1300, 70, 22, discharger=70, gun70=5), stance="storm"),
        defender=force(
            "149th, 5th Brigade",
            1800,
            soviet(1200, 70, 50, gun76=12, at45=8, how122=8),
            rounds=20,
            quality=0.9,
            stance="hold",
        ),
    )
    return Engagement(
        title="64th Regiment, night of 11-12 July",
        fitted=False,
        stages=(night,),
        recorded={A_MEN: Record(300, 360)},
    )


def _august() -> list[Engagement]:
    fire = shelling({"gun76": 3800, "how122": 1800, "how152": 400}, 110, "fortified", 400, "observed")
    ring = on("dunes", posture="fortified", unsupported=0.3, flank=0.6, range_m=400, bearing=0.6)
    # The order of 22 August asked for grenade and bayonet.
    storm = evolve(ring, press="storm", flank=1.0)
    north = force(
        "601st, 7th Brigade",
        4700,
        soviet(3000, 180, 70, gun76=20, at45=15, how122=17, mortar82=18),
        {"BA": 80, "BT": 60},
        rounds=20,
        quality=0.85,
        command=0.85,
    )
    ioki = force(
        "Ioki",
        800,
        rifles(430, 24, 29, at37=4, gun75=2, discharger=16),
        rounds=20,
        quality=1.1,
        stance="last-man",
        closed=0.85,
        surrenders=False,
    )
    fui = Engagement(
        title="Fui Heights 20-24 August 1939",
        fitted=False,
        stages=(
            Stage(minutes=200, where=ring, attacker=north, defender=ioki, shells=fire),
            Stage(minutes=200, where=ring, shells=fire, rest=15),
            Stage(minutes=200, where=storm, shells=fire, rest=15, join=0.2),
            Stage(minutes=150, where=storm, shells=fire, rest=15),
        ),
        recorded={D_MEN: Record(365, 531), TAKEN: Record(0.5, 1)},
    )
    return [fui, *_august_south()]


def _august_south() -> list[Engagement]:
    inf72 = force(
        "72nd",
        1400,
        rifles(950, 60, 22, discharger=50, gun70=5, gun75=4, at37=5),
        rounds=5,
        quality=1.05,
        stance="storm",
    )
    red80 = force(
        "80th, 6th Tank Brigade",
        2700,
        soviet(1850, 110, 50, gun76=18, at45=14, how122=12, mortar82=12),
        {"BT": 50},
        rounds=25,
        quality=0.9,
        stance="hold",
    )
    regiment = Engagement(
        title="72nd Regiment 24 August 1939",
        fitted=True,
        stages=(Stage(minutes=390, where=on("rolling bare"), attacker=inf72, defender=red80),),
        recorded={A_MEN: Record(650, 750), D_MEN: Record(150, 400), TAKEN: Record(0, 0.2)},
    )
    noro = Stage(
        minutes=75,
        where=on("dunes", posture="prepared", unsupported=0.7, range_m=250, bearing=0.9),
        attacker=force("tanks", 250, rifles(120, 8, 2), {"BT": 18}, quality=0.9),
        defender=force(
            "Okazaki", 500, rifles(330, 12, 8, at37=6, gun70=2, discharger=10), quality=1.1, stance="last-man"
        ),
    )
    company = Engagement(
        title="Noro 22 August, 18 tanks on an AT company",
        fitted=False,
        stages=(noro,),
        recorded={OUT: Record(5, 13)},
    )
    return [regiment, company]


def _minor() -> list[Engagement]:
    stage = Stage(
        minutes=120,
        where=on("flat hard", range_m=700, unsupported=0.2, cold=0.7),
        attacker=force("Sugimoto", 225, rifles(130, 8, 4, gun75=2), {"Type92": 5}, rounds=20, quality=1.1, command=0.9),
        defender=force("Mongols", 170, rifles(120, 8, 5, gun76=1), rounds=15, quality=0.8, stance="give-ground"),
    )
    return [
        Engagement(
            title="Orahodoga 12 February 1936",
            fitted=False,
            stages=(stage,),
            recorded={A_MEN: Record(6, 12), D_MEN: Record(10, 20), OUT: Record(1, 2), TAKEN: Record(0.5, 1)},
        )
    ]


def all_engagements() -> tuple[Engagement, ...]:
    """The fourteen engagements; their bombardments hang on the tables."""
    return _made() if is_trying() else _kept()


def _made() -> tuple[Engagement, ...]:
    return (*_khasan(), *_minor(), *_west_bank(), _yasuoka(), _night_of_the_64th(), *_august())


@cache
def _kept() -> tuple[Engagement, ...]:
    return _made()
