"""The values that fields have in the corpus with their counts: for completion and for facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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


def count_values(session: Session, field: str, rows: Sequence[int]) -> list[tuple[str, int]]:
    """Return the values of a field in some rows of the present snapshot with their counts, most frequent first.

    Months are given newest first and quality in bands of 20, as terms of the query language write them. A field
    that has no values to list gives none.
    """
    corpus = session.corpus
    counts: Counter[str] = Counter()
    match field:
        case "provider":
            counts.update(map(corpus.providers.__getitem__, rows))
        case "topic":
            counts.update(topic for row in rows for topic in corpus.topics[row])
        case "type":
            counts.update(map(corpus.types.__getitem__, rows))
        case "category":
            counts.update(map(corpus.categories.__getitem__, rows))
        case "tag":
            ids = corpus.ids
            counts.update(tag for row in rows for tag in session.mark(ids[row]).tags)
        case "date" | "decided":
            dates = corpus.dates
            counts.update(_month(when) for row in rows if (when := dates[row]) is not None)
            return sorted(counts.items(), reverse=True)
        case "quality":
            scores = corpus.column("quality")
            counts.update(_band(score) for row in rows if (score := scores[row]) is not None)
            return sorted(counts.items(), key=lambda pair: -float(pair[0].split("..")[0]))
        case "is":
            counts.update(_states(session, rows))
    counts.pop("", None)
    return counts.most_common()


def _month(when: int) -> str:
    return f"{datetime.fromtimestamp(when, UTC):%Y-%m}"


def _band(score: float) -> str:
    low = int(score // _BAND) * _BAND
    return f"{low}..{low + _BAND - 1}"


def _states(session: Session, rows: Sequence[int]) -> Iterable[str]:
    corpus = session.corpus
    ids, published = corpus.ids, corpus.column("published")
    for row in rows:
        mark = session.mark(ids[row])
        yield "read" if mark.read else "unread"
        yield mark.verdict or "open"
        if mark.starred:
            yield "starred"
        if published[row] is not None:
            yield "published" if published[row] else "draft"
