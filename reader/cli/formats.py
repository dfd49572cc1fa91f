"""Articles as data for other programs: TSV, CSV, JSON Lines, addresses, ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reader.cli.brief import briefs
from reader.cli.jsontext import dump
from reader.session.record import canonical_url, number, record
from reader.text.clean import clean_block, clean_line
from reader.text.dates import iso

if TYPE_CHECKING:
    from reader.cli.console import Console
    from reader.session.session import Session

TSV_COLUMNS = ("id", "date", "provider", "quality", "title", "url")
CSV_COLUMNS = (
    *("id", "date", "provider", "domain", "quality", "heat", "published", "topics", "related"),
    *("read", "starred", "verdict", "tags", "note", "title", "excerpt", "url", "path"),
)


def write_tsv(session: Session, rows: Sequence[int], console: Console) -> None:
    """Write `TSV_COLUMNS` without a header: one line an article, no tab or control character in a value."""
    for brief in briefs(session, rows):
        quality, date = _text(number(brief.quality)), _date(brief.date)
        values = (brief.id, date, brief.provider, quality, brief.title, brief.url)
        console.write("\t".join(" ".join(value.split()) for value in values) + "\n")


def write_csv(session: Session, rows: Sequence[int], console: Console) -> None:
    """Write `CSV_COLUMNS` with a header; topics and tags are separated by `; `, flags are true or false."""
    import csv  # not needed by the other formats

    writer = csv.writer(console.out, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for article, mark in session.articles(rows):
        values = (
            article.id,
            _date(article.date),
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
            article.path,
        )
        writer.writerow([_text(value) for value in values])


def write_jsonl(session: Session, rows: Sequence[int], console: Console) -> None:
    """Write one record a line (see `reader.session.record`)."""
    for article, mark in session.articles(rows):
        console.write(dump(record(article, mark), unicode=console.unicode) + "\n")


def write_urls(session: Session, rows: Sequence[int], console: Console) -> None:
    """Write the addresses as the files give them, one a line; an article without one is left out."""
    for article, _mark in session.articles(rows):
        if article.url:
            console.write(article.url + "\n")


def write_ids(session: Session, rows: Sequence[int], console: Console) -> None:
    """Write the ids, one a line."""
    ids = session.corpus.ids
    for row in rows:
        console.write(ids[row] + "\n")


WRITERS: Mapping[str, Callable[[Session, Sequence[int], Console], None]] = {
    "tsv": write_tsv,
    "csv": write_csv,
    "jsonl": write_jsonl,
    "urls": write_urls,
    "ids": write_ids,
}


def _date(seconds: int | None) -> str:
    return "" if seconds is None else iso(seconds)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
