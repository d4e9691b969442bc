"""The commands: their words, short forms, usage and one line of help each."""

from __future__ import annotations

from attrs import frozen


@frozen
class Command:
    """One word that may begin a line."""

    word: str
    usage: str
    says: str
    """What it does, in one line."""
    group: str
    """Heading it stands under in the help."""
    short: tuple[str, ...] = ()
    """Short forms besides every unambiguous beginning."""
    example: str = ""
    rule: str = ""
    """Rule of the manual that governs it."""


GROUPS = ("orders", "formations", "looking", "asking", "the game")

COMMANDS = (
    Command(
        "move",
        "move UNIT HEX [stealth] [via HEX ...]",
        "Marches a unit to a hex, or creeps there by stealth.",
        "orders",
        ("m", "mo"),
        "move 1/75 1423 stealth via 1424",
        "4.1",
    ),
    Command(
        "assault",
        "assault UNIT ... HEX [probe|attack|storm] [N min]",
        "Assaults an adjacent hex with one or more units; guns named with them support.",
        "orders",
        ("a",),
        "assault 1/75 2/75 1422 storm 40 min",
        "7.1",
    ),
    Command(
        "bombard",
        "bombard UNIT HEX [N rounds]",
        "Fires guns or mortars at a hex.",
        "orders",
        ("b",),
        "bombard rg/75 1422 60 rounds",
        "6.1",
    ),
    Command(
        "dig", "dig UNIT [N min]", "Digs in, for all the minutes left or for N.", "orders", ("d",), "dig 1/75", "10.1"
    ),
    Command(
        "wire", "wire UNIT DIRECTION", "Lays wire on one side of the unit's hex.", "orders", (), "wire 1/75 NW", "10.3"
    ),
    Command("mend", "mend UNIT", "Mends the road where engineers stand.", "orders", (), "mend 1en/19", "10.5"),
    Command(
        "bridge",
        "bridge UNIT [N min]",
        "Engineers build or repair a bridge at their hex, for all the minutes left or for N.",
        "orders",
        (),
        "bridge 1en/23",
        "10.9",
    ),
    Command(
        "blow", "blow UNIT", "Blows the bridge at whose end the unit stands.", "orders", (), "blow 1en/23", "10.12"
    ),
    Command(
        "recover",
        "recover UNIT [N min]",
        "Pulls out bogged vehicles in the unit's hex, for all the minutes left or for N.",
        "orders",
        (),
        "recover 3tb/2",
        "7.56",
    ),
    Command("rest", "rest UNIT", "Rests for all the minutes left.", "orders", (), "rest 1/75", "13.2"),
    Command(
        "hold",
        "hold UNIT",
        "Keeps the unit's minutes for the enemy's part of the turn.",
        "orders",
        (),
        "hold 1/75",
        "3.4",
    ),
    Command(
        "stance",
        "stance UNIT storm|attack|hold|last-man|give-ground",
        "Sets what a unit does when pressed.",
        "orders",
        (),
        "stance 1/75 last-man",
        "7.6",
    ),
    Command("flare", "flare UNIT HEX", "Sends up a flare over a hex.", "orders", (), "flare 1/75 1422", "8.5"),
    Command(
        "register",
        "register UNIT HEX",
        "Registers a target for a unit's guns.",
        "orders",
        (),
        "register rg/75 1422",
        "6.5",
    ),
    Command(
        "break-out",
        "break-out UNIT to HEX",
        "Slips out of a ring by small parties; guns and wounded stay behind.",
        "orders",
        (),
        "break-out 1/75 1422",
        "7.83",
    ),
    Command(
        "feign",
        "feign UNIT HEX",
        "Makes a sound section heard at a hex in the dark, or a wireless section send false messages about it.",
        "orders",
        (),
        "feign sound/1 1422",
        "5.92",
    ),
    Command(
        "fly",
        "fly SQUADRON strike|strafe|interdict|recon|patrol|sweep|escort HEX | raid BASE [with N]",
        "Sends aircraft on a mission, all that can go or N of them.",
        "orders",
        (),
        "fly sb-1 strike 1422 with 20",
        "9.3",
    ),
    Command(
        "haul",
        "haul shells|fuel|food|works N [...]",
        "Sets what your lorries bring, in hundredths; kinds you leave out share the rest.",
        "orders",
        (),
        "haul shells 60",
        "11.12",
    ),
    Command(
        "break",
        "break RESTRAINT",
        "Breaks a restraint of your capital, at its price.",
        "orders",
        ("br",),
        "break guns-on-foreign-soil",
        "14.3",
    ),
    Command(
        "decide",
        "decide OPTION",
        "Answers the decision put to you, by name or number.",
        "orders",
        (),
        "decide 1",
        "15.3",
    ),
    Command("end", "end", "Ends your part of the turn.", "orders", ("e",), "end", "3.1"),
    Command(
        "order",
        "order FORMATION VERB [HEX] [by HOUR] [losses under N] [keep UNIT ... back] [press probe|attack|storm]",
        "Asks a formation's staff to seize, hold, delay, screen, pin, withdraw and so on; it answers before it acts.",
        "formations",
        (),
        "order 75ir attack changkufeng by 18:00 losses under 300",
        "12.8",
    ),
    Command("confirm", "confirm", "Gives the order that a staff has answered.", "formations", (), "confirm", "12.8"),
    Command(
        "missions", "missions", "Lists the formations under order and how they stand.", "formations", (), "", "12.9"
    ),
    Command(
        "carry",
        "carry on",
        "Lets the staffs of formations under order act now.",
        "formations",
        (),
        "carry on",
        "12.9",
    ),
    Command(
        "cancel",
        "cancel FORMATION | all",
        "Countermands the order to a formation.",
        "formations",
        (),
        "cancel 75ir",
        "12.9",
    ),
    Command(
        "skip",
        "skip",
        "Ends your parts of turns until something happens that wants you.",
        "the game",
        (),
        "skip",
        "3.5",
    ),
    Command(
        "show",
        "show [UNIT | HEX | FORMATION | #CONTACT]",
        "Describes a unit, a hex, a formation or a contact.",
        "looking",
        ("s", "status"),
        "show 1/75",
    ),
    Command("look", "look [HEX]", "Describes a hex and its six neighbours in words.", "looking", ("l",), "look 1422"),
    Command(
        "map",
        "map [HEX [RADIUS]]",
        "Draws the map in letters, whole or round a hex.",
        "looking",
        (),
        "map changkufeng 5",
    ),
    Command(
        "units",
        "units [FORMATION]",
        "Lists your units with men and minutes left, or those of a formation.",
        "looking",
        (),
        "units it",
    ),
    Command(
        "contacts",
        "contacts [near HEX [N]]",
        "Lists the enemy as known, everywhere or near a place.",
        "looking",
        (),
        "contacts near changkufeng 6",
    ),
    Command("idle", "idle", "Lists the units that still have something to do.", "looking", ("i",)),
    Command(
        "next",
        "next",
        "Goes to the next unit with something to do; afterwards 'it' means that unit.",
        "looking",
        ("n",),
    ),
    Command("find", "find TEXT", "Finds units, contacts, places and notes by name.", "looking", ("/",), "find guns"),
    Command("oob", "oob", "Shows the organisation of your army.", "looking", ("army",)),
    Command("objectives", "objectives", "Lists the victory points and who holds what.", "looking", ("obj",)),
    Command("restraints", "restraints", "Lists what the capitals forbid, and the price.", "looking"),
    Command(
        "supply",
        "supply",
        "Tells what lies in the dumps, what comes, and who is short of what.",
        "looking",
        rule="11.5",
    ),
    Command("weather", "weather", "Tells time, light, moon and weather.", "looking"),
    Command("report", "report", "Tells what happened since your last turn.", "looking", ("summary",)),
    Command("log", "log [N]", "Repeats the last N lines of the log.", "looking", (), "log 20"),
    Command(
        "odds",
        "odds UNIT ... HEX [probe|attack|storm] [N min]",
        "Gives the odds of an assault without making it.",
        "asking",
        ("o",),
        "odds 1/75 2/75 1422 storm",
    ),
    Command(
        "fire",
        "fire UNIT HEX [N rounds]",
        "Tells what a bombardment would do without firing.",
        "asking",
        (),
        "fire rg/75 1422 60",
    ),
    Command(
        "air",
        "air [SQUADRON [MISSION HEX [with N]]]",
        "Lists your squadrons, describes one, or tells what a mission would do without flying it.",
        "asking",
        (),
        "air sb-1 strike 1422 with 20",
        "9.9",
    ),
    Command("threat", "threat HEX", "Tells what the known enemy could do to a hex.", "asking", ("t",), "threat 1423"),
    Command(
        "reach",
        "reach UNIT [HEX] [stealth]",
        "Lists the hexes a unit can reach, or tells the way to one, with minutes and danger.",
        "asking",
        (),
        "reach 1/75 1423 stealth",
    ),
    Command("los", "los HEX HEX", "Tells whether one hex is seen from another.", "asking", (), "los 1422 1418"),
    Command(
        "why",
        "why [UNIT [HEX [stealth]] | last]",
        "Explains the last refusal or fight, a unit's minutes, or what a march to a hex costs.",
        "asking",
        ("y",),
        "why 1/75",
    ),
    Command(
        "source",
        "source UNIT|PLACE|KIND.ID|TABLE.FIGURE [FIELD]",
        "Tells where a figure comes from: works, confidence, reasons, and who says otherwise.",
        "asking",
        (),
        "source 1/75 men",
    ),
    Command("rules", "rules [TABLE]", "Opens a rules table.", "asking", (), "rules movement"),
    Command("history", "history", "Sets the game beside the record at this hour.", "asking"),
    Command("compare", "compare", "Sets the game beside history and simulated games.", "asking"),
    Command("model", "model", "Tells how well simulated games meet the record of this battle.", "asking"),
    Command(
        "help",
        "help [COMMAND | RULE | TOPIC]",
        "Lists the commands, or explains one, a rule or a topic.",
        "asking",
        ("h", "?"),
        "help assault",
    ),
    Command("journal", "journal", "Lists the notes read and your remarks.", "the game", ("j", "notes")),
    Command("note", "note [ID | last]", "Reads a note again.", "the game", (), "note last"),
    Command("remark", "remark TEXT", "Writes a remark into your journal.", "the game", (), "remark Guns too far back."),
    Command("undo", "undo [all]", "Takes the last order back, or all that can be.", "the game", ("u",)),
    Command("redo", "redo", "Gives an order again that was taken back.", "the game"),
    Command("save", "save [NAME]", "Saves the game.", "the game", (), "save evening"),
    Command("seed", "seed", "Tells the seed of the dice.", "the game"),
    Command("quit", "quit", "Leaves the game.", "the game", ("q", "exit")),
)
PLAIN = frozenset(
    (
        "idle",
        "next",
        "oob",
        "objectives",
        "restraints",
        "supply",
        "weather",
        "report",
        "history",
        "compare",
        "model",
        "journal",
        "confirm",
        "missions",
        "skip",
        "redo",
        "seed",
        "quit",
    )
)
"""Words of the queries that take no argument."""


def matching(text: str) -> tuple[Command, ...]:
    """The commands a word may mean: one for a full word or short form, else all that begin with it."""
    lower = text.lower()
    exact = tuple(c for c in COMMANDS if c.word == lower or lower in c.short)
    return exact or tuple(c for c in COMMANDS if c.word.startswith(lower))
