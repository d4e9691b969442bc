"""Notes, the historical record, plans, sources and the article."""

from __future__ import annotations

import re
from collections.abc import Iterable

from game.core.geo import Georeference
from game.core.ids import UnitId
from game.data.files import Bundle
from game.data.load_events import NEVER, condition
from game.data.load_names import Numbers, sourced
from game.data.schema_plans import AirTaskData, FireData, GroupData, PhaseData, PlansFile
from game.data.schema_texts import ArticleFile, HistoryFile, NotesFile, SaidData
from game.model import plan as plans
from game.model.aircraft import base_id
from game.model.history import ControlRecord, Figure, Front, Ghost, History, Measured, Note, Said, Voice
from game.model.provenance import Source
from game.model.scenario import ChronicleEntry, Paragraph, Scenario

_TIME = re.compile(r"\d\d-\d\d \d\d:\d\d")


def notes(file: NotesFile | None, numbers: Numbers) -> tuple[Note, ...]:
    """Notes in the order of the file."""
    return tuple(
        Note(
            id=data.id,
            title=data.title,
            text=data.text,
            when=condition(data.when, numbers) if data.when else NEVER,
            article=data.article,
            native=data.native,
            place=data.place or "",
            date=data.date or "",
            audience=numbers.side_or_none(data.audience),
            correction=data.correction,
            voices=tuple(Voice(who=voice.who, text=voice.text) for voice in data.voices),
            game=data.game,
            provenance=sourced(data.provenance, file.provenance),
        )
        for data in (file.notes if file else ())
        if file
    )


def history(file: HistoryFile | None, numbers: Numbers, reference: Georeference) -> History:
    """The record; `reference` ties the map to the globe."""
    if file is None:
        return History()
    control = tuple(
        ControlRecord(
            place=data.place,
            minute=numbers.minute(data.from_),
            side=numbers.side_or_none(data.side),
            is_contested=data.side == "contested",
            note=data.provenance.note or "",
            provenance=sourced(data.provenance, file.provenance),
        )
        for data in file.control
    )
    ghosts = tuple(
        Ghost(
            id=data.formation,
            name=data.name,
            side=numbers.sides[data.side],
            at=tuple(sorted((numbers.minute(point.time), numbers.hex(point.hex)) for point in data.at)),
            provenance=sourced(data.provenance, file.provenance),
        )
        for data in file.ghosts
    )
    return History(
        figures=_figures(file, numbers),
        unknown=_unknown(file, numbers),
        control=control,
        ghosts=ghosts,
        fronts=_fronts(file, numbers, reference),
    )


def _figures(file: HistoryFile, numbers: Numbers) -> tuple[Figure, ...]:
    """What is recorded, as ranges."""
    return tuple(
        Figure(
            id=data.id,
            measure=data.measure,
            low=_bound(data.low, numbers),
            high=_bound(data.high, numbers),
            from_minute=numbers.minute(data.from_) if data.from_ else 0,
            to_minute=None if data.at == "end" else numbers.minute(data.at),
            unit=data.unit,
            said=tuple(_said(said, numbers) for said in data.said),
            misfit=data.misfit,
            note=data.provenance.note or "",
            provenance=sourced(data.provenance, file.provenance),
        )
        for data in file.figures
        if data.low is not None and data.high is not None
    )


def _unknown(file: HistoryFile, numbers: Numbers) -> tuple[Measured, ...]:
    """What nobody recorded."""
    return tuple(
        Measured(
            id=data.id,
            measure=data.measure,
            from_minute=numbers.minute(data.from_) if data.from_ else 0,
            to_minute=None if data.at == "end" else numbers.minute(data.at),
            unit=data.unit,
            note=data.provenance.note or "",
            provenance=sourced(data.provenance, file.provenance),
        )
        for data in file.figures
        if data.unknown
    )


def _said(data: SaidData, numbers: Numbers) -> Said:
    return Said(
        voice=data.voice,
        kind=data.kind,
        by=data.by,
        low=None if data.low is None else _bound(data.low, numbers),
        high=None if data.high is None else _bound(data.high, numbers),
        sources=data.source,
        note=data.note,
    )


def _fronts(file: HistoryFile, numbers: Numbers, reference: Georeference) -> tuple[Front, ...]:
    """Lines of the front in order of time."""
    found = (
        Front(
            id=data.id,
            name=data.name,
            minute=numbers.minute(data.time),
            holder=numbers.sides[data.holder],
            points=tuple(reference.from_anchor_km(lat, lon) for lat, lon in data.line),
            is_closed=data.closed,
            provenance=sourced(data.provenance, file.provenance),
        )
        for data in file.fronts
    )
    return tuple(sorted(found, key=lambda front: front.minute))


def _bound(text: str, numbers: Numbers) -> float:
    return float(numbers.minute(text)) if _TIME.fullmatch(text) else float(text)


def sources(bundle: Bundle) -> dict[str, Source]:
    """Sources by id; a scenario's own come before those of its root."""
    found: dict[str, Source] = {}
    for file in bundle.sources:
        for data in file.value.sources:
            entry = Source(
                id=data.id, title=data.title, author=data.author, kind=data.kind, trust=data.trust, note=data.note
            )
            found.setdefault(data.id, entry)
    return found


def article(file: ArticleFile | None) -> tuple[tuple[Paragraph, ...], tuple[ChronicleEntry, ...]]:
    """Paragraphs of the article, and the chronicle."""
    if file is None:
        return (), ()
    paragraphs = tuple(Paragraph(id=p.id, section=p.section, claims=p.claims) for p in file.paragraphs)
    chronicle = tuple(
        ChronicleEntry(date=c.date, text=c.text, provenance=sourced(c.provenance, file.provenance))
        for c in file.chronicle
    )
    return paragraphs, chronicle


# Plans


def staff_plans(file: PlansFile | None, numbers: Numbers, scenario: Scenario) -> tuple[plans.Plan, ...]:
    """Staff plans; the scenario, whole but for them, says which units and squadrons a formation has."""
    return tuple(
        plans.Plan(
            id=data.id,
            side=numbers.sides[data.side],
            title=data.title,
            text=data.text,
            historical=data.historical,
            main_effort=data.main_effort or "",
            answers=tuple((answer.event, answer.option) for answer in data.answers),
            obeys=data.obeys,
            phases=tuple(_phase(phase, numbers, scenario) for phase in data.phases),
            provenance=sourced(data.provenance, file.provenance),
        )
        for data in (file.plans if file else ())
        if file
    )


def _phase(data: PhaseData, numbers: Numbers, scenario: Scenario) -> plans.PlanPhase:
    units_in = scenario.units_in
    reserve = data.reserve
    commit = reserve.commit if reserve else None
    rule = None
    if reserve:
        rule = plans.ReserveRule(
            units=_members(reserve.formations, reserve.units, numbers, units_in),
            stalled=commit.stalled if commit else "",
            turns=commit.turns if commit else 2,
        )
    return plans.PlanPhase(
        id=data.id,
        from_minute=numbers.minute(data.from_),
        until=condition(data.until, numbers) if data.until else None,
        groups=tuple(_group(group, data, numbers, units_in) for group in data.groups),
        fire=tuple(_fire(fire, data, numbers) for fire in data.fire),
        air=tuple(_air(task, data, numbers, scenario) for task in data.air),
        reserve=rule,
        break_rule=plans.BreakRule(losses_share=data.break_.losses_share, then=data.break_.then)
        if data.break_
        else None,
    )


def _group(
    data: GroupData, phase: PhaseData, numbers: Numbers, units_in: dict[str, tuple[UnitId, ...]]
) -> plans.PlanGroup:
    # A unit named by itself, in another group or in the reserve, leaves its formation's group.
    elsewhere = {name for other in phase.groups if other is not data for name in other.units}
    elsewhere |= set(phase.reserve.units) if phase.reserve else set()
    detached = set(numbers.unit_numbers(elsewhere - set(data.units)))
    members = _members(data.formations, data.units, numbers, units_in)
    return plans.PlanGroup(
        id=data.id,
        units=tuple(unit for unit in members if unit not in detached),
        mission=data.mission,
        object=numbers.spot_or_none(data.object),
        axis=tuple(numbers.spot(step) for step in data.axis),
        form_up=numbers.spot_or_none(data.form_up),
        start_minute=numbers.minute_or_none(data.start),
        by_minute=numbers.minute_or_none(data.by),
        stealth=data.stealth,
        alone=data.alone,
        press=data.press,
        stance=data.stance or "",
        loss_limit=data.loss_limit,
        text=data.text,
    )


def _fire(data: FireData, phase: PhaseData, numbers: Numbers) -> plans.FireTask:
    return plans.FireTask(
        units=numbers.unit_numbers(data.units),
        task=data.task,
        at=tuple(numbers.spot(spot) for spot in data.at),
        from_minute=numbers.minute(data.from_ or phase.from_),
        to_minute=numbers.minute_or_none(data.to),
        load=data.load,
    )


def _air(data: AirTaskData, phase: PhaseData, numbers: Numbers, scenario: Scenario) -> plans.AirTask:
    named = [scenario.squadron_by_id[name] for name in data.squadrons]
    flying = [q.number for q in scenario.squadrons if _is_under(scenario, q.formation, data.formations)]
    return plans.AirTask(
        squadrons=tuple(dict.fromkeys((*named, *flying))),
        mission=data.mission,
        at=tuple(numbers.spot(spot) for spot in data.at),
        base=base_id(data.base) if data.base else "",
        from_minute=numbers.minute(data.from_ or phase.from_),
        to_minute=numbers.minute_or_none(data.to),
        share=data.share,
        breaks=data.breaks or "",
    )


def _is_under(scenario: Scenario, formation: str, above: Iterable[str]) -> bool:
    """Whether a formation is one of some others or below one of them."""
    wanted = set(above)
    while formation and formation not in wanted:
        formation = scenario.formations[formation].parent
    return bool(formation)


def _members(
    formations: Iterable[str], units: Iterable[str], numbers: Numbers, units_in: dict[str, tuple[UnitId, ...]]
) -> tuple[UnitId, ...]:
    """Units of formations and single ones, each once, in the order of the order of battle."""
    found = {unit for name in formations for unit in units_in[name]} | set(numbers.unit_numbers(units))
    return tuple(sorted(found))
