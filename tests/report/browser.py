"""A page under a validator and in a browser: `python -m tests.report.browser PAGE`.

It is valid for tidy, asks the network for nothing, breaks its own policy nowhere, and shows something, by day and by
night. Each check is tried first on a page that must not pass it, so that a check that cannot fail is found out.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TOOLS = ("tidy", "chromium")
_QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--metrics-recording-only",
    "--enable-logging=stderr",
    "--log-level=0",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--window-size=1280,2400",
)
"""Nothing leaves this machine, whatever page or browser ask for; what the page asks for is on record all the same."""
DARK = "--blink-settings=preferredColorScheme=0"
_SECONDS = 60
_SENDS = "<img src='http://192.0.2.1/x.png' alt=''>"
"""What a page must not have; the address is one that leads nowhere."""


def complaints(page: Path) -> list[str]:
    """What tidy says against a page, line by line."""
    found = subprocess.run(
        ["tidy", "-q", "-e", "-utf8", str(page)], check=False, capture_output=True, text=True, timeout=_SECONDS
    )
    return found.stderr.splitlines() or ([f"tidy ended with {found.returncode}"] if found.returncode else [])


def visit(page: Path, folder: Path, *flags: str) -> tuple[list[str], list[str], Path]:
    """Opens a page: what it asked the network for, what the browser said of it, and a picture.

    Raises:
        RuntimeError: the browser did not do its work.
    """
    picture, log = folder / "page.png", folder / "net.json"
    for path in (picture, log):
        path.unlink(missing_ok=True)
    words = ["chromium", *_QUIET, *flags, f"--user-data-dir={folder / 'profile'}"]
    words += [f"--log-net-log={log}", f"--screenshot={picture}", page.resolve().as_uri()]
    done = subprocess.run(words, check=False, capture_output=True, text=True, timeout=_SECONDS)
    if done.returncode or not picture.exists() or not log.exists():
        raise RuntimeError(f"chromium ended with {done.returncode}: {done.stderr[-2000:]}")
    said = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    return sorted(set(_requests(json.loads(log.read_text("utf-8"))))), said, picture


def _requests(log: dict[str, Any]) -> Iterator[str]:
    """Every address that the page asked for; requests of the browser's own have no origin."""
    kinds = {number: name for name, number in log["constants"]["logEventTypes"].items()}
    for event in log["events"]:
        params = event.get("params", {})
        is_start = kinds.get(event["type"]) == "URL_REQUEST_START_JOB" and "url" in params
        if is_start and params.get("initiator") != "not an origin":
            yield str(params["url"])


def shades(picture: Path) -> tuple[int, float]:
    """How many colours a picture has, and its mean brightness from 0 to 1."""
    from matplotlib.image import imread

    pixels = imread(picture)[::3, ::3, :3]
    flat = (pixels * 255).astype(int).reshape(-1, 3)
    return len({tuple(row) for row in flat.tolist()}), float(pixels.mean())


def faults(page: Path) -> list[str]:
    """What a validator and a browser find wrong with a page."""
    found = [f"tidy: {line}" for line in complaints(page)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seen = []
        for flags in ((), (DARK,)):
            asked, said, picture = visit(page, folder, *flags)
            found += [f"the page asked for {address}" for address in asked]
            found += [f"the browser said: {line}" for line in said]
            colours, light = shades(picture)
            seen.append(light)
            if colours < 40:
                found.append(f"the page shows {colours} colours: it is as good as blank")
        if not seen[1] < 0.5 < seen[0]:
            found.append(f"by day the page is {seen[0]:.2f} bright, in the dark {seen[1]:.2f}")
    return found


def blunders(page: Path) -> list[str]:
    """Which checks let a bad page pass."""
    text, found = page.read_text("utf-8"), []
    policy = 'http-equiv="Content-Security-Policy"'
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bad = folder / "bad.html"
        bad.write_text(text.replace("</table>", "</tabel>", 1), encoding="utf-8")
        if not complaints(bad):
            found.append("tidy passes a table that is not closed")
        bad.write_text(text.replace("</main>", f"{_SENDS}</main>", 1), encoding="utf-8")
        asked, said, _ = visit(bad, folder)
        if asked or not said:
            found.append("the page's policy does not keep a picture from being asked for, or nobody hears of it")
        bad.write_text(text.replace("</main>", f"{_SENDS}</main>", 1).replace(policy, "data-x", 1), encoding="utf-8")
        if not any("192.0.2.1" in address for address in visit(bad, folder)[0]):
            found.append("a request is not seen")
        bad.write_text("<!doctype html><html lang=en><title>x</title><body></body></html>", encoding="utf-8")
        if shades(visit(bad, folder)[2])[0] >= 40:
            found.append("a blank page is not seen")
    return found


def main(words: list[str]) -> int:
    """Checks pages; 0 if all is well, 1 if something is wrong, 2 if there is nothing to check them with."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        print(f"not checked: there is no {' and no '.join(missing)}")
        return 2
    pages = [Path(word) for word in words]
    found = [f"a check that cannot fail: {blunder}" for blunder in blunders(pages[0])]
    for page in pages:
        found += [f"{page.name}: {fault}" for fault in faults(page)]
        print(f"{page.name}: {page.stat().st_size // 1024} KB")
    print("\n".join(found) or "valid, without a request, and shown by day and by night")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
