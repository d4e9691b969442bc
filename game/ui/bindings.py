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


@frozen
class UiCommand:
    """A command of the interface as it may be typed, with or without `ui` before it."""

    word: str
    usage: str
    says: str


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
    *_all("files", ("enter", "ui choose", "opens the file"), ("escape", "ui back", "back")),
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
_MAP: Final = _all(
    "map",
    ("up kp8", "ui cursor up", "cursor north"),
    ("down kp2", "ui cursor down", "cursor south"),
    ("left kp4", "ui cursor W", "cursor west"),
    ("right kp6", "ui cursor E", "cursor east"),
    ("home kp7", "ui cursor NW", "cursor north-west"),
    ("page_up kp9", "ui cursor NE", "cursor north-east"),
    ("end kp1", "ui cursor SW", "cursor south-west"),
    ("page_down kp3", "ui cursor SE", "cursor south-east"),
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
    "model": MODEL,
    "settings": OPTIONS,
    "files": FILES,
    "manual": MANUAL,
}
COMMANDS: Final = (
    UiCommand("assault", "ui assault", "assaults the target with the selected units"),
    UiCommand("bombard", "ui bombard", "fires at the target with the selected units"),
    UiCommand("back", "back", "goes back"),
    UiCommand("cancel", "ui cancel", "lets go of target, selection or command line"),
    UiCommand("centre", "centre [HEX]", "centres the map"),
    UiCommand("click", "click HEX", "what a click on a hex does"),
    UiCommand("command", "command [WORDS]", "goes to the command line"),
    UiCommand("compare", "ui compare [history|places|model]", "this battle beside history and simulated games"),
    UiCommand("contact", "contact N", "shows an enemy as far as he is known"),
    UiCommand("cursor", "cursor HEX | NE..NW | up | down", "moves the cursor"),
    UiCommand("decision", "decision", "opens the decision that waits"),
    UiCommand("describe", "describe", "describes what is at the cursor"),
    UiCommand("done", "done [UNIT]", "leaves the unit out when going through the units"),
    UiCommand("end", "ui end", "ends the turn, and warns of idle units"),
    UiCommand("enter", "enter", "selects, marches or assaults at the cursor"),
    UiCommand("faster", "faster", "hurries the enemy's part on"),
    UiCommand("fly", "ui fly", "sends the chosen squadron to its target"),
    UiCommand("fold", "fold FORMATION | all | none", "hides or shows its units in the organisation tree"),
    UiCommand("fullscreen", "fullscreen", "full screen on and off"),
    UiCommand("gait", "gait [march|stealth]", "how clicked marches are made"),
    UiCommand("help", "ui help [TOPIC]", "opens the manual"),
    UiCommand("highlight", "highlight", "shows the unit's formation"),
    UiCommand("hurry", "hurry", "ends the computer's part at once; what it has done stands"),
    UiCommand("join", "join", "selects all who can join an assault on the target"),
    UiCommand("keys", "keys", "lists the keys"),
    UiCommand("lesson", "lesson [show|hide]", "the card with the lesson"),
    UiCommand("load", "load", "the list of saves"),
    UiCommand("log", "ui log N", "scrolls the log by lines"),
    UiCommand("losses", "losses", "losses by unit"),
    UiCommand("los", "ui los [HEX]", "line of sight from the selected unit"),
    UiCommand("measure", "measure [HEX]", "distance from the selected unit"),
    UiCommand("menu", "menu [HEX]", "the menu of a hex"),
    UiCommand("mission", "mission [FORMATION [VERB HEX ...]]", "orders a formation; its staff answers first"),
    UiCommand("next", "ui next [fire|march]", "next unit with something to do"),
    UiCommand("note", "ui note [other | ID]", "opens a note"),
    UiCommand("odds", "ui odds [full]", "odds at the target"),
    UiCommand("over", "over", "the final report"),
    UiCommand("overlay", "overlay NAME", "the same as show"),
    UiCommand("pan", "pan up|down|left|right", "scrolls the map"),
    UiCommand("press", "press [probe|attack|storm]", "how hard clicked assaults are pressed"),
    UiCommand("previous", "previous", "the unit before"),
    UiCommand("quickload", "quickload", "loads what quicksave saved"),
    UiCommand("quicksave", "quicksave", "saves at once"),
    UiCommand("quit", "ui quit", "leaves the game, and asks first"),
    UiCommand("raid", "raid BASE", "aims the chosen squadron at an enemy airfield"),
    UiCommand("reach", "ui reach N", "reach in so many turns"),
    UiCommand("save", "ui save", "saves under a name"),
    UiCommand("seat", "seat", "the next player, or the other side's picture in a battle of two computers"),
    UiCommand("select", "select UNIT ...", "selects units"),
    UiCommand("settings", "settings", "opens the settings"),
    UiCommand("show", "ui show OVERLAY", "an overlay on or off: ghost, sight, threat, supply, control and more"),
    UiCommand("source", "ui source [PATH]", "where a figure comes from, on a card"),
    UiCommand("sortie", "sortie MISSION", "what the chosen squadron is to do"),
    UiCommand("squadron", "squadron [ID | none]", "chooses a squadron, the next for none named"),
    UiCommand("stack", "stack", "selects the whole stack"),
    UiCommand("statistics", "statistics", "losses, points, luck so far"),
    UiCommand("tab", "tab unit|hex|odds|oob|aims|notes|air", "a tab of the panel"),
    UiCommand("target", "target HEX | next | previous | none", "aims at a hex"),
    UiCommand("text", "text larger|smaller|normal", "size of the text"),
    UiCommand("theme", "theme [paper|night]", "paper or night map"),
    UiCommand("title", "title", "leaves the battle for the title"),
    UiCommand("unway", "unway", "takes the last way-point away"),
    UiCommand("way", "way HEX", "adds a way-point"),
    UiCommand("zoom", "zoom in|out|fit|N", "size of the map"),
)
"""The commands of the play scene that can be typed; `ui` may be left out where the order language has no such word."""


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
