"""Numbers and dates asked of rows."""

from __future__ import annotations

import math
from collections.abc import Sequence

from reader.query.dates import first_second, last_second, seconds_ago
from reader.query.fields import field_of
from reader.query.steps import Step
from reader.query.table import Clock, Table
from reader.query.tree import Age, DateRange, NumberRange


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
    low, high = -math.inf, math.inf
    match node:
        case NumberRange():
            if node.low is not None:
                low = math.nextafter(node.low, math.inf) if node.low_open else node.low
            if node.high is not None:
                high = math.nextafter(node.high, -math.inf) if node.high_open else node.high
        case DateRange():
            if node.low is not None:
                low = (
                    last_second(node.low, clock.now) + 1
                    if node.low_open
                    else first_second(node.low, clock.now)
                )
            if node.high is not None:
                high = (
                    first_second(node.high, clock.now) - 1
                    if node.high_open
                    else last_second(node.high, clock.now)
                )
        case Age("newer"):
            low = seconds_ago(node.count, node.unit, clock.now)
        case Age():
            high = seconds_ago(node.count, node.unit, clock.now) - 1
    return low, high
