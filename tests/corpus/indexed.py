"""What the tests of the index share: writing articles, and saying all that a snapshot says."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path
from typing import Any

from reader.corpus.library import Library, Snapshot

COLUMNS = (
    "text", "title", "excerpt", "body", "provider", "domain", "category", "type", "path", "id", "topics", "quality",
    "heat", "relcount", "words", "date", "published", "dup", "image", "amp", "secured", "related_any", "broken",
    "related_text",
)  # fmt: skip
SHOWN = (
    "titles",
    "paths",
    "keys",
    "urls",
    "providers",
    "domains",
    "categories",
    "types",
    "topics",
    "dates",
    "ids",
)

_clock = count(1_600_000_000)


def write_article(
    root: Path, path: str, *, title: str = "", url: str = "", date: str = "", more: str = "", body: str = ""
) -> Path:
    """Write an article; every call gives its file a time of its own, so that no change goes unnoticed."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    fields = {"title": f'"{title or path}"', "originalUrl": url, "publishedDateTime": date}
    lines = [f"{name}: {value}" for name, value in fields.items() if value]
    file.write_text("\n".join(["---", *lines, *([more] if more else []), "---", body]))
    touch(file)
    return file


def touch(file: Path) -> None:
    """Give a file a time it has not had before."""
    now = next(_clock)
    os.utime(file, (now, now))


def write_many(root: Path, number: int) -> None:
    """Write articles `0000.md` and so on, one a day, the last the newest."""
    for index in range(number):
        date = f"20{index // 336 + 10}-{index // 28 % 12 + 1:02}-{index % 28 + 1:02}"
        write_article(root, f"{index:04}.md", url=f"https://x.example/{index}", date=date)


def said(corpus: Snapshot) -> dict[str, Any]:
    """Return all that a snapshot says about its articles, for comparing it with another."""
    columns = {name: list(corpus.column(name)) for name in COLUMNS}
    shown = {name: list(getattr(corpus, name)) for name in SHOWN}
    articles = list(corpus.articles(range(len(corpus))))
    assert all(corpus.row_of(article.id) == row for row, article in enumerate(articles))
    assert all(corpus.row_of_key(article.key) == row for row, article in enumerate(articles))
    problems = corpus.problems()
    assert corpus.problem_count == len(problems)
    return {"columns": columns, "shown": shown, "articles": articles, "problems": problems}


def built_anew(root: Path) -> dict[str, Any]:
    """Return what an index made from nothing says about a corpus."""
    library = Library([root], cache=None)
    try:
        return said(library.refresh())
    finally:
        library.close()
