"""What comes later, joined to the stories there are: as they would have been made, and nothing else changed."""

from __future__ import annotations

import random
from array import array
from collections.abc import Collection, Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.stories.build import CancelledError, build
from reader.stories.features import ArticleFeatures, EntryFeatures
from reader.stories.join import joined
from reader.stories.rows import StoryRows
from tests.stories.labelled import labelled
from tests.stories.scores import scores

DAY = 86_400
NOON = 1_600_000_000


def piece(
    title: str, days: float = 0, *, related: Sequence[EntryFeatures] = (), quality: float | None = None
) -> ArticleFeatures:
    return ArticleFeatures(title, "", int(NOON - days * DAY), f"Paper of {title}", quality, related)


def entry(number: int) -> EntryFeatures:
    """Return an entry of related coverage: of the article `number - 1000`, or from 2000 on of a ghost."""
    return EntryFeatures(number, f"Paper {number}", None)


class Told:
    """Some pieces of which the `new` ones have come after the stories of the others were made."""

    def __init__(self, pieces: Sequence[ArticleFeatures], new: Collection[int]) -> None:
        self.pieces = pieces
        self.new = set(new)
        self.links = sorted((one.id, number) for number, some in enumerate(pieces) for one in some.related)
        self.old = [number for number in range(len(pieces)) if number not in self.new]
        self.places = {number: place for place, number in enumerate(self.old)}
        links = [(named, self.places[number]) for named, number in self.links if number in self.places]
        self.before, self.learnt = build([pieces[number] for number in self.old], links, self._old_article)

    def _article(self, one: int) -> int | None:
        return one - 1000 if 1000 <= one < 1000 + len(self.pieces) else None

    def _old_article(self, one: int) -> int | None:
        number = self._article(one)
        return None if number is None else self.places.get(number)

    def moved(self) -> StoryRows:
        count = len(self.pieces)
        numbers, sizes = array("I", range(count, 2 * count)), array("H", [1]) * count
        outlets, flags = array("H", [1]) * count, bytearray(count)
        for place, number in enumerate(self.old):
            numbers[number], sizes[number] = self.before.numbers[place], self.before.sizes[place]
            outlets[number], flags[number] = self.before.outlets[place], self.before.flags[place]
        return StoryRows(numbers, sizes, outlets, bytes(flags))

    def read(self, wanted: Sequence[int]) -> Iterator[ArticleFeatures]:
        return (self.pieces[number] for number in wanted)

    def joined(self, *, thinner: Collection[int] = (), cancelled: bool = False) -> StoryRows:
        return joined(
            self.moved(),
            self.new,
            range(len(self.pieces)),
            self.read,
            self.links,
            self._article,
            learnt=self.learnt,
            thinner=thinner,
            cancelled=lambda: cancelled,
        )

    def whole(self) -> StoryRows:
        return build(self.pieces, self.links, self._article)[0]


def columns(stories: StoryRows) -> tuple[object, ...]:
    return list(stories.numbers), list(stories.sizes), list(stories.outlets), stories.flags


def test_what_comes_later_is_put_where_it_would_have_been() -> None:
    names, pieces = zip(*labelled(), strict=True)
    chance = random.Random(11)  # noqa: S311 - the same articles each time, no secrets
    new = chance.sample(range(len(pieces)), len(pieces) // 5)
    found = scores(list(Told(pieces, new).joined().numbers), names)
    assert found.precision >= 0.95
    assert found.recall >= 0.9


@settings(max_examples=25, deadline=None)
@given(st.sets(st.integers(0, len(labelled()) - 1), max_size=12))
def test_what_is_together_stays_and_what_is_apart_too(new: set[int]) -> None:
    told = Told([some for _name, some in labelled()], new)
    before, after = told.moved(), told.joined()
    for stories in (before, after):
        assert len(stories) == len(told.pieces)
    pairs = {(before.numbers[number], after.numbers[number]) for number in told.old}
    assert len(pairs) == len({one for one, _other in pairs}) == len({other for _one, other in pairs})
    assert all(after.numbers[number] <= number for number in range(len(after)))


def test_nothing_new_changes_nothing() -> None:
    told = Told([piece("One"), piece("Two", related=[entry(1000)])], [])
    assert columns(told.joined()) == columns(told.whole())


@pytest.mark.parametrize("new", [[0], [1], [0, 1], [1, 2], [0, 1, 2]])
def test_links_join_what_comes_later(new: list[int]) -> None:
    told = Told([piece("One"), piece("Two", related=[entry(1000)]), piece("Three", quality=3.0)], new)
    assert columns(told.joined()) == columns(told.whole())
    assert list(told.joined().numbers) == [0, 0, 2]


def test_what_joins_nothing_is_a_story_of_its_own() -> None:
    told = Told([piece("One", related=[entry(2001)]), piece("Two", 1), piece("Three", 2)], [0])
    assert list(told.joined().numbers) == [0, 1, 2]
    assert list(told.joined().sizes) == [2, 1, 1]


def test_a_ghost_that_comes_is_counted_once() -> None:
    """Too far apart in time to be one story, so that nothing but the count of the older one changes."""
    told = Told([piece("One"), piece("Two", 30, related=[entry(1000), entry(2001)])], [0])
    assert list(told.before.sizes) == [3]
    assert list(told.joined().sizes) == [1, 2]


def test_what_everybody_names_joins_nobody_however_few_are_near() -> None:
    hub = [piece(f"Title {number}", number, related=[entry(2001)]) for number in range(20)]
    assert list(Told(hub, [0]).joined().numbers) == list(range(20))


def test_copies_are_told_of_both() -> None:
    names, pieces = zip(*labelled(), strict=True)
    first, second = (number for number, name in enumerate(names) if name == "wire")
    assert [number for number in range(len(names)) if Told(pieces, [first]).joined().is_copy(number)] == [
        first,
        second,
    ]


def test_a_story_that_has_lost_an_article_is_counted_anew() -> None:
    told = Told([piece("New", 5), piece("One"), piece("Two", related=[entry(1001)])], [0])
    stories = told.moved()
    stories.sizes[1] = stories.sizes[2] = 3  # as before the third of them was deleted
    told.moved = lambda: stories  # type: ignore[method-assign]
    assert list(told.joined().sizes) == [1, 3, 3]
    assert list(told.joined(thinner={stories.numbers[1]}).sizes) == [1, 2, 2]


def test_it_can_be_called_off() -> None:
    with pytest.raises(CancelledError):
        Told([piece("One"), piece("Two")], [0]).joined(cancelled=True)
