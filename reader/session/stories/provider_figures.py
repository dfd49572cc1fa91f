"""What the corpus says of one outlet: the figures of its page. Counted when asked for, some 50 ms at 100,000."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.text.dates import moment
from reader.text.fold import fold

if TYPE_CHECKING:
    from reader.corpus.library import Snapshot
    from reader.stories.rows import StoryRows

_QUARTERS_UP_TO = 2 * 366 * 86_400
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class ProviderFigures:
    """An outlet as the corpus knows it.

    `rows` are its articles, newest first. `published` and `drafts` count what the files say, `quality` is the median of
    the scored ones (None without any). `stories` are those it has a part in with at least one more outlet of the
    corpus, `first_in` those of them in which no dated article of the corpus is earlier. `periods` names quarters
    (`2023-Q1`) or, when its articles span more than two years, years, oldest first, empty ones left out: each with the
    number of articles, and `topics` with its most frequent topics over all and their counts period by period.
    `beside` are the outlets most often in a story with it, with the number of those stories.
    """

    name: str
    domains: tuple[str, ...]
    rows: Sequence[int]
    published: int
    drafts: int
    quality: float | None
    stories: int
    first_in: int
    periods: tuple[tuple[str, int], ...]
    topics: tuple[tuple[str, tuple[int, ...]], ...]
    beside: tuple[tuple[str, int], ...]


def outlet(corpus: Snapshot, known: StoryRows, name: str) -> ProviderFigures:
    """Return the figures of the outlet with a name (in any case) or, where no article has that, with that domain.

    `known` are the stories of the snapshot by row.
    """
    asked = fold(name)
    column: Sequence[str] = corpus.column("provider")
    rows = [row for row, provider in enumerate(column) if provider == asked]
    if not rows:
        column = corpus.column("domain")
        rows = [row for row, domain in enumerate(column) if domain == asked]
    flags = corpus.column("published")
    scores = corpus.column("quality")
    scored = [score for row in rows if (score := scores[row]) is not None]
    names = corpus.providers
    written = Counter(shown for row in rows if (shown := names[row]))
    domains = Counter(domain for row in rows if (domain := corpus.domains[row]))
    periods, topics = _over_time(corpus, rows)
    stories, first_in, beside = _company(corpus, known, rows)
    return ProviderFigures(
        name=written.most_common(1)[0][0] if written else name,
        domains=tuple(domain for domain, _count in domains.most_common()),
        rows=rows,
        published=sum(flags[row] is True for row in rows),
        drafts=sum(flags[row] is False for row in rows),
        quality=statistics.median(scored) if scored else None,
        stories=stories,
        first_in=first_in,
        periods=periods,
        topics=topics,
        beside=beside,
    )


def _over_time(
    corpus: Snapshot, rows: Sequence[int]
) -> tuple[tuple[tuple[str, int], ...], tuple[tuple[str, tuple[int, ...]], ...]]:
    dates, topics = corpus.dates, corpus.topics
    dated = [(row, when) for row in rows if (when := dates[row]) is not None]
    if not dated:
        return (), ()
    by_year = dated[0][1] - dated[-1][1] > _QUARTERS_UP_TO
    counts: Counter[str] = Counter()
    by_topic: dict[str, Counter[str]] = {}
    for row, when in reversed(dated):
        day = moment(when)
        period = f"{day.year:04}" if by_year else f"{day.year:04}-Q{(day.month + 2) // 3}"
        counts[period] += 1
        for topic in topics[row]:
            by_topic.setdefault(topic, Counter())[period] += 1
    frequent = sorted(by_topic, key=lambda topic: (-by_topic[topic].total(), topic))[:_SHOWN]
    return (
        tuple(counts.items()),
        tuple((topic, tuple(by_topic[topic][period] for period in counts)) for topic in frequent),
    )


def _company(
    corpus: Snapshot, stories: StoryRows, rows: Sequence[int]
) -> tuple[int, int, tuple[tuple[str, int], ...]]:
    """Return in how many stories an outlet is with others, in how many of them first, and with whom how often."""
    providers, dates = corpus.providers, corpus.dates
    own = {stories.number(row) for row in rows}
    members: Mapping[int, list[int]] = _members(stories, len(corpus), own)
    mine = set(rows)
    together = first_in = 0
    beside: Counter[str] = Counter()
    for number in own:
        others = {providers[row] for row in members[number] if row not in mine}
        if not others:
            continue
        together += 1
        beside.update(other for other in others if other)
        # Rows are newest first: the last dated one is the first report.
        first = next((row for row in reversed(members[number]) if dates[row] is not None), None)
        first_in += first in mine
    return together, first_in, tuple(beside.most_common(_SHOWN))


def _members(stories: StoryRows, count: int, numbers: set[int]) -> Mapping[int, list[int]]:
    members: dict[int, list[int]] = {number: [] for number in numbers}
    for row in range(count):
        if (number := stories.number(row)) in members:
            members[number].append(row)
    return members
