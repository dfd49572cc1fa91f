"""From changes to marks: pure."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from reader.marks.changes.change import Change, Value
from reader.marks.changes.edit import TAG, VERDICTS
from reader.model.mark import NO_MARK, Mark

if TYPE_CHECKING:
    from reader.model import Verdict

ABSENT = Value("", "", 0)
"""The value of a field that nobody has touched."""


# A bulk makes the same few marks ten thousand times.
@lru_cache(maxsize=64)
def with_value(mark: Mark, field: str, value: Value) -> Mark:
    """Return `mark` with one field set. What is not known (damage, a later version's field) changes nothing."""
    text = value.text
    if field == "verdict":
        if text not in VERDICTS:
            return mark
        decided_at, decided_by = (value.at // 1000, value.by) if text else (0, "")
        return mark._replace(verdict=cast("Verdict", text), decided_at=decided_at, decided_by=decided_by)
    if field == "read":
        return mark._replace(read=bool(text))
    if field == "starred":
        return mark._replace(starred=bool(text))
    if field == "note":
        return mark._replace(note=text)
    if not field.startswith(TAG):
        return mark
    name = field.removeprefix(TAG)
    others = frozenset(tag for tag in mark.tags if tag.casefold() != name)
    return mark._replace(tags=others | {text} if text else others)


def standing(changes: Iterable[Change]) -> dict[tuple[str, str], Change]:
    """Return the change that stands for every key and field: the one of the highest rank, in whatever order."""
    found: dict[tuple[str, str], Change] = {}
    for change in changes:
        cell = change.key, change.field
        if cell not in found or change.rank > found[cell].rank:
            found[cell] = change
    return found


def marks_of(changes: Iterable[Change]) -> dict[str, Mark]:
    """Return the marks, by key, that changes in any order come to; articles with nothing said are left out."""
    marks: dict[str, Mark] = {}
    for (key, field), change in standing(changes).items():
        marks[key] = with_value(marks.get(key, NO_MARK), field, change.after)
    return {key: mark for key, mark in marks.items() if mark != NO_MARK}


def same(field: str, held: Value, wanted: Value, *, exact: bool) -> bool:
    """Tell whether setting `wanted` where `held` stands would change nothing worth a record.

    Only a verdict says whose it is: another person's same verdict is a decision and is recorded. With `exact`,
    the moment of a verdict counts as well.
    """
    if field.startswith(TAG):
        return bool(held.text) == bool(wanted.text)
    if held.text != wanted.text or field != "verdict" or not held.text:
        return held.text == wanted.text
    return held == wanted if exact else held.by == wanted.by
