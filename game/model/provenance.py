"""Where a figure comes from, and how far it can be trusted."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen


@frozen(kw_only=True)
class Source:
    """One work that figures are taken from."""

    id: str
    title: str
    author: str = ""
    kind: str = "book"
    """book, article, web, archive, computation, memory or model."""
    trust: str = "medium"
    """high, medium or low."""
    note: str = ""


@frozen
class Provenance:
    """Sources, confidence and, for an estimate, the reasoning."""

    sources: tuple[str, ...] = ()
    """Ids of `Source`s."""
    confidence: str = ""
    """high, medium, low; empty where nobody said."""
    estimate: str = ""
    """Why the designer chose the figure; empty for a recorded one."""

    @property
    def is_known(self) -> bool:
        """Whether there is either a source or a stated estimate."""
        return bool(self.sources or self.estimate)


@frozen
class Sourced:
    """Provenance of an entry: its own, and that of single fields where it differs."""

    entry: Provenance = Provenance()
    fields: Mapping[str, Provenance] = field(factory=dict)

    def of(self, name: str) -> Provenance:
        """Provenance of one field."""
        return self.fields.get(name, self.entry)
