"""Phrases, whole words and capitals: in which texts they are found, and where they are marked."""

from __future__ import annotations

import pytest

from reader.query import evaluate, highlights, narrows, parse
from reader.query.syntax.tree import Word
from reader.query.syntax.word_patterns import wording
from tests.query.tables import CLOCK, ListTable, Piece


@pytest.mark.parametrize(
    ("query", "title", "found"),
    [
        ('"power apps"', "New Power-Apps today", True),
        ('"power apps"', "New “Power” apps", True),
        ('"power apps"', "Power: apps", False),
        ('"Power-Apps"', "power apps", True),
        ("power-apps", "power apps", False),
        ('"e mail"', "An e-mail", True),
        ('"mayor\'s plan"', "The mayor’s plan", True),
        ('"mayors plan"', "The mayor’s plan", True),
        ('"mayor\'s plan"', "The mayors’ plan", True),
        ('"wont ban"', "It won’t ban", True),
        ('"rock n roll"', "rock ’n’ roll", True),
        ('"won the cup"', "won “the cup”", True),
        ('"ity counc"', "City Council", True),
        ('"city council"', "City\u00a0 Council", True),
        ('"council city"', "City Council", False),
        ("word:ban", "A ban.", True),
        ("word:ban", "Banned", False),
        ("word:ban", "urban", False),
        ("word:ban", "a ban-list", True),
        ("word:détroit", "DETROIT", True),
        ("word:c++", "C++20", True),
        ("word:c++", "vc++", False),
        ('word:"city council"', "City-Council", True),
        ('word:"city council"', "City councils", False),
        ("case:US", "The US said", True),
        ("case:US", "The bus", False),
        ("case:US", "USA", True),
        ("word:case:US", "USA", False),
        ('case:"New York"', "new york", False),
        ('case:"New York"', "A New-York minute", True),
        ("case:won't", "won’t", True),
        ("case:Détroit", "Detroit", False),
        ("case:Détroit", "Détroit", True),
        ("title:case:US", "US", True),
        ("excerpt:case:US", "US", False),
        ("pol*e", "police", True),
        ("pol*e", "pol e", False),
        ("word:pol*", "the police", True),
        ("word:pol*", "a metropolis", False),
    ],
)
def test_found(query: str, title: str, found: bool) -> None:
    table = ListTable([Piece(title=title, excerpt="x\ny")])
    assert bool(evaluate(parse(query), table, range(1), CLOCK)) is found


def test_a_phrase_does_not_reach_from_one_field_into_the_next() -> None:
    table = ListTable([Piece(title="city", excerpt="council", topics=("a city", "council"))])
    assert evaluate(parse('"city council"'), table, range(1), CLOCK) == []


@pytest.mark.parametrize(
    ("query", "text", "places"),
    [
        ('"mayors plan"', "the mayor's plan", ["mayor's plan"]),
        ("word:ban", "banned ban ban", ["ban", "ban"]),
        ("case:US", "bus US", ["US"]),
        ("ban", "ban", []),
    ],
)
def test_marked(query: str, text: str, places: list[str]) -> None:
    found = [one.pattern for one in highlights(parse(query)) if one.pattern is not None]
    assert [text[start:end] for one in found for start, end in one.spans(text)] == places


def test_a_phrase_is_searched_step_by_step() -> None:
    sought = wording(Word("", "a b c", phrase=True))
    assert sought is not None
    assert not sought.search("a - " * 20_000 + "b - " * 20_000)


@pytest.mark.parametrize(
    ("old", "new", "holds"),
    [
        ("ban", "word:ban", True),
        ("ba", "word:ban", True),
        ("word:ban", "ban", False),
        ("word:ban", "word:bans", False),
        ("word:ban", "word:case:ban", True),
        ("case:US", "case:USA", False),
        ("us", "case:USA", True),
        ("city", '"city council"', True),
        ('"y c"', '"city council"', False),
        ('"city council"', '"city council" ban', True),
        ('"city council"', 'word:"city council"', True),
        ('"city council"', '"city councils"', False),
        ("mayors", '"mayors plan"', False),
        ("mayor", '"mayors plan"', True),
        ("topic:a*", "topic:ab*", False),
        ("title:word:ban", "word:ban", False),
        ("word:ban", "title:word:ban", True),
    ],
)
def test_narrowing(old: str, new: str, holds: bool) -> None:
    assert narrows(parse(old), parse(new)) is holds
