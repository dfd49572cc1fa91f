from __future__ import annotations

import pytest

from reader.errors import QueryError
from reader.marks import Edit
from reader.query import Clock, evaluate, parse
from reader.query.syntax.fields import FIELDS
from reader.session.session import Session
from tests.session.corpus import COST, FERRY, NOW, STORM


def column(session: Session, name: str, row: int = 0) -> object:
    values = session.table().column(name)
    assert values is not None
    return values[row]


def test_marks_are_columns_of_their_own(session: Session) -> None:
    key = session.corpus.keys[0]
    session.journal.apply(
        "",
        [
            Edit(key, "read", True),
            Edit(key, "starred", True),
            Edit(key, "verdict", "approved"),
            Edit(key, "tag+", "Port"),
            Edit(key, "note", "Ask the Café"),
        ],
    )
    assert column(session, "read") is True
    assert column(session, "read", 1) is False
    assert column(session, "starred") is True
    assert column(session, "verdict") == "approved"
    assert column(session, "tags") == ("port",)
    assert column(session, "note") == "ask the cafe"
    assert column(session, "decided_at") == session.mark(session.corpus.ids[0]).decided_at
    assert column(session, "decided_at", 1) is None


@pytest.mark.parametrize("name", ["read", "starred", "verdict", "tags", "note", "decided_at", "ghost"])
def test_what_no_article_has_is_no_column(session: Session, name: str) -> None:
    assert session.table().column(name) is None


def test_the_rest_is_the_corpus(session: Session) -> None:
    assert column(session, "provider") == "coastal times"
    assert column(session, "quality") == 61


def test_stories_are_columns(session: Session) -> None:
    storm, cost, ferry = (session.corpus.titles[:].index(title) for title in (STORM, COST, FERRY))
    ids = session.corpus.ids
    ghosts = {entry.id for entry in session.article(storm).related}
    assert set(column(session, "story", cost)) == {ids[storm], ids[cost], *ghosts}  # type: ignore[call-overload]
    assert column(session, "storysize", storm) == column(session, "storysize", cost) == 4
    assert column(session, "storysize", ferry) == 1
    assert column(session, "story", ferry) == (ids[ferry],)


def test_stories_of_an_early_snapshot_count_what_is_linked(session: Session) -> None:
    session.corpus.total += 1
    assert column(session, "storysize", session.corpus.titles[:].index(STORM)) == 4
    assert column(session, "dup", session.corpus.titles[:].index(STORM)) is False


def test_related_entries_are_a_table_too(session: Session) -> None:
    ghost = session.article(0).related[1]
    session.journal.apply("", [Edit(ghost.key, "starred", True), Edit(ghost.key, "tag+", "Port")])
    related = session.table().related()
    assert related is not None
    table = related.table
    counts = session.corpus.column("relcount")
    assert list(related.starts[:3]) == [0, 3, 3 + counts[1]]
    assert list(related.owners[:4]) == [0, 0, 0, 1]

    def column(name: str) -> list[object]:
        values = table.column(name)
        return [None if values is None else values[entry] for entry in range(3)]

    assert column("title")[1] == "islands cut off, says the weather office"
    assert column("starred") == [False, True, False]
    assert column("tags") == [(), ("port",), ()]
    assert column("decided_at") == column("body") == column("topics") == [None] * 3
    assert column("id") == [entry.id for entry in session.article(0).related]
    assert column("host") == column("domain") == ["island.example", "weather.example", "kueste.example"]
    assert column("ghost") == [False, True, True]
    assert column("dup") == [False] * 3
    assert (column("relcount"), column("storysize")) == ([0] * 3, [1] * 3)
    assert table.related() is None


def test_no_field_of_the_language_is_too_much_for_related_entries(session: Session) -> None:
    clock = Clock(NOW)
    for field in FIELDS:
        for value in ("x", "1", "2020", "read", "image", "url", "{a}"):
            text = f"related:{{{field.name}:{value}}}"
            try:
                query = parse(text)
            except QueryError:  # not every field takes every value
                continue
            evaluate(query, session.table(), range(len(session.corpus)), clock)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("case:Storm", [STORM]),
        ("case:storm", []),
        ("title:case:What", [COST]),
        ("case:Port", [COST]),
        ("tag:case:Port", None),
        ("note:case:Ask", [COST]),
        ("any:case:Sturm", [STORM]),
        ("related:{case:Islands}", [STORM]),
        ("related:{case:islands}", [STORM]),
        ("case:港が", [FERRY]),
    ],
)
def test_capitals_are_those_of_the_files_and_marks(
    session: Session, query: str, titles: list[str] | None
) -> None:
    key = session.corpus.keys[session.corpus.titles[:].index(COST)]
    session.journal.apply("", [Edit(key, "tag+", "Port"), Edit(key, "note", "Ask him")])
    if titles is None:
        with pytest.raises(QueryError, match="is for words of a text"):
            parse(query)
        return
    found = {session.corpus.titles[row] for row in session.select(query)}
    assert found == set(titles)
