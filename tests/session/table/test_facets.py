"""What a facet says to be there is what its query finds: for every field and value, over corpora made to be awkward."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from reader.marks import Edit
from reader.query import complete, parse, term
from reader.session.session import Session
from reader.session.table.field_values import FACETS, count_values
from tests.session.corpus import session_over

NAMES = (
    "", "AP", "ap", "Ap", 'The "Post"', "the “post”", "a/b", "C#", "#ai", "ai", "AI", "R&D Tools", "r&d-tools", "x,y",
    "Café", "cafe", "OR", "NOT", "-x", "to..day", "5", ">5", "<3", "=AP", "it's", "'n'", "won’t", "(a)", "{b}", "a|b",
    "\\", "*", "pow*", "e-mail", "e mail", "E_Mail", "國", "：", "site:x", "/re/", "post.example", "www.post.example",
    "today", "word:x", "ﬁ", "“”", "a  b",
)  # fmt: skip
DATES = (
    "0001-01-01T00:00:00Z", "0001-12-31T23:59:59Z", "0999-06-01T00:00:00Z", "1969-12-31T23:59:59Z",
    "1970-01-01T00:00:00Z", "2020-02-29T12:00:00Z", "2020-10-31T23:59:59Z", "9999-12-31T23:59:59Z", "",
)  # fmt: skip
SCORES = (None, -1, -0.5, 0, 19, 19.5, 20, 39.999, 40, 59, 189, 99.9999, 12345678)
HOSTS = ("post.example", "www.post.example", "blog.post.example", "other.example", "")


def article(chance: Random, number: int) -> str:
    host = chance.choice(HOSTS)
    fields = {
        "title": f"Article {number}",
        "publishedDateTime": chance.choice(DATES),
        "provider": {"name": chance.choice(NAMES), "domain": chance.choice((*HOSTS, "AP", "ap"))},
        "topics": chance.sample(NAMES, chance.randrange(4)),
        "type": chance.choice(NAMES),
        "category": chance.choice(NAMES),
        "quality": chance.choice(SCORES),
        "published": chance.choice((True, False, None)),
        "originalUrl": f"https://{host}/{number}" if host else "",
    }
    given = {name: value for name, value in fields.items() if value not in ("", None)}
    return json.dumps(given, ensure_ascii=False) + "\n"


@pytest.fixture(params=range(4))
def awkward(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Session]:
    chance = Random(request.param)  # noqa: S311 - articles, not secrets
    for number in range(90):
        (tmp_path / f"{number}.md").write_text(article(chance, number), "utf-8")
    with session_over(tmp_path) as session:
        for key in chance.sample(list(session.corpus.keys), 40):
            edits = [Edit(key, "tag+", chance.choice(NAMES) or "x"), Edit(key, "read", chance.random() < 0.5)]
            edits.append(Edit(key, "verdict", chance.choice(("", "later", "approved", "dismissed"))))
            session.journal.apply("", [*edits, Edit(key, "starred", chance.random() < 0.5)])
        yield session


COUNTED = (*(field for field, _ in FACETS), "category", "tag", "decided", "site")


@pytest.mark.parametrize("field", COUNTED)
def test_a_facet_and_its_query_count_the_same(awkward: Session, field: str) -> None:
    whole = range(len(awkward.corpus))
    for rows in (whole, whole[::3], range(0)):
        inside = set(rows)
        values = count_values(awkward, field, rows)
        assert len({value for value, _ in values}) == len(values)
        for value, count in values:
            asked = term(field, value)
            assert len(inside.intersection(awkward.select(asked))) == count, asked
            excluded = term(field, value, exclude=True)
            assert len(inside.intersection(awkward.select(excluded))) == len(rows) - count, excluded
    assert values == []
    assert count_values(awkward, field, whole)


@pytest.mark.parametrize("field", COUNTED)
def test_a_completed_value_finds_articles(awkward: Session, field: str) -> None:
    rows = range(len(awkward.corpus))
    text = f"{field}:"
    for option in complete(text, len(text), lambda name: count_values(awkward, name, rows)).options:
        if option.count:
            query = text + option.text
            assert parse(query).tree is not None
            assert len(awkward.select(query)) >= option.count, query
