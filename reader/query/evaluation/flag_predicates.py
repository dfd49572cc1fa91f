"""States, shapes and kinds of damage asked of rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from reader.query.evaluation.steps import Step
from reader.query.evaluation.table import Table
from reader.query.syntax.fields import BROKEN
from reader.query.syntax.tree import Flag

_FLAG_COLUMNS: dict[tuple[str, str], tuple[str, Callable[[Any], bool]]] = {
    ("is", "unread"): ("read", lambda read: not read),
    ("is", "open"): ("verdict", lambda verdict: not verdict),
    ("is", "later"): ("verdict", lambda verdict: verdict == "later"),
    ("is", "dismissed"): ("verdict", lambda verdict: verdict == "dismissed"),
    ("is", "approved"): ("verdict", lambda verdict: verdict == "approved"),
    ("is", "draft"): ("published", lambda published: published is False),
    ("is", "published"): ("published", lambda published: published is True),
    ("has", "heat"): ("heat", lambda score: score is not None),
    ("has", "quality"): ("quality", lambda score: score is not None),
    ("has", "related"): ("related_any", bool),
    ("has", "tag"): ("tags", bool),
}


def flag_step(node: Flag) -> Step:
    """Return the step for a state, a shape or a kind of damage."""
    value = node.value
    name, test = _FLAG_COLUMNS.get((node.field, value), (value, bool))
    if node.field == BROKEN:
        name, test = BROKEN, lambda kinds: value in kinds
    of_all = (node.field, value) in (("is", "unread"), ("is", "open"))

    def step(table: Table, rows: Sequence[int]) -> list[int]:
        column = table.column(name)
        if column is None:
            return list(rows) if of_all else []
        return [row for row in rows if test(column[row])]

    return step
