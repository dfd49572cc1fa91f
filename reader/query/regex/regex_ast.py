"""The parts of a regular expression, each of which knows its source and its characters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

OTHER = "\u4e2d"
"""Stands for all characters beyond ASCII: what can match one is taken to match any of them."""

ALPHABET = frozenset([*map(chr, range(32, 127)), "\t", "\n", "\x1f", OTHER])


class PatternError(ValueError):
    """An expression that cannot be used; the text says why, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Atom:
    """One character out of `chars`; `literal` when it is one certain character."""

    source: str
    chars: frozenset[str]
    literal: bool = False
    cased: bool = False


@dataclass(frozen=True, slots=True)
class Assertion:
    """A condition on a place, which takes no character."""

    source: str
    cased: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """Parts one after the other."""

    parts: tuple[Part, ...]

    @property
    def source(self) -> str:
        """Return the expression for Python's engine."""
        return "".join(part.source for part in self.parts)

    @property
    def cased(self) -> bool:
        """Tell whether it names capital letters, which folded text has none of."""
        return any(part.cased for part in self.parts)


@dataclass(frozen=True, slots=True)
class Alternatives:
    """One of several chains; a group without alternatives has one."""

    branches: tuple[Chain, ...]

    @property
    def source(self) -> str:
        """Return the expression for Python's engine."""
        return "(?:" + "|".join(branch.source for branch in self.branches) + ")"

    @property
    def cased(self) -> bool:
        """Tell whether it names capital letters, which folded text has none of."""
        return any(branch.cased for branch in self.branches)


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part from `low` to `high` times (None: without end)."""

    part: Atom | Alternatives
    low: int
    high: int | None
    lazy: bool

    @property
    def source(self) -> str:
        """Return the expression for Python's engine."""
        high = "" if self.high is None else self.high
        return f"{self.part.source}{{{self.low},{high}}}" + ("?" if self.lazy else "")

    @property
    def cased(self) -> bool:
        """Tell whether it names capital letters, which folded text has none of."""
        return self.part.cased


Part: TypeAlias = Atom | Assertion | Alternatives | Repeat
