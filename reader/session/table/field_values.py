"""The values that fields have in the corpus with their counts: for completion and for facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from reader.query.evaluation.topics import spaced
from reader.query.syntax.dates import DAY
from reader.text.fold import fold

if TYPE_CHECKING:
    from reader.model.mark import Mark
    from reader.session.session import Session

# The fields that facets are shown for, and what each is called.
FACETS = (
    ("provider", "Providers"),
    ("topic", "Topics"),
    ("date", "Months"),
    ("type", "Types"),
    ("is", "States"),
    ("quality", "Quality"),
)
_BAND = 20
# A score is a number of the query language up to here.
_LARGEST = 10**15
_EPOCH = date(1970, 1, 1)


def count_values(session: Session, field: str, rows: Sequence[int]) -> list[tuple[str, int]]:
    """Return the values of a field in some rows of the present snapshot with their counts, most frequent first.

    A count is that of the rows which the field's term for the value finds among them, so spellings that the query
    language takes for one are one value, under the most frequent of them. Months are given newest first, quality in
    bands of 20. A field that has no values to list gives none. 0.1 s for the facets of 100,000 rows.
    """
    corpus = session.corpus

    def counted(name: str) -> Counter[Any]:
        return Counter(map(corpus.column(name).__getitem__, rows))

    match field:
        case "provider":
            return _providers(Counter(zip(*(_taken(session, name, rows) for name in _OUTLET), strict=True)))
        case "site":
            return _sites(
                Counter(zip(*(_taken(session, name, rows) for name in ("domain", "host")), strict=True))
            )
        case "topic":
            return _lists(counted("shown topics"))
        case "type" | "category":
            return _merged(
                ((str(text), fold(str(text)), count) for text, count in counted(f"shown {field}").items())
            )
        case "tag":
            return _lists(Counter(tuple(mark.tags) for mark in _marks(session, rows)))
        case "date":
            return _months(Counter(map(_day, map(corpus.dates.__getitem__, rows))))
        case "decided":
            return _months(Counter(_day(mark.decided_at or None) for mark in _marks(session, rows)))
        case "quality":
            return _bands(Counter(map(corpus.column("quality").__getitem__, rows)))
        case "is":
            return _states(session, rows)
    return []


_OUTLET = ("shown provider", "provider", "domain")


def _taken(session: Session, name: str, rows: Sequence[int]) -> Iterable[str]:
    return map(session.corpus.column(name).__getitem__, rows)


def _marks(session: Session, rows: Sequence[int]) -> list[Mark]:
    """Return the marks of some rows that have any: they are fewer than the rows, as a rule."""
    marked = session.corpus.rows_with(session.journal.marks.keys())
    if len(rows) < len(session.corpus):
        marked = list(set(marked).intersection(rows))
    return [session.mark(session.corpus.id_at(row)) for row in marked]


def _merged(values: Iterable[tuple[str, str, int]]) -> list[tuple[str, int]]:
    """Return labels with counts from (label, what makes two labels one value, count); no value is no value."""
    counts: Counter[str] = Counter()
    labels: dict[str, Counter[str]] = {}
    for label, value, count in values:
        if value:
            counts[value] += count
            labels.setdefault(value, Counter())[label] += count
    return [(_label(labels[value]), count) for value, count in counts.most_common()]


def _label(spellings: Counter[str]) -> str:
    return max(spellings, key=lambda spelling: (spellings[spelling], spelling))


def _providers(outlets: Counter[tuple[str, ...]]) -> list[tuple[str, int]]:
    """Count the names of outlets: `provider:=` finds those of that name and those of that domain."""
    found = _merged((shown, name, count) for (shown, name, _domain), count in outlets.items())
    by_domain: Counter[str] = Counter()
    for (_shown, name, domain), count in outlets.items():
        if domain != name:
            by_domain[domain] += count
    counts = ((label, count + by_domain[fold(label)]) for label, count in found)
    return sorted(counts, key=lambda pair: -pair[1])


def _sites(hosts: Counter[tuple[str, ...]]) -> list[tuple[str, int]]:
    """Count the hosts of addresses and outlets, each with all its subdomains."""
    counts: Counter[str] = Counter()
    for pair, count in hosts.items():
        above = {".".join(host.split(".")[start:]) for host in pair for start in range(host.count(".") + 1)}
        counts.update(dict.fromkeys(above, count))
    named = {host for pair in hosts for host in pair if host}
    return sorted(((host, counts[host]) for host in named), key=lambda pair: -pair[1])


def _lists(lists: Mapping[tuple[str, ...], int]) -> list[tuple[str, int]]:
    """Count topics or tags; an article that writes one in two ways counts once."""
    return _merged(
        (topic, value, count)
        for topics, count in lists.items()
        for value, topic in {spaced(fold(topic)): topic for topic in topics}.items()
    )


def _day(when: int | None) -> int | None:
    return None if when is None else when // DAY


def _months(days: Counter[int | None]) -> list[tuple[str, int]]:
    """Count months, newest first: of the few thousand different days there are, not of every article."""
    counts: Counter[str] = Counter()
    for day, count in days.items():
        if day is not None:
            counts[_month(day)] += count
    return sorted(counts.items(), reverse=True)


@lru_cache(maxsize=8192)
def _month(day: int) -> str:
    then = _EPOCH + timedelta(days=day)
    return f"{then.year:04}-{then.month:02}"


def _bands(scores: Counter[float | None]) -> list[tuple[str, int]]:
    """Count bands of scores, highest first; `0..<20` where a score lies between its last whole one and the next."""
    counts: Counter[int] = Counter()
    between: set[int] = set()
    for score, count in scores.items():
        if score is not None and abs(score) < _LARGEST - _BAND:
            low = int(score // _BAND) * _BAND
            counts[low] += count
            if score > low + _BAND - 1:
                between.add(low)
    return [
        (f"{low}..<{low + _BAND}" if low in between else f"{low}..{low + _BAND - 1}", counts[low])
        for low in sorted(counts, reverse=True)
    ]


def _states(session: Session, rows: Sequence[int]) -> list[tuple[str, int]]:
    counts: Counter[str] = Counter()
    marks = _marks(session, rows)
    counts["read"] = sum(mark.read for mark in marks)
    counts["unread"] = len(rows) - counts["read"]
    counts.update(mark.verdict for mark in marks if mark.verdict)
    counts["open"] = len(rows) - sum(bool(mark.verdict) for mark in marks)
    counts["starred"] = sum(mark.starred for mark in marks)
    files = Counter(map(session.corpus.column("published").__getitem__, rows))
    counts["published"], counts["draft"] = files[True], files[False]
    return [(state, count) for state, count in counts.most_common() if count]
