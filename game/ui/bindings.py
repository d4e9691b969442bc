"""Keys and commands of the interface: which key does what in which scene, and the words that do the same.

A binding's action is a line of the order language or `ui` and a command of the interface. Whatever the mouse does is
one of these lines too, so that everything can be typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from attrs import evolve, frozen

from game.ui.theme import Rich


@frozen
class Binding:
    """A key chord, its action, and what that is, in a few words."""

    chord: str
    action: str
    says: str
    group: str = "window"


def _all(group: str, *entries: tuple[str, str, str]) -> tuple[Binding, ...]:
    """Bindings of one group; several chords of one action are parted by blanks, a blank key is `space`."""
    return tuple(
        Binding(chord.replace("_", " "), action, says, group)
        for chord_list, action, says in entries
        for chord in chord_list.split()
    )


def _numbered(*entries: Binding) -> tuple[Binding, ...]:
    """The bindings with the chord itself where the action has a gap for it."""
    return tuple(evolve(entry, action=entry.action.format(entry.chord)) for entry in entries)


COMMON: Final = _all(
    "window",
    ("f1", "ui help", "the manual"),
    ("f4", "ui source", "where the figure under the pointer comes from; else a choice"),
    ("f11 alt+enter", "ui fullscreen", "full screen on and off"),
    ("ctrl+= ctrl+shift+= ctrl++", "ui text larger", "larger text"),
    ("ctrl+-", "ui text smaller", "smaller text"),
    ("ctrl+0", "ui text normal", "text of the usual size"),
    ("ctrl+t", "ui theme", "paper or night map"),
    ("ctrl+q", "ui quit", "leave the game"),
)
_LISTS: Final = _all(
    "list",
    ("up", "ui move up", "the line above"),
    ("down", "ui move down", "the line below"),
    ("page_up", "ui move pageup", "a page up"),
    ("page_down", "ui move pagedown", "a page down"),
    ("home", "ui move first", "the first line"),
    ("end", "ui move last", "the last line"),
)
_MENU: Final = (*COMMON, *_LISTS, *_all("list", ("?", "ui keys", "this list of keys")))
TITLE: Final = (
    *_MENU,
    *_all("title", ("enter space", "ui choose", "opens the line"), ("escape", "ui quit", "leave the game")),
)
BROWSER: Final = (
    *_MENU,
    *_all(
        "scenarios",
        ("enter", "ui play", "to the briefing"),
        ("escape", "ui back", "back"),
        ("1", "ui seat 0", "who plays the first side"),
        ("2", "ui seat 1", "who plays the second side"),
        ("s", "ui seed", "another seed of the dice"),
        ("e", "ui enter-seed", "types the seed"),
        ("f", "ui faults", "all faults of the scenario"),
        ("m", "ui model", "how good the model is for the battle"),
        ("r", "ui reload", "reads the files again"),
    ),
)
BRIEFING: Final = (
    *_MENU,
    *_all(
        "briefing",
        ("enter", "ui begin", "the battle begins"),
        ("escape", "ui back", "back"),
        ("tab", "ui side", "the other side's briefing"),
        ("h", "ui history", "what history did"),
        ("m", "ui model", "how good the model is for this battle"),
    ),
)
REPORT: Final = _numbered(
    *_MENU,
    *_all(
        "report",
        ("escape", "ui back", "back to the map"),
        ("right tab", "ui next", "the next page"),
        ("left shift+tab", "ui previous", "the page before"),
        ("1 2 3 4 5 6 7 8 9", "ui tab {}", "a page by its number"),
        ("c", "ui compare", "sets other simulated games beside this one"),
        ("w", "ui page", "writes the report as a page"),
        ("r", "ui replay", "shows the battle as a replay"),
        ("t", "ui title", "to the title"),
    ),
)
MODEL: Final = (*_MENU, *_all("the model", ("escape enter", "ui back", "back")))
OPTIONS: Final = (
    *_MENU,
    *_all(
        "settings",
        ("right enter space", "ui next", "the next value"),
        ("left", "ui previous", "the value before"),
        ("escape", "ui back", "back"),
    ),
)
FILES: Final = (
    *_MENU,
    *_all(
        "files",
        ("enter", "ui choose", "opens the file"),
        ("r", "ui replay", "shows it as a replay"),
        ("escape", "ui back", "back"),
    ),
)
MANUAL: Final = (
    *COMMON,
    *_LISTS,
    *_all(
        "manual",
        ("right tab", "ui chapter next", "the next chapter"),
        ("left shift+tab", "ui chapter previous", "the chapter before"),
        ("backspace", "ui last", "where you were before"),
        ("/ :", "ui find", "finds a word"),
        ("escape", "ui back", "back"),
    ),
)
_CURSOR: Final = _all(
    "map",
    ("up kp8", "ui cursor up", "cursor north"),
    ("down kp2", "ui cursor down", "cursor south"),
    ("left kp4", "ui cursor W", "cursor west"),
    ("right kp6", "ui cursor E", "cursor east"),
    ("home kp7", "ui cursor NW", "cursor north-west"),
    ("page_up kp9", "ui cursor NE", "cursor north-east"),
    ("end kp1", "ui cursor SW", "cursor south-west"),
    ("page_down kp3", "ui cursor SE", "cursor south-east"),
)
_LOOKS: Final = _all(
    "map",
    ("shift+up", "ui pan up", "scrolls the map"),
    ("shift+down", "ui pan down", "scrolls the map"),
    ("shift+left", "ui pan left", "scrolls the map"),
    ("shift+right", "ui pan right", "scrolls the map"),
    ("c kp5", "ui centre", "centres the map on the cursor"),
    ("+ =", "ui zoom in", "larger map"),
    ("-", "ui zoom out", "smaller map"),
    ("0", "ui zoom fit", "the whole map"),
    ("g", "ui show ghost", "where history had the units"),
    ("v", "ui show threat", "what the known enemy can do"),
    ("shift+v", "ui show enemy-reach", "hexes next to the known enemy"),
    ("ctrl+g", "ui show coordinates", "numbers in the hexes"),
    ("shift+g", "ui show grid", "the hex grid"),
    ("shift+s", "ui show sight", "what is in sight"),
    ("shift+c", "ui show control", "who holds what"),
    ("shift+b", "ui show borders", "the border as each side claims it"),
    ("shift+u", "ui show supply", "units out of supply"),
    ("x", "ui show no-counters", "hides the counters"),
)
_MAP: Final = (*_CURSOR, *_LOOKS)
_UNITS: Final = _all(
    "units",
    ("enter", "ui enter", "selects, marches or assaults at the cursor"),
    ("escape", "ui cancel", "lets go, one thing at a time"),
    ("tab n", "next", "next unit with something to do"),
    ("shift+tab p", "ui previous", "the unit before"),
    ("f", "ui next fire", "next unit that can fire"),
    ("m", "ui next march", "next unit that can march"),
    ("t", "ui target next", "next target"),
    ("shift+t", "ui target previous", "the target before"),
    ("space", "ui done", "done with the unit for now; again takes that back"),
    ("h", "hold it", "keeps its minutes for the enemy's part"),
    ("a", "ui assault", "assaults the target"),
    ("b", "ui bombard", "fires at the target"),
    ("d", "dig it", "digs in"),
    ("shift+r", "rest it", "rests"),
    ("shift+a", "ui stack", "selects the whole stack"),
    ("shift+e", "ui join", "selects all who can join an assault on the target"),
    ("e", "ui press", "how hard to press: probe, attack, storm"),
    ("shift+m", "ui gait", "march or stealth"),
    ("backspace", "ui unway", "takes the last way-point away"),
    ("1 2 3 4 5 6 7", "ui reach {}", "reach in so many turns"),
    ("o", "ui odds", "odds at the target"),
    ("shift+o", "ui odds full", "all that goes into the odds"),
    ("l", "ui los", "line of sight to the cursor"),
    ("k", "ui measure", "distance to the cursor"),
    ("i", "ui describe", "describes what is at the cursor; again, more"),
    ("q", "ui highlight", "shows the unit's formation"),
    (".", "ui menu", "menu at the cursor"),
)
_GAME: Final = _all(
    "the game",
    ("ctrl+enter ctrl+e", "ui end", "ends your part of the turn"),
    ("z", "skip", "lets quiet turns go by"),
    ("y", "ui mission", "orders the unit's formation to the cursor"),
    ("w", "carry on", "lets formations under order act"),
    ("shift+w", "missions", "formations under order"),
    ("u ctrl+z", "undo", "takes the last order back"),
    ("ctrl+y ctrl+shift+z", "redo", "gives it again"),
    ("r", "report", "what happened since your last turn"),
    ("alt+q", "ui tab oob", "organisation"),
    ("alt+u", "units", "list of your units"),
    ("j", "ui tab aims", "victory points and history's"),
    ("s", "ui statistics", "losses, points, luck so far"),
    ("shift+l", "ui losses", "losses by unit"),
    ("shift+h", "ui compare", "this battle beside history and simulated games"),
    ("f2", "ui note", "the note for here and now"),
    ("shift+f2", "ui note other", "the other side's account"),
    ("f3", "ui tab notes", "notes and remarks"),
    ("/", "ui command find", "finds by name"),
    (":", "ui command", "command line"),
    ("?", "ui keys", "this list of keys"),
    ("ctrl+s", "ui save", "saves under a name"),
    ("ctrl+o", "ui load", "loads"),
    ("f5", "ui quicksave", "saves at once"),
    ("f9", "ui quickload", "loads what F5 saved"),
    ("ctrl+a", "ui faster", "hurries the enemy's part on"),
    ("ctrl+1", "ui tab unit", "panel: unit"),
    ("ctrl+2", "ui tab hex", "panel: hex"),
    ("ctrl+3", "ui tab odds", "panel: odds"),
    ("ctrl+4", "ui tab oob", "panel: organisation"),
    ("ctrl+5", "ui tab aims", "panel: aims"),
    ("ctrl+6", "ui tab notes", "panel: notes"),
    ("ctrl+7", "ui tab air", "panel: squadrons"),
    ("shift+f", "ui squadron", "the next squadron that can fly"),
    ("shift+d", "ui fly", "sends the chosen squadron"),
    ("ctrl+page_up", "ui log 6", "older lines of the log"),
    ("ctrl+page_down", "ui log -6", "newer lines of the log"),
    ("ctrl+w", "ui title", "leaves the battle for the title"),
    ("ctrl+l", "ui lesson", "the lesson, or away with it"),
)
PLAY: Final = _numbered(*COMMON, *_MAP, *_UNITS, *_GAME)
REPLAY: Final = _numbered(
    *COMMON,
    *_LOOKS,
    *_all(
        "map",
        ("alt+up kp8", "ui cursor up", "cursor north"),
        ("alt+down kp2", "ui cursor down", "cursor south"),
        ("alt+left kp4", "ui cursor W", "cursor west"),
        ("alt+right kp6", "ui cursor E", "cursor east"),
        ("kp7", "ui cursor NW", "cursor north-west"),
        ("kp9", "ui cursor NE", "cursor north-east"),
        ("kp1", "ui cursor SW", "cursor south-west"),
        ("kp3", "ui cursor SE", "cursor south-east"),
    ),
    *_all(
        "replay",
        ("page_down right", "ui step 1", "the next order"),
        ("page_up left", "ui step -1", "the order before"),
        ("down", "ui turn next", "the next turn"),
        ("up", "ui turn previous", "the turn before"),
        ("home", "ui go 0", "the start"),
        ("end", "ui go 999999", "the end"),
        ("n", "ui battle next", "the next assault"),
        ("p", "ui battle previous", "the assault before"),
        ("space", "ui play", "plays by itself, or stops"),
        (".", "ui speed 1", "faster"),
        (",", "ui speed -1", "slower"),
        ("tab", "ui viewer", "both sides, or the picture of one"),
        ("f", "ui fork", "plays on from here in a battle of its own"),
        ("m", "ui measure", "what this order cost"),
        ("shift+m", "ui measure turn", "what all orders of this part of the turn cost"),
        ("i", "ui instead", "what it cost against an order of your own"),
        ("1 2 3 4", "ui tab {}", "a page of the panel"),
        ("ctrl+page_up", "ui log 6", "older lines of the log"),
        ("ctrl+page_down", "ui log -6", "newer lines of the log"),
        ("escape", "ui stop", "stops what goes on, then leaves"),
        ("?", "ui keys", "this list of keys"),
    ),
)
WASD: Final = _all(
    "map",
    ("w", "ui pan up", "scrolls the map"),
    ("a", "ui pan left", "scrolls the map"),
    ("s", "ui pan down", "scrolls the map"),
    ("d", "ui pan right", "scrolls the map"),
    ("alt+a", "ui assault", "assaults the target"),
    ("alt+d", "dig it", "digs in"),
    ("alt+s", "ui statistics", "losses, points, luck so far"),
    ("alt+w", "carry on", "lets formations under order act"),
)
"""What the keys of the WASD preset do instead."""
SCENES: Final[Mapping[str, tuple[Binding, ...]]] = {
    "title": TITLE,
    "scenarios": BROWSER,
    "briefing": BRIEFING,
    "play": PLAY,
    "report": REPORT,
    "replay": REPLAY,
    "model": MODEL,
    "settings": OPTIONS,
    "files": FILES,
    "manual": MANUAL,
}


@cache
def chords(scene: str, preset: str = "standard") -> Mapping[str, Binding]:
    """The bindings of a scene by chord."""
    found = {entry.chord: entry for entry in SCENES[scene]}
    if scene == "play" and preset == "wasd":
        found |= {entry.chord: entry for entry in WASD}
    return found


def conflicts(scene: str) -> list[str]:
    """Chords that are bound to two actions in one scene; none, unless somebody made a mistake."""
    seen: dict[str, str] = {}
    found = []
    for entry in SCENES[scene]:
        if seen.setdefault(entry.chord, entry.action) != entry.action:
            found.append(entry.chord)
    return found


def key_list(bindings: Iterable[Binding]) -> list[Rich]:
    """The keys in words, a line for each action, in groups."""
    groups: dict[str, dict[tuple[str, str], list[str]]] = {}
    for entry in bindings:
        lines = groups.setdefault(entry.group, {})
        many = entry.action[:-1] if entry.action[:-1] in ("ui reach ", "ui tab ") else entry.action
        lines.setdefault((many, entry.says), []).append(shown_chord(entry.chord))
    words: list[Rich] = []
    for group, lines in groups.items():
        words.append([(group.capitalize(), "accent bold")])
        for (_, says), keys in lines.items():
            words.append([(f"{', '.join(keys[:2]):<22} ", "link"), says])
    return words


def shown_chord(chord: str) -> str:
    """A chord as it is printed, such as "Ctrl+Enter"."""
    names = {"escape": "Esc", "page up": "PgUp", "page down": "PgDn", "backspace": "Backspace"}
    parts = chord.split("+") if chord not in ("+", "ctrl++") else [chord]
    if chord == "ctrl++":
        parts = ["ctrl", "+"]
    shown = [names.get(part, part.capitalize() if len(part) > 1 else part) for part in parts]
    return "+".join(shown)
