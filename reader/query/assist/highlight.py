"""What to highlight in the articles that a query found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reader.query.regex.matcher import Matcher, matcher
from reader.query.syntax.fields import ANY, RELATED, Kind, field_of
from reader.query.syntax.tree import And, Node, Or, Pattern, Query, Related, Word
from reader.query.syntax.word_patterns import wording
from reader.text.fold import fold


@dataclass(frozen=True, slots=True)
class Highlight:
    """One thing to highlight, in folded text.

    `field` is where: "" everywhere in the article, `related` in its related coverage, else a field. It is either
    a `needle` or, where that is empty, a `pattern`; a `cased` one is looked for in the text as `as_written` gives it.
    """

    field: str
    needle: str = ""
    pattern: Matcher | None = None
    cased: bool = False


def highlights(query: Query | Node | None) -> tuple[Highlight, ...]:
    """Return what a query looks for, in the order typed, without what it excludes and without repetitions."""
    tree = query.tree if isinstance(query, Query) else query
    return tuple(dict.fromkeys(_of(tree, ""))) if tree is not None else ()


def _of(node: Node, scope: str) -> Iterator[Highlight]:
    match node:
        case Word(name, text):
            needle, exact = fold(text), wording(node)
            if needle and field_of(name).kind is not Kind.PREFIX:
                for field in _places(name, scope):
                    yield Highlight(field, "" if exact else needle, exact, node.cased)
        case Pattern(name, source):
            for field in _places(name, scope):
                yield Highlight(field, "", matcher(source))
        case Related(query):
            yield from _of(query, RELATED)
        case And(terms) | Or(terms):
            for term in terms:
                yield from _of(term, scope)


def _places(name: str, scope: str) -> tuple[str, ...]:
    if scope:
        return (scope,)
    return ("", RELATED) if name == ANY else (field_of(name).name,)
