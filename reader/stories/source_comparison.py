"""What a handful of sources say, compared by themselves: whose text is whose, and what is only background.

Within one story there are no counts to go by, so names do: words written with a capital letter where others are not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reader.model import Coverage
from reader.stories.pairs import same_text
from reader.stories.terms import CAPITAL, NUMBER, PLACE, TermCache, is_headline_case, sentences, words_of


def copies(ordered: Sequence[Coverage]) -> Mapping[str, str]:
    """Return for each source that repeats the text of one before it in the order, the id of that one."""
    words = TermCache()
    texts = [
        [words[word] & PLACE for word in words_of(coverage.excerpt) if words[word] >= 0]
        for coverage in ordered
    ]
    found: dict[str, str] = {}
    for place, coverage in enumerate(ordered):
        for earlier in range(place):
            if same_text(texts[earlier], texts[place]):
                found[coverage.id] = found.get(ordered[earlier].id, ordered[earlier].id)
                break
    return found


def background(articles: Sequence[Coverage], linked: Sequence[Coverage]) -> frozenset[str]:
    """Return the ids of those linked that share no name, number or half their title with the articles of a story."""
    words = TermCache()
    sources = [_Told(words, coverage) for coverage in (*articles, *linked)]
    # A word that any of them writes small in a sentence is no name, in whatever title it stands.
    small = frozenset[int]().union(*(source.small for source in sources))
    names = frozenset[int]().union(*(source.names for source in sources)) - small
    own = sources[: len(articles)]
    telling = frozenset[int]().union(*(source.all & names for source in own))
    titles = [source.title for source in own]
    return frozenset(
        source.id
        for source in sources[len(articles) :]
        if not source.all & telling and not any(_alike(source.title, title) for title in titles)
    )


class _Told:
    """The terms of one source: all of them, those of the title, and those written as names or small."""

    def __init__(self, words: TermCache, coverage: Coverage) -> None:
        self.id = coverage.id
        title = words_of(coverage.title)
        parts = [words_of(sentence) for sentence in sentences(coverage.excerpt)]
        self.title = frozenset(words[word] & PLACE for word in title if words[word] >= 0)
        telling = parts if is_headline_case(title) else [title, *parts]
        later = [words[word] for part in telling for word in part[1:] if words[word] >= 0]
        self.all = self.title | {words[word] & PLACE for part in parts for word in part if words[word] >= 0}
        self.names = frozenset(term & PLACE for term in later if term & (CAPITAL | NUMBER))
        self.small = frozenset(term & PLACE for term in later if not term & (CAPITAL | NUMBER))


def _alike(one: frozenset[int], other: frozenset[int]) -> bool:
    return 2 * len(one & other) > max(len(one), len(other))
