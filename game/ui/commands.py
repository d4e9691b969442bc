"""The commands of the play scene that can be typed, with their usage."""

from __future__ import annotations

from typing import Final

from attrs import frozen


@frozen
class UiCommand:
    """A command of the interface as it may be typed, with or without `ui` before it."""

    word: str
    usage: str
    says: str


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
