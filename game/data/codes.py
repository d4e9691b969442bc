"""Every problem code with its sentence: for `scenarios/README.md`, and for whoever asks what a code means."""

from __future__ import annotations

from game.data.checks_run import all_checks
from game.data.problems import Severity

READING: dict[str, str] = {
    "Y01": "A file or folder is missing or cannot be opened.",
    "Y02": "The file is not UTF-8.",
    "Y03": "The file has a control character.",
    "Y04": "The file is longer than 2 MiB.",
    "Y05": "The file is not valid YAML.",
    "Y06": "A tab stands in the indentation, where YAML wants spaces.",
    "Y07": "The file has an anchor (&), an alias (*) or a merge key (<<).",
    "Y08": "The file has a tag (!).",
    "Y09": "A key stands twice in one mapping.",
    "Y10": "The file has a second document (---).",
    "Y11": "Lists and mappings are nested more than 24 deep.",
    "Y12": "The file has more than 200,000 values.",
    "Y13": "The file is empty.",
    "Y14": "A key is a list or mapping instead of plain text.",
    "K01": "A key is not known where it stands.",
    "K02": "A key that must be there is missing.",
    "K03": "A condition or effect has no key, or more than one.",
    "B01": "A forces file builds on an order of battle that is not in forces/.",
    "B02": "An order of battle builds on itself.",
    "B03": "An entry is not in the base, and not whole by itself.",
    "V01": "A value has the wrong shape: text, list or mapping in place of one another.",
    "V02": "A value is not a number, or not a whole one.",
    "V03": "A number is too small or too large.",
    "V04": "A word is not among those that the field knows.",
    "V05": "A hex, hexside or place is not written as one.",
    "V06": "A time or date is not written as one.",
    "V07": "An id has characters that ids cannot have.",
    "V08": "A list has too few or too many entries.",
    "V09": "A text is empty.",
}
"""Codes of reading, of bases and of single values; all are errors."""
ACROSS: dict[str, tuple[Severity, str]] = {
    "N02": ("remark", "No note of any scenario tells of a paragraph of the article."),
}
"""Codes of checks over several scenarios."""


def sentences() -> dict[str, tuple[Severity, str]]:
    """Severity and sentence of every code, in order of code."""
    found: dict[str, tuple[Severity, str]] = {code: ("error", text) for code, text in READING.items()}
    found |= {code: (check.severity, check.sentence) for code, check in all_checks().items()}
    return dict(sorted((found | ACROSS).items()))
