"""The fields of one mapping sorted out: the known ones by what they mean, the others left over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter

from reader.corpus.front_matter.field_names import FieldNames, plain_name
from reader.corpus.front_matter.values import Value

# Where Zola and Hugo keep fields that are not their own; what stands there counts less than the same at the
# top.
NESTS = frozenset({"taxonomies", "extra", "params"})
_NESTED_RANK = 100
# Switches of themes and generators (`related: true`, `permalink: false`), where these fields hold text or lists.
_SWITCHES = frozenset({"true", "false", "True", "False", "TRUE", "FALSE"})
_NO_SWITCH = frozenset(
    {
        *("excerpt", "date", "provider", "authors", "topics", "images", "related", "category", "type"),
        *("original_url", "web_url", "amp_url", "cdn_amp_url"),
    }
)


Written = tuple[Value, str, int]
"""A value, its place in the file, and the rank of its name among the names of its field."""


@dataclass(slots=True)
class AliasedFields:
    """`best` holds one value a known field, `others` those of further names, `rest` what no field is known by."""

    best: dict[str, Written] = field(default_factory=dict)
    others: list[tuple[str, Written]] = field(default_factory=list)
    rest: dict[str, Value] = field(default_factory=dict)

    def get(self, name: str) -> tuple[Value, str]:
        """Return what is written for the field `name`, and where; None and "" when nothing is."""
        return self.best[name][:2] if name in self.best else (None, "")

    def every(self, name: str) -> list[tuple[Value, str]]:
        """Return what is written for the field `name` under all its names, the best name first."""
        if name not in self.best:
            return []
        others = sorted((written for field, written in self.others if field == name), key=itemgetter(2))
        return [(value, place) for value, place, _ in (self.best[name], *others)]


def resolve_aliases(values: dict[str, Value], names: FieldNames, prefix: str = "") -> AliasedFields:
    """Return the fields of a mapping, which stands at `prefix` in the file ("" for the file's own fields)."""
    picked = AliasedFields()
    best, written_of = picked.best, names.written.get
    for name, place, value, nested in _inner_items(values, prefix) if prefix else _items(values):
        found = written_of(plain_name(name))  # `names.find`, once for each of thirty fields of a file
        if found is None:
            picked.rest[place] = value
        elif value is not None:
            field, rank = found
            if field in _NO_SWITCH and isinstance(value, str) and value in _SWITCHES:
                picked.rest[place] = value
                continue
            written: Written = (value, place, rank + nested)
            held = best.setdefault(field, written)
            if held is not written:
                if written[2] < held[2]:
                    best[field], written = written, held
                picked.others.append((field, written))
    return picked


def _items(values: dict[str, Value]) -> Iterator[tuple[str, str, Value, int]]:
    for name, value in values.items():
        if name in NESTS and isinstance(value, dict):
            for inner, inner_value in value.items():
                yield inner, f"{name}.{inner}", inner_value, _NESTED_RANK
        else:
            yield name, name, value, 0


def _inner_items(values: dict[str, Value], prefix: str) -> list[tuple[str, str, Value, int]]:
    return [(name, f"{prefix}.{name}", value, 0) for name, value in values.items()]
