"""What one file becomes in the index: made in the worker processes, so that the writer only has to write.

Tuples of plain values: they are what travels between the processes and what SQLite takes.
"""

from __future__ import annotations

import json
import os
from functools import lru_cache
from pathlib import PurePath
from typing import NamedTuple

from reader.corpus.columns.entry_values import values_of
from reader.corpus.columns.flag_bits import AMP, BODY, DRAFT, IMAGE, PUBLISHED, SECURED, SEPARATOR
from reader.corpus.files.scan import FileStat
from reader.corpus.front_matter.field_names import FieldNames
from reader.corpus.index.records import to_json
from reader.corpus.parse.read_article import read_article
from reader.model import Article, Coverage
from reader.text.fold import fold, fold_name
from reader.text.identity import FILE, id_number
from reader.text.sketch import sketch_of
from reader.text.urls import canonical_url, host_of

# Made once: `json.dumps` with options makes an encoder at every call.
_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode

UNREADABLE = -1
"""The size noted for a file that must be read again at the next refresh, whatever its size is then."""


class ArticleRow(NamedTuple):
    """One article: the columns of the table `head`, then the texts of the tables beside it ("" is not stored).

    `links` are the ids of the related entries, as numbers. `key` and `id` are those of the address, which the index
    replaces where there is none or another article has it; `whole` is the address with all that tells it from others,
    `shared` the id of the address where `key` is another, `address` the address itself where `key` is none.
    """

    id: str
    key: str
    path: str
    title: str
    date: int | None
    quality: float | None
    heat: float | None
    words: int
    relcount: int
    flags: int
    provider: str
    domain: str
    category: str
    type: str
    topics: str
    broken: str
    content: str
    text: str
    record: str
    body: str
    related: str
    entries: str
    links: tuple[int, ...]
    whole: str
    shared: str = ""
    address: str = ""


class FileRow(NamedTuple):
    """One file: what tells that it changed, what is wrong with it as (line, field, message), and its article."""

    path: str
    absolute: bytes
    size: int
    mtime_ns: int
    change: int
    problems: tuple[tuple[int, str, str], ...]
    article: ArticleRow | None


def read_row(stat: FileStat, names: FieldNames) -> FileRow | None:
    """Return the row of a file, or None when it has vanished since the scan."""
    parsed = read_article(stat.absolute, stat.path, names=names)
    size = stat.size
    if parsed.article is None and parsed.problems:
        if not os.path.lexists(stat.absolute):
            return None
        if not os.access(stat.absolute, os.R_OK):
            # A change of permissions shows neither in the size nor in the time.
            size = UNREADABLE
    problems = tuple((problem.line, problem.field, problem.message) for problem in parsed.problems)
    article = article_row(parsed.article) if parsed.article else None
    return file_row(stat._replace(size=size), problems, article)


def file_row(
    stat: FileStat, problems: tuple[tuple[int, str, str], ...], article: ArticleRow | None = None
) -> FileRow:
    """Return the row of a file that was found."""
    return FileRow(
        stat.path, os.fsencode(stat.absolute), stat.size, stat.mtime_ns, stat.change, problems, article
    )


def article_row(article: Article) -> ArticleRow:
    """Return the row of an article."""
    domain = _domain(article)
    words = _words(article)
    row = ArticleRow(
        id=article.id,
        key=article.key,
        path=article.path,
        title=article.title,
        date=article.date,
        quality=article.quality,
        heat=article.heat,
        words=len(article.excerpt.split()) + len(words.split()),
        relcount=len(article.related),
        flags=_flags(article),
        provider=article.provider.name,
        domain=domain,
        category=article.category,
        type=article.type,
        topics=_list(article.topics),
        broken=_list(tuple(sorted(article.broken))),
        content="",
        text=_folded(article, domain, *article.topics),
        record=to_json(article),
        body=fold(words),
        related=SEPARATOR.join([_folded(entry, _domain(entry)) for entry in article.related]),
        entries=_entries(article.related),
        links=tuple([id_number(entry.id) for entry in article.related]),
        whole=_whole(article),
    )
    return (
        row._replace(content=content_of(row.title, row.path, row.body, row.text))
        if row.key.startswith(FILE)
        else row
    )


def _words(article: Article) -> str:
    """Return the words of the body; most articles have none, or none that its form changes."""
    body = article.body
    if not body:
        return ""
    from reader.text.markup.plain import plain_words

    return plain_words(body, article.body_form)


def content_of(title: str, path: str, body: str, text: str) -> str:
    """Return the sketch of an article, given the columns of its row."""
    title = fold(title)
    # A title that is the file's name says nothing of what the file holds.
    if title in map(fold, PurePath(path).with_suffix("").parts[-2:]):
        title = ""
    return sketch_of(title, body or text.split(SEPARATOR)[1])


def _whole(article: Article) -> str:
    """Return the address with fragment and tracking parameters, "" where that is the identity already."""
    url = article.url
    if "#" not in url and "?" not in url:
        return ""
    whole = canonical_url(url, whole=True)
    return "" if whole == article.key else whole


def _domain(entry: Coverage) -> str:
    return entry.provider.domain or host_of(entry.url)


@lru_cache(maxsize=4096)
def _list(values: tuple[str, ...]) -> str:
    return _to_json(values)


def _entries(related: tuple[Coverage, ...]) -> str:
    return _to_json(list(map(values_of, related))) if related else ""


def _folded(entry: Coverage, *names: str) -> str:
    """Return the folded text of an article or entry: title, excerpt, outlet, then the names given."""
    parts = [fold(entry.title), fold(entry.excerpt), fold_name(entry.provider.name)]
    parts += map(fold_name, names)
    return SEPARATOR.join(parts)


def _flags(article: Article) -> int:
    return (
        PUBLISHED * (article.published is True)
        | DRAFT * (article.published is False)
        | IMAGE * bool(article.images)
        | AMP * bool(article.amp_url or article.cdn_amp_url)
        | SECURED * article.secured
        | BODY * bool(article.body)
    )
