"""What a digest or a page says of each article, and under which heading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model.mark import NO_MARK
from reader.session.record import number
from reader.text.clean import clean_block, clean_line
from reader.text.dates import day, iso
from reader.text.fold import fold
from reader.text.urls import is_web_url

if TYPE_CHECKING:
    from reader.model import Article, Mark


@dataclass(frozen=True, slots=True)
class ExportItem:
    """As much of an article as is handed on; so the bodies of many need not be held at once.

    `url` is a clean http or https address or "", `date` is ISO 8601 in UTC or "", `quality` is "" when not scored.
    `tags` are the user's own, each as `#tag`; `note` may have several lines.
    """

    title: str
    url: str = ""
    provider: str = ""
    date: str = ""
    quality: str = ""
    excerpt: str = ""
    tags: str = ""
    note: str = ""

    @property
    def time(self) -> str:
        """The date for people: `2022-03-04 08:30 UTC`, or ""."""
        return f"{self.date[:10]} {self.date[11:16]} UTC" if self.date else ""


@dataclass(frozen=True, slots=True)
class Group:
    """A heading and the articles under it."""

    heading: str
    items: Sequence[ExportItem]


def _day(article: Article) -> str:
    return "" if article.date is None else day(article.date)


def _provider(article: Article) -> str:
    return article.provider.name or article.provider.domain


def _topic(article: Article) -> str:
    return article.topics[0] if article.topics else ""


_HEADINGS: Mapping[str, tuple[Callable[[Article], str], str]] = {
    "day": (_day, "No date"),
    "provider": (_provider, "No provider"),
    "topic": (_topic, "No topic"),
}

STORY = "story"
GROUPINGS = (*_HEADINGS, STORY)
"""What articles can be grouped by."""


def _unmarked(_article_id: str) -> Mark:
    return NO_MARK


def grouped(articles: Iterable[Article], by: str, mark: Callable[[str], Mark] = _unmarked) -> list[Group]:
    """Return the articles under their headings; inside a group they keep their order. `mark` gives the mark of an id.

    `by` is one of `GROUPINGS` but the story (see `grouped_by_story`). Days stand in the order in which they come up;
    providers and topics by name, those without one last. Spellings that differ in case or accents are one group, and
    an article stands under the first of its topics only, so that nothing is read twice.
    """
    named, unnamed = _HEADINGS[by]
    headings: dict[str, str] = {}
    items: dict[str, list[ExportItem]] = {}
    for article in articles:
        heading = named(article)
        key = fold(heading)
        headings.setdefault(key, heading)
        items.setdefault(key, []).append(item(article, mark(article.id)))
    keys = list(items) if by == "day" else sorted(items, key=lambda key: (not key, key))
    return [Group(headings[key] or unnamed, items[key]) for key in keys]


def grouped_by_story(
    articles: Iterable[Article], stories: Iterable[str], mark: Callable[[str], Mark] = _unmarked
) -> list[Group]:
    """Return the articles under the titles of their stories, and last those that are alone in theirs.

    `stories` gives the id of the story of each article. Stories stand in the order in which they come up, named by
    their first article; inside one the articles keep their order.
    """
    told: dict[str, list[ExportItem]] = {}
    for article, story in zip(articles, stories, strict=True):
        told.setdefault(story, []).append(item(article, mark(article.id)))
    groups = [Group(items[0].title, items) for items in told.values() if len(items) > 1]
    alone = [items[0] for items in told.values() if len(items) == 1]
    return [*groups, Group("On their own", alone)] if alone else groups


def item(article: Article, mark: Mark = NO_MARK) -> ExportItem:
    """Return what is handed on of an article and its mark."""
    quality = number(article.quality)
    return ExportItem(
        title=article.title,
        url=article.url if is_web_url(article.url) else "",
        provider=_provider(article),
        date="" if article.date is None else iso(article.date),
        quality="" if quality is None else str(quality),
        excerpt=article.excerpt,
        tags=clean_line(" ".join(f"#{tag}" for tag in sorted(mark.tags))),
        note=clean_block(mark.note),
    )


def counted(groups: Iterable[Group]) -> str:
    """Return how many articles the groups hold, in words."""
    count = sum(len(group.items) for group in groups)
    return f"{count:,} {'article' if count == 1 else 'articles'}"
