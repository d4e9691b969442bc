"""Where a figure on the screen comes from: a card with its works, reasons and rivals; a list of what can be asked.

Whatever shows a figure gives its region the context `ui source PATH`; a right click there, or F4 under the pointer,
opens the card.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from game.language.origins import Origin, kinds_line, near_paths, origins
from game.language.phrases import sentence
from game.model.provenance import Source
from game.ui import popups
from game.ui.draw import Drawing
from game.ui.panels.model_parts import asks
from game.ui.scenes.overlay import ListOverlay, NoteOverlay
from game.ui.theme import Rich

if TYPE_CHECKING:
    from game.ui.scenes.scene import Scene

VERB: Final = asks("x").removesuffix("x")
"""How the action begins that asks where a figure comes from."""
HINT: Final = "F4 or right click: where it comes from."
_MOST = 8
"""Figures of a group that one card tells of."""


def ask(scene: Scene, words: str) -> None:
    """Opens the card of a path; without one that of the figure under the pointer, else the list of all in sight."""
    if not words:
        there = scene.drawing.context_at(*scene.mouse)
        words = there.removeprefix(VERB) if there.startswith(VERB) else scene.source_here()
    if words:
        _open(scene, words)
        return
    found = paths_of(scene.drawing)
    scenario, view = scene.known()
    if not found or scenario is None:
        scene.tell("Sources", "Nothing here has a source to tell of.")
        return
    items = []
    for path in found:
        first = next(iter(origins(scenario, path, view)), None)
        if first is not None:
            value: Rich = [(first.value, "secondary")]
            items.append((first.title, value, asks(path)))
    scene.cover(ListOverlay("Where the figures on the screen come from", tuple(items)))


def _open(scene: Scene, words: str) -> None:
    scenario, view = scene.known()
    path = words.replace(" ", ".")
    found = origins(scenario, path, view) if scenario is not None else ()
    if found:
        scene.cover(NoteOverlay(card(path, found)))
    elif scenario is not None:
        close = near_paths(scenario, path, view)
        hint: list[Rich] = [[("Did you mean ", "secondary"), *_links(close), "?"]] if close else []
        scene.tell("Sources", f"Nothing that you may ask about is called '{path}'.", *hint, kinds_line(scenario, view))


def _links(paths: Sequence[str]) -> Iterator[str | tuple[str, str, str]]:
    for number, path in enumerate(paths):
        yield from (", ",) if number else ()
        yield (path, "link", asks(path))


def paths_of(drawing: Drawing) -> list[str]:
    """Paths of all figures shown, from the top left to the bottom right, each once."""
    hits = [hit for hit in drawing.hits if hit.context.startswith(VERB)]
    hits.sort(key=lambda hit: (hit.rect.x // 400, hit.rect.y, hit.rect.x))
    return list(dict.fromkeys(hit.context.removeprefix(VERB) for hit in hits))


def card(path: str, found: Sequence[Origin]) -> popups.Note:
    """A card on paper that tells where figures come from."""
    first = found[0]
    parts: list[Rich] = []
    for origin in found[:_MOST]:
        parts += _told(origin, alone=len(found) == 1)
    if len(found) > _MOST:
        parts.append([(f"And {len(found) - _MOST} more; 'source {path}' in the command line lists them.", "meta")])
    works = {source.id: source for origin in found[:_MOST] for source in origin.sources}
    parts += [_work(source) for source in works.values()]
    refs = " ".join(f"[{name}]" for name in works)
    sure = list(dict.fromkeys(origin.where.confidence for origin in found if origin.where.confidence))
    return popups.Note(
        title=first.title if len(found) == 1 else _several(path, found),
        kicker=f"WHERE IT COMES FROM · source {path}",
        paragraphs=tuple(parts),
        sources=refs or "none",
        certainty=", ".join(sure),
    )


def _several(path: str, found: Sequence[Origin]) -> str:
    """A title for figures told together."""
    place = found[0].title.partition(" from ")[0]
    return f"{place}: who held it" if path.startswith("control.") else path


def _told(origin: Origin, *, alone: bool) -> Iterator[Rich]:
    """A figure with its value, the reasoning behind it, what is said of it, and its parts."""
    if not alone:
        refs = " ".join(f"[{source.id}]" for source in origin.sources)
        yield [(f"{origin.title}: " if origin.value else origin.title, "ink bold"), origin.value, (f"  {refs}", "meta")]
    elif origin.value:
        yield [(sentence(origin.value), "ink bold")]
    if not origin.where.is_known:
        yield [("Nobody noted where it comes from.", "ink")]
    if origin.where.estimate:
        yield [("Estimate: ", "ink bold"), (sentence(origin.where.estimate), "ink")]
    if origin.voices:
        yield [("Who says what", "ink bold")]
        yield from ([("· ", "bar"), (words, "ink")] for words in origin.voices)
    if origin.remark:
        yield [("Note: ", "ink bold"), (sentence(origin.remark), "ink")]
    if origin.parts:
        names: list[str | tuple[str, str, str]] = []
        for part in origin.parts:
            names += [" · "] * bool(names) + [(part.rpartition(".")[2].replace("_", " "), "bar", asks(part))]
        yield [("With sources of their own: ", "ink bold"), *names]


def _work(source: Source) -> Rich:
    """A work: its id, title and author, its kind and trust, and what was seen of it."""
    author = f", {source.author}" if source.author else ""
    kind = f" {source.kind}, trust {source.trust}." if source.kind else ""
    return [
        (f"[{source.id}] ", "bar bold"),
        (f"{source.title}{author}.", "ink bold"),
        (kind, "meta"),
        (f" {sentence(source.note)}" if source.note else "", "ink"),
    ]
