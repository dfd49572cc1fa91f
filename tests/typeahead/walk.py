"""Random keys given to two programs, to one in a single write, to the other one by one with the screen at rest between.

    .venv/bin/python -m tests.typeahead.walk --seed 1 --count 1000 --jobs 4

Both must come to the same decisions and the same screen, and must be left with `q` or Ctrl+Q. What differs is printed
with its keys, which `--keys` tries again.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tests.session.many import write_many
from tests.typeahead.forked import Forked, load

ARTICLES = 40
LONGEST = 12
QUIET = 0.15
"""Seconds of silence after which the screen is taken to be at rest."""
LAST_QUIET = 0.5
_LEAVING = 20.0

_NAMED = {
    "Tab": "\t", "S-Tab": "\x1b[Z", "Esc": "\x1b", "Enter": "\r", "Space": " ", "BS": "\x7f", "Down": "\x1b[B",
    "Up": "\x1b[A", "Left": "\x1b[D", "Right": "\x1b[C", "PgDn": "\x1b[6~", "PgUp": "\x1b[5~", "Home": "\x1b[H",
    "End": "\x1b[F", "C-d": "\x04", "C-u": "\x15", "C-p": "\x10", "C-n": "\x0e", "C-l": "\x0c", "C-r": "\x12",
    "C-c": "\x03", "C-q": "\x11", "F1": "\x1bOP",
}  # fmt: skip
_VERBS = tuple("rsbdatTcxv*XA,<>&.uUyYwP/fFSZe=:?izR][LHBCWJKnpjkhlG")
_SEQUENCES = tuple(("g", key) for key in "gtpvauslqhTc?")
_DIGITS = tuple("1239")
_FOCUS = (
    "Tab",
    "S-Tab",
    "Esc",
    "Enter",
    "Tab",
    "Esc",
    "Enter",
    "j",
    "/",
    ":",
    "?",
    "f",
    "t",
    "c",
    "q",
    "C-c",
)
_MOVES = (
    "Space",
    "BS",
    "Down",
    "Up",
    "Left",
    "Right",
    "PgDn",
    "PgUp",
    "Home",
    "End",
    "C-d",
    "C-u",
    "C-p",
    "C-n",
)
_OTHERS = ("C-l", "C-r", "F1", "\\", "|", "o", "O", "-", "+", "'", "C-c", "q")
_TEXTS = (
    "topic",
    "is:",
    "art",
    "0",
    "y",
    "n",
    "dis",
    "note",
    "is:open",
    "001",
    "-is:read",
    "zzz",
    "save",
    "later",
)


def sequences(chance: random.Random) -> Iterator[list[str]]:
    """Yield lists of up to twelve keys, by the names of `_NAMED` or by what they type."""
    while True:
        keys: list[str] = []
        wanted = chance.randint(2, 12)
        while len(keys) < wanted:
            kind = chance.random()
            if kind < 0.34:
                keys.append(chance.choice(_VERBS))
            elif kind < 0.60:
                keys.append(chance.choice(_FOCUS))
            elif kind < 0.74:
                keys.append(chance.choice(_MOVES))
            elif kind < 0.82:
                keys += chance.choice(_SEQUENCES)
            elif kind < 0.91:
                keys += chance.choice(_TEXTS)
            elif kind < 0.95:
                keys.append(chance.choice(_DIGITS))
            else:
                keys.append(chance.choice(_OTHERS))
        keys = keys[:LONGEST]
        if not any(key == "Esc" and _is_taken_for_chord(after) for key, after in pairwise(keys)):
            yield keys


def _is_taken_for_chord(key: str) -> bool:
    """Tell whether a key right behind the byte of Esc cannot be told from one with Alt, or from a sequence."""
    return _NAMED.get(key, key)[0] in "\x1b[O]PX^_"


@dataclass(frozen=True)
class Outcome:
    """What came of some keys."""

    screen: tuple[str, ...]
    looks: tuple[str, ...]
    decisions: tuple[tuple[object, ...], ...]
    settings: str
    left: int | None
    got_out: bool


class Slot:
    """A folder with a corpus, in which one program after the other is started as if it were the first."""

    def __init__(self, folder: Path, size: tuple[int, int]) -> None:
        self._folder = folder
        self._size = size
        self._kept = write_many(folder / "kept", ARTICLES)
        self._corpus = folder / "home" / "news"
        self._home = folder / "home"

    def outcome(self, keys: Sequence[str], *, at_once: bool, leave: str, slowly: int = 1) -> Outcome:
        """Give a fresh program some keys and return what it came to."""
        self._clean()
        with Forked([str(self._corpus)], home=self._home, size=self._size) as program:
            program.until(lambda text: f"1 of {ARTICLES}" in text or program.process.poll() is not None)
            program.rest(0.3)
            if program.process.poll() is not None:
                died = self._home / "died.txt"
                raise RuntimeError(
                    f"it did not start: {_text(died)} {program.process.poll()} {bytes(program.written)!r}"
                )
            sent = [_NAMED.get(key, key) for key in keys]
            if at_once:
                program.send("".join(sent))
            else:
                for key in sent:
                    if program.process.poll() is not None:
                        break
                    _send(program, key)
                    program.rest(slowly * QUIET)
            program.rest(slowly * LAST_QUIET)
            if b"\x1b[?1049l" in program.written[-2000:]:
                program.process.wait()  # it is being left
            left = program.process.poll()
            screen, looks = _shown(program)
            decisions = self._decisions()
            settings = _text(self._home / ".config" / "corpus-reader" / "config.toml")
            got_out = left is not None or _leaves(program, leave)
        if left is not None:
            screen = looks = ()
        return Outcome(screen, looks, decisions, settings, left, got_out)

    def _clean(self) -> None:
        for name in (".config", ".local"):
            shutil.rmtree(self._home / name, ignore_errors=True)
        self._corpus.mkdir(parents=True, exist_ok=True)
        for kept in self._kept.iterdir():
            file = self._corpus / kept.name
            if not file.exists() or file.read_bytes() != kept.read_bytes():
                shutil.copy2(kept, file)
        settings = self._home / ".config" / "corpus-reader"
        settings.mkdir(parents=True)
        (settings / "config.toml").write_text("read_after = 0\n", "utf-8")  # one by one takes its time
        for other in self._home.iterdir():
            if other.is_file():
                other.unlink()

    def _decisions(self) -> tuple[tuple[object, ...], ...]:
        found = next((self._home / ".local").rglob("*.sqlite*"), None) or next(
            (self._home / ".local").rglob("*.db"), None
        )
        if found is None:
            return ()
        with closing(sqlite3.connect(found)) as journal:
            rows = journal.execute(
                "SELECT step.kind, step.label, step.view, change.article, change.field, change.old, change.new"
                " FROM change JOIN step ON step.id = change.step ORDER BY step.no, change.article, change.field"
            )
            return tuple(tuple(row) for row in rows)


def _send(program: Forked, key: str) -> None:
    try:
        program.send(key)
    except OSError:
        return


def _leaves(program: Forked, how: str) -> bool:
    """Press what leaves and tell whether the program has ended."""
    end = time.monotonic() + _LEAVING
    presses = [*["\x1b[27u"] * 6, *"qqqqqqqq"] if how == "q" else ["\x11"]
    for press in presses:
        _send(program, press)
        program.read(0.05)
        if program.process.poll() is not None:
            return True
    while program.process.poll() is None and time.monotonic() < end:
        program.read(0.05)
    return program.process.poll() is not None


_TIMES = re.compile(r"\d+\.\d/min|~\d+ min|\d+:\d\d|\d+ s\b|\d+ seconds?")
_NAMES = re.compile(r"/tmp/\S*")


def _shown(program: Forked) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lines of the screen, and how the cells of each look where that is not as usual."""
    lines = tuple(
        " ".join(timed.split())
        if (timed := _TIMES.sub("…", line)) != line
        else _NAMES.sub("…", line).rstrip()
        for line in program.lines
    )
    looks = []
    buffer = program._screen.buffer
    for y in range(program._screen.lines):
        row = buffer[y]
        looks.append(
            "".join(f"{row[x].bg}{'b' if row[x].bold else ''}," for x in range(0, program._screen.columns, 3))
        )
    return lines, tuple(looks)


def _text(file: Path) -> str:
    return file.read_text("utf-8") if file.exists() else ""


def difference(one: Outcome, other: Outcome) -> str:
    """Say in what two outcomes differ, "" where they do not."""
    said = []
    for name in ("decisions", "settings", "left"):
        ours, theirs = getattr(one, name), getattr(other, name)
        if ours != theirs:
            said.append(f"{name}:\n  at once    {ours}\n  one by one {theirs}")
    if one.left is None and other.left is None:
        for y, (ours, theirs) in enumerate(zip(one.screen, other.screen, strict=True)):
            if ours != theirs:
                said.append(f"line {y}:\n  at once    {ours}\n  one by one {theirs}")
        if not said and one.looks != other.looks:
            said.append(
                f"looks: {[y for y, (a, b) in enumerate(zip(one.looks, other.looks, strict=True)) if a != b]}"
            )
    for how, outcome in (("at once", one), ("one by one", other)):
        if not outcome.got_out:
            said.append(f"{how}: not left; the screen was\n" + "\n".join(outcome.screen))
        if outcome.left not in (None, 0):
            said.append(f"{how}: ended with {outcome.left}")
    return "\n".join(said)


def tried(slot: Slot, keys: Sequence[str], leave: str) -> str:
    """Return in what the two ways differ; where they do, what came of another, slower try stands.

    On a busy machine a screen that is silent for a while need not be at rest.
    """
    said = ""
    for slowly in (1, 4):
        one, other = (slot.outcome(keys, at_once=way, leave=leave, slowly=slowly) for way in (True, False))
        said = difference(one, other)
        if not said:
            break
    return said


def main() -> int:
    """Walk, print what differs, and return 1 where anything does."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--count", type=int, default=100)
    words.add_argument("--jobs", type=int, default=2)
    words.add_argument("--size", default="")
    words.add_argument("--keys", help="one sequence, keys separated by blanks")
    words.add_argument("--file", type=Path, help="sequences, one a line")
    options = words.parse_args()
    load()
    workers = [number for number in range(options.jobs) if _forked(number, options)]
    failed = 0
    for _ in workers:
        _pid, status = os.wait()
        failed |= status
    return 1 if failed else 0


def _forked(number: int, options: argparse.Namespace) -> bool:
    if os.fork():
        return True
    code = 70
    try:
        code = _work(number, options)
    except KeyboardInterrupt:
        code = 130
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        if code == 70:
            import traceback

            traceback.print_exc()
        os._exit(code)


def _work(number: int, options: argparse.Namespace) -> int:
    sizes = ((80, 24), (120, 40), (80, 24), (50, 14))
    size = sizes[number % len(sizes)]
    if options.size:
        width, _x, height = options.size.partition("x")
        size = int(width), int(height)
    if options.keys or options.file:
        lines = [options.keys] if options.keys else options.file.read_text("utf-8").splitlines()
        todo = [line.split() for line in lines if line.strip()][number :: options.jobs]
    else:
        walk = sequences(random.Random(options.seed * 1000 + number))  # noqa: S311
        todo = [next(walk) for _ in range(options.count // options.jobs)]
    differing = 0
    with tempfile.TemporaryDirectory(prefix="ahead-") as folder:
        slot = Slot(Path(folder), size)
        for done, keys in enumerate(todo, 1):
            leave = "q" if done % 2 else "ctrl+q"
            said = tried(slot, keys, leave)
            if said:
                differing += 1
                print(f"=== [{number} {size[0]}x{size[1]}] {' '.join(keys)}\n{said}", flush=True)
            if done % 25 == 0:
                print(f"[{number}] {done} tried, {differing} differ", flush=True)
    print(f"[{number}] done: {len(todo)} tried, {differing} differ", flush=True)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
