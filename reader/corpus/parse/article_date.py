"""When an article was published: from its date fields, its name, its path on the site, or its last change."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.corpus.front_matter.field_names import plain_name
from reader.corpus.front_matter.values import Value
from reader.corpus.parse.aliases import AliasedFields
from reader.corpus.parse.coerce import Coercer
from reader.text.dates import parse_instant

# Jekyll's `2020-06-16-title.md`, and notes named `20200616 title` or `202006161827`.
_IN_NAME = re.compile(
    r"(\d{4})(?:([-_.])(\d{1,2})\2(\d{1,2})|(?<=(?:19|20)\d\d)(\d\d)(\d\d)(?:\d{4})?)(?:[-_ ]|$)", re.ASCII
)
# `permalink: /2020/06/16/title/`, `slug: 2020-06-16-title`.
_IN_PATH = re.compile(r"/?(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:[-_/ ]|$)", re.ASCII)
_PATHS = ("permalink", "slug", "path")
# What Hugo and others call the last change, the most usual first.
_CHANGED = (
    "lastmod", "modified", "updated", "updatedat", "lastmodified", "lastmodifiedat", "modifiedat", "lastupdated",
    "datemodified", "dateupdated", "updateddate", "modifieddate",
)  # fmt: skip
# Words of Eleventy for dates that the files themselves do not hold.
_ELEVENTY = frozenset({"lastmodified", "created", "gitlastmodified", "gitcreated"})


def read_date(intake: Coercer, picked: AliasedFields, stem: str) -> int | None:
    """Return when an article was published, in seconds since 1970 UTC; None where nothing says so.

    The first that can be read counts: the date fields in the order of their names, each that cannot be noted as
    a fault; the name of the file or folder, `stem`; the beginning of `permalink`, `slug` or `path`; the date of
    the last change.
    """
    for value, place in picked.every("date"):
        if isinstance(value, str) and (plain_name(value) in _ELEVENTY or _is_prose(value)):
            continue
        instant = intake.instant(value, place)
        if instant is not None:
            return instant
    instant = _day_in(_IN_NAME, stem)
    return instant if instant is not None else _date_beside(intake, picked)


def _is_prose(text: str) -> bool:
    """Tell whether a text of whole lines is about dates instead of one: it has no digit."""
    return text.endswith("\n") and not any(map(str.isdecimal, text))


def _date_beside(intake: Coercer, picked: AliasedFields) -> int | None:
    """Return a date of the fields that are about something else."""
    named: dict[str, tuple[Value, str]] = {}
    for place, value in _unclaimed(picked):
        named.setdefault(plain_name(place.rpartition(".")[2]), (value, place))
    for name in _PATHS:
        value, _ = named.get(name, (None, ""))
        if isinstance(value, str) and (instant := _day_in(_IN_PATH, value)) is not None:
            return instant
    for name in _CHANGED:
        value, place = named.get(name, (None, ""))
        if isinstance(value, str) and (instant := intake.instant(value, place)) is not None:
            return instant
    return None


def _unclaimed(picked: AliasedFields) -> Iterable[tuple[str, Value]]:
    """Yield place and value of the fields that the schema does not know, and of the address on the site."""
    yield from picked.rest.items()
    for field, (value, place, _) in (*picked.best.items(), *picked.others):
        if field == "web_url":
            yield place, value


def _day_in(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.match(text)
    if not found:
        return None
    year, _, *parts = found.groups()
    try:
        return parse_instant("-".join((year, *(part for part in parts if part))))
    except ValueError:
        return None
