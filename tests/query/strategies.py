"""Random articles and random queries over a small vocabulary, so that they meet."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

from hypothesis import strategies as st

from reader.query.syntax.enum_values import FAULTS, ORDERS, SHAPES, STATES
from reader.query.syntax.printing import is_bare
from reader.query.syntax.tree import (
    Age,
    DateRange,
    Flag,
    Node,
    Not,
    NumberRange,
    Pattern,
    Query,
    Related,
    SortKey,
    Word,
    both,
    either,
)
from reader.query.syntax.word_patterns import pieces
from reader.text.fold import fold
from tests.query.tables import NOW, Piece

T = TypeVar("T")

VOCABULARY = (
    "Police",
    "ban",
    "Détroit",
    "won’t",
    "al",
    "AI",
    "facial recognition",
    "computer-vision",
    "R&D",
    "nyt",
    "the mayor’s plan",
    "Power-Apps",
    "“Power” apps",
    "E-mail",
    "banned",
)
TOPICS = ("AI", "Computer Vision", "computer-vision", "R&D", "C++")
HOSTS = ("al.com", "www.al.com", "nytimes.com", "example.org", "")
IDS = ("aaab", "aabc", "zz23")


FLAGS = ("read", "starred", "dup", "ghost", "new", "image", "amp", "secured")
SCORES = (None, -1, 0, 39, 40, 58.5, 60, 189)
DATES = (
    *(None, 0, NOW, NOW - 1, NOW - 86_400, NOW - 7 * 86_400, NOW + 5),
    *(1_577_836_799, 1_577_836_800, 1_604_188_799),
)


def _piece(chance: Random, *, related: bool = True) -> Piece:
    def words() -> str:
        return " ".join(chance.choices(VOCABULARY, k=chance.randrange(4)))

    def some(values: Sequence[T], most: int) -> tuple[T, ...]:
        return tuple(chance.sample(values, chance.randrange(most + 1)))

    flags = {name: chance.random() < 0.5 for name in FLAGS}
    return Piece(
        title=words(),
        excerpt=words(),
        body=words() if chance.random() < 0.3 else "",
        provider=chance.choice(("al.com", "New York Times", "")),
        domain=chance.choice(HOSTS),
        host=chance.choice(HOSTS),
        topics=some(TOPICS, 2),
        tags=some(VOCABULARY, 1),
        category=chance.choice(("news", "")),
        type=chance.choice(("article", "")),
        path=chance.choice(("2020/10/a.md", "ban.md")),
        note=chance.choice(("", "ban")),
        id=chance.choice(IDS),
        shared="",
        quality=chance.choice(SCORES),
        heat=chance.choice(SCORES),
        words=chance.randrange(60),
        date=chance.choice(DATES),
        decided_at=chance.choice(DATES),
        published=chance.choice((True, False, None)),
        verdict=chance.choice(("", "later", "dismissed", "approved")),
        broken=frozenset(some(("dup", "url"), 2)),
        story=some(IDS, 2),
        related=tuple(_piece(chance, related=False) for _ in range(chance.randrange(3))) if related else (),
        **flags,
    )


def _corpus(seed: int) -> list[Piece]:
    chance = Random(seed)  # noqa: S311 - articles, not secrets
    return [_piece(chance) for _ in range(chance.randrange(9))]


corpora = st.integers(0, 2**20).map(_corpus)
"""Up to eight articles; drawn as one number, because drawing each of their fields takes seconds."""

_days = st.sampled_from(
    ("2019", "2020", "2020-10", "2019-12", "2020-10-31", "2019-12-31", "today", "yesterday")
)
_words = st.sampled_from(
    (
        *VOCABULARY, "polic", "AL", "detroit", "won't", "e", "recognition", "power apps", "mayors plan", "e mail",
        "e-mail", "mayor's plan", "power", "apps", "Apps", "mayor", "er ap", "ban al",
    )
)  # fmt: skip
_fields = st.sampled_from(
    ("", "title", "excerpt", "body", "provider", "category", "type", "note", "path", "any", "related")
)


def _number_range(field: str, low: float | None, high: float | None, opened: bool) -> NumberRange:
    if low is None or high is None:
        return NumberRange(
            field,
            low,
            high or (60.0 if low is None else None),
            opened and low is not None,
            opened and low is None,
        )
    return NumberRange(field, min(low, high), max(low, high))


def _date_range(field: str, low: str | None, high: str | None, opened: bool) -> DateRange:
    if low is None or high is None:
        return DateRange(
            field,
            low,
            high or ("2020" if low is None else None),
            opened and low is not None,
            opened and low is None,
        )
    low, high = sorted((low, high))
    return DateRange(field, low, high) if low[: len(high)] <= high[: len(low)] else DateRange(field, low, low)


_numbers = st.none() | st.sampled_from((-1.0, 0.0, 2.0, 39.0, 40.0, 58.5, 60.0))


def _asked(field: str, text: str, quoted: bool, bounded: bool, cased: bool) -> Word:
    """Return a word as the parser makes it: what has a space was in quotes."""
    phrase = (" " in text or (quoted and is_bare(text))) and len(pieces(fold(text))) > 1
    return Word(field, text, False, phrase, bounded, cased)


leaves: st.SearchStrategy[Node] = st.one_of(
    st.builds(_asked, _fields, _words, st.booleans(), st.just(False), st.just(False)),
    st.builds(_asked, _fields, _words, st.booleans(), st.booleans(), st.booleans()),
    st.builds(
        Word,
        st.sampled_from(("topic", "tag")),
        st.sampled_from(("c", "AI", "comp", "ban", "R")),
        begins=st.just(True),
    ),
    st.builds(
        Word,
        st.sampled_from(("title", "provider", "category", "type")),
        st.sampled_from(("al.com", "news", "")),
        st.just(True),
    ),
    st.builds(
        Word,
        st.sampled_from(("topic", "tag", "#")),
        st.sampled_from((*TOPICS, "r-d", "ban")).map(lambda topic: topic.replace(" ", "-")),
    ),
    st.builds(Word, st.just("site"), st.sampled_from(("al.com", "com", "nytimes.com"))),
    st.builds(Word, st.sampled_from(("id", "story")), st.sampled_from(("a", "aab", "zz23"))),
    st.builds(Pattern, _fields, st.sampled_from(("^ban", "polic.$", "l.c", "ban.*al"))),
    st.builds(
        _number_range,
        st.sampled_from(("quality", "heat", "relcount", "words", "storysize")),
        _numbers,
        _numbers,
        st.booleans(),
    ),
    st.builds(
        _date_range, st.sampled_from(("date", "decided")), st.none() | _days, st.none() | _days, st.booleans()
    ),
    st.builds(Age, st.sampled_from(("newer", "older")), st.integers(0, 50), st.sampled_from("hdw")),
    st.builds(Flag, st.just("is"), st.sampled_from([one.name for one in STATES])),
    st.builds(Flag, st.just("has"), st.sampled_from([one.name for one in SHAPES])),
    st.builds(Flag, st.just("broken"), st.sampled_from([one.name for one in FAULTS])),
)


def _grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(inner, min_size=2, max_size=3)
    return st.builds(Not, inner) | several.map(both) | several.map(either)


_entry_trees = st.recursive(leaves, _grown, max_leaves=3)
trees: st.SearchStrategy[Node] = st.recursive(leaves | st.builds(Related, _entry_trees), _grown, max_leaves=8)

sort_keys = st.builds(SortKey, st.sampled_from([one.name for one in ORDERS]), st.booleans())
orders = st.lists(sort_keys, max_size=3, unique_by=lambda key: key.field).map(tuple)
queries = st.builds(Query, st.none() | trees, orders, st.none() | st.integers(1, 10**9 - 1))
