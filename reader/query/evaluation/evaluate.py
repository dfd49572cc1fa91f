"""A tree asked of a table: which rows answer to it.

Terms that must all hold are asked cheapest first, each only of the rows that are left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import chain

from reader.query.evaluation.flag_predicates import flag_step
from reader.query.evaluation.range_predicates import range_step
from reader.query.evaluation.sort_order import sort_rows
from reader.query.evaluation.steps import Step, among, union
from reader.query.evaluation.table import Clock, Table
from reader.query.evaluation.text_predicates import pattern_step, word_step
from reader.query.syntax.fields import Cost, field_of
from reader.query.syntax.tree import (
    Age,
    And,
    DateRange,
    Flag,
    Node,
    Not,
    NumberRange,
    Or,
    Pattern,
    Query,
    Related,
    Word,
)


def evaluate(query: Query | Node | None, table: Table, rows: Iterable[int], clock: Clock) -> list[int]:
    """Return those of `rows` that answer to the query, in their order.

    `sort:` and `limit:` are not applied (see `select`). Each row is judged by itself, so a caller may ask slice by
    slice and stop in between.
    """
    return compile_query(query, clock)(table, rows if isinstance(rows, Sequence) else list(rows))


def select(query: Query, table: Table, rows: Iterable[int], clock: Clock) -> list[int]:
    """Return the rows that answer to the query, in its order and cut to its limit."""
    return sort_rows(evaluate(query, table, rows, clock), query.order, table)[: query.limit]


def matches(query: Query | Node | None, table: Table, row: int, clock: Clock) -> bool:
    """Tell whether one row answers to the query."""
    return bool(evaluate(query, table, (row,), clock))


def compile_query(query: Query | Node | None, clock: Clock) -> Step:
    """Return the query as a function of a table and rows, for asking it more than once."""
    tree = query.tree if isinstance(query, Query) else query
    return _step(tree, clock) if tree is not None else lambda _table, rows: list(rows)


def _step(node: Node, clock: Clock) -> Step:
    match node:
        case Word():
            return word_step(node)
        case Pattern():
            return pattern_step(node)
        case NumberRange() | DateRange() | Age():
            return range_step(node, clock)
        case Flag():
            return flag_step(node)
        case Related(query):
            return _related(_step(query, clock))
        case Not(term):
            return _not(_step(term, clock))
        case And(terms):
            return _and([_step(term, clock) for term in sorted(terms, key=_cost)])
    return _or([_step(term, clock) for term in sorted(node.terms, key=_cost)])


def _and(steps: Sequence[Step]) -> Step:
    def step(table: Table, rows: Sequence[int]) -> list[int]:
        left = rows
        for one in steps:
            if not left:
                break
            left = one(table, left)
        return list(left)

    return step


def _or(steps: Sequence[Step]) -> Step:
    return lambda table, rows: union(rows, [partial(one, table) for one in steps])


def _not(inner: Step) -> Step:
    def step(table: Table, rows: Sequence[int]) -> list[int]:
        found = set(inner(table, rows))
        return [row for row in rows if row not in found] if found else list(rows)

    return step


def _related(inner: Step) -> Step:
    def step(table: Table, rows: Sequence[int]) -> list[int]:
        related = table.related()
        if related is None or not rows:
            return []
        starts, owners = related.starts, related.owners
        entries: Sequence[int]
        if isinstance(rows, range) and rows.step == 1:
            entries = range(starts[rows.start], starts[rows.stop])
        else:
            ends = map(starts.__getitem__, map((1).__add__, rows))
            entries = list(chain.from_iterable(map(range, map(starts.__getitem__, rows), ends)))
        return among(rows, set(map(owners.__getitem__, inner(related.table, entries))))

    return step


def _cost(node: Node) -> tuple[int, int]:
    """Return how late a term is asked: by what its columns cost, long words (which match little) before short."""
    match node:
        case Word(name, text):
            return field_of(name).cost.value, -len(text)
        case Pattern(name):
            return field_of(name).cost.value + _REGEX_EXTRA, 0
        case Flag("has", "body"):
            return Cost.LONG.value, 0
        case Related(query):
            return max((Cost.RELATED.value + _REGEX_EXTRA, 0), _cost(query))
        case Not(term):
            return _cost(term)
        case And(terms) | Or(terms):
            return max(map(_cost, terms))
    return Cost.FLAG.value, 0


_REGEX_EXTRA = 2
"""A regular expression is asked after the plain words of the same field and of those slightly dearer."""
