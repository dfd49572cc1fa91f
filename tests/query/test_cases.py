"""The shared list of queries, each with the real articles that it must find."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from reader.query import parse, select
from reader.text.urls import canonical_url
from tests.query.tables import CLOCK, ListTable, Piece
from tests.shared import QUERY_CASES, SEEDS, needs_shared


def _cases() -> list[tuple[str, list[str]]]:
    if not QUERY_CASES.is_file():
        return []
    lines = [line for line in QUERY_CASES.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [(query, days.split()) for query, _, days in (line.partition("\t") for line in lines)]


def _piece(fields: dict[str, Any], path: str = "") -> Piece:
    provider, related = fields.get("provider") or {}, fields.get("related") or []
    urls = [canonical_url(one.get("originalUrl") or one["webUrl"]) for one in related]
    date = fields.get("publishedDateTime")
    heat = fields.get("heat", -1)
    return Piece(
        title=fields["title"],
        excerpt=fields.get("excerpt", ""),
        provider=provider.get("name", ""),
        domain=provider.get("domain", ""),
        topics=tuple(fields.get("topics") or ()),
        quality=fields.get("quality"),
        heat=None if heat == -1 else heat,
        date=int(date.timestamp()) if date else None,
        published=fields.get("published"),
        image=bool(fields.get("images")),
        path=path,
        related=tuple(map(_piece, related)),
        broken=frozenset({"dup"} if len(set(urls)) < len(urls) else ()),
    )


@needs_shared
@pytest.mark.parametrize(("query", "days"), _cases())
def test_the_shared_cases(query: str, days: list[str]) -> None:
    files = sorted(SEEDS.glob("*.md"), reverse=True)  # their names begin with the date: newest first
    pieces = [_piece(yaml.safe_load(path.read_text("utf-8").split("---\n")[1]), path.name) for path in files]
    found = select(parse(query), ListTable(pieces), range(len(pieces)), CLOCK)
    assert [pieces[row].path[:10] for row in found] == days
