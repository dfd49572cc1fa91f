"""Opening web addresses: which browser is asked, and whether it did it. Always argument lists, never a shell."""

from __future__ import annotations

import os
import shlex
import shutil
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from reader.errors import ReaderError
from reader.tui.background.external import ended
from reader.tui.background.processes import start

_OPENERS = ("xdg-open", "open", "wslview", "termux-open-url")
# Seconds in which a browser that cannot do it says so. One that stays in the foreground for longer has opened the page;
# the next page is then waited for more briefly.
_PATIENCE, _BRIEF = 3.0, 0.3
_LOOK = 0.02
# What a line of $BROWSER has in the place of the address.
_PLACE = "%s"


class BrowserResult(NamedTuple):
    """What became of some addresses: how many were opened, and why the next one was not ("": all, or stopped)."""

    number: int
    fault: str = ""


def browsers(setting: Sequence[str], environ: Mapping[str, str]) -> list[list[str]]:
    """Return the commands to ask, the first choice first: that of the setting alone, else $BROWSER and the system's.

    $BROWSER is a list parted by colons. `%s` in a command stands for the address, `%%` for a percent sign; without it
    the address comes last. What cannot be split into words is left out.
    """
    if setting:
        return [list(setting)]
    asked: list[list[str]] = []
    for written in environ.get("BROWSER", "").split(os.pathsep):
        try:
            asked.append(shlex.split(written))
        except ValueError:
            continue
    return [
        *(words for words in asked if words),
        *([path] for name in _OPENERS if (path := shutil.which(name))),
    ]


def with_address(command: Sequence[str], url: str) -> list[str]:
    """Return a command with the address in it: one argument, or a part of one, that no shell sees."""
    words = [
        "%".join(url.join(part.split(_PLACE)) for part in word.split("%%")) if number else word
        for number, word in enumerate(command)
    ]
    return words if any(_PLACE in word.replace("%%", "") for word in command[1:]) else [*words, url]


def open_all(
    urls: Sequence[str],
    commands: Sequence[Sequence[str]],
    *,
    stopped: threading.Event,
    on_progress: Callable[[int, int], object] = lambda _done, _total: None,
) -> BrowserResult:
    """Open clean http(s) addresses one after the other, until one cannot be opened or somebody has `stopped` it.

    Blocks; call it from a thread. `on_progress` gets which one is being opened, of how many.
    """
    patience = _PATIENCE
    for number, url in enumerate(urls):
        if stopped.is_set():
            return BrowserResult(number)
        on_progress(number + 1, len(urls))
        faults: list[str] = []
        for command in commands:
            begun = time.monotonic()
            fault = _open(with_address(command, url), patience, stopped)
            if not fault:
                patience = _BRIEF if time.monotonic() - begun >= patience else patience
                break
            faults.append(fault)
        else:
            return BrowserResult(number, "; ".join(faults))
    return BrowserResult(len(urls))


def _open(command: Sequence[str], patience: float, stopped: threading.Event) -> str:
    """Start a browser; return what went wrong, "" where it ended well or goes on."""
    try:
        process = start(command, piped=False)
    except ReaderError as error:
        return error.message
    until = time.monotonic() + patience
    while process.poll() is None and time.monotonic() < until and not stopped.is_set():
        time.sleep(_LOOK)
    code = process.poll()
    if code is None:
        # It is waited for, lest it stay behind as a process that has ended and was never asked.
        threading.Thread(target=process.wait, daemon=True).start()
    fault = ended(code or 0)
    return f"“{command[0]}” {fault}" if fault else ""
