"""`related:{…}` over a session gives what judging each related entry by itself gives."""

from __future__ import annotations

import pytest

from reader.marks import Edit
from reader.model import Coverage
from reader.query import Clock, evaluate, parse
from reader.query.syntax.tree import Related
from reader.session.session import Session
from reader.text.urls import host_of
from tests.query.naive import answers
from tests.query.tables import Piece
from tests.session.corpus import NOW

QUERIES = (
    "ferries", "island post", "title:cost", "title:storm", "excerpt:friday", "cut friday", "-friday", "from:island",
    "provider:=weather.example", "site:island.example", "site:example", "quality:>60", "quality:>60 cost",
    "-quality:>60", "has:quality", "-has:quality", "date:2026-03-09", "newer:1d", "is:starred", "is:unread", "is:read",
    "is:later", "is:open", "tag:port", "note:call", "is:ghost", "-is:ghost", "is:dup", "has:image", "has:body",
    "words:>3", "words:0", "relcount:0", "storysize:1", "storysize:>1", "topic:shipping", "is:new", "is:draft",
    "broken:dup", "/cut.off/", "title:/^sturm/", "legt OR friday", "heat:>0", "body:x", "any:friday", "path:x", "id:a",
)  # fmt: skip


def piece(session: Session, entry: Coverage, inside: set[str]) -> Piece:
    mark = session.mark(entry.id)
    return Piece(
        title=entry.title,
        excerpt=entry.excerpt,
        provider=entry.provider.name,
        domain=entry.provider.domain or host_of(entry.url),
        host=host_of(entry.url),
        category=entry.category,
        type=entry.type,
        id=entry.id,
        story=(entry.id,),
        quality=entry.quality,
        words=len(entry.excerpt.split()),
        date=entry.date,
        read=mark.read,
        starred=mark.starred,
        verdict=mark.verdict,
        tags=tuple(mark.tags),
        note=mark.note,
        ghost=entry.id not in inside,
        image=bool(entry.images),
    )


@pytest.mark.parametrize("text", QUERIES)
def test_it_is_the_same_as_entry_by_entry(session: Session, text: str) -> None:
    ghost, sister = session.article(0).related[1], session.article(0).related[0]
    edits = [
        Edit(ghost.key, "starred", True),
        Edit(ghost.key, "tag+", "Port"),
        Edit(ghost.key, "note", "call"),
    ]
    session.journal.apply("", [*edits, Edit(sister.key, "verdict", "later")])
    inside = set(session.corpus.ids)
    node = parse(f"related:{{{text}}}").tree
    assert isinstance(node, Related)
    wanted = [
        row
        for row in range(len(session.corpus))
        if any(answers(piece(session, entry, inside), node.query) for entry in session.article(row).related)
    ]
    rows = range(len(session.corpus))
    assert evaluate(node, session.table(), rows, Clock(NOW)) == wanted
    assert evaluate(node, session.table(), wanted[::-1], Clock(NOW)) == wanted[::-1]
