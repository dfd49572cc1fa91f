"""How many of some articles there are by provider, topic, month and state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reader.text.dates import day
from reader.text.fold import fold

if TYPE_CHECKING:
    from reader.session.session import Session

Counts = list[tuple[str, int]]

STATES = ("unread", "read", "starred", "open", "later", "dismissed", "approved", "draft", "published")
UNKNOWN = "(none)"


def counted(session: Session, rows: Sequence[int]) -> dict[str, Counts]:
    """Return the counts of the articles in `rows`, by group.

    Providers and topics come with the most frequent first (an article counts for each of its topics), months
    with the newest first, states in the order of `STATES` (the same words as behind `is:`).
    """
    corpus = session.corpus
    providers, domains, topics = corpus.providers, corpus.domains, corpus.topics
    return {
        "provider": _ranked(providers[row] or domains[row] for row in rows),
        "topic": _ranked(topic for row in rows for topic in topics[row]),
        "month": _months(corpus.dates[row] for row in rows),
        "state": _states(session, rows),
    }


def _ranked(values: Iterable[str]) -> Counts:
    """Count values that differ only in case or accents as one, under the spelling that is most frequent."""
    spelled: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for value, number in Counter(values).most_common():
        counts[spelled.setdefault(fold(value), value)] += number
    return [(name or UNKNOWN, number) for name, number in counts.most_common()]


def _months(dates: Iterable[int | None]) -> Counts:
    counts = Counter("" if date is None else day(date)[:7] for date in dates)
    return [(month or UNKNOWN, counts[month]) for month in sorted(counts, reverse=True)]


def _states(session: Session, rows: Sequence[int]) -> Counts:
    ids, published = session.corpus.ids, session.corpus.column("published")
    counts: Counter[str] = Counter()
    for row in rows:
        mark = session.mark(ids[row])
        counts["read" if mark.read else "unread"] += 1
        counts[mark.verdict or "open"] += 1
        counts["starred"] += mark.starred
        counts["published"] += published[row] is True
        counts["draft"] += published[row] is False
    return [(state, counts[state]) for state in STATES]
