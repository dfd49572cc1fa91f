"""What one line about an article needs, taken from the columns: no article is read in full for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.model import Mark
    from reader.session.session import Session


class Summary(NamedTuple):
    """An article in short: `date` in seconds since 1970 UTC, `url` the canonical address, "" without one."""

    id: str
    date: int | None
    provider: str
    quality: float | None
    title: str
    url: str
    mark: Mark


def summaries(session: Session, rows: Sequence[int]) -> Iterator[Summary]:
    """Yield the articles of some rows in short, in order."""
    corpus = session.corpus
    ids, dates, titles, urls = corpus.ids, corpus.dates, corpus.titles, corpus.urls
    providers, domains, quality = corpus.providers, corpus.domains, corpus.column("quality")
    for row in rows:
        yield Summary(
            id=ids[row],
            date=dates[row],
            provider=providers[row] or domains[row],
            quality=quality[row],
            title=titles[row],
            url=urls[row],
            mark=session.mark(ids[row]),
        )
