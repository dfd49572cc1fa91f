"""How many of some articles there are by provider, topic, month and state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from reader.text.dates import day
from reader.text.fold import fold

if TYPE_CHECKING:
    from reader.model import Article
    from reader.session.session import Session

Counts = list[tuple[str, int]]

STATES = ("unread", "read", "starred", "open", "later", "dismissed", "approved", "draft", "published")
UNKNOWN = "(none)"


def counted(session: Session, rows: Sequence[int]) -> dict[str, Counts]:
    """Return the counts of the articles in `rows`, by group.

    Providers and topics come with the most frequent first (an article counts for each of its topics), months
    with the newest first, states in the order of `STATES` (the same words as behind `is:`).
    """
    table = session.table()
    providers, domains = table.column("provider"), table.column("domain")
    return {
        "provider": _named(session, rows, lambda row: (providers[row] or domains[row],), _outlet),
        "topic": _named(session, rows, table.column("topics").__getitem__, lambda article: article.topics),
        "month": _months(table.column("date"), rows),
        "state": _states(session, rows),
    }


def _outlet(article: Article) -> tuple[str, ...]:
    return (article.provider.name, article.provider.domain)


def _named(
    session: Session,
    rows: Iterable[int],
    values: Callable[[int], Sequence[str]],
    spellings: Callable[[Article], Sequence[str]],
) -> Counts:
    """Count folded values, and name each as the first article that has it spells it."""
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for row in rows:
        for value in values(row):
            counts[value] += 1
            first.setdefault(value, row)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [(_spelled(session, value, first[value], spellings), number) for value, number in ordered]


def _spelled(session: Session, value: str, row: int, spellings: Callable[[Article], Sequence[str]]) -> str:
    written = spellings(session.article(row))
    return next((name for name in written if fold(name) == value), value) or UNKNOWN


def _months(dates: Sequence[int | None], rows: Iterable[int]) -> Counts:
    counts = Counter("" if (date := dates[row]) is None else day(date)[:7] for row in rows)
    return [(month or UNKNOWN, counts[month]) for month in sorted(counts, reverse=True)]


def _states(session: Session, rows: Sequence[int]) -> Counts:
    table = session.table()
    read, starred = table.column("read"), table.column("starred")
    verdict, published = table.column("verdict"), table.column("published")
    counts: Counter[str] = Counter()
    for row in rows:
        counts["read" if read[row] else "unread"] += 1
        counts["starred"] += starred[row]
        counts[verdict[row] or "open"] += 1
        counts["published"] += published[row] is True
        counts["draft"] += published[row] is False
    return [(state, counts[state]) for state in STATES]
