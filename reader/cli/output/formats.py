"""Articles as data for other programs: TSV, CSV, JSON Lines, addresses, ids, paths."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.cli.output.summary import summaries
from reader.session.export.data import DATA, RECORDS, Places, said, said_date
from reader.session.record import number

if TYPE_CHECKING:
    from reader.cli.output.console import Console
    from reader.session.session import Session

TSV_COLUMNS = ("id", "date", "provider", "quality", "title", "url")


Writer = Callable[["Session", Sequence[int], "Console"], None]


def write_tsv(session: Session, rows: Sequence[int], console: Console) -> None:
    """Write `TSV_COLUMNS` without a header: one line an article, no tab or control character in a value."""
    for brief in summaries(session, rows):
        quality, date = said(number(brief.quality)), said_date(brief.date)
        values = (brief.id, date, brief.provider, quality, brief.title, brief.url)
        console.write("\t".join(" ".join(value.split()) for value in values) + "\n")


def write_ids(session: Session, rows: Sequence[int], console: Console) -> None:
    """Write the ids, one a line."""
    ids = session.corpus.ids
    for row in rows:
        console.write(ids[row] + "\n")


def write_paths(session: Session, rows: Sequence[int], console: Console, end: str = "\n") -> None:
    """Write the absolute path of the file that shows each article, byte by byte, with `end` behind it.

    On a terminal, what could act on it is replaced.
    """
    for article in session.corpus.articles(rows):
        if console.terminal:
            console.line(article.files[0])
        else:
            console.write_path(article.files[0], end)


def _write_data(form: str, session: Session, rows: Sequence[int], console: Console) -> None:
    places: Places = ()
    if form in RECORDS:
        session.load_stories()
        places = session.story_places(rows)
    DATA[form](session.articles(rows), console, places)


WRITERS: Mapping[str, Writer] = {
    "tsv": write_tsv,
    **{form: partial(_write_data, form) for form in ("csv", "jsonl", "urls")},
    "ids": write_ids,
    "paths": write_paths,
}
