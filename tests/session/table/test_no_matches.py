"""Why a query finds nothing, in one sentence."""

from __future__ import annotations

import pytest

from reader.marks import Edit
from reader.query import parse
from reader.session.session import Session
from reader.session.table.no_matches import nearest_values, why_nothing


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("topic:ship", "no topic is exactly “ship”; nearest: Shipping (4)"),
        ('topic:"Wether"', "no topic is exactly “Wether”; nearest: Weather (2)"),
        ("topic:zzz", "no topic is exactly “zzz”"),
        ("topic:zzz*", "no topic begins with “zzz”"),
        ("#ship", "no topic is exactly “ship”; nearest: Shipping (4)"),
        ("from:Costal", "no provider contains “Costal”; nearest: Coastal Times (4)"),
        ("from:=Coastal", "no provider is exactly “Coastal”; nearest: Coastal Times (4)"),
        (
            "site:nobody.example",
            "no site is “nobody.example”; nearest: island.example (2), town.example (2), kaijo.example (1)",
        ),
        ("type:artikel", "no type contains “artikel”; nearest: article (2)"),
        ("type:artikel,zzz", "no type contains “artikel”; nearest: article (2) and no type contains “zzz”"),
        ("zzz OR zzz", "“zzz” is found nowhere"),
        ("tag:porto", "no tag is exactly “porto”; nearest: Port (1)"),
        ("storm is:unread is:read", "is:unread and is:read exclude each other"),
        ("is:open is:later", "is:open and is:later exclude each other"),
        ("is:draft is:published", "is:draft and is:published exclude each other"),
        ("quality:>80 quality:<3", "quality:>80 and quality:<3 exclude each other"),
        ("date:2021 date:2020", "date:2021 and date:2020 exclude each other"),
        ("newer:1d older:2d", "newer:1d and older:2d exclude each other"),
        ("storm -storm", "storm and -storm exclude each other"),
        ("-storm storm", "-storm and storm exclude each other"),
        ("quality:>500", "no article answers to quality:>500; quality runs from 1 to 88"),
        ("date:2031", "no article answers to date:2031; the articles are from 2025-06 to 2026-03"),
        ("older:90y", "no article answers to older:90y; the articles are from 2025-06 to 2026-03"),
        ("decided:today", "no article answers to decided:today"),
        ("is:starred", "no article answers to is:starred"),
        ("/zz+/", "no article answers to /zz+/"),
        ("zzz", "“zzz” is found nowhere"),
        ("title:zzz", "“zzz” is found in no title"),
        ("word:stor", "“stor” is found nowhere, as a whole word"),
        ("case:STORM", "“STORM” is found nowhere, with these capitals"),
        ("id:zzzz", "no id begins with “zzzz”"),
        ("2031-05-01", "“2031-05-01” is found nowhere; for a date write date:2031-05-01"),
        ("title =~ storm", "“title” is found nowhere; for a field write a colon, as in title:word"),
        ("title:for-a_third", 'is found in no title; title:"for a third" is (1)'),
        ("title:storm,herring", "is found in no title; for one of several words write OR between them"),
        ("st?rm", "“st?rm” is found nowhere; for any letter write /st.rm/"),
        ("zzz?", "“zzz?” is found nowhere"),
        ("storm or herring", "to join terms write OR in capitals"),
        ("storm not zzz", "“zzz” is found nowhere; to join terms write NOT in capitals"),
        ("storm herring", "each term is found, but never all together: storm (1), herring (1)"),
        ("storm", ""),
        ("", ""),
    ],
)
def test_why(session: Session, query: str, why: str) -> None:
    session.journal.apply("", [Edit(session.corpus.keys[0], "tag+", "Port")])
    said = why_nothing(session, parse(query))
    assert said.endswith(why) if why else said == ""


def test_where_nothing_has_a_value_that_is_said(session: Session) -> None:
    assert why_nothing(session, parse("tag:x")) == "no article has a tag"


def test_what_contains_the_text_is_nearer_than_what_is_spelled_like_it() -> None:
    values = [("AI", 9), ("Machine Learning", 5), ("machine tools", 2), ("Machines", 1), ("A machine", 1)]
    assert nearest_values("machine", values) == values[1:4]
    assert nearest_values("'machine tols'", values)[0] == ("machine tools", 2)
    assert nearest_values("“”", values) == []
