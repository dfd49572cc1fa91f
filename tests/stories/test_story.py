"""A story told from its sources, what is better in it, what differs, and a list folded to stories."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Article, Coverage, Provider
from reader.stories.better_source import better_source, clearly_better
from reader.stories.compare import compare, difference
from reader.stories.grouping import grouped
from reader.stories.rows import NO_STORIES, StoryRows
from reader.stories.story import tell

HOUR = 3600
TEXT = "The lightship Marta, adrift since Tuesday, was towed into Greyport by two tugs; its crew of four is unhurt"


def ghost(name: str, title: str = "", **more: object) -> Coverage:
    values: dict[str, object] = {"key": name, "id": name, "title": title or f"Title of {name}"}
    return Coverage(**(values | more))  # type: ignore[arg-type]


def article(name: str, title: str = "", **more: object) -> Article:
    values: dict[str, object] = {"key": name, "id": name, "title": title or f"Title of {name}", "path": name}
    return Article(**(values | more))  # type: ignore[arg-type]


def test_sources_stand_in_the_order_of_their_dates() -> None:
    found = tell(
        "b",
        [
            (article("b", date=2 * HOUR, quality=40.0, provider=Provider("Paper")), True),
            (ghost("c", "Title of b again"), False),
            (ghost("a", "Title of b before", date=HOUR, provider=Provider("", "gazette.example")), False),
            (ghost("d", "Title of b later", date=3 * HOUR, quality=40.0, provider=Provider("Paper")), False),
        ],
    )
    assert [source.id for source in found.sources] == ["a", "b", "d", "c"]
    assert [source.lag for source in found.sources] == [0, HOUR, 2 * HOUR, None]
    assert (found.id, found.first, found.best, len(found)) == ("b", "a", "b", 4)
    assert found.outlets == ("gazette.example", "Paper")
    assert found.headline == "Title of b"
    assert found.source("d") is found.sources[2]
    assert found.source("x") is None


def test_of_one_id_the_article_counts() -> None:
    both = [(ghost("a"), False), (article("a", "In the corpus"), True), (ghost("a"), False)]
    (source,) = tell("a", both).sources
    assert source.in_corpus
    assert source.coverage.title == "In the corpus"


def test_without_dates_and_scores_nothing_is_first_or_best() -> None:
    found = tell("g", [(ghost("g"), False)])
    assert (found.first, found.best, found.headline) == ("", "", "Title of g")
    assert not found.sources[0].apart, "there is no article to be apart from"
    with pytest.raises(ValueError, match="at least one source"):
        tell("g", [])


def test_the_same_text_is_the_first_ones() -> None:
    found = tell(
        "a",
        [
            (article("a", excerpt=TEXT, date=1), True),
            (ghost("b", excerpt=f"GREYPORT (Wire) - {TEXT[:-8]} ...", date=2), False),
            (ghost("c", excerpt=TEXT, date=3), False),
            (ghost("d", excerpt="Something else about the lightship", date=4), False),
        ],
    )
    assert [source.copy_of for source in found.sources] == ["", "a", "a", ""]


def test_what_shares_no_name_is_background() -> None:
    found = tell(
        "a",
        [
            (
                article(
                    "a",
                    "Portsend buys cameras: opponents warn of facial recognition",
                    excerpt="The council, said mayor Imelda Quarrie, has bought police software.",
                    date=5 * HOUR,
                ),
                True,
            ),
            (ghost("b", "Police Tests Facial Recognition in Other Towns", date=HOUR), False),
            (
                ghost(
                    "c",
                    "What the Council Decided",
                    excerpt="The council of Portsend bought cameras.",
                    date=6 * HOUR,
                ),
                False,
            ),
            (ghost("d", "Opponents of Portsend cameras warn", date=7 * HOUR), False),
        ],
    )
    assert [source.apart for source in found.sources] == [True, False, False, False]
    assert found.first == "a"
    assert found.sources[0].lag == -4 * HOUR


@pytest.mark.parametrize(
    ("own", "other", "better"),
    [
        (39, 51, True),
        (39, 45, False),
        (72, 79, False),
        (72, 104, True),
        (87, 97, False),
        (0, 10, True),
        (None, 90, False),
        (40, None, False),
    ],
)
def test_what_is_clearly_better(own: float | None, other: float | None, better: bool) -> None:
    assert clearly_better(own, other) is better


def test_a_better_report_goes_before_better_background() -> None:
    story = tell(
        "a",
        [
            (article("a", "Portsend buys cameras", quality=30.0), True),
            (
                ghost("b", "Cameras for Portsend", excerpt="They are bought for Portsend.", quality=50.0),
                False,
            ),
            (ghost("c", "What tea is made of", quality=90.0), False),
        ],
    )
    best = better_source(story, "a")
    assert best is not None
    assert best.id == "b"
    background = better_source(story, "b")
    assert background is not None
    assert background.id == "c"
    assert better_source(story, "c") is None
    assert better_source(story, "x") is None


def test_differences_are_told_word_by_word() -> None:
    found = difference("Council bans cameras", "Council of Portsend bans “Cameras” now")
    assert found.left_only == ()
    assert [found.right[start:end] for start, end in found.right_only] == ["of Portsend", "“", "” now"]
    assert not found.same
    assert difference("Café's “end”", 'CAFE’S "end"').same


def test_two_coverages_are_compared_by_title_and_excerpt() -> None:
    found = compare(ghost("a", "One", excerpt="Same"), ghost("b", "Two", excerpt="same"))
    assert found.title.left_only == found.title.right_only == ((0, 3),)
    assert found.excerpt.same


@given(st.text(max_size=40), st.text(max_size=40))
def test_spans_lie_inside_their_texts(left: str, right: str) -> None:
    found = difference(left, right)
    for text, spans in ((left, found.left_only), (right, found.right_only)):
        places = [place for span in spans for place in span]
        assert places == sorted(places)
        assert all(0 <= place <= len(text) for place in places)
    assert difference(left, left).same


def test_a_list_is_folded_to_its_stories() -> None:
    number = {5: 1, 3: 2, 4: 1, 0: 2, 9: 3}
    found = grouped([5, 3, 4, 0, 9], number.__getitem__)
    assert found.heads == [5, 3, 9]
    assert found.behind == {5: [4], 3: [0]}
    assert [found.count(head) for head in found.heads] == [2, 2, 1]


def test_rows_know_their_story() -> None:
    rows = StoryRows(
        array("I", [0, 1, 0, 0]), array("H", [5, 1, 5, 5]), array("H", [2, 1, 2, 2]), b"\1\0\2\3"
    )
    assert rows.rows_of(2) == [0, 2, 3]
    assert [rows.oldest(row) for row in range(5)] == [3, 1, 3, 3, 4]
    assert rows.oldest(0) == 3, "asked again"
    assert [rows.has_better(row) for row in range(5)] == [True, False, False, True, False]
    assert [rows.is_copy(row) for row in range(5)] == [False, False, True, True, False]
    assert rows.number(0) == rows.number(3) != rows.number(1)


@given(
    st.lists(st.sampled_from([0, 1, 255, 256, 65_537, 1 << 24]), min_size=1, max_size=30), st.integers(0, 29)
)
def test_the_rows_of_a_story_are_those_with_its_number(numbers: list[int], row: int) -> None:
    row %= len(numbers)
    sizes = array("H", [1] * len(numbers))
    rows = StoryRows(array("I", numbers), sizes, sizes, bytes(len(numbers)))
    assert rows.rows_of(row) == [other for other, number in enumerate(numbers) if number == numbers[row]]


def test_before_stories_are_known_each_row_is_alone() -> None:
    assert len(NO_STORIES) == 0
    assert (NO_STORIES.size(3), NO_STORIES.outlet_count(3), NO_STORIES.rows_of(3)) == (1, 1, [3])
    assert NO_STORIES.number(3) != NO_STORIES.number(4)
