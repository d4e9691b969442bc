"""Checks of claims: what they change, and what they expect."""

from __future__ import annotations

from collections.abc import Iterator

from game.data.checks import Finding, check
from game.data.checks_figures import CLOCKS, HOURS, MEASURES
from game.data.names import Names
from game.data.problems import choice_hint, did_you_mean
from game.data.schema_claims import ClaimFile
from game.data.schema_variant import PARTS

CLAIM = "claim"
"""Key of the claim in a bundle that is judged with one."""
_RESULTS = ("points",)
"""Measures of a side besides its losses."""


def _claim(names: Names) -> ClaimFile | None:
    found: ClaimFile | None = names.bundle.value(CLAIM)
    return found


@check("C01", "error", "A claim changes a variant that the scenario does not have.")
def unknown_variant(names: Names) -> Iterator[Finding]:
    """The variant on which a claim's changes are laid."""
    claim = _claim(names)
    if claim and claim.change.variant and claim.change.variant not in names.bundle.variant_names:
        text = f"the scenario has no variant '{claim.change.variant}'"
        hint = choice_hint(claim.change.variant, names.bundle.variant_names)
        yield Finding(CLAIM, ("change", "variant"), text, hint)


@check("C02", "error", "A claim expects something of a measure that the game does not take.")
def unknown_measure(names: Names) -> Iterator[Finding]:
    """Measures against sides, objectives and regions."""
    claim, scenario = _claim(names), names.bundle.scenario
    if claim is None or scenario is None or names.places is None or names.bundle.map is None:
        return
    known = [f"{side.id}.{measure}" for side in scenario.sides for measure in (*MEASURES, *_RESULTS)]
    known += ["margin", *(f"fall.{place.id}" for place in names.bundle.map.places if place.objective)]
    known += [f"{what}.{side.id}" for what in ("ring", "depth") for side in scenario.sides]
    history = names.bundle.value("history")
    known += [figure.measure for figure in (history.figures if history else ()) if figure.measure.startswith("clear.")]
    for index, wish in enumerate(claim.expect):
        if wish.measure not in known:
            hint = did_you_mean(wish.measure, known) or f"write margin, SIDE.{'/'.join(MEASURES)} or {HOURS}"
            yield Finding(CLAIM, ("expect", index, "measure"), f"there is no measure '{wish.measure}'", hint)


@check("C03", "error", "What a claim expects does not suit the measure.")
def unfit_effect(names: Names) -> Iterator[Finding]:
    """Earlier and later of hours, more and less of counts; the same within bounds."""
    claim = _claim(names)
    for index, wish in enumerate(claim.expect if claim else ()):
        is_hour, path = wish.measure.startswith(CLOCKS), ("expect", index, "effect")
        if wish.effect == "same":
            if wish.by is None:
                yield Finding(CLAIM, path, "'same' needs the size that counts for none", "add `by`")
        elif (wish.effect in ("earlier", "later")) != is_hour:
            words = "earlier, later or same" if is_hour else "more, less or same"
            yield Finding(CLAIM, path, f"'{wish.measure}' cannot be {wish.effect}", f"write {words}")


@check("C04", "error", "A claim changes nothing, or expects nothing.")
def idle(names: Names) -> Iterator[Finding]:
    """Claims that no game could test."""
    claim = _claim(names)
    if claim is None:
        return
    change = claim.change
    parts = [getattr(change, part) for part in (*PARTS, "shift_days", "variant", "set", "plan")]
    if not any(parts):
        yield Finding(
            CLAIM, ("change",), "nothing is changed", "name a variant, a plan, values to set or parts of files"
        )
    if not claim.expect:
        yield Finding(CLAIM, ("expect",), "nothing is expected", "name a measure and what becomes of it")


@check("C05", "error", "A claim has a side follow a plan that it does not have.")
def unknown_plan(names: Names) -> Iterator[Finding]:
    """Plans of the scenario with its changes."""
    claim, plans = _claim(names), names.bundle.value("plans")
    if claim is None or not names.is_whole("plans", "plans"):
        return
    sides = [side.id for side in names.bundle.scenario.sides] if names.bundle.scenario else ()
    for side, plan in claim.change.plan.items():
        known = [one.id for one in plans.plans if one.side == side]
        if plan not in known and side in sides:
            text = f"'{side}' has no plan '{plan}'"
            yield Finding(CLAIM, ("change", "plan", side), text, choice_hint(plan, known))


@check("C06", "error", "A claim does not say who holds it, and how firmly.")
def unclaimed(names: Names) -> Iterator[Finding]:
    """Provenance of the claim as a whole."""
    claim = _claim(names)
    if claim is None:
        return
    own = claim.provenance
    if not (own.source or own.estimate):
        yield Finding(CLAIM, (), "the claim has neither source nor estimate", "add `source: [..]` or `estimate`")
    elif not own.confidence:
        yield Finding(CLAIM, (), "the claim has no confidence", "add `confidence: high`, medium or low")
