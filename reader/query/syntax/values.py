"""Numbers, dates, durations and listed values as they stand behind a field's colon."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from reader.errors import QueryError
from reader.query.syntax.dates import UNITS, canonical_date, is_unfinished_date
from reader.query.syntax.fields import Field, nearest
from reader.query.syntax.lexer import Token
from reader.query.syntax.printing import number_text
from reader.query.syntax.tree import Age, DateRange, Flag, Node, NumberRange, SortKey, either

T = TypeVar("T")

NUMBER_FORMS = "write 60, >60, >=60, <60, <=60, 40..60, 40..<60, 40.. or ..60"
DATE_FORMS = "write 2020, 2020-10, 2020-10-13, today, yesterday, a..b, or > >= < <= before one of them"
AGE_FORMS = "write a number and a unit, as in 7d: h d w m y, or a date"

_COMPARISON = re.compile(r"(>=|<=|>|<|=|)(.*)", re.S)
_NUMBER = re.compile(r"-?(?:\d{1,15}(?:\.\d{1,6})?|\.\d{1,6})", re.ASCII)
_UNFINISHED_NUMBER = re.compile(r"-?(?:\d{0,15}\.)?", re.ASCII)
_AGE = re.compile(r"(\d{1,6})([hdwmyHDWMY])", re.ASCII)
_LIMIT = re.compile(r"0*([1-9]\d{0,8})", re.ASCII)

Range = tuple[T | None, T | None, bool, bool]


def number_range(field: Field, token: Token) -> Node:
    """Return the range of numbers a value stands for; raise `QueryError` saying what is accepted."""

    def point(text: str) -> float:
        if _NUMBER.fullmatch(text):
            return float(text) + 0.0  # no negative zero
        raise _fault(
            field, token, "a number", NUMBER_FORMS, incomplete=bool(_UNFINISHED_NUMBER.fullmatch(text))
        )

    low, high, low_open, high_open = _range(token, point)
    if low is not None and high is not None and (low > high or (low == high and high_open)):
        raise QueryError(
            f"{field.name}:{number_text(low)}..{'<' * high_open}{number_text(high)} goes backwards",
            start=token.start,
            end=token.end,
            incomplete=True,
            hint=f"write {number_text(high)}..{number_text(low)}"
            if low > high
            else f"write {number_text(low)}",
        )
    return NumberRange(field.name, low, high, low_open, high_open)


def date_range(field: Field, token: Token) -> DateRange:
    """Return the range of dates a value stands for; raise `QueryError` saying what is accepted."""

    def point(text: str) -> str:
        if (found := canonical_date(text)) is not None:
            return found
        forms = f"write newer:{text} or older:{text}" if _AGE.fullmatch(text) else DATE_FORMS
        raise _fault(field, token, "a date", forms, incomplete=is_unfinished_date(text))

    low, high, low_open, high_open = _range(token, point)
    # Both in figures: as far as both go, their order is the order of their characters.
    if low and high and low[0].isdigit() and high[0].isdigit() and _backwards(low, high, high_open):
        raise QueryError(
            f"{field.name}:{low}..{'<' * high_open}{high} goes backwards",
            start=token.start,
            end=token.end,
            hint=f"write {high}..{low}" if low[: len(high)] != high else f"write {low}",
        )
    return DateRange(field.name, low, high, low_open, high_open)


def _backwards(low: str, high: str, high_open: bool) -> bool:
    return low[: len(high)] > high[: len(low)] or (high_open and low.startswith(high))


def age(field: Field, token: Token) -> Node:
    """Return what `newer:7d`, `older:2w` or `newer:2020-06` stands for; raise `QueryError` otherwise."""
    if found := _AGE.fullmatch(token.text):
        return Age(field.name, int(found.group(1)), found.group(2).lower())
    written = canonical_date(token.text)
    if written is not None:
        if field.name == "newer":
            return DateRange("date", written, None)
        return DateRange("date", None, written, high_open=True)
    unfinished = bool(re.fullmatch(r"\d{0,6}", token.text, re.ASCII)) or is_unfinished_date(token.text)
    raise _fault(field, token, f"a duration in {', '.join(UNITS.values())}", AGE_FORMS, incomplete=unfinished)


def flag(field: Field, token: Token) -> Node:
    """Return the listed value that is named in any case, or any of several with commas. Raise `QueryError`."""
    if "," not in token.text:
        return Flag(field.name, _choice(field, token.text.lower(), token, token.start, token.end))
    flags: list[Node] = []
    at = token.start
    for name in token.text.split(","):
        flags.append(Flag(field.name, _choice(field, name.lower(), token, at, at + len(name))))
        at += len(name) + 1
    return either(flags)


def sort_keys(field: Field, token: Token) -> tuple[SortKey, ...]:
    """Return the columns of `sort:-quality,date`; raise `QueryError` listing them."""
    keys: list[SortKey] = []
    at = token.start
    for part in token.text.split(","):
        name = part[1:] if part[:1] in ("-", "+") else part
        chosen = _choice(field, name.lower(), token, at, at + len(part))
        if any(key.field == chosen for key in keys):
            raise QueryError(f"sort: names {chosen} twice", start=at, end=at + len(part))
        keys.append(SortKey(chosen, part.startswith("-")))
        at += len(part) + 1
    return tuple(keys)


def limit(field: Field, token: Token) -> int:
    """Return the number of `limit:50`; raise `QueryError` otherwise."""
    if found := _LIMIT.fullmatch(token.text):
        return int(found.group(1))
    unfinished = re.fullmatch("0+", token.text) is not None
    raise _fault(field, token, "a whole number from 1", "write limit:50", incomplete=unfinished)


def _range(token: Token, point: Callable[[str], T]) -> Range[T]:
    low, dots, high = token.text.partition("..")
    if dots:
        high_open = high.startswith("<")
        high = high.removeprefix("<")
        if not high and (high_open or not low):
            point("")
        return point(low) if low else None, point(high) if high else None, False, high_open
    found = _COMPARISON.fullmatch(token.text)
    assert found is not None  # noqa: S101 - the expression takes any text
    operator, value = found.group(1), point(found.group(2))
    if operator in (">", ">="):
        return value, None, operator == ">", False
    if operator in ("<", "<="):
        return None, value, False, operator == "<"
    return value, value, False, False


def _choice(field: Field, name: str, token: Token, start: int, end: int) -> str:
    names = [choice.name for choice in field.choices]
    if name in names:
        return name
    listed = ", ".join(names)
    near = nearest(name, names)
    if name in ("and", "or", "not"):
        raise QueryError(
            f"{field.name}: does not know “{name}”",
            start=start,
            end=end,
            hint=f"write {name.upper()} in capitals",
        )
    unfinished = any(known.startswith(name) for known in names)
    if not name:
        raise QueryError(
            f"{field.name}: needs a value",
            start=token.start,
            end=max(token.end, token.start),
            incomplete=True,
            hint=f"one of {listed}",
        )
    raise QueryError(
        f"{field.name}: does not know “{name}”",
        start=start,
        end=end,
        incomplete=unfinished,
        hint=f"did you mean {near}? It takes {listed}" if near else f"it takes {listed}",
    )


def _fault(field: Field, token: Token, wanted: str, forms: str, *, incomplete: bool) -> QueryError:
    return QueryError(
        f"{field.name}: takes {wanted}, not “{token.text}”",
        start=token.start,
        end=token.end,
        incomplete=incomplete,
        hint=forms,
    )
