"""Queries as they are typed from the habits of other programs: each is answered, or it is said why not."""

from __future__ import annotations

import pytest

from reader.errors import QueryError
from reader.query import Query, parse
from reader.session.listing.listing import Listing
from reader.session.listing.search import search
from reader.session.listing.view import View
from reader.session.session import Session
from reader.session.table.no_matches import why_nothing
from tests.session.corpus import STORM

HABITS = (
    'from:"Coastal Times"', "from:coastal,town", "from=coastal", "-from:coastal", "provider:Coastal*",
    "by:coastal", "subject:storm", "title:(storm OR bridge)", 'title="closes the harbour"', "title~storm",
    'title =~ "storm"', "allintitle:storm", "in:title storm", "intext:storm", "+storm", '+"the harbour"',
    "storm -ferry", "storm NOT ferry", "NOT storm", "not storm", "storm|bridge", "storm || bridge",
    "storm or bridge", "storm && harbour", "storm & harbour", "storm, harbour", "storm; harbour",
    "storm NEAR harbour", "sto*", "*orm", "st?rm", "st*m", "/storm/i", "title:/^st/", '"the harbour',
    "(storm", "storm)", "AND", "storm AND", '""', "“the harbour”", "«the harbour»", "'the harbour'",
    "the\N{NO-BREAK SPACE}harbour", "title：storm", "ｓｔｏｒｍ", "third-day", "third_day", "HARBOUR", "Hárbour",
    "tag:foo,bar", "label:foo", "tags:x", "tag:*", "topic:'Shipping'", "topic:*", "topic:ship*",
    "#shipping", "# shipping", "site:www.coastal.example", "site:https://coastal.example/storm",
    "site:coastal.example,town.example", "url:coastal", "https://coastal.example/storm",
    "coastal.example/storm", "before:2021", "after:2021-05", "after:yesterday", "older_than:7d",
    "newer_than:2y", "date:2026", "date:2026/03", "date:03/2026", "date:7d", "date:March", "2026-03-10",
    "date:[2025 TO 2026]", 'before:"last week"', "since:2025", "year:2026", "date>2025", "age < 7",
    "is:unread OR is:starred", "is:unread,starred", "is:(unread OR starred)", "is:(unread or starred)",
    "is:fav", "is:read is:unread", "in:inbox", "read:no", "unread:yes", "published:false", "not:read",
    "no:tag", "has:attachment", "has:images", "-has:image", "quality>50", "quality: >50", "quality:50-80",
    "quality:>9000", "heat:high", "words:>100000", "larger:10M", "size:>3", "~s storm", "~f coastal", "~U",
    "~N", "~A", "~b storm", "!storm", "~storm", "storm~", "storm^2", "[storm]", "{storm}", "related:storm",
    "related:{storm}", "related:{from:island}", "any:storm", "path:2026", "path:*.md", "sort:newest",
    "order:date", "top:5", "limit:2", "word:storm", "case:Storm", "lang:en", "to:me", "cc:me", "=storm",
    "= storm",
)  # fmt: skip


def typed(session: Session, text: str) -> Listing | None:
    """Return the rows of a text typed letter by letter, as the screen finds them; None where it is no query."""
    earlier: list[Listing] = []
    for end in range(1, len(text) + 1):
        try:
            listing = search(
                View("", "", (text[:end],)), session.corpus, session.table(), session.clock(), earlier=earlier
            )
        except QueryError:
            listing = None
        earlier = [listing, *earlier][:3] if listing is not None else earlier
    return listing


def asked(text: str) -> Query | QueryError:
    try:
        return parse(text)
    except QueryError as fault:
        return fault


@pytest.mark.parametrize("text", HABITS)
def test_each_is_answered_or_told(session: Session, text: str) -> None:
    said = asked(text)
    if isinstance(said, QueryError):
        assert said.hint
        assert typed(session, text) is None
        return
    rows = session.select(said)
    listing = typed(session, text)
    assert listing is not None
    assert list(listing.rows) == rows
    assert rows or why_nothing(session, said)


@pytest.mark.parametrize(
    "text",
    [
        "+storm", "subject:storm", "title=storm", "title~storm", "STORM,", "/STORM/i", "sto* clos*", "title：storm",
        "closes\N{NO-BREAK SPACE}the", "‘closes the’", "from:coastal,zzz storm", "~ferryboat storm",
    ],
)  # fmt: skip
def test_what_is_plain_is_found(session: Session, text: str) -> None:
    assert STORM in [session.corpus.titles[row] for row in session.select(parse(text))]
