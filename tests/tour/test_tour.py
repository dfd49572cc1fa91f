from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from reader.corpus.parse.read_article import read_article
from reader.model import Article, Coverage
from reader.tour import tour_path

FILES = sorted(tour_path().glob("*.md"))
RESERVED = re.compile(r"(^|\.)example(\.(com|net|org))?$")


def article(file: Path) -> Article:
    found = read_article(str(file), file.name).article
    assert found is not None
    return found


def all_articles() -> list[Article]:
    return [article(file) for file in FILES]


def everything() -> Iterator[Coverage]:
    for found in all_articles():
        yield found
        yield from found.related


def urls(found: Coverage) -> Iterator[str]:
    yield from (found.original_url, found.web_url, found.amp_url, found.cdn_amp_url)
    yield from (image.url for image in found.images)


def test_there_are_a_dozen_articles_of_one_identity_each() -> None:
    assert len({found.key for found in all_articles()}) == len(FILES) == 12


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_article_is_read_without_problems(file: Path) -> None:
    parsed = read_article(str(file), file.name)
    assert parsed.problems == ()
    assert parsed.article is not None
    assert parsed.article.extra == ()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_article_takes_a_minute_to_read(file: Path) -> None:
    assert 80 <= len(article(file).body.split()) <= 250


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_is_named_by_its_date_and_address(file: Path) -> None:
    found = article(file)
    day, slug = file.stem[:10], file.stem[11:]
    assert f"publishedDateTime: {day}T" in file.read_text(encoding="utf-8")
    assert found.original_url.endswith(f"/{day[:4]}/{day[5:7]}/{slug}")


def test_the_newest_article_is_where_to_start() -> None:
    newest = max(all_articles(), key=lambda found: found.date or 0)
    assert newest.path == "2026-02-09-start-here.md"


def test_a_link_to_another_article_tells_what_is_there() -> None:
    by_key = {found.key: found for found in all_articles()}
    outlets = {found.provider.domain for found in by_key.values()}
    for found in by_key.values():
        inside = [entry for entry in found.related if entry.key in by_key]
        assert len(inside) >= 2, found.path
        for entry in inside:
            target = by_key[entry.key]
            assert target is not found
            assert (entry.title, entry.excerpt, entry.date) == (target.title, target.excerpt, target.date)
            assert (entry.provider, entry.quality) == (target.provider, target.quality)
        ghosts = {entry.provider.domain for entry in found.related if entry.key not in by_key}
        assert not ghosts & outlets, found.path


def test_every_article_can_be_reached_from_the_first() -> None:
    by_key = {found.key: found for found in all_articles()}
    start = next(found for found in by_key.values() if found.path.endswith("start-here.md"))
    seen: set[str] = set()
    waiting = [start.key]
    while waiting:
        key = waiting.pop()
        if key in by_key and key not in seen:
            seen.add(key)
            waiting += [entry.key for entry in by_key[key].related]
    assert seen == set(by_key)


def test_nothing_points_to_a_real_place() -> None:
    for found in everything():
        assert RESERVED.search(found.provider.domain)
        for url in filter(None, urls(found)):
            assert RESERVED.search(urlsplit(url).hostname or ""), url


def test_the_tour_shows_what_real_articles_have() -> None:
    found = all_articles()
    assert {one.heat is None for one in found} == {True, False}
    assert {one.published for one in found} == {True, False}
    assert min(one.quality or 0 for one in found) == 17
    assert max(one.quality or 0 for one in found) == 104
    assert sum(one.secured for one in found) == 1
    assert any(one.excerpt.endswith(" ...") for one in found)
    assert any(one.amp_url and one.cdn_amp_url for one in found)
    assert any(image.cached for one in found for image in one.images)
    assert len({one.provider for one in found}) >= 5
    assert len({topic for one in found for topic in one.topics}) >= 6


def test_what_is_broken_on_purpose_is_repaired() -> None:
    written = "".join(file.read_text(encoding="utf-8") for file in FILES)
    assert "&nbsp;" in written
    assert "archivistâ€™s" in written
    shown = "".join(found.title + found.excerpt for found in everything())
    assert "&" not in shown.replace(" & ", "")
    assert "archivist’s" in shown
    assert "â€" not in shown
