"""By what an article is known when its file is moved or written anew."""

from __future__ import annotations

import pytest

from reader.corpus.parse.read_article import parse_article
from reader.text.identity import short_id
from tests.corpus.posts import FULL


def key(text: str, path: str = "a.md") -> str:
    article = parse_article(text.encode(), path).article
    assert article is not None
    assert article.id == short_id(article.key)
    return article.key


def test_the_identity_outlives_a_move_and_a_new_title() -> None:
    assert key(FULL, "a/b.md") == key(FULL.replace("Council", "Board", 1), "archive/2020/c.md")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.com/news/one",
        "http://example.com/news/one/",
        "https://EXAMPLE.com/news/one?utm_source=feed#top",
        "https://example.com:443/news/one?mod=business_minor_pos4",
    ],
)
def test_spellings_of_one_address_are_one_article(url: str) -> None:
    assert key(f"---\noriginalUrl: {url}\n---\n") == "https://example.com/news/one"


def test_the_original_address_comes_first() -> None:
    assert key("---\nwebUrl: https://b.org/\noriginalUrl: https://a.org/\n---\n") == "https://a.org"
    assert key("---\nwebUrl: https://b.org/\noriginalUrl: nowhere\n---\n") == "https://b.org"


def test_without_an_address_it_is_the_path() -> None:
    assert key("---\ntitle: x\n---\n", "news/x.md") == "file:news/x.md"


def test_a_related_entry_and_the_article_itself_are_one() -> None:
    article = parse_article(FULL.encode(), "a.md").article
    assert article is not None
    assert article.related[0].key == key("---\nurl: https://www.other.example.org/cameras-stay/\n---\n")
