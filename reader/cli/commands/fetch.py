"""`reader fetch CORPUS [QUERY]`: the whole texts of the matching articles, from their pages."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.cli.arguments.corpora import corpora_and_query
from reader.cli.arguments.parser import QUERY_HELP, QueryParser
from reader.cli.arguments.query import wanted
from reader.cli.loading import loaded
from reader.cli.output.console import Console
from reader.text.urls import is_web_url

if TYPE_CHECKING:
    from reader.fetch.bulk import FetchRequest
    from reader.session.session import Session

_EPILOG = f"""
Only public pages are fetched, one at a time from each host, with a pause
between them, and only what robots.txt allows. The texts are kept in the cache
(`reader paths texts`), and the app shows them below the excerpt. An interrupted
run resumes, skipping what is kept. The exit code is 1 if a page could not be
fetched. Needs the extra “fulltext”.

{QUERY_HELP}

examples:
  reader fetch news/ is:later
  reader fetch news/ newer:1d quality:>=60 --limit 40
"""
_BAR = 24
_CLEAR = "\r\x1b[K"


def parser() -> QueryParser:
    """Return the parser of this command."""
    about = "Fetch the whole texts of the matching articles from their pages, newest first."
    made = QueryParser("fetch", about, _EPILOG)
    made.option("--again", action="store_true", help="fetch everything again")
    made.limits("at most this many pages")
    return made


def run(words: Sequence[str], console: Console) -> int:
    """Fetch, and say what could not be had."""
    from reader.fetch.bulk import PAUSE, Fetcher
    from reader.fetch.client import Client  # the network, which the help does without
    from reader.fetch.extract import check_available

    arguments = parser().read(words)
    found, text = corpora_and_query(arguments)
    query = wanted(text, arguments.view)
    check_available()
    with loaded(found.roots, console, state=arguments.state) as session:
        rows = session.select(query)
        todo = _todo(session, rows, arguments.limit, again=arguments.again)
        faults = 0
        fetcher = Fetcher(session.texts(), Client(), pause=PAUSE)
        for number, outcome in enumerate(fetcher.run(todo), 1):
            if outcome.fault:
                faults += 1
                _show(console, _CLEAR)
                console.say(f"reader: {outcome.fault}")
            _show(console, _CLEAR + _bar(number, len(todo), console))
        _show(console, _CLEAR)
    console.say(f"{_pages(len(todo) - faults)} fetched, {faults:,} failed")
    return 1 if faults else 0


def _todo(session: Session, rows: Sequence[int], limit: int | None, *, again: bool) -> list[FetchRequest]:
    """Return the articles that have a page and whose text is not kept yet."""
    from reader.fetch.bulk import FetchRequest  # as above

    texts = session.texts()
    found: list[FetchRequest] = []
    for article, _mark in session.articles(rows):
        if limit is not None and len(found) >= limit:
            break
        if is_web_url(article.url) and (again or not texts.has(article.id)):
            found.append(FetchRequest(article.id, article.url))
    return found


def _show(console: Console, text: str) -> None:
    if console.talks:
        with suppress(OSError):  # a terminal that is gone ends no fetching
            console.err.write(text)
            console.err.flush()


def _bar(done: int, total: int, console: Console) -> str:
    full, empty = ("█", "░") if console.unicode else ("#", "-")
    filled = _BAR * done // total
    return f"{full * filled}{empty * (_BAR - filled)} {done:,} of {total:,} pages"


def _pages(number: int) -> str:
    return f"{number:,} page{'' if number == 1 else 's'}"
