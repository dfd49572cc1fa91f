"""Articles as data for other programs: CSV, JSON, JSON Lines, addresses. One article at a time: many need no memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import repeat
from typing import Any, Protocol, TypeAlias

from reader.model import Article, Mark
from reader.session.export.json_text import dump
from reader.session.record import canonical_url, exact_paths, number, record
from reader.text.clean import clean_block, clean_line
from reader.text.dates import iso

Articles: TypeAlias = Iterable[tuple[Article, Mark]]

Places: TypeAlias = Iterable[tuple[str, int] | None]
"""For each article the id of its story and how many sources that has, None where nothing is known of it."""

CSV_COLUMNS = (
    *("id", "date", "provider", "domain", "quality", "heat", "published", "topics", "related"),
    *("read", "starred", "verdict", "tags", "note", "title", "excerpt", "url", "path"),
    "original_url",
)

# What a cell begins with that Excel or LibreOffice takes for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Target(Protocol):
    """Where an export goes; without `unicode`, what is not ASCII has to be written by other means."""

    @property
    def unicode(self) -> bool:
        """Tell whether letters of all scripts can be written."""

    def write(self, text: str) -> object:
        """Write text that is known to be clean, as it is."""


def write_csv(articles: Articles, target: Target, _places: Places = ()) -> None:
    """Write `CSV_COLUMNS` with a header; topics and tags are separated by `; `, flags are true or false.

    `url` is the canonical address, `original_url` the one that the file gives.

    A text that a spreadsheet would take for a formula gets an apostrophe before it: whoever wrote an article must not
    be able to have something computed, or fetched, on the desk of who opens the table. `path` opens the file: it gets
    `./` instead, and where it holds a backslash or a character that is not printable, it is escaped as in JSON.
    """
    import csv  # not needed by the other formats

    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for article, mark in articles:
        values = (
            article.id,
            said_date(article.date),
            article.provider.name,
            article.provider.domain,
            number(article.quality),
            number(article.heat),
            article.published,
            "; ".join(article.topics),
            len(article.related),
            mark.read,
            mark.starred,
            mark.verdict,
            clean_line("; ".join(sorted(mark.tags))),
            clean_block(mark.note),
            article.title,
            article.excerpt,
            canonical_url(article),
            _path_cell(exact_paths(article)[0], unicode=target.unicode),
            article.url,
        )
        writer.writerow([_no_formula(value) if isinstance(value, str) else said(value) for value in values])


def write_jsonl(articles: Articles, target: Target, places: Places | None = None) -> None:
    """Write one record a line (see `reader.session.record`)."""
    for (article, mark), place in zip(articles, places or repeat(None), strict=False):
        target.write(dump(record(article, mark, place), unicode=target.unicode) + "\n")


def write_urls(articles: Articles, target: Target, _places: Places = ()) -> None:
    """Write the addresses as the files give them, one a line; an article without one is left out."""
    for article, _mark in articles:
        if article.url:
            target.write(article.url + "\n")


def write_json(articles: Articles, target: Target, places: Places | None = None) -> None:
    """Write one array of records."""
    before = "[\n"
    for (article, mark), place in zip(articles, places or repeat(None), strict=False):
        target.write(before + dump(record(article, mark, place), unicode=target.unicode))
        before = ",\n"
    target.write("[]\n" if before == "[\n" else "\n]\n")


DATA: Mapping[str, Callable[[Articles, Target, Places], None]] = {
    "json": write_json,
    "jsonl": write_jsonl,
    "csv": write_csv,
    "urls": write_urls,
}


RECORDS = frozenset({"json", "jsonl"})
"""The formats whose records name the story of an article."""


def said_date(seconds: int | None) -> str:
    """Return a date as data has it: ISO 8601 in UTC, "" for none."""
    return "" if seconds is None else iso(seconds)


def said(value: Any) -> str:
    """Return a value as the cell of a table: "" for none, true or false, else as it is."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _path_cell(path: str, *, unicode: bool) -> str:
    """Return a path so that it can be told from the cell: one that holds a backslash is escaped as in JSON."""
    if not path.isprintable() or "\\" in path or not (unicode or path.isascii()):
        path = dump(path, unicode=unicode)[1:-1]
    return f"./{path}" if path.startswith(_FORMULA) else path


def _no_formula(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
