"""The kinds of value a setting can have: how one is read from TOML, and how it is described to a person.

Each kind has `expected`, which completes the sentence “must be …”, and `read`, which returns the value as the
program uses it, or None for a value of another kind (TOML has no null, so None is free for that).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import ClassVar, NamedTuple

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Text:
    """Text on one line."""

    expected: ClassVar[str] = "text in quotes, on one line"

    def read(self, value: object) -> str | None:
        """Return the text, or None."""
        return value if isinstance(value, str) and not _CONTROL.search(value) else None


class Number(NamedTuple):
    """A number between two bounds, both included; `whole` ones have no fraction."""

    low: int
    high: int
    unit: str
    whole: bool = False

    @property
    def expected(self) -> str:
        """What the value must be."""
        kind = "a whole number" if self.whole else "a number"
        return f"{kind} from {self.low} to {self.high} ({self.unit})"

    def read(self, value: object) -> int | float | None:
        """Return the number, or None. True and false are no numbers, NaN is in no range."""
        if isinstance(value, bool) or not isinstance(value, int if self.whole else (int, float)):
            return None
        return value if self.low <= value <= self.high else None


class Choice(NamedTuple):
    """One of a few values."""

    options: tuple[str | bool, ...]

    @property
    def expected(self) -> str:
        """What the value must be."""
        names = [f'"{option}"' if isinstance(option, str) else str(option).lower() for option in self.options]
        return f"{', '.join(names[:-1])} or {names[-1]}"

    def read(self, value: object) -> str | bool | None:
        """Return the value, or None. The number 1 is not true."""
        for option in self.options:
            if type(value) is type(option) and value == option:
                return option
        return None


class Words:
    """A list of texts; one text alone stands for a list of one."""

    expected: ClassVar[str] = "text in quotes or a list of such texts"

    def read(self, value: object) -> tuple[str, ...] | None:
        """Return the texts, or None when one of them is none."""
        items: Iterable[object] = value if isinstance(value, list) else [value]
        words = [Text().read(item) for item in items]
        return None if None in words else tuple(word for word in words if word is not None)


class Several(NamedTuple):
    """A list of some of a few values, each at most once, in an order that matters."""

    options: tuple[str, ...]

    @property
    def expected(self) -> str:
        """What the value must be."""
        names = ", ".join(f'"{option}"' for option in self.options)
        return f"a list of {names}, each at most once"

    def read(self, value: object) -> tuple[str, ...] | None:
        """Return the values, or None when one of them is not listed or stands there twice."""
        if not isinstance(value, list) or not all(item in self.options for item in value):
            return None
        return tuple(value) if len(set(value)) == len(value) else None


class Names(NamedTuple):
    """A table from a name to a list of texts.

    `allowed` maps the names it may hold to what the program calls them; None for any name. `noun` is what a
    person calls such a name.
    """

    noun: str
    allowed: Mapping[str, str] | None = None

    @property
    def expected(self) -> str:
        """What the value must be."""
        return "a table of names"


class Views:
    """A list of saved views."""

    expected: ClassVar[str] = "a list of views, each under its own [[views]]"


Single = Text | Number | Choice | Several | Words
Kind = Single | Names | Views
