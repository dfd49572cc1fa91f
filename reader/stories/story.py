"""A story: all known coverage of one event, by whom, in what order, and which source is best."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reader.model import Coverage
from reader.stories.source_comparison import background, copies


@dataclass(frozen=True, slots=True)
class Source:
    """One outlet's coverage in a story: an `Article` of the corpus, or a ghost (known only from related coverage).

    `lag` is in seconds after the first report of the story (0 for that, negative for what is older), None without a
    date. `copy_of` is the id of the source whose text this one repeats, "" where the text is its own. `apart` tells
    that it is linked with the story but shares no telling word with it: background rather than a report of the event.
    """

    coverage: Coverage
    in_corpus: bool
    lag: int | None = None
    copy_of: str = ""
    apart: bool = False

    @property
    def id(self) -> str:
        """The id of the article or ghost."""
        return self.coverage.id


@dataclass(frozen=True, slots=True)
class Story:
    """The sources of one event, oldest first, undated ones last.

    `id` is the id of its oldest article in the corpus (of the ghost itself where it has none), so that `story:ID`
    finds it. `first` is the id of the first report that is not apart, "" where none has a date; `best` that of the
    source with the highest quality, the earliest of equals, "" where none has a score. `headline` is the title of the
    best article of the corpus, where there is none or none has a score, of the first in order.
    """

    id: str
    headline: str
    sources: tuple[Source, ...]
    first: str = ""
    best: str = ""

    def __len__(self) -> int:
        return len(self.sources)

    @property
    def outlets(self) -> tuple[str, ...]:
        """The names (or else domains) of the outlets, each once, in the order in which they reported."""
        names = (outlet_of(source.coverage) for source in self.sources)
        return tuple(dict.fromkeys(name for name in names if name))

    def source(self, source_id: str) -> Source | None:
        """Return the source with an id, or None."""
        return next((source for source in self.sources if source.id == source_id), None)


def outlet_of(coverage: Coverage) -> str:
    """Return what an outlet is called: its name, else its domain, else ""."""
    return coverage.provider.name or coverage.provider.domain


def tell(story_id: str, coverages: Iterable[tuple[Coverage, bool]]) -> Story:
    """Return the story of some coverages, each with whether it is in the corpus.

    Of several with one id the one in the corpus counts, else the first. Raises ValueError without any coverage.
    """
    known: dict[str, tuple[Coverage, bool]] = {}
    for coverage, inside in coverages:
        if coverage.id not in known or (inside and not known[coverage.id][1]):
            known[coverage.id] = (coverage, inside)
    if not known:
        raise ValueError("a story has at least one source")
    ordered = sorted(known.values(), key=lambda pair: _in_order(pair[0]))
    own = [coverage for coverage, inside in ordered if inside]
    apart = background(own, [coverage for coverage, inside in ordered if not inside]) if own else frozenset()
    text_of = copies([coverage for coverage, _inside in ordered])
    first = next(
        (coverage for coverage, _ in ordered if coverage.id not in apart and coverage.date is not None), None
    )
    began = first.date if first is not None else None
    sources = tuple(
        Source(
            coverage,
            inside,
            None if coverage.date is None or began is None else coverage.date - began,
            text_of.get(coverage.id, ""),
            coverage.id in apart,
        )
        for coverage, inside in ordered
    )
    best = _best(sources)
    heads = [source for source in sources if source.in_corpus] or sources
    return Story(
        id=story_id,
        headline=(_best(heads) or heads[0]).coverage.title,
        sources=sources,
        first="" if first is None else first.id,
        best=best.id if best else "",
    )


def _in_order(coverage: Coverage) -> tuple[bool, int, str]:
    return coverage.date is None, coverage.date or 0, coverage.id


def _best(sources: Iterable[Source]) -> Source | None:
    best: Source | None = None
    for source in sources:
        quality = source.coverage.quality
        if quality is not None and (best is None or quality > (best.coverage.quality or 0)):
            best = source
    return best
