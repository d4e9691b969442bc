"""Tables as text: columns as wide as they must be, or, on a narrow screen, each row in two lines with its heads."""

from __future__ import annotations

from collections.abc import Sequence

_GAP = "  "


def columns(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int = 0) -> list[str]:
    """Rows under their heads, the first column to the left and the others to the right; empty columns are left out.

    Args:
        width: columns of the screen, 0 for no limit; where the table is wider, each row's first cell stands in a line
            of its own, and below it the others with their heads.
    """
    if not rows:
        return []
    used = [i for i in range(1, len(heads)) if any(row[i] for row in rows)]
    wide = [max(len(heads[i]), *(len(row[i]) for row in rows)) for i in used]
    first = max(len(heads[0]), *(len(row[0]) for row in rows))

    def rest(row: Sequence[str]) -> str:
        return "".join(f"{_GAP}{row[i]:>{room}}" for i, room in zip(used, wide, strict=True))

    if width and first + len(rest(heads)) >= width:
        return [line for row in rows for line in (row[0], f"{_GAP}{_named(heads, row)}")]
    return [f"{heads[0]:<{first}}{rest(heads)}", *(f"{row[0]:<{first}}{rest(row)}" for row in rows)]


def _named(heads: Sequence[str], row: Sequence[str]) -> str:
    """The cells of a row with their heads: "this game 12, history 5 to 11"."""
    return "; ".join(f"{head} {cell}" for head, cell in zip(heads[1:], row[1:], strict=True) if cell)
