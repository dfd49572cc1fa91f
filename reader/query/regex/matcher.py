"""Regular expressions that cannot hang the program, and see all of a text.

Python's engine has no time limit, holds the interpreter while it searches, and can take exponential time. So an
expression is read here first. Where a search from any place is over after a few steps, the engine does it: its time
is then proportional to the text. All others go through an automaton, whose time is so by construction; it is slower,
30 ns a character. What neither can do (look-around, references back) is refused with a sentence.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Protocol

from reader.query.regex.automaton import Automaton
from reader.query.regex.regex_ast import Alternatives, Assertion, Atom, Chain, Part, Repeat
from reader.query.regex.regex_parser import read

MAX_STEPS = 64
"""Steps that Python's engine may take from one place of a text; each character is such a place."""

_MANY = 1e9
_MOST_MARKED = 1_000
"""Characters of a line in which an automaton marks places: it begins anew at each."""


class Matcher(Protocol):
    """Something that is looked for in folded text."""

    needles: tuple[str, ...]
    """What every text it is found in contains: looked for first, which takes a tenth of the time."""

    def search(self, text: str, /) -> object:
        """Return something true where it occurs in a text, else something false."""
        ...

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where it occurs in a line, from left to right: start and end of what is not empty."""
        ...


class EngineMatcher:
    """An expression that Python's engine searches in linear time."""

    def __init__(self, expression: re.Pattern[str], needles: tuple[str, ...]) -> None:
        self.needles = needles
        self._expression = expression
        self.search: Callable[[str], object] = expression.search
        """Returns something true where it occurs in a text."""

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where it occurs in a line."""
        return (match.span() for match in self._expression.finditer(text) if match.end() > match.start())


class AutomatonMatcher:
    """An expression that Python's engine could take long for."""

    def __init__(self, root: Alternatives, flags: int, needles: tuple[str, ...]) -> None:
        self.needles = needles
        self._automaton = Automaton(root, flags)
        self._anchored = Automaton(root, flags, anchored=True)

    def search(self, text: str) -> bool:
        """Tell whether it occurs in a text."""
        return self._automaton.search(text)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where it occurs in a line, each place as long as it can be."""
        text = text[:_MOST_MARKED]
        start = 0 if self.search(text) else len(text)
        while start < len(text):
            end = self._anchored.end_of(text, start)
            if end is not None and end > start:
                yield start, end
                start = end
            else:
                start += 1


@lru_cache(maxsize=256)
def matcher(source: str) -> Matcher:
    """Return what searches for an expression.

    Raise `PatternError` with a reason when it is no regular expression, or none that can be searched in linear time.
    """
    root = read(source)
    flags = re.MULTILINE | (re.IGNORECASE if root.cased else 0)
    needles = _needles(root)
    if _effort(root, ends=True)[1] <= MAX_STEPS:
        return EngineMatcher(re.compile(root.source, flags), needles)
    return AutomatonMatcher(root, flags, needles)


def _effort(part: Part | Chain, *, ends: bool) -> tuple[float, float]:
    """Return in how many ways a part can match at one place, and how many steps it takes to try them all.

    With `ends` nothing need follow: once the part has matched, the search is over and no other way is tried.
    """
    if isinstance(part, Chain):
        ways = steps = 1.0
        for number, one in enumerate(part.parts):
            one_ways, one_steps = _effort(one, ends=ends and all(map(_is_free, part.parts[number + 1 :])))
            steps += ways * one_steps
            ways *= one_ways
        return ways, steps
    if isinstance(part, Alternatives):
        efforts = [_effort(branch, ends=ends) for branch in part.branches]
        return sum(ways for ways, _steps in efforts), sum(steps for _ways, steps in efforts)
    if not isinstance(part, Repeat):
        return 1.0, 1.0
    if part.high is None:
        # Characters taken without end and nothing behind: the search has succeeded, whatever it took.
        return (1.0, part.low + 1.0) if ends and isinstance(part.part, Atom) else (math.inf, math.inf)
    inner, steps = _effort(part.part, ends=ends and part.high == 1)
    if inner == math.inf:
        return inner, steps
    tried = [1.0]
    for _ in range(part.high):
        tried.append(min(tried[-1] * inner, _MANY))
    return sum(tried[part.low :]), 1 + steps * sum(tried[:-1])


def _is_free(part: Part) -> bool:
    """Tell whether a part matches nothing at all, at any place."""
    if isinstance(part, Repeat):
        return part.low == 0
    return isinstance(part, Alternatives) and any(
        all(map(_is_free, branch.parts)) for branch in part.branches
    )


def _needles(root: Alternatives) -> tuple[str, ...]:
    """Return the literal runs of a group without alternatives, the longest first."""
    runs = [""]
    for part in root.branches[0].parts if len(root.branches) == 1 else ():
        if isinstance(part, Atom) and part.literal and part.source[-1] >= " ":
            runs[-1] += part.source[-1]
        elif isinstance(part, Alternatives):
            runs += [*_needles(part), ""]
        elif not isinstance(part, Assertion):
            runs.append("")
    return tuple(sorted(set(filter(None, runs)), key=lambda run: (-len(run), run)))
