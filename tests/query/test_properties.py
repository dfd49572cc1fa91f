"""What must hold of any text, any tree and any corpus."""

from __future__ import annotations

import time

from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.errors import QueryError
from reader.query import (
    Query,
    complete,
    evaluate,
    highlights,
    narrows,
    parse,
    remainder,
    select,
    sort_rows,
    to_text,
)
from reader.query.syntax.tree import Node
from tests.query.naive import answers
from tests.query.strategies import corpora, orders, queries, trees
from tests.query.tables import CLOCK, ListTable, Piece

steady = settings(deadline=None, derandomize=True, max_examples=300)
FRAGMENTS = (
    "police", "title:", "subject:", "is:", "unread", "quality:", ">=", "60", "..", "date:", "2020-10", "related:",
    "{", "}", "(", ")", '"', "“", "-", "!", "NOT", "OR", "|", "AND", "/", "\\", "#", ":", "=", " ", "sort:",
    "'", "’", "word:", "case:", "w:", "&&", "*", "：", "（", "）", "#", "«", "a b", "'a b'",
    "-date", ",", "limit:", "http://", "é", "\x00", "\x1f", "\ud800", "*", "+", "[", "]", "?", "^", "today", "newer:7d",
)  # fmt: skip
texts = st.lists(st.sampled_from(FRAGMENTS) | st.characters(), max_size=30).map("".join)


def parsed(text: str) -> Query | None:
    try:
        return parse(text)
    except QueryError as error:
        place, said = (error.start, error.end), str(error)
    assert 0 <= place[0] <= place[1] <= len(text)
    assert said
    return None


@given(texts)
@steady
@example("(" * 9_999)
@example("-" * 9_999)
@example("related:{" * 500)
@example("title:(" * 500)
@example("x" * 20_000)
@example('"')
@example("/")
@example("-")
@example("a OR")
@example("/" + "(" * 150 + ")" * 150)
def test_any_text_parses_or_says_why_not_and_nothing_else_breaks(text: str) -> None:
    query = parsed(text)
    if query is not None:
        table = ListTable([Piece(title="police", excerpt="2020", related=(Piece(title="x"),))])
        select(query, table, range(1), CLOCK)
        highlights(query)
    for cursor in (0, len(text) // 2, len(text)):
        completion = complete(text, cursor, lambda field: [("AI", 3), ('a "b" \\', 1)])
        assert 0 <= completion.start <= completion.end <= len(text)


@given(texts)
@steady
def test_what_was_parsed_prints_to_text_with_the_same_meaning(text: str) -> None:
    query = parsed(text)
    if query is not None:
        again = parse(to_text(query))
        assert (again.tree, again.order, again.limit) == (query.tree, query.order, query.limit)
        assert to_text(again) == to_text(query)


@given(queries)
@steady
def test_any_tree_prints_to_text_that_parses_back_to_it(query: Query) -> None:
    again = parse(to_text(query))
    assert (again.tree, again.order, again.limit) == (query.tree, query.order, query.limit)


@given(corpora, trees, st.booleans())
@settings(deadline=None, derandomize=True, max_examples=800)
def test_evaluation_agrees_with_judging_each_article_by_itself(
    corpus: list[Piece], tree: Node, sparse: bool
) -> None:
    found = evaluate(tree, ListTable(corpus, sparse=sparse), range(len(corpus)), CLOCK)
    assert found == [row for row, piece in enumerate(corpus) if answers(piece, tree)]


@given(corpora, trees, trees, st.booleans())
@settings(deadline=None, derandomize=True, max_examples=400)
def test_a_narrower_query_finds_nothing_new(corpus: list[Piece], old: Node, new: Node, joined: bool) -> None:
    before, after = Query(old), parse(f"({to_text(old)}) ({to_text(new)})" if joined else to_text(new))
    if joined:
        assert narrows(before, after)
    if narrows(before, after):
        table, rows = ListTable(corpus), range(len(corpus))
        wide, narrow = (evaluate(query, table, rows, CLOCK) for query in (before, after))
        assert set(narrow) <= set(wide)
        assert evaluate(remainder(before, after), table, wide, CLOCK) == narrow


@given(corpora, orders)
@steady
def test_sorting_loses_nothing_and_puts_what_lacks_a_value_last(corpus: list[Piece], order: tuple) -> None:  # type: ignore[type-arg]
    table = ListTable(corpus)
    rows = sort_rows(reversed(range(len(corpus))), order, table)
    assert sorted(rows) == list(range(len(corpus)))
    if order:
        values = [(table.column(order[0].field) or [])[row] for row in rows]
        lacking = [value in (None, "") for value in values]
        assert lacking == sorted(lacking)
        having = [value for value in values if value not in (None, "")]
        assert having == sorted(having, reverse=order[0].descending)
    else:
        assert rows == sorted(rows)


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=600).map(lambda parts: "".join(parts)[:2_000]))
@settings(deadline=None, derandomize=True, max_examples=60)
@example("ab: " * 500)
@example("is:unreadd " * 180)
@example("(a|" * 600)
@example("/[a-z]+x/ " * 200)
@example("/" + "[a-z]" * 39 + "/ " + "a" * 1_700)
@example('"' * 2_000)
@example("https://(" * 222)
def test_parsing_takes_no_time(text: str) -> None:
    parsed(text)  # what is made once only is not measured
    took = []
    for _ in range(3):
        start = time.thread_time()
        parsed(text)
        took.append(time.thread_time() - start)
    assert min(took) < 0.05
