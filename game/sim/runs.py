"""Run files: simulated games as JSON lines, a header first, so that an interrupted batch goes on where it stopped."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import frozen

from game.record.problems import Fault, RecordProblem
from game.sim.run import Run, run_seed
from game.sim.setting import Setting

FORMAT = 1
"""Version of the format."""
LINE_LIMIT = 1_000_000
"""Bytes of the longest line that is read."""
HEADER = ("scenario", "scenario_digest", "plans_digest", "rules_version", "seed", "ai", "plans", "changes")
"""Keys of the header, all of which must be those of a setting whose games are to go on in the file."""


@frozen
class RunFile:
    """A run file that belongs to a setting."""

    path: Path
    seed: int

    @classmethod
    def open(cls, path: Path, setting: Setting) -> RunFile:
        """The file of a setting: made if there is none, with a torn last line cut off if there is.

        Raises:
            RecordProblem: what is there is no run file, or one of other games, and is left as it is; or it cannot be
                written.
        """
        header = setting.header()
        try:
            if path.exists() and path.stat().st_size:
                found, _ = read_runs(path)
                if other := differing(found, header):
                    name, here, asked = other
                    text = f"it holds other games: its {name} is {_short(here)}, not {_short(asked)}"
                    raise _problem(path, "foreign", text, 1, "name another file")
                _cut(path)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(_line({"runs": FORMAT, **header}), encoding="utf-8", newline="\n")
        except OSError as error:
            raise _unwritable(path, error) from None
        return cls(path, setting.seed)

    def kept(self, games: int) -> Iterator[Run]:
        """The first games that are in it already, at most so many."""
        _, found = read_runs(self.path)
        for number, run in zip(range(games), found, strict=False):
            if run.seed != run_seed(self.seed, number):
                text = f"game {number + 1} does not have the seed of that game"
                raise _problem(self.path, "damaged", text, number + 2)
            yield run

    def append(self, run: Run) -> None:
        """Writes a game behind the others, before anything else goes on.

        Raises:
            RecordProblem: it cannot be written; what is in it stays.
        """
        try:
            with self.path.open("a", encoding="utf-8", newline="\n") as file:
                file.write(_line(run.plain()))
        except OSError as error:
            raise _unwritable(self.path, error) from None


def differing(found: Mapping[str, Any], asked: Mapping[str, Any]) -> tuple[str, Any, Any] | None:
    """The first part of a header that is not as asked: its name, what is there, what was asked."""
    for key in HEADER:
        if found.get(key) != asked[key]:
            return key.replace("_", " "), found.get(key), asked[key]
    return None


def read_runs(path: Path) -> tuple[dict[str, Any], Iterator[Run]]:
    """Header and games of a run file; the games are read one by one. A torn last line is passed over.

    Raises:
        RecordProblem: it is no run file; or, while the games are read, a line of it is damaged.
    """
    try:
        with path.open("rb") as file:
            first = file.readline(LINE_LIMIT)
    except OSError as error:
        raise _problem(path, "missing", f"it cannot be read ({error.strerror or error})") from None
    header = _parsed(first)
    if not isinstance(header, dict) or header.get("runs") != FORMAT:
        raise _problem(path, "foreign", f"this is no run file of format {FORMAT}", 1)
    return header, _games(path)


def _games(path: Path) -> Iterator[Run]:
    with path.open("rb") as file:
        file.readline(LINE_LIMIT)
        number = 1
        while line := file.readline(LINE_LIMIT):
            number += 1
            if not line.endswith(b"\n") and len(line) < LINE_LIMIT:
                return
            try:
                yield Run.from_plain(_parsed(line) or {})
            except ValueError as error:
                raise _problem(path, "damaged", str(error), number) from None


def _cut(path: Path) -> None:
    """Cuts a torn last line off."""
    with path.open("rb+") as file:
        whole = 0
        while line := file.readline(LINE_LIMIT):
            if not line.endswith(b"\n"):
                file.truncate(whole)
                return
            whole += len(line)


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _unwritable(path: Path, error: OSError) -> RecordProblem:
    return _problem(path, "missing", f"it cannot be written ({error.strerror or error})")


def _problem(path: Path, fault: Fault, text: str, line: int = 0, hint: str = "") -> RecordProblem:
    found = RecordProblem(fault, text, line=line, hint=hint)
    found.file = path.name
    return found


def _short(value: Any) -> str:
    text = ascii(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
