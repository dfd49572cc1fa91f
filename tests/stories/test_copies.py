"""One text is one story, in a corpus so small that no word of it is rare."""

from __future__ import annotations

from reader.stories.build import build
from reader.stories.features import DAY, ArticleFeatures

TEXT = (
    "The northern harbour was closed on Monday after a storm of rare force broke the old mole at Kvitholmen."
)


def test_the_same_text_is_found_among_few_articles() -> None:
    pieces = [ArticleFeatures("Storm closes the harbour", TEXT, day * DAY, "", None) for day in (5, 4, 3)]
    pieces += [
        ArticleFeatures("Notes", f"Some thing number {day} about bread.", day * DAY, "", None)
        for day in (2, 1)
    ]
    stories, _learnt = build(pieces, (), lambda _id: None)
    assert list(stories.numbers) == [0, 0, 0, 3, 4]
    assert [stories.is_copy(row) for row in range(5)] == [True, True, True, False, False]


def test_the_same_text_long_after_is_another_story() -> None:
    pieces = [ArticleFeatures("Storm closes the harbour", TEXT, day * DAY, "", None) for day in (60, 1)]
    stories, _learnt = build(pieces, (), lambda _id: None)
    assert list(stories.numbers) == [0, 1]
