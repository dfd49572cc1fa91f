"""Completion, highlighting, facet terms and the reference."""

from __future__ import annotations

import pytest

from reader.errors import QueryError
from reader.query import FIELDS, add_term, complete, highlights, parse, reference, term
from reader.query.syntax.fields import Kind

KNOWN = {
    "provider": [("al.com", 2), ("New York Times", 9), ("Alton Post", 5)],
    "topic": [("Computer Vision", 7), ("AI", 8), ("&", 1)],
    "date": [("2020-10", 3)],
    "is": [("unread", 4)],
}


def values(field: str) -> list[tuple[str, int]]:
    return KNOWN.get(field, [])


def completed(text: str) -> list[str]:
    """Return the text with each completion put in at the `|`."""
    cursor = text.index("¦")
    text = text.replace("¦", "")
    found = complete(text, cursor, values)
    return [text[: found.start] + option.text + text[found.end :] for option in found.options]


@pytest.mark.parametrize(
    ("text", "results"),
    [
        ("ti¦", ["title:"]),
        ("police -TI¦", ["police -title:"]),
        ("(ti¦", ["(title:"]),
        ("related:{ti¦", ["related:{title:"]),
        ("ti¦tle:x", ["title:x"]),
        ("subj¦", ["subject:"]),
        ("zzz¦", []),
        ("wor¦", ["words:", "word:"]),
        ("word:ti¦", ["word:title:"]),
        ("word:from:al¦", ['word:from:"Alton Post"', "word:from:al.com"]),
        ("from:word:al¦", ['from:word:"Alton Post"', "from:word:al.com"]),
        ("is:read,un¦", ["is:read,unread"]),
        ('#"comp¦', ['#"Computer Vision"']),
        ("from:al¦", ['from:"Alton Post"', "from:al.com"]),
        ("from:=al¦", ['from:="Alton Post"', "from:=al.com"]),
        ("from: al¦ x", ['from: "Alton Post" x', "from: al.com x"]),
        ('from:"new y¦', ['from:"New York Times"']),
        ("from:york¦", ['from:"New York Times"']),
        ("topic:¦", ["topic:AI", 'topic:"Computer Vision"', 'topic:"&"']),
        ("#¦", ["#ai", "#computer-vision"]),
        ("-#comp¦", ["-#computer-vision"]),
        ("date:20¦", ["date:2020-10"]),
        ("date:¦", ["date:2020-10", "date:today", "date:yesterday"]),
        ("is:un¦", ["is:unread"]),
        ("related:{has:he¦", ["related:{has:heat"]),
        ("sort:he¦", ["sort:heat"]),
        ("sort:date,-qu¦", ["sort:date,-quality"]),
        ("limit:¦", []),
        ('"ti¦', []),
        ('"ti"¦', []),
        ("/ti¦", []),
        ("a OR¦", []),
        ("(a)¦", []),
    ],
)
def test_completion(text: str, results: list[str]) -> None:
    assert completed(text) == results


def test_completion_offers_every_field_with_its_help_where_a_term_can_begin() -> None:
    for text in ("", "a ", "-", "(", "a | "):
        options = complete(text, len(text), values).options
        assert [option.label for option in options] == [
            *(f"{field.name}:" for field in FIELDS),
            "word:",
            "case:",
        ]
        assert all(option.help for option in options)
    unread = complete("is:unr", 6, values).options[0]
    assert (unread.label, unread.count, unread.help) == ("unread", 4, "not read yet")


def test_highlights_are_what_is_looked_for_and_not_what_is_excluded() -> None:
    query = parse(
        'Détroit "City  Council" -ban title:a OR any:b related:{c quality:>1 /d/} id:e /f.g/ #h detroit'
    )
    found = [(one.field, one.needle or (one.pattern and one.pattern.needles)) for one in highlights(query)]
    assert found == [
        ("", "detroit"),
        ("", ("council", "city")),
        ("title", "a"),
        ("", "b"),
        ("related", "b"),
        ("related", "c"),
        ("related", ("d",)),
        ("", ("f", "g")),
        ("topic", "h"),
    ]
    assert highlights(parse("")) == ()
    assert highlights(parse("a").tree)[0].needle == "a"


@pytest.mark.parametrize(
    ("text", "field", "value", "result"),
    [
        ("", "topic", "AI", "topic:AI"),
        ("police", "topic", "Computer Vision", 'police topic:"Computer Vision"'),
        ("police ", "provider", 'The "Post"', r'police provider:="The \"Post\""'),
        ("a OR b", "is", "unread", "(a OR b) is:unread"),
        ("a OR b sort:date", "is", "unread", "(a OR b) is:unread sort:date"),
        ("a sort:date", "date", "2020-10", "a sort:date date:2020-10"),
        ("topic:AI", "topic", "AI", ""),
        ("a topic:AI b limit:5", "topic", "AI", "a b limit:5"),
        ("a -topic:AI", "topic", "AI", "a topic:AI"),
        ("a", "quality", "40..60", "a quality:40..60"),
        ("a", "", "b c", 'a "b c"'),
        ("(a OR b) is:read", "is", "read", "a OR b"),
    ],
)
def test_a_facet_term_is_added_and_taken_out(text: str, field: str, value: str, result: str) -> None:
    assert add_term(text, field, value) == result
    parse(result)


def test_a_facet_term_excludes() -> None:
    assert add_term("a", "topic", "AI", exclude=True) == "a -topic:AI"
    assert add_term("a topic:AI", "topic", "AI", exclude=True) == "a -topic:AI"
    assert add_term("a -topic:AI", "topic", "AI", exclude=True) == "a"
    assert term("from", "AP", exclude=True) == "-provider:=AP"
    with pytest.raises(QueryError, match="no field nothing:"):
        term("nothing", "x")


def test_the_reference_has_every_field_and_its_examples_work() -> None:
    sections = reference(provider='The "Post"', topic="R&D Tools")
    rows = [row for section in sections for row in section.rows]
    assert {f"{field.name}:" for field in FIELDS} <= {row.syntax for row in rows}
    for row in rows:
        for example in row.examples:
            parse(example)
    examples = [example for row in rows for example in row.examples]
    assert r'from:"The \"Post\""' in examples
    assert "#r-d-tools" in examples
    assert set(Kind) == {field.kind for field in FIELDS}
