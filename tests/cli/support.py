"""What the tests of the command line share: a corpus in four files, articles without one, a stand-in terminal."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import cast

from reader.cli.output.console import Console
from reader.model import Article, Coverage, Image, Mark, Provider
from reader.session.record import canonical_url
from reader.session.session import Session

ARTICLES = {
    "harbour.md": """---
title: "Harbour reopens after the storm"
excerpt: "Ferries run again to all islands, the port said ..."
publishedDateTime: 2022-03-04T08:30:00Z
originalUrl: "https://www.coastal.example/harbour?utm_source=feed"
quality: 61
heat: 40
published: false
provider:
  name: Coastal Times
  domain: coastal.example
topics: [Shipping, Weather]
images:
  - url: "https://img.example/harbour.jpg"
    width: 800
    height: 600
    isCached: true
related:
  - title: "Islands cut off for a third day"
    publishedDateTime: 2022-03-03T10:00:00Z
    webUrl: "https://island.example/cut-off"
    provider: {name: Island Post, domain: island.example}
    quality: 70
---
""",
    "ferry.md": """---
title: "フェリーが再開"
publishedDateTime: 2022-03-05T00:00:00Z
originalUrl: "https://kaijo.example/ferry"
quality: 33.5
heat: -1
published: true
provider: {name: Kaijo, domain: kaijo.example}
topics: [Shipping]
---
Ein **kurzer** Text.
""",
    "cafe.md": """---
title: "Café on the pier — a review"
date: 2021-12-31
link: "https://coastal.example/cafe"
provider: {name: Coastal Times, domain: coastal.example}
---
""",
    "undated.md": """---
title: "A note without a date"
---
Nothing more.
""",
}

BROKEN = """---
title: "Half a file
quality: many
---
"""

PROVIDER = Provider("Coastal Times", "coastal.example", (Image("https://img.example/logo.png", 10, 10),))

ENTRY = Coverage(
    key="https://island.example/cut-off",
    id="bbbbbbbbbbbb",
    title="Islands cut off",
    date=1646301600,
    provider=Provider("Island Post", "island.example"),
    quality=70.0,
    web_url="https://island.example/cut-off",
)

ARTICLE = Article(
    key="https://coastal.example/harbour",
    id="aaaaaaaaaaaa",
    title="Harbour reopens",
    excerpt="Ferries run again ...",
    date=1646382600,
    provider=PROVIDER,
    authors=("Ann Onym",),
    category="news",
    type="article",
    quality=61.0,
    original_url="https://coastal.example/harbour",
    web_url="https://coastal.example/harbour",
    amp_url="https://coastal.example/harbour?amp",
    images=(Image("https://img.example/harbour.jpg", 800, 600, True, "The pier"),),
    secured=True,
    path="2022/harbour.md",
    paths=("2022/harbour.md", "copy.md"),
    body="First line.\n\nSecond *line*.",
    heat=None,
    published=False,
    topics=("Shipping", "Weather"),
    related=(ENTRY,),
    extra=(("rating", "5"),),
    broken=frozenset({"dup", "date"}),
)

BARE = Article(key="path:bare.md", id="cccccccccccc", title="Bare", path="bare.md")


class FakeSession:
    """As much of a session as printing articles asks for."""

    def __init__(self, *marked: tuple[Article, Mark]) -> None:
        self.marked = marked
        articles = [article for article, _ in marked]
        self.corpus = SimpleNamespace(
            ids=[article.id for article in articles],
            urls=[canonical_url(article) for article in articles],
            dates=[article.date for article in articles],
            titles=[article.title for article in articles],
            providers=[article.provider.name for article in articles],
            domains=[article.provider.domain for article in articles],
            column=lambda name: [getattr(article, name) for article in articles],
        )

    def articles(self, rows: Sequence[int]) -> Iterator[tuple[Article, Mark]]:
        return (self.marked[row] for row in rows)

    def load_stories(self) -> None:
        pass

    def story_places(self, rows: Sequence[int]) -> Iterator[tuple[str, int]]:
        return ((self.marked[row][0].id, 1) for row in rows)

    def mark(self, article_id: str) -> Mark:
        return next(mark for article, mark in self.marked if article.id == article_id)


def session_of(*marked: tuple[Article, Mark]) -> Session:
    """Return a stand-in session over these articles; their rows are their places."""
    return cast(Session, FakeSession(*marked))


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def on_screen(
    width: int = 80, *, styled: bool = False, unicode: bool = True
) -> tuple[Console, Screen, Screen]:
    """Return a console on a stand-in terminal, with its output and its talk."""
    out, err = Screen(), Screen()
    console = Console(
        out=out, err=err, terminal=True, talks=True, styled=styled, unicode=unicode, width=width
    )
    return console, out, err
