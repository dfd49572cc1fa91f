"""What `reader check` has to say about the shared real articles: nothing but what is truly wrong."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from reader.corpus.files.scan import scan
from reader.corpus.front_matter.plain_yaml import parse_plain
from reader.corpus.front_matter.yaml_text import parse_yaml
from reader.corpus.parse.read_article import read_article
from reader.model import Article, Problem
from tests.shared import EVERYDAY, SEEDS, needs_shared


def load(root: Path) -> tuple[list[Article], list[Problem]]:
    problems: list[Problem] = []
    articles: list[Article] = []
    for file in scan([root], problems.append):
        parsed = read_article(file.absolute, file.path)
        problems += parsed.problems
        if parsed.article:
            articles.append(parsed.article)
    return articles, problems


@needs_shared
def test_the_seeds_are_sound() -> None:
    articles, problems = load(SEEDS)
    assert len(articles) == 5
    assert problems == []
    broken = {article.path[:10]: article.broken for article in articles if article.broken}
    assert broken["2020-10-20"] == {"dup"}
    assert sum("dup" in names for names in broken.values()) == 1
    assert sum("mojibake" in names for names in broken.values()) == 1
    assert all(
        article.title and article.date and article.provider.name and article.related for article in articles
    )


@needs_shared
def test_everyday_articles_are_sound_but_for_one_title() -> None:
    articles, problems = load(EVERYDAY)
    assert len(articles) == 450
    assert problems == []
    assert Counter(name for article in articles for name in article.broken) == {"mojibake": 1}
    assert "‘Sensitive Data’" in next(article.title for article in articles if article.broken)
    assert not any("&" in article.title and ";" in article.title for article in articles)


@needs_shared
def test_real_articles_read_alike_both_ways() -> None:
    for root in (SEEDS, EVERYDAY):
        for file in scan([root]):
            source = Path(file.absolute).read_text("utf-8").split("\n---", 1)[0].removeprefix("---\n") + "\n"
            plain = parse_plain(source)
            assert plain is not None
            assert plain == parse_yaml(source).values
