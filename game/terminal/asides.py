"""Questions about the match rather than about what lies on the desk."""

from __future__ import annotations

from game.core.ids import SideId
from game.language.describe_game import journal_lines
from game.language.parsed import Plain
from game.match import Match
from game.table.yardstick import compare_lines, model_lines


def match_lines(query: Plain, match: Match, side: SideId, width: int) -> tuple[str, ...]:
    """The answer to such a question, for one side.

    Args:
        width: columns of the screen, 0 for no limit.
    """
    match query.word:
        case "compare":
            return compare_lines(match, side, width)
        case "model":
            return model_lines(match, width)
        case "journal":
            return journal_lines(match.desk(side).view(), match.journal)
    return (f"The seed is {match.seed}.",)
