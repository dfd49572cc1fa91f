"""Numbers and dates asked of rows."""

from __future__ import annotations

import math
from collections.abc import Sequence

from reader.query.evaluation.steps import Step
from reader.query.evaluation.table import Clock, Table
from reader.query.syntax.dates import first_second, last_second, seconds_ago
from reader.query.syntax.fields import field_of
from reader.query.syntax.tree import Age, DateRange, NumberRange


def range_step(node: NumberRange | DateRange | Age, clock: Clock) -> Step:
    """Return the step for a range of numbers or dates; what has no number or date is never in it."""
    field = field_of(node.field)
    name = field.columns[0]
    low, high = bounds(node, clock)

    def step(table: Table, rows: Sequence[int]) -> list[int]:
        column = table.column(name)
        if column is None:
            return []
        return [row for row in rows if (value := column[row]) is not None and low <= value <= high]

    return step


def bounds(node: NumberRange | DateRange | Age, clock: Clock) -> tuple[float, float]:
    """Return the least and the greatest value inside a range, both included; dates in seconds UTC."""
    if isinstance(node, Age):
        edge = seconds_ago(node.count, node.unit, clock.now)
        return (edge, math.inf) if node.field == "newer" else (-math.inf, edge - 1)
    if isinstance(node, DateRange):
        return _seconds(node, clock.now)
    low = -math.inf if node.low is None else node.low
    high = math.inf if node.high is None else node.high
    # The next number that can be told apart stands for an open end.
    return (
        math.nextafter(low, math.inf) if node.low_open else low,
        math.nextafter(high, -math.inf) if node.high_open else high,
    )


def _seconds(node: DateRange, now: int) -> tuple[float, float]:
    low, high = -math.inf, math.inf
    if node.low is not None:
        low = last_second(node.low, now) + 1 if node.low_open else first_second(node.low, now)
    if node.high is not None:
        high = first_second(node.high, now) - 1 if node.high_open else last_second(node.high, now)
    return low, high
