"""All articles to stories: what links do, what texts do, and what neither may do."""

from __future__ import annotations

import random

import pytest

from reader.stories.build import CancelledError, build
from reader.stories.features import ArticleFeatures, EntryFeatures
from reader.stories.rows import StoryRows
from tests.stories.labelled import labelled
from tests.stories.scores import scores

DAY = 86_400
NOON = 1_600_000_000


def piece(
    title: str,
    days: float = 0,
    outlet: str = "",
    *,
    related: list[EntryFeatures] | None = None,
    **more: object,
) -> ArticleFeatures:
    values: dict[str, object] = {
        "title": title,
        "excerpt": "",
        "date": int(NOON - days * DAY),
        "outlet": outlet or f"Paper of {title}",
        "quality": None,
        "related": related or [],
    }
    return ArticleFeatures(**(values | more))  # type: ignore[arg-type]


def entry(number: int, outlet: str = "", quality: float | None = None) -> EntryFeatures:
    return EntryFeatures(number, outlet, quality)


def told(pieces: list[ArticleFeatures]) -> StoryRows:
    """Return the stories of pieces; ids of articles are 1000 and their number, all others are ghosts."""
    links = sorted((one.id, number) for number, some in enumerate(pieces) for one in some.related)
    return build(pieces, links, lambda one: one - 1000 if 1000 <= one < 1000 + len(pieces) else None)[0]


def together(stories: StoryRows) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for row in range(len(stories)):
        groups.setdefault(stories.number(row), []).append(row)
    return [rows for rows in groups.values() if len(rows) > 1]


def test_the_labelled_stories_are_found_without_any_link() -> None:
    names, pieces = zip(*labelled(), strict=True)
    found, _learnt = build(pieces, [], lambda _one: None)
    assert len({name for name in names if not name.startswith("alone")}) > 30
    precision, recall, largest = scores(list(found.numbers), names)
    assert precision >= 0.95
    assert recall >= 0.9
    assert largest <= 4


def test_the_labelled_stories_stay_apart_among_the_news_of_one_topic() -> None:
    """Everything in the same few days: nothing but names and numbers tells the stories apart."""
    chance = random.Random(7)  # noqa: S311 - the same days each time, no secrets
    pairs = [(name, some._replace(date=NOON + chance.randrange(2 * DAY))) for name, some in labelled()]
    pairs.sort(key=lambda pair: -(pair[1].date or 0))
    found, _learnt = build([some for _, some in pairs], [], lambda _one: None)
    assert scores(list(found.numbers), [name for name, _ in pairs]).precision >= 0.9


def test_the_same_text_is_one_story_and_told_as_copies() -> None:
    names, pieces = zip(*labelled(), strict=True)
    found, _learnt = build(pieces, [], lambda _one: None)
    assert [name for row, name in enumerate(names) if found.is_copy(row)] == ["wire", "wire"]


def test_a_link_joins_two_articles_that_share_no_word() -> None:
    assert together(told([piece("One"), piece("Two", related=[entry(1000)]), piece("Three")])) == [[0, 1]]


def test_a_link_within_one_outlet_joins_too_but_not_among_many() -> None:
    own = [piece("One", outlet="Paper"), piece("Two", outlet="Paper", related=[entry(1000)])]
    assert together(told(own)) == [[0, 1]]
    many = [entry(1000), *(entry(number) for number in range(30))]
    assert together(told([own[0], own[1]._replace(related=many)])) == []


def test_linked_articles_far_apart_in_time_are_background() -> None:
    assert together(told([piece("One"), piece("Two", 30, related=[entry(1000)])])) == []
    undated = piece("Two", related=[entry(1000)], date=None)
    assert together(told([piece("One"), undated])) == [[0, 1]]


def test_both_naming_the_same_ghost_joins_two_articles() -> None:
    assert together(told([piece("One", related=[entry(5)]), piece("Two", related=[entry(5)])])) == [[0, 1]]
    late = piece("Two", 30, related=[entry(5)])
    assert together(told([piece("One", related=[entry(5)]), late])) == []


def test_what_everybody_names_joins_nobody() -> None:
    hub = [piece(f"Title {number}", number / 10, related=[entry(5)]) for number in range(20)]
    assert together(told(hub)) == []
    front = [piece("Front page", -1), *(one._replace(related=[entry(1000)]) for one in hub)]
    assert together(told(front)) == []


def test_a_chain_of_links_is_not_one_story() -> None:
    chain = [
        piece(f"Word{number}", number / 4, related=[entry(999 + number)] if number else None)
        for number in range(30)
    ]
    assert max(map(len, together(told(chain)))) <= 4


def test_an_article_that_names_itself_is_alone() -> None:
    assert together(told([piece("One", related=[entry(1000)])])) == []


def test_sizes_outlets_and_better_sources_count_ghosts_once() -> None:
    one = piece(
        "One", outlet="Paper", quality=40.0, related=[entry(5, "Gazette", 70.0), entry(5, "Gazette", 70.0)]
    )
    two = piece("Two", outlet="Paper", quality=65.0, related=[entry(1000, "Paper"), entry(6, "")])
    found = told([one, two])
    assert [found.size(row) for row in (0, 1)] == [4, 4]
    assert [found.outlet_count(row) for row in (0, 1)] == [2, 2]
    assert [found.has_better(row) for row in (0, 1)] == [True, False]


def test_alone_and_without_outlet_or_score() -> None:
    found = told([ArticleFeatures("One", "", None, "", None)])
    assert (found.size(0), found.outlet_count(0), found.has_better(0), found.is_copy(0)) == (
        1,
        1,
        False,
        False,
    )


def test_without_texts_links_alone_count() -> None:
    assert together(build([some for _, some in labelled()], [], lambda _one: None, texts=False)[0]) == []
    linked = [piece("One"), piece("Two", related=[entry(1000)])]
    found, _learnt = build(linked, [(1000, 1)], lambda one: 0 if one == 1000 else None, texts=False)
    assert together(found) == [[0, 1]]


def test_it_can_be_called_off() -> None:
    with pytest.raises(CancelledError):
        build([piece("One")], [], lambda _one: None, cancelled=lambda: True)


def test_very_many_articles_are_counted_by_some_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.stories.weights._ALL_UP_TO", 10)
    names, pieces = zip(*labelled(), strict=True)
    found, _learnt = build(pieces, [], lambda _one: None)
    assert scores(list(found.numbers), names).precision >= 0.9


def test_nothing_is_no_story() -> None:
    assert len(build([], [], lambda _one: None)[0]) == 0
