"""Terms added to a query and taken out again, as choosing from a list of counts does."""

from __future__ import annotations

from dataclasses import replace

from reader.errors import QueryError
from reader.query.syntax.fields import Kind, find_field
from reader.query.syntax.parser import parse
from reader.query.syntax.printing import quoted, to_text
from reader.query.syntax.tree import And, Node, Not, Or, both

_ONE_VALUE = frozenset({"provider", "category", "type"})
"""Fields with one value an article, of which a facet counts the articles that have just this value."""


def term(field: str, value: str, *, exclude: bool = False) -> str:
    """Return the term for a value of a field: `topic:"Computer Vision"`, `-is:draft`, `provider:=AP`.

    Raise `QueryError` when there is no such field.
    """
    known = find_field(field)
    if known is None:
        raise QueryError(f"there is no field {field}:", start=0, end=0)
    textual = known.kind in (Kind.TEXT, Kind.WHOLE, Kind.HOST, Kind.PREFIX)
    equals = "=" if known.name in _ONE_VALUE else ""
    name = f"{known.name}:" if known.name else ""
    return "-" * exclude + name + equals + (quoted(value) if textual else value)


def add_term(text: str, field: str, value: str, *, exclude: bool = False) -> str:
    """Return a query's text with the term for a value added, or taken out where it is already there.

    What was excluded is no longer so once it is chosen, and the other way round. Raise `QueryError` when the text
    is no query or the value none of the field's.
    """
    query = parse(text)
    added = term(field, value, exclude=exclude)
    node = parse(added).tree
    assert node is not None  # noqa: S101 - a field with a value is a term
    opposite: Node = node.term if isinstance(node, Not) else Not(node)
    present = query.tree.terms if isinstance(query.tree, And) else (query.tree,) if query.tree else ()
    kept = [one for one in present if one not in (node, opposite)]
    if node in present:
        return to_text(replace(query, tree=both(kept) if kept else None))
    if opposite in present or isinstance(query.tree, Or):
        return to_text(replace(query, tree=both([*kept, node])))
    return f"{text.strip()} {added}".strip()
