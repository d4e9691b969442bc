"""A scenario folder to a `Scenario`, or to the list of what keeps it from being one."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
from attrs import frozen

from game.core.digest import digest_of
from game.core.hexgrid import DIRECTIONS
from game.core.ids import HexId, SideId, UnitId
from game.data import load_board, load_bridges, load_events, load_forces, load_texts
from game.data.changes import NONE, Changes
from game.data.checks_run import judge
from game.data.clock import Clock
from game.data.datafile import CHAPTERS
from game.data.files import Bundle, Library, read_bundle
from game.data.light import Heavens
from game.data.load_names import Numbers, sourced
from game.data.load_rules import rulebook
from game.data.problems import Problem, errors
from game.data.schema import INLINE
from game.data.schema_forces import ForcesFile
from game.data.schema_scenario import ScenarioFile, StoresData
from game.model.board import Board
from game.model.calendar import Calendar, Turn, Weather
from game.model.rulebook import Rulebook
from game.model.scenario import Scenario, TutorialStep, Works, hexside
from game.model.sides import STORE_KINDS, Price, Restraint, Side, SupplyLine
from game.model.victory import Victory, VictoryItem, VictoryLevel

DIGESTED = ("scenario", "forces", "map", "terrain", "weapons", "kinds", *CHAPTERS)
"""Files whose content makes a scenario's digest; of notes.yaml only ids and conditions count."""


@frozen
class LoadResult:
    """What became of a scenario folder, or of a variant."""

    address: Path
    """The folder, or the file of the variant."""
    scenario: Scenario | None
    """None if there is an error among the problems."""
    problems: tuple[Problem, ...]

    @property
    def first_fault(self) -> Problem | None:
        """The first error, for a list of scenarios; None if it can be played."""
        found = errors(self.problems)
        return found[0] if found else None


def load_folder(address: Path, library: Library, changes: Changes = NONE) -> LoadResult:
    """The scenario of a folder, or of a variant's file, with all problems of its files.

    Args:
        changes: laid over the files.
    """
    bundle = read_bundle(address, library, changes)
    problems = tuple(judge(bundle))
    scenario = None if errors(problems) else build_scenario(bundle)
    return LoadResult(address, scenario, problems)


def build_scenario(bundle: Bundle) -> Scenario:
    """The scenario of files that have no errors.

    Raises:
        LookupError: there are errors after all.
    """
    file, forces = bundle.scenario, bundle.forces
    if file is None or forces is None:
        raise LookupError(f"{bundle.folder.name} has errors")
    rules = rulebook(bundle)
    board = load_board.board(bundle, dict(rules.terrains))
    numbers = _numbers(file, forces, board)
    paragraphs, chronicle = load_texts.article(bundle.value("article"))
    lines = _lines(file, numbers, rules)
    scenario = Scenario(
        id=file.id,
        title=file.title,
        summary=file.summary,
        digest=scenario_digest(bundle),
        board=board,
        rules=rules,
        calendar=_calendar(file, numbers.clock, board),
        sides=(_side(file, 0, numbers, lines), _side(file, 1, numbers, lines)),
        lines=lines,
        first=numbers.sides[file.first],
        formations=load_forces.formations(forces, numbers),
        units=load_forces.units(forces, numbers, _stock(bundle, file, numbers, rules)),
        held=tuple((board.objective_index[data.place], numbers.sides[data.by]) for data in file.held),
        squadrons=load_forces.squadrons(forces, numbers, rules),
        works=_works(file, board, numbers),
        bridges=load_bridges.bridges(file, board, numbers),
        restraints=_restraints(file, numbers),
        happenings=tuple(load_events.event(event, numbers, file) for event in file.events),
        victory=_victory(file, numbers),
        notes=load_texts.notes(bundle.value("notes"), numbers),
        history=load_texts.history(bundle.value("history"), numbers, board.reference),
        tutorial=_tutorial(file, numbers),
        sources=load_texts.sources(bundle),
        article=paragraphs,
        chronicle=chronicle,
        provenance=sourced(file.provenance),
    )
    plans = load_texts.staff_plans(bundle.value("plans"), numbers, scenario)
    return attrs.evolve(scenario, plans=plans, plans_digest=digest_of(_content(bundle.value("plans"))))


def scenario_digest(bundle: Bundle) -> str:
    """Digest of everything in the files that bears on play (`DIGESTED`), in 16 hexadecimal digits.

    Comments, layout, line endings, sources and notes on entries do not count, nor does a key that is written with its
    default value. Plans, history, the article and the words of notes do not count either.
    """
    content: dict[str, Any] = {key: _content(bundle.value(key)) for key in DIGESTED}
    notes = bundle.value("notes")
    content["notes"] = [[note.id, _content(note.when)] for note in notes.notes] if notes else []
    return digest_of(content)


def _content(value: Any) -> Any:
    """A built value as dicts, lists and text, less provenance and defaults."""
    if attrs.has(type(value)):
        found = {}
        for field in attrs.fields(type(value)):
            part = getattr(value, field.name)
            if not field.metadata.get(INLINE) and part != field.default:
                found[field.name] = _content(part)
        return found
    if isinstance(value, tuple):
        return [_content(part) for part in value]
    if isinstance(value, dict):
        return {key: _content(part) for key, part in value.items()}
    return repr(value) if isinstance(value, float) else value


# Parts of the scenario file


def _numbers(file: ScenarioFile, forces: ForcesFile, board: Board) -> Numbers:
    length = sum(turns.count * turns.minutes for turns in file.turns)
    return Numbers(
        grid=board.grid,
        places={place.id: place.hex for place in board.places},
        sides={side.id: SideId(number) for number, side in enumerate(file.sides)},
        units={unit.id: UnitId(number) for number, unit in enumerate(forces.units)},
        clock=Clock(datetime.strptime(file.start, "%Y-%m-%d %H:%M"), length),
    )


def _stock(bundle: Bundle, file: ScenarioFile, numbers: Numbers, rules: Rulebook) -> load_forces.Stock:
    return load_forces.Stock(
        rules=rules,
        stances={numbers.sides[side.id]: side.stance for side in file.sides},
        flares={kind.id: kind.flares for kind in bundle.value("kinds").kinds},
    )


def _by_kind(data: StoresData | None, factor: int) -> tuple[int, ...]:
    """Stores by kind, times a factor; none for None."""
    if data is None:
        return ()
    return tuple([round(getattr(data, kind) * factor) for kind in STORE_KINDS])


def _lines(file: ScenarioFile, numbers: Numbers, rules: Rulebook) -> tuple[SupplyLine, ...]:
    """Supply lines of both sides; what a line leaves out comes from the rules for its kind."""
    table = rules.supply.lines
    found: list[SupplyLine] = []
    for data in file.sides:
        for line in data.lines:
            shares = {name: getattr(line, name) for name in ("mud", "rain", "watched")}
            plain = {n: table[f"{n}_{line.by}"] if share is None else share for n, share in shares.items()}
            stock = _by_kind(line.stock, 1000)
            most = line.tons_day * table["most_days"] if line.most is None else line.most
            found.append(
                SupplyLine(
                    number=len(found),
                    id=line.id,
                    name=line.name,
                    side=numbers.sides[data.id],
                    hex=numbers.spot(line.at),
                    tons_day=line.tons_day,
                    by=line.by,
                    night_only=line.night_only,
                    from_minute=numbers.minute_or_none(line.from_) or 0,
                    to_minute=numbers.minute_or_none(line.to),
                    stores_kg=sum(stock) or round(line.stores * 1000),
                    most_kg=round(max(most, line.stores, sum(stock) / 1000) * 1000),
                    stock_kg=stock,
                    shells_day=line.shells_day,
                    provenance=sourced(line.provenance, data.provenance, file.provenance),
                    **plain,
                )
            )
    return tuple(found)


def _side(file: ScenarioFile, number: int, numbers: Numbers, lines: tuple[SupplyLine, ...]) -> Side:
    data = file.sides[number]
    dumps = [line.hex for line in lines if line.side == number]
    return Side(
        number=SideId(number),
        id=data.id,
        name=data.name,
        adjective=data.adjective,
        colour=data.colour,
        resolve=data.resolve,
        break_at=data.break_at,
        briefing=data.briefing,
        aims=data.aims,
        quiet_days=data.quiet_days,
        intercepts=data.intercepts,
        supply=tuple(dict.fromkeys(dumps or [numbers.spot(spot) for spot in data.supply])),
        haul=_by_kind(data.haul, 1),
    )


def _calendar(file: ScenarioFile, clock: Clock, board: Board) -> Calendar:
    heavens = Heavens(board.reference.latitude, board.reference.longitude, file.utc_offset)
    weather = sorted(
        ((clock.minute(data.from_) or 0, number) for number, data in enumerate(file.weather)),
    )
    turns: list[Turn] = []
    minute = 0
    for run in file.turns:
        for _ in range(run.count):
            moment = clock.start + timedelta(minutes=minute)
            now = [number for since, number in weather if since <= minute]
            turns.append(
                Turn(
                    number=len(turns) + 1,
                    start=minute,
                    minutes=run.minutes,
                    light=heavens.mean_light(moment, run.minutes),
                    moon=heavens.words(moment, run.minutes),
                    label=run.label or "",
                    weather=_weather(file, now[-1]) if now else Weather(),
                )
            )
            minute += run.minutes
    return Calendar(start=clock.start, clock=file.clock, utc_offset=file.utc_offset, turns=tuple(turns))


def _weather(file: ScenarioFile, number: int) -> Weather:
    data = file.weather[number]
    return attrs.evolve(
        load_events.weather(data),
        note=data.provenance.note or "",
        provenance=sourced(data.provenance, file.provenance),
    )


def _works(file: ScenarioFile, board: Board, numbers: Numbers) -> Works:
    wire: set[int] = set()
    dug: dict[HexId, int] = {}
    registered: tuple[set[HexId], set[HexId]] = (set(), set())
    for work in file.works:
        for name in work.at:
            hex_name, _, direction = name.partition("-")
            hex_ = numbers.hex(hex_name)
            if work.kind == "wire":
                side = hexside(board, hex_, DIRECTIONS.index(direction))
                wire |= set() if side is None else {side}
            elif work.kind == "trench":
                dug[hex_] = max(dug.get(hex_, 0), work.minutes)
            else:
                registered[numbers.sides[work.side or file.first]].add(hex_)
    return Works(wire=frozenset(wire), dug=dug, registered=(frozenset(registered[0]), frozenset(registered[1])))


def _restraints(file: ScenarioFile, numbers: Numbers) -> tuple[Restraint, ...]:
    return tuple(
        Restraint(
            id=data.id,
            side=numbers.sides[data.side],
            forbids=data.forbids,
            region=data.region or "",
            text=data.text,
            from_minute=numbers.minute_or_none(data.from_) or 0,
            to_minute=numbers.minute_or_none(data.to),
            price=Price(points=data.price.points, resolve=data.price.resolve, releases=data.price.releases),
            was_broken=data.broken_in_history,
            provenance=sourced(data.provenance, file.provenance),
        )
        for data in file.restraints
    )


def _victory(file: ScenarioFile, numbers: Numbers) -> Victory:
    items = tuple(
        VictoryItem(
            id=data.id,
            side=numbers.sides[data.side],
            kind=data.kind,
            points=data.points,
            text=data.text,
            place=data.place or "",
            by_minute=numbers.minute_or_none(data.by),
            per=data.per or 0,
            of=numbers.side_or_none(data.of),
            unit=numbers.units[data.unit] if data.unit else None,
            share=data.share or 0.0,
            history=data.history,
            provenance=sourced(data.provenance, file.provenance),
        )
        for data in file.victory.items
    )
    levels = tuple(
        VictoryLevel(name=data.name, side=numbers.side_or_none(data.side), margin=data.margin)
        for data in file.victory.levels
    )
    sudden = file.victory.sudden
    return Victory(items=items, levels=levels, sudden=load_events.condition(sudden, numbers) if sudden else None)


def _tutorial(file: ScenarioFile, numbers: Numbers) -> tuple[TutorialStep, ...]:
    return tuple(
        TutorialStep(id=step.id, text=step.text, done=load_events.condition(step.done, numbers), hint=step.hint or "")
        for step in (file.tutorial.steps if file.tutorial else ())
    )
