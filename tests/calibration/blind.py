"""A blind test: an engagement that was used nowhere, neither for the constants nor for the rules.

The stand of Lieutenant Colonel Azuma's reconnaissance unit on 28 and 29 May 1939. It was set up from the dossier as the
other engagements were, once, and run; nothing in it was changed after its figures were seen.

Known: some 220 men in all, at most 150 of them in the position on low dunes 1.7 km east of the mouth of the Holsten, in
holes without tools, with three machine guns, two grenade dischargers, two machine cannon and one armoured car; on the
28th infantry, about ten tanks and cars and the guns of the west bank against it; out of ammunition by night; on the
29th some 400 men of the 149th with ten tanks, five of them flame tanks. Azuma fell in a last charge and few came away.

Estimated: two of the three companies of the motor rifle battalion, 350 men, on the 28th, for the third was over the
river and the rest held Yamagata; six BA-6 and four T-37; four hours of close fighting on the 28th and two and a half on
the 29th; a quality of 0.9 for Soviet cadre and 1 for the 23rd Division, as in the list of engagements; most ways out
shut on the first day and all on the second; three tenths of the need in cartridges on the second.

Recorded of his unit: 105 killed and 34 wounded. How many of these fell with the ammunition parties outside the position
is not known: a score is taken for the lower bound. Soviet losses are recorded for both days and the whole front
together, 138 killed and missing and 198 wounded, with 13 tanks and cars: upper bounds, of which the share before Azuma
is not known. Bounds so wide test nothing, and are not counted as met.
"""

from __future__ import annotations

from collections.abc import Mapping

from game.model.weapons import Arm
from game.rules.force import Force
from tests.rules.armoury import on
from tests.rules.engagements import A_MEN, D_MEN, OUT, TAKEN, Engagement, Record, Stage
from tests.sketch import rules

GUNS = ("gun", "at")


def of_the_game(
    name: str, men: float, arms: Mapping[str, float], vehicles: Mapping[str, float], rounds: float, **state: float | str
) -> Force:
    """A force with the weapons of the shipped rules, for none of these were made for this engagement."""
    book = rules()
    weapons: tuple[Arm, ...] = tuple(
        (book.weapons[w], float(n), rounds if book.weapons[w].role in GUNS else None) for w, n in arms.items()
    )
    hulls = tuple((book.vehicles[v], float(n)) for v, n in vehicles.items())
    return Force(name=name, men=men, arms=weapons, vehicles=hulls, **state)  # type: ignore[arg-type]


def azuma() -> Engagement:
    """The stand of Azuma's unit."""
    dunes = on("dunes", posture="hasty", unsupported=0.3)
    bykov = of_the_game(
        "Bykov",
        350,
        {"rifle": 230, "lmg": 12, "hmg": 6, "rifle-grenade": 5, "gun76-sp": 4},
        {"ba-6": 6, "t-37": 4},
        15,
        quality=0.9,
        command=0.85,
    )
    red149 = of_the_game(
        "149th",
        400,
        {"rifle": 270, "lmg": 15, "hmg": 8, "rifle-grenade": 5, "gun76-sp": 4},
        {"kht-26": 5, "ba-6": 5},
        15,
        quality=0.9,
    )
    position = of_the_game(
        "Azuma",
        150,
        {"rifle": 100, "hmg": 3, "discharger": 2, "aa20": 2},
        {"type-92-car": 1},
        20,
        stance="last-man",
        closed=0.6,
    )
    return Engagement(
        title="Azuma 28-29 May 1939",
        fitted=False,
        stages=(
            Stage(minutes=240, where=dunes, attacker=bykov, defender=position),
            Stage(minutes=150, where=dunes, attacker=red149, since={"closed": 1.0, "ammunition": 0.3}),
        ),
        recorded={D_MEN: Record(119, 139), TAKEN: Record(0.5, 1)},
    )


BOUNDS = {A_MEN: 336, OUT: 13}
"""Soviet losses of both days on the whole front."""
