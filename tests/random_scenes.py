"""Small battles made from a number: ground, units, works, restraints, events, bridges and boats, close together."""

from __future__ import annotations

from typing import Any

from game.core.dice import Dice
from game.core.hexgrid import DIRECTIONS
from game.core.ids import SideId, UnitId
from game.model import happenings as hp
from game.model.calendar import Weather
from game.model.sides import Price, Restraint
from game.model.victory import VictoryItem
from tests.sketch import GROUND, rules
from tests.vignette import BLUE, RED, Scene, vignette

SIGNS = ".......--++^,%#~="
KINDS = (
    "rifle-company",
    "rifle-company",
    "rifle-platoon",
    "raiding-party",
    "mg-company",
    "field-battery",
    "mortar-company",
    "tank-company",
    "cavalry-squadron",
    "at-platoon",
    "engineer-platoon",
    "infantry-gun-platoon",
    "battalion-hq",
)
SKIES = ("clear", "cloud", "fog", "rain", "heavy-rain")
TURNS = 4
SQUADRONS: dict[str, dict[str, Any]] = {
    "sb": {"aircraft": "sb", "count": 9},
    "i15": {"aircraft": "i-15", "count": 12},
    "tb3": {"aircraft": "tb-3rn", "count": 3, "from_minute": 60},
    "ki27": {"aircraft": "ki-27", "count": 9, "side": "blue"},
    "ki30": {"aircraft": "ki-30", "count": 6, "side": "blue"},
}


def random_scene(seed: int) -> Scene:
    """The battle of a number; the same everywhere."""
    dice = Dice(seed, "random scene")
    columns, rows = 4 + dice.below(4), 4 + dice.below(4)
    words = [[SIGNS[dice.below(len(SIGNS))] for _ in range(columns)] for _ in range(rows)]
    words[0][0], words[-1][-1] = ".-,"[dice.below(3)], ".-,"[dice.below(3)]
    units: dict[str, Any] = {}
    over = _bridge(words, units, dice)
    for letters in ("ABCDEFGH", "abcdefgh"):
        for letter in letters[: 3 + dice.below(6)]:
            _put(words, letter, units, dice)
    names = [f"{c + 1:02d}{r + 1:02d}" for r in range(rows) for c in range(columns)]
    inner = [name for name in names if 1 < int(name[:2]) < columns and 1 < int(name[2:]) < rows]
    dry = [name for name in names if words[int(name[2:]) - 1][int(name[:2]) - 1][-1] in ".-+,"]
    return vignette(
        "\n".join(" ".join(row) for row in words),
        seed=seed,
        turns=TURNS,
        light=[(0.05, 0.3, 0.6, 1.0)[dice.below(4)] for _ in range(TURNS)],
        sky=SKIES[dice.below(5)],
        visibility_m=(300, 2000, 20_000)[dice.below(3)],
        hex_m=(250, 500)[dice.below(2)],
        heights={name: dice.below(120) for name in names},
        wire=[f"{_one(inner, dice)}-{DIRECTIONS[dice.below(6)]}" for _ in range(dice.below(6))],
        streams=[" ".join(names[:2])],
        ferries={f"{names[0]} {names[-1]}": 600},
        bridges={over: (None, 16.0, {"load_t": 6.0, "side": BLUE}, {"load_t": 16.0, "done": 0.4})[dice.below(4)]},
        objectives={"knoll": _one(inner, dice), "bridge": _one(names, dice)},
        regions={"east": " ".join(names[-columns:])},
        registered=(_one(names, dice), _one(names, dice)),
        supply=((names[0], ""), ("", ""), (names[0], names[-1]))[dice.below(3)],
        resolve=(60, 60),
        squadrons=SQUADRONS,
        restraints=_restraints(),
        happenings=_happenings(UnitId(len([w for w in units if w.isupper()]))),
        victory=_victory(),
        **units,
        Z={"kind": "rifle-platoon", "men": 50, "arms": {"rifle": 40}, "arrives_minute": 60, "at": _one(dry, dice)},
    )


def _one(names: list[str], dice: Dice) -> str:
    return names[dice.below(len(names))]


def _bridge(words: list[list[str]], units: dict[str, Any], dice: Dice) -> str:
    """A place for a bridge over a river in the middle row, with engineers at one end; its two ends."""
    row, column = len(words) // 2, 1 + dice.below(len(words[0]) - 2)
    letter = "Yy"[dice.below(2)]
    words[row][column - 1 : column + 2] = [f"{letter}.", "=", "."]
    units[letter] = {"kind": ("engineer-company", "engineer-pontoon")[dice.below(2)], "flares": 1}
    return f"{column:02d}{row + 1:02d} {column + 2:02d}{row + 1:02d}"


def _put(words: list[list[str]], letter: str, units: dict[str, Any], dice: Dice) -> None:
    """A unit somewhere on the map where it may stand and there is room."""
    kind = KINDS[dice.below(len(KINDS))]
    for _ in range(60):
        row, column = dice.below(len(words)), dice.below(len(words[0]))
        word = words[row][column]
        ground = rules().terrains[GROUND[word[-1]]]
        crowd = word[:-1]
        mixed = any(other.isupper() != letter.isupper() for other in crowd)
        if rules().kinds[kind].mobility in ground.closed or mixed or len(crowd) > 1:
            continue
        words[row][column] = letter + word
        units[letter] = {
            "kind": kind,
            "flares": dice.below(3),
            "alert": dice.below(100) / 100,
            "dug": dice.below(3) * 400,
            "stance": dice.below(5),
            "cohesion": 40 + dice.below(60),
            "fatigue": dice.below(60),
            "ammo": dice.below(13) / 10,
            "leader": 1 + dice.below(5),
            "night": dice.below(10) / 10,
            "quality": 0.7 + dice.below(7) / 10,
            "surrenders": bool(dice.below(2)),
        }
        return


def _restraints() -> list[Restraint]:
    price = Price(points=2, resolve=5, releases=("no-guns",))
    return [
        Restraint(id="not-east", side=RED, forbids="enter", region="east", text="Stay out.", price=price),
        Restraint(id="no-guns", side=BLUE, forbids="fire-into", region="east", text="No shells.", to_minute=120),
        Restraint(id="no-air", side=BLUE, forbids="air", region="east", text="No aircraft.", price=price),
        Restraint(id="later", side=RED, forbids="fire-from", region="east", text="Not from there.", from_minute=60),
    ]


def _happenings(one: UnitId) -> list[hp.Happening]:
    """An offer to each side, weather, a withdrawal, and an end that a decision can bring."""
    answers = (
        hp.Option("on", "Go on.", (hp.ChangeResolve(BLUE, -5), hp.Impose("no-guns"))),
        hp.Option("off", "Break off.", (hp.ChangePoints(RED, -3), hp.Release("not-east"))),
    )
    fog = Weather(sky="fog", visibility_m=400, ground="mud")
    return [
        hp.Happening(id="fog", when=hp.AtTime(60), then=(hp.ChangeWeather(fog), hp.Message(None, "Fog."))),
        hp.Happening(id="ask", when=hp.LossesOver(RED, 20), then=(hp.Offer(RED, "Go on?", answers),)),
        hp.Happening(id="ask-too", when=hp.LossesOver(BLUE, 20), then=(hp.Offer(BLUE, "Go on?", answers),)),
        hp.Happening(id="gone", when=hp.AtTurn(3), then=(hp.Withdraw((one,)),)),
        hp.Happening(id="over", when=hp.LossesOver(SideId(0), 300), then=(hp.EndBattle("enough"),)),
    ]


def _victory() -> list[VictoryItem]:
    return [
        VictoryItem(id="take", side=RED, kind="take", points=5, text="Take it.", place="knoll", by_minute=120),
        VictoryItem(id="hold", side=BLUE, kind="hold", points=5, text="Hold it.", place="knoll"),
        VictoryItem(id="clear", side=BLUE, kind="evict", points=2, text="Drive them off.", place="bridge"),
        VictoryItem(id="blood", side=RED, kind="losses", points=1, text="Losses.", per=7, of=BLUE),
        VictoryItem(id="spare", side=BLUE, kind="preserve", points=3, text="Preserve.", share=0.8),
        VictoryItem(id="clock", side=RED, kind="time", points=1, text="Each hour.", place="bridge", per=60),
    ]
