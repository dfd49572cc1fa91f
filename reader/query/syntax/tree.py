"""The syntax tree of a query: frozen values that compare by what they say, not by how it was typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase as typed, looked for in `field` ("" is everywhere, "#" a topic's slug form).

    With `whole` the field's value must be just this. A `phrase` sees through hyphens, quotes and apostrophes between
    its words. `bounded` (`word:`) is found as a whole word only, `cased` (`case:`) with the capitals it is typed with.
    `begins` (`topic:comp*`) asks for values that begin with the text.
    """

    field: str
    text: str
    whole: bool = False
    phrase: bool = False
    bounded: bool = False
    cased: bool = False
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression as typed, looked for in `field` ("" is everywhere)."""

    field: str
    source: str


@dataclass(frozen=True, slots=True)
class NumberRange:
    """A number from `low` to `high`, either of which may be missing; an open end is itself left out."""

    field: str
    low: float | None
    high: float | None
    low_open: bool = False
    high_open: bool = False


@dataclass(frozen=True, slots=True)
class DateRange:
    """A date from `low` to `high` in the notation of `reader.query.syntax.dates`, the whole last unit included.

    Either may be missing; an open end is left out with the whole of its unit.
    """

    field: str
    low: str | None
    high: str | None
    low_open: bool = False
    high_open: bool = False


@dataclass(frozen=True, slots=True)
class Age:
    """Published within (`newer`) or before (`older`) the last `count` units: h d w m y."""

    field: str
    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class Flag:
    """One of the listed values of `is`, `has` or `broken`."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Related:
    """A query that at least one related entry answers to."""

    query: Node


@dataclass(frozen=True, slots=True)
class Not:
    """What does not answer to a term."""

    term: Node


@dataclass(frozen=True, slots=True)
class And:
    """What answers to all of at least two terms, none of which is an `And`."""

    terms: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What answers to any of at least two terms, none of which is an `Or`."""

    terms: tuple[Node, ...]


Node: TypeAlias = Word | Pattern | NumberRange | DateRange | Age | Flag | Related | Not | And | Or


@dataclass(frozen=True, slots=True)
class SortKey:
    """One column to sort by."""

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A whole query: what to find (None: everything), in which order (empty: newest first), how many at most.

    `text` is what was typed.
    """

    tree: Node | None
    order: tuple[SortKey, ...] = ()
    limit: int | None = None
    text: str = ""


def both(terms: list[Node]) -> Node:
    """Return the conjunction of at least one term, nested conjunctions made flat."""
    flat = tuple(part for term in terms for part in (term.terms if isinstance(term, And) else (term,)))
    return flat[0] if len(flat) == 1 else And(flat)


def either(terms: list[Node]) -> Node:
    """Return the disjunction of at least one term, nested disjunctions made flat."""
    flat = tuple(part for term in terms for part in (term.terms if isinstance(term, Or) else (term,)))
    return flat[0] if len(flat) == 1 else Or(flat)
