"""Checks of names: whatever an entry refers to must exist, once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from game.data.checks import CHECKS, Check, Finding, check
from game.data.names import Names
from game.data.problems import Path, choice_hint
from game.data.schema import Provenance
from game.data.schema_events import DecidedTest, EventData, OfferData
from game.data.schema_plans import PlanData
from game.data.structure import keys_of
from game.model.orders import ORDER_WORDS

_NOUNS = {
    "side": ("R01", "side"),
    "place": ("R02", "place of the map"),
    "spot": ("R02", "place of the map"),
    "region": ("R03", "region of the map"),
    "place-or-region": ("R03", "place or region of the map"),
    "terrain": ("R04", "terrain in rules/terrain.yaml"),
    "kind": ("R05", "kind in rules/kinds.yaml"),
    "weapon": ("R06", "weapon in rules/weapons.yaml"),
    "vehicle": ("R07", "vehicle in rules/weapons.yaml"),
    "formation": ("R08", "formation in forces.yaml"),
    "unit": ("R09", "unit in forces.yaml"),
    "note": ("R10", "note in notes.yaml"),
    "event": ("R11", "event in scenario.yaml"),
    "restraint": ("R12", "restraint in scenario.yaml"),
    "source": ("R13", "source in sources.yaml"),
    "paragraph": ("R14", "paragraph in article.yaml"),
    "order": ("R15", "order"),
    "aircraft": ("R20", "aircraft in rules/weapons.yaml"),
    "bridge": ("R21", "site of a bridge on the map"),
    "squadron": ("R26", "squadron in forces.yaml"),
}
"""Code and noun of each kind of reference; hexes, times, groups and maps have checks of their own."""


def _places_and_regions(names: Names) -> Collection[str] | None:
    regions = names.known("map", "regions")
    return None if names.places is None or regions is None else {**names.places, **regions}


_KNOWN: dict[str, Callable[[Names], Collection[str] | None]] = {
    "side": lambda names: [s.id for s in names.bundle.scenario.sides] if names.bundle.scenario else None,
    "place": lambda names: names.places,
    "spot": lambda names: names.places,
    "bridge": lambda names: names.known("map", "bridges"),
    "region": lambda names: names.known("map", "regions"),
    "place-or-region": _places_and_regions,
    "terrain": lambda names: names.terrains,
    "kind": lambda names: names.kinds,
    "weapon": lambda names: names.weapons,
    "vehicle": lambda names: names.vehicles,
    "aircraft": lambda names: names.aircraft,
    "formation": lambda names: names.known("forces", "formations"),
    "unit": lambda names: names.known("forces", "units"),
    "squadron": lambda names: names.known("forces", "squadrons"),
    "note": lambda names: names.known("notes", "notes") if "notes" in names.bundle.files else (),
    "event": lambda names: names.known("scenario", "events"),
    "restraint": lambda names: names.known("scenario", "restraints"),
    "source": lambda names: names.sources if names.sources_are_whole else None,
    "paragraph": lambda names: names.known("article", "paragraphs"),
    "order": lambda names: ORDER_WORDS.values(),
}
"""Names of each kind; None if they cannot be known because their file is missing or broken."""


def _judge_for(code: str) -> Check:
    kinds = [to for to, (own, _) in _NOUNS.items() if own == code]

    def judge(names: Names) -> Iterator[Finding]:
        for to in kinds:
            known = _KNOWN[to](names)
            if known is None:
                continue
            for file, walked in names.walks.items():
                for ref in walked.references:
                    if ref.to != to or ref.name in known or (to == "spot" and ref.name.isdigit()):
                        continue
                    text = f"there is no {_NOUNS[to][1]} called '{ref.name}'"
                    yield Finding(file, ref.path, text, choice_hint(ref.name, [*known, *ref.besides]), ref.of_key)

    noun = _NOUNS[kinds[-1]][1]
    return Check(code, "error", f"A name stands for no {noun}.", judge)


CHECKS.update({code: _judge_for(code) for code, _ in _NOUNS.values()})


@check("R16", "error", "A plan names a group that none of its phases has.")
def groups(names: Names) -> Iterator[Finding]:
    """Main effort and stalled group of each plan."""
    walked = names.walks.get("plans")
    for file, path, plan in names.entries(PlanData, "plans"):
        known = [group.id for phase in plan.phases for group in phase.groups]
        for ref in walked.references if walked else ():
            if ref.to == "group" and ref.path[: len(path)] == path and ref.name not in known:
                text = f"the plan has no group called '{ref.name}'"
                yield Finding(file, ref.path, text, choice_hint(ref.name, known))


@check("R17", "error", "The scenario calls for a map that is not there.")
def maps(names: Names) -> Iterator[Finding]:
    """The scenario's map."""
    scenario = names.bundle.scenario
    if scenario and "map" not in names.bundle.files:
        text = f"there is no map called '{scenario.map}'"
        yield Finding("scenario", ("map",), text, choice_hint(scenario.map, names.bundle.map_names))


@check("R18", "error", "A condition or a plan names an answer that the event does not offer.")
def answers(names: Names) -> Iterator[Finding]:
    """Options named by `decided` conditions and by the answers of plans."""
    events = names.known("scenario", "events") or {}
    for file, path, test in names.entries(DecidedTest):
        event = events.get(test.event)
        if event is None:
            continue
        known = [option.id for offer in _offers(event) for option in offer.options]
        if test.option not in known:
            text = f"event '{test.event}' offers no answer called '{test.option}'"
            yield Finding(file, (*path, "option"), text, choice_hint(test.option, known))


def _offers(event: EventData) -> Iterator[OfferData]:
    return (effect.offer for effect in event.then if effect.offer)


@check("R19", "error", "Provenance is given for a field that the entry cannot have.")
def fields(names: Names) -> Iterator[Finding]:
    """Keys of `fields:`."""
    for file, path, entry in names.entries(object):
        own = getattr(entry, "provenance", None)
        if not isinstance(own, Provenance) or not own.fields:
            continue
        known = set(keys_of(type(entry))) - set(keys_of(Provenance))
        for name in own.fields:
            if name not in known:
                text = f"there is no field '{name}' in this entry"
                yield Finding(file, (*path, "fields", name), text, choice_hint(name, known, 0), of_key=True)


@check("K04", "error", "Two entries of one list have the same id.")
def doubles(names: Names) -> Iterator[Finding]:
    """Ids that stand twice in a list."""
    for file, walked in names.walks.items():
        first: dict[tuple[Path, str], Path] = {}
        for path, entry in walked.entries:
            name = getattr(entry, "id", None)
            if isinstance(name, str) and path and isinstance(path[-1], int):
                before = first.setdefault((path[:-1], name), path)
                if before != path:
                    text = f"id '{name}' is taken by entry {before[-1]} of the same list"
                    yield Finding(file, (*path, "id"), text, "give each entry an id of its own")


@check("K05", "error", "The id of a scenario or map differs from the name of its folder or file.")
def own_names(names: Names) -> Iterator[Finding]:
    """Ids against folder and file names."""
    bundle = names.bundle
    if bundle.scenario and bundle.scenario.id != bundle.id:
        text = f"the folder is called '{bundle.id}'"
        yield Finding("scenario", ("id",), text, "folder and id must be the same")
    if bundle.map and bundle.map.id != bundle.files["map"].path.stem:
        text = f"the file is called '{bundle.files['map'].path.name}'"
        yield Finding("map", ("id",), text, "file name and id must be the same")
