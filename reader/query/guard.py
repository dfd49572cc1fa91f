"""Regular expressions that cannot hang the program.

Python's engine has no time limit, holds the interpreter while it searches, and can take exponential time. So
an expression is read here first: what could explode is refused with a sentence, and what merely grows with
the length of the text is given a length up to which each text is searched.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from reader.query.parts import Alternatives, Assertion, Atom, Chain, PatternError, Repeat
from reader.query.pattern import read

MAX_TEXT = 5_000
"""Most characters of one text that are searched."""

MIN_TEXT = 240
"""An expression that would have to stop before this many characters is refused: it would miss too much."""

BUDGET = 40_000_000.0
"""Nanoseconds that one text may take in the worst case."""

STEP, LITERAL_STEP = 15.0, 1.5
"""Nanoseconds for one way of matching an open repeat: tried one by one, or where a fixed character behind it
lets the engine skip (measured: `\\w*\\w*\\d` and `a.*b.*c` on texts made against them)."""

_MAX_WIDTH = 500
_MAX_WAYS = 2_000.0


@dataclass(frozen=True, slots=True)
class Guarded:
    """An expression found safe: its source for Python's engine, its flags, how much of a text to search."""

    source: str
    flags: int
    length: int


@lru_cache(maxsize=256)
def guard(source: str) -> Guarded:
    """Return how to search for an expression safely.

    Raise `PatternError` with a reason when it is no regular expression, or could take too long.
    """
    root = read(source)
    if root.width > _MAX_WIDTH:
        raise PatternError(f"it asks for more than {_MAX_WIDTH} characters")
    effort = max((_chain(branch, _END, root=True) for branch in root.branches), key=lambda one: one.cost)
    ways = effort.ways * len(root.branches)
    if ways > _MAX_WAYS:
        raise PatternError("it can match in too many ways (alternatives, ? and {m,n} multiply)")
    degree = effort.degree
    step = STEP if effort.slow else LITERAL_STEP
    steps = BUDGET / step / ways * effort.spread * math.factorial(degree + 1)
    length = min(MAX_TEXT, int(steps ** (1 / (degree + 1))))
    if length < MIN_TEXT:
        raise PatternError("it has too many open repeats (* or +) that can take the same characters")
    return Guarded(root.source, re.MULTILINE | (re.IGNORECASE if root.cased else 0), length)


@lru_cache(maxsize=256)
def compiled(source: str) -> re.Pattern[str]:
    """Return the compiled form of an expression that `guard` accepts, for folded text."""
    safe = guard(source)
    return re.compile(safe.source, safe.flags)


@dataclass(frozen=True, slots=True)
class _Follow:
    """What comes behind a part: its possible first characters (None: unknown), and whether it may be nothing.

    Where nothing need follow, the search has succeeded and never comes back to try another way.
    """

    chars: frozenset[str] | None
    ends: bool

    def excludes(self, chars: frozenset[str]) -> bool:
        return self.ends or (self.chars is not None and not self.chars & chars)

    def before(self, chars: frozenset[str] | None, *, nullable: bool) -> _Follow:
        """Return what comes behind the part in front of one that begins with `chars`."""
        if not nullable:
            return _Follow(chars, False)
        return _Follow(None if chars is None or self.chars is None else self.chars | chars, self.ends)


_END = _Follow(frozenset(), True)


@dataclass(slots=True)
class _Effort:
    """What a search can be made to do by one way through an expression, and what that way begins with.

    `ambiguous` counts the open repeats whose characters may as well belong to what follows: each multiplies
    the work by the length of the text. `open_repeats` counts all; `ways` multiplies what is bounded. `spread`
    divides: a literal behind a repeat occurs at most so often. `slow` tells that no literal lets the engine
    skip.
    """

    follow: _Follow
    ambiguous: int = 0
    open_repeats: int = 0
    ways: float = 1.0
    spread: float = 1.0
    slow: bool = False

    @property
    def degree(self) -> int:
        """Return the power of the text's length to which the work grows, less the places to begin at.

        Repeats that can end at one place only come one after the other, so together they count once.
        """
        return self.ambiguous + (self.open_repeats > self.ambiguous)

    @property
    def cost(self) -> tuple[int, float, bool]:
        return self.degree, self.ways / self.spread, self.slow

    def add(self, other: _Effort) -> None:
        self.follow = other.follow
        self.ambiguous += other.ambiguous
        self.open_repeats += other.open_repeats
        self.ways *= other.ways
        self.slow |= other.slow


def _chain(chain: Chain, follow: _Follow, *, root: bool = False) -> _Effort:
    """Return the effort of a chain, gone through from its end."""
    effort = _Effort(follow)
    run = ""  # the literal characters directly behind the present part
    for part in reversed(chain.parts):
        if isinstance(part, Atom):
            run = part.source[-1] + run if part.literal else ""
            effort.follow = _Follow(part.chars, False)
            continue
        if isinstance(part, Assertion):
            effort.follow = _Follow(None, False)
        elif isinstance(part, Alternatives):
            effort.add(_alternatives(part, effort.follow))
        else:
            if root and effort.open_repeats:
                effort.spread *= _period(run)
            effort.add(_repeat(part, effort.follow, skips=bool(run)))
        run = ""
    if root and effort.open_repeats:
        effort.spread *= _period(run)
    return effort


def _alternatives(group: Alternatives, follow: _Follow) -> _Effort:
    efforts = [_chain(branch, follow) for branch in group.branches]
    firsts = [effort.follow.chars for effort in efforts]
    known = [chars for chars in firsts if chars is not None]
    return _Effort(
        _Follow(
            frozenset[str]().union(*known) if len(known) == len(firsts) else None,
            any(effort.follow.ends for effort in efforts),
        ),
        max(effort.ambiguous for effort in efforts),
        max(effort.open_repeats for effort in efforts),
        sum(effort.ways for effort in efforts),
        1.0,
        any(effort.slow for effort in efforts),
    )


def _repeat(repeat: Repeat, follow: _Follow, *, skips: bool) -> _Effort:
    part, low, high = repeat.part, repeat.low, repeat.high
    if isinstance(part, Atom):
        inner = _Effort(_Follow(part.chars, False))
    else:
        inner = _alternatives(part, follow if high == 1 else _Follow(None, False))
        if high != 1 and (not part.width or not _is_fixed(part)):
            raise PatternError("a repeated group holds alternatives or another repeat")
    effort = _Effort(follow.before(inner.follow.chars, nullable=low == 0))
    if high is not None:
        effort.ambiguous, effort.open_repeats = inner.ambiguous, inner.open_repeats
        effort.ways, effort.slow = inner.ways * (high - low) + 1, inner.slow
    elif not follow.ends:
        effort.open_repeats = 1
        effort.ambiguous = int(not (isinstance(part, Atom) and follow.excludes(part.chars)))
        effort.slow = not skips or repeat.lazy or not isinstance(part, Atom)
    return effort


def _is_fixed(group: Alternatives) -> bool:
    """Tell whether a group can match in one way only: no alternatives, no repeat but of a fixed count."""
    return len(group.branches) == 1 and all(
        isinstance(part, Atom | Assertion)
        or (isinstance(part, Alternatives) and _is_fixed(part))
        or (
            isinstance(part, Repeat)
            and part.low == part.high
            and (isinstance(part.part, Atom) or _is_fixed(part.part))
        )
        for part in group.branches[0].parts
    )


def _period(run: str) -> int:
    """Return the least distance at which a literal can occur again: 3 for `ban`, 1 for `aaa` and nothing."""
    return next((step for step in range(1, len(run)) if run.startswith(run[step:])), len(run) or 1)
