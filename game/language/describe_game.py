"""The whole situation in sentences: time and weather, objectives, restraints, notes, the record, lists and searches."""

from __future__ import annotations

from collections.abc import Collection

from game.core.ids import HexId, UnitId
from game.language import dates
from game.language.describe_air import squadron_line
from game.language.describe_figures import figure_words, measure_words
from game.language.describe_fronts import front_lines
from game.language.describe_gaps import Taken, gap_sentence, held_words
from game.language.describe_unit import contact_line, unit_line
from game.language.describe_voices import voices_line
from game.language.lookup import normal
from game.language.names import hex_name, side_name
from game.language.phrases import count, kilometres, listing, men, sentence
from game.model.history import Note
from game.model.scenario import Scenario
from game.model.sides import IN_FORCE, RESTRAINT_STATUS, Restraint
from game.model.units import ON_MAP, WAITING
from game.model.view import OwnUnit, View


def overview_lines(view: View) -> tuple[str, ...]:
    """The situation in brief: time, strength, losses, points, objectives, decisions."""
    scenario = view.scenario
    here = [own for own in view.units if own.status == ON_MAP]
    due = [own for own in view.units if own.status == WAITING]
    claimed = view.losses[1 - view.side]
    lines = [
        *weather_lines(view),
        f"You command {scenario.sides[view.side].name}: {count(len(here), 'unit')} on the map, "
        f"{men(sum(own.men for own in here))}" + (f"; {count(len(due), 'unit')} still to come." if due else "."),
        sentence(f"{count(len(view.contacts), 'contact')} with the enemy"),
        f"Losses: {view.losses[view.side]} of yours, {f'about {claimed}' if claimed else 'none known'} of the enemy's.",
        _resolve_words(view),
        f"Points: {scenario.sides[0].name} {view.points[0]}, {scenario.sides[1].name} {view.points[1]}.",
    ]
    for index, place in enumerate(scenario.board.objectives):
        lines.append(
            sentence(f"{hex_name(scenario.board, place.hex)}: held by {side_name(scenario, view.control[index])}")
        )
    return (*lines, *decision_lines(view))


def _resolve_words(view: View) -> str:
    own, foe = view.resolve[view.side], view.resolve[1 - view.side]
    break_at = view.scenario.sides[view.side].break_at
    said = f"Your army's resolve is {own}; it breaks off at {break_at}."
    return said + (f" The enemy's is judged to be about {foe}." if foe is not None else "")


def weather_lines(view: View) -> tuple[str, ...]:
    """Turn, hours, light, moon and weather."""
    calendar = view.scenario.calendar
    turn = calendar.turns[max(0, view.turn - 1)]
    light = dates.light_words(view.light).capitalize()
    moon = f", {turn.moon}" if turn.moon and turn.moon not in light.lower() else ""
    note = f" {sentence(view.weather.note)}" if view.weather.note else ""
    return (
        sentence(dates.turn_words(calendar, turn)),
        sentence(f"{light}{moon}; {dates.weather_words(view.weather)}") + note,
    )


def decision_lines(view: View) -> tuple[str, ...]:
    """Decisions that wait, with their options numbered."""
    lines: list[str] = []
    for pending in view.pending:
        lines.append(f"Decision: {pending.offer.text}")
        for number, option in enumerate(pending.offer.options, start=1):
            lines.append(f"  {number}. {option.text} (decide {option.id})")
    return tuple(lines)


def restraint_lines(view: View) -> tuple[str, ...]:
    """What the capitals forbid both sides, with dates, status and price."""
    lines = [_restraint_line(view, index, entry) for index, entry in enumerate(view.scenario.restraints)]
    return tuple(lines) or ("No capital has laid a restraint on either side.",)


def _restraint_line(view: View, index: int, entry: Restraint) -> str:
    scenario, status = view.scenario, view.restraints[index]
    mine = entry.side == view.side
    whose = "Your restraint" if mine else f"Restraint on {side_name(scenario, entry.side)}"
    word = RESTRAINT_STATUS[status].replace("-", " ")
    if status != IN_FORCE:
        return f"{whose} {entry.id}, {word}: {sentence(entry.text)}"
    until = f" until {dates.when(scenario.calendar, entry.to_minute)}" if entry.to_minute is not None else ""
    price = [count(entry.price.points, "point")] if entry.price.points else []
    price += [f"{entry.price.resolve} of resolve"] if entry.price.resolve else []
    freed = [r.text for r in scenario.restraints if r.id in entry.price.releases]
    foe = "the enemy" if mine else "you"
    frees = f" and frees {foe} of: {' '.join(sentence(text) for text in freed)}" if freed else "."
    return (
        f"{whose} {entry.id}, {word}{until}: {sentence(entry.text)} To break it costs "
        f"{listing(price) or 'nothing'}{frees}"
    )


def unit_list(view: View, units: Collection[UnitId] = ()) -> tuple[str, ...]:
    """Some own units; of none named all, those on the map first, and the contacts."""
    if units:
        return tuple(unit_line(view, own) for own in view.units if own.number in units)
    here = [unit_line(view, own) for own in view.units if own.status == ON_MAP]
    away = [unit_line(view, own) for own in view.units if own.status != ON_MAP]
    seen = [contact_line(view, contact) for contact in view.contacts]
    return (*here, *away, *(["The enemy as known:", *seen] if seen else ["No contact with the enemy."]))


def contact_list(view: View, near: HexId | None, radius: int) -> tuple[str, ...]:
    """The contacts within so many hexes of one, the nearest first; without a hex all of them, by number."""
    if near is None:
        return tuple(contact_line(view, contact) for contact in view.contacts) or ("No contact with the enemy.",)
    grid = view.scenario.board.grid
    away = [(grid.distance(near, c.hex), c.number, c) for c in view.contacts if c.hex >= 0]
    found = [contact for distance, _, contact in sorted(away, key=lambda item: item[:2]) if distance <= radius]
    place = hex_name(view.scenario.board, near)
    nobody = f"No contact within {kilometres(radius * view.scenario.board.hex_m)} of {place}."
    return tuple(contact_line(view, contact) for contact in found) or (nobody,)


def idle_units(view: View, able: tuple[UnitId, ...]) -> tuple[OwnUnit, ...]:
    """Units among those able that were not told to hold, in order of the map: north to south, west to east."""
    found = [view.unit_of[unit] for unit in able if not view.unit_of[unit].held and view.unit_of[unit].minutes]
    return tuple(sorted(found, key=lambda own: (own.hex, own.number)))


def find_lines(view: View, text: str) -> tuple[str, ...]:
    """Units, contacts, places and notes whose name holds a text."""
    scenario, wanted = view.scenario, normal(text)
    found = []
    for own in view.units:
        unit = scenario.units[own.number]
        if wanted in normal(f"{unit.id} {unit.name} {unit.kind.name} {unit.native} {unit.formation}"):
            found.append(unit_line(view, own))
    for flying in view.squadrons:
        squadron = scenario.squadrons[flying.number]
        if wanted in normal(f"{squadron.id} {squadron.name} {squadron.aircraft.name} {squadron.native}"):
            found.append(squadron_line(view, flying))
    for contact in view.contacts:
        line = contact_line(view, contact)
        if wanted in normal(line):
            found.append(line)
    for place in scenario.board.places:
        if wanted in normal(" ".join((place.id, place.name, *place.native))):
            found.append(sentence(f"{hex_name(scenario.board, place.hex)}, {place.kind}"))
    for index in view.notes:
        note = scenario.notes[index]
        if wanted in normal(f"{note.id} {note.title}"):
            found.append(f"Note {note.id}: {note.title}.")
    return tuple(found) or (f"Nothing is called '{text}'.",)


def note_lines(scenario: Scenario, note: Note) -> tuple[str, ...]:
    """A note in full: title, place and date, text, correction, both voices, what it means in the game, sources."""
    native = f" ({', '.join(note.native)})" if note.native else ""
    spot = scenario.board.place_by_id.get(note.place)
    where = ", ".join(part for part in (spot.name if spot else note.place, note.date) if part)
    lines = [sentence(f"Note: {note.title}{native}") + (f" {where}." if where else "")]
    lines += [paragraph.strip() for paragraph in note.text.strip().split("\n\n")]
    if note.correction:
        lines.append(f"Correction: {note.correction.strip()}")
    lines += [f"{voice.who} account: {voice.text.strip()}" for voice in note.voices]
    if note.game:
        lines.append(f"In the game: {note.game.strip()}")
    names = [scenario.sources[i].title if i in scenario.sources else i for i in note.provenance.entry.sources]
    if names:
        lines.append(sentence(f"Sources: {'; '.join(names)}"))
    if note.article:
        lines.append(sentence(f"It restates the article: {', '.join(note.article)}"))
    return tuple(" ".join(line.split()) for line in lines)


def journal_lines(view: View, remarks: tuple[str, ...]) -> tuple[str, ...]:
    """Notes read so far, numbered, and the player's own remarks."""
    notes = view.scenario.notes
    listed = [
        f"{number}. {notes[index].title} (note {notes[index].id})." for number, index in enumerate(view.notes, start=1)
    ]
    mine = ["Your remarks:", *remarks] if remarks else []
    return (*listed, *mine) or ("The journal is empty.",)


def history_lines(view: View, taken: Taken) -> tuple[str, ...]:
    """The record at this hour beside the game: who held what then and now, what happens next, recorded figures.

    Args:
        taken: when places changed hands.
    """
    scenario, history = view.scenario, view.scenario.history
    lines = list(hour_lines(view, taken))
    if history.figures:
        lines.append("What the record counts, for the whole battle unless it says otherwise:")
    for figure in history.figures:
        told = figure_words(scenario, figure.low, figure.high, figure.unit)
        lines.append(sentence(f"{measure_words(scenario, figure.key)}: {told}"))
        if figure.said:
            lines.append(f"  {sentence(voices_line(scenario, figure))}")
    if history.unknown:
        missing = [measure_words(scenario, one.key) for one in history.unknown]
        lines.append(f"No record was found of: {'; '.join(missing)}.")
    return tuple(lines) or ("The record is silent about this battle.",)


def hour_lines(view: View, taken: Taken | None = None) -> tuple[str, ...]:
    """The record at this hour beside the game: who held what then and now, what happens next, where the front was.

    Args:
        taken: when places changed hands; None where that was not followed.
    """
    scenario, history, lines = view.scenario, view.scenario.history, list[str]()
    for index, place in enumerate(scenario.board.objectives):
        words = gap_sentence(view, index, taken)
        if not words:
            continue
        lines.append(words)
        records = [record for record in history.control if record.place == place.id]
        later = next((record for record in records if record.minute > view.minute), None)
        if later is not None:
            lines.append(f"  In history from {_next(view, later.minute)} on {held_words(scenario, later)}.")
    return (*lines, *front_lines(view))


def _next(view: View, minute: int) -> str:
    """An hour that comes, or its day as well where that is not today's."""
    calendar = view.scenario.calendar
    same = calendar.moment(minute).date() == calendar.moment(view.minute).date()
    return dates.hour(calendar, minute) if same else dates.when(calendar, minute)


def objective_lines(view: View) -> tuple[str, ...]:
    """The victory list: points to be had, as things stand and in history, who holds what, the levels."""
    scenario = view.scenario
    lines = []
    for item, now in zip(scenario.victory.items, view.scores, strict=True):
        own = "You" if item.side == view.side else "The enemy"
        each = f" for each {item.per} {'casualties' if item.kind == 'losses' else 'minutes'}" if item.per else ""
        past = f"; in history {item.history}" if item.history is not None else ""
        worth = f"{own}, {count(item.points, 'point')}{each}, {now} as things stand{past}"
        lines.append(f"{worth}: {sentence(item.text)}{_held_now(view, item.place)}")
    lines.append(
        f"Points as they stand: {scenario.sides[0].name} {view.points[0]}, {scenario.sides[1].name} {view.points[1]}."
    )
    lead = view.points[0] - view.points[1]
    lines.append(f"That would be: {sentence(scenario.victory.level(lead).name)}")
    levels = [f"{level.name} from a lead of {level.margin}" for level in scenario.victory.levels[:-1]]
    lines.append(
        f"Levels, by the lead of {scenario.sides[0].name}: {'; '.join(levels)}; below that "
        f"{scenario.victory.levels[-1].name}."
    )
    return tuple(lines)


def _held_now(view: View, place: str) -> str:
    for index, entry in enumerate(view.scenario.board.objectives):
        if entry.id == place:
            return f" Now held by {side_name(view.scenario, view.control[index])}."
    return ""


def briefing_lines(scenario: Scenario, side: int) -> tuple[str, ...]:
    """The briefing of one side: title, summary, situation, aims, who moves first, scale."""
    entry = scenario.sides[side]
    turns = scenario.calendar.turns
    start, end = dates.when(scenario.calendar, 0), dates.when(scenario.calendar, scenario.calendar.end_minute)
    lines = [
        f"{scenario.title}.",
        sentence(scenario.summary),
        f"From {start} to {end}, {scenario.calendar.start.year}, {scenario.calendar.clock}; "
        f"{count(len(turns), 'turn')}; a hex is {scenario.board.hex_m} m across. "
        f"{scenario.sides[scenario.first].name} moves first in each turn.",
        f"You command {entry.name}.",
        *(" ".join(part.split()) for part in entry.briefing.strip().split("\n\n") if part.strip()),
    ]
    return (*lines, f"Your aim: {sentence(entry.aims)}") if entry.aims else tuple(lines)
