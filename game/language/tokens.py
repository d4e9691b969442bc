"""A line cut into words that remember where they stood."""

from __future__ import annotations

import re

from attrs import define, field, frozen

from game.language.parsed import Fault

_WORD = re.compile(r'"([^"]*)"|(\S+)')


@frozen
class Token:
    """One word of a line; words in quotation marks are one."""

    text: str
    start: int
    end: int


def tokens_of(line: str) -> tuple[Token, ...]:
    """The words of a line; a full stop or comma after a word is dropped, as it comes from speech input."""
    found = []
    for match in _WORD.finditer(line):
        quoted, bare = match.groups()
        text = quoted if quoted is not None else bare.rstrip(",;") if len(bare) > 1 else bare
        found.append(Token(text, match.start(), match.end()))
    return tuple(found)


@define
class Words:
    """The arguments of a command, read from left to right."""

    line: str
    tokens: tuple[Token, ...]
    usage: str
    at: int = field(default=0)

    @property
    def token(self) -> Token | None:
        """The next word, or None at the end."""
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def peek(self) -> str:
        """The next word in lower case; empty at the end."""
        return self.tokens[self.at].text.lower() if self.at < len(self.tokens) else ""

    def take(self, *words: str) -> bool:
        """Steps over the next word if it is one of these."""
        if self.peek() and self.peek() in words:
            self.at += 1
            return True
        return False

    def number(self, *units: str) -> int | None:
        """A whole number with or without a unit such as "min", stepped over; None if there is none."""
        match = re.fullmatch(r"(\d{1,5})([a-z%]*)", self.peek())
        if not match or (match[2] and match[2] not in units):
            return None
        self.at += 1
        if not match[2]:
            self.take(*units)
        return int(match[1])

    def rest(self) -> str:
        """The line from the next word on, as typed."""
        return self.line[self.tokens[self.at].start :].strip() if self.token else ""

    def fault(self, code: str, hint: str = "", candidates: tuple[str, ...] = ()) -> Fault:
        """A fault at the next word, or at the end of the line."""
        token = self.token
        return Fault(
            code, token.text if token else "", token.start if token else len(self.line), hint or self.usage, candidates
        )

    def left_over(self) -> Fault | None:
        """A fault if words are left."""
        return self.fault("left-over") if self.token else None
