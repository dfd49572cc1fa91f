"""The fields of one mapping sorted out: the known ones by what they mean, the others left over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from reader.corpus.fields import FieldNames
from reader.corpus.values import Value, join

# Where Zola and Hugo keep fields that are not their own; what stands there counts less than the same at the
# top.
_NESTS = frozenset({"taxonomies", "extra", "params"})
_NESTED_RANK = 100


class Written(NamedTuple):
    """A value with the field it means, the rank of its name among that field's, and its place in the file."""

    rank: int
    field: str
    place: str
    value: Value


NOT_WRITTEN = Written(0, "", "", None)


@dataclass(slots=True)
class Picked:
    """`best` holds one value a known field, `others` those of further names, `rest` what no field is known by."""

    best: dict[str, Written] = field(default_factory=dict)
    others: list[Written] = field(default_factory=list)
    rest: dict[str, Value] = field(default_factory=dict)

    def get(self, name: str) -> Written:
        """Return what is written for the field `name`; its place is "" when nothing is."""
        return self.best.get(name, NOT_WRITTEN)

    def every(self, name: str) -> list[Written]:
        """Return what is written for the field `name` under all its names, the best name first."""
        if name not in self.best:
            return []
        return [self.best[name], *sorted(other for other in self.others if other.field == name)]


def pick(values: dict[str, Value], names: FieldNames, prefix: str = "") -> Picked:
    """Return the fields of a mapping, which stands at `prefix` in the file ("" for the file's own fields)."""
    picked = Picked()
    for rank, place, name, value in _items(values) if not prefix else _inner_items(values, prefix):
        found = names.find(name)
        if found is None:
            picked.rest[place] = value
            continue
        if value is None:
            continue
        written = Written(found[1] + rank, found[0], place, value)
        held = picked.best.get(written.field)
        if held is None or written.rank < held.rank:
            picked.best[written.field] = written
            written = held or NOT_WRITTEN
        if written.place:
            picked.others.append(written)
    return picked


def _items(values: dict[str, Value]) -> Iterator[tuple[int, str, str, Value]]:
    for name, value in values.items():
        if name in _NESTS and isinstance(value, dict):
            for inner, inner_value in value.items():
                yield _NESTED_RANK, f"{name}.{inner}", inner, inner_value
        else:
            yield 0, name, name, value


def _inner_items(values: dict[str, Value], prefix: str) -> Iterator[tuple[int, str, str, Value]]:
    return ((0, join(prefix, name), name, value) for name, value in values.items())
