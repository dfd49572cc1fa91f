"""The query language: fields, lexer, parser, tree, evaluation, completion, sort.

An article is seen here only as columns of a `Table`. `parse` raises nothing but `QueryError`; nothing else raises.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.query.assist.completion import Completion, Suggestion, complete
    from reader.query.assist.facets import add_term, term
    from reader.query.assist.highlight import Highlight, highlights
    from reader.query.assist.language_reference import ReferenceRow, ReferenceSection, reference
    from reader.query.evaluation.evaluate import compile_query, evaluate, matches, select
    from reader.query.evaluation.narrowing import narrows, remainder
    from reader.query.evaluation.sort_order import sort_rows
    from reader.query.evaluation.table import Clock, Column, SearchableColumn, Table
    from reader.query.syntax.fields import FIELDS, Field
    from reader.query.syntax.parser import parse
    from reader.query.syntax.printing import to_text
    from reader.query.syntax.tree import Node, Query, SortKey

__all__ = [
    "FIELDS",
    "Clock",
    "Column",
    "Completion",
    "Field",
    "Highlight",
    "Node",
    "Query",
    "ReferenceRow",
    "ReferenceSection",
    "SearchableColumn",
    "SortKey",
    "Suggestion",
    "Table",
    "add_term",
    "compile_query",
    "complete",
    "evaluate",
    "highlights",
    "matches",
    "narrows",
    "parse",
    "reference",
    "remainder",
    "select",
    "sort_rows",
    "term",
    "to_text",
]

# A screen without a filter needs none of this: each name is imported when it is first asked for. No module may be
# called as a name is: importing it would put the module in the place of the name.
_HOMES = {
    "Clock": "reader.query.evaluation.table",
    "Column": "reader.query.evaluation.table",
    "Completion": "reader.query.assist.completion",
    "FIELDS": "reader.query.syntax.fields",
    "Field": "reader.query.syntax.fields",
    "Highlight": "reader.query.assist.highlight",
    "Node": "reader.query.syntax.tree",
    "Suggestion": "reader.query.assist.completion",
    "Query": "reader.query.syntax.tree",
    "ReferenceRow": "reader.query.assist.language_reference",
    "SearchableColumn": "reader.query.evaluation.table",
    "ReferenceSection": "reader.query.assist.language_reference",
    "SortKey": "reader.query.syntax.tree",
    "Table": "reader.query.evaluation.table",
    "add_term": "reader.query.assist.facets",
    "compile_query": "reader.query.evaluation.evaluate",
    "complete": "reader.query.assist.completion",
    "evaluate": "reader.query.evaluation.evaluate",
    "highlights": "reader.query.assist.highlight",
    "matches": "reader.query.evaluation.evaluate",
    "narrows": "reader.query.evaluation.narrowing",
    "remainder": "reader.query.evaluation.narrowing",
    "parse": "reader.query.syntax.parser",
    "reference": "reader.query.assist.language_reference",
    "select": "reader.query.evaluation.evaluate",
    "sort_rows": "reader.query.evaluation.sort_order",
    "term": "reader.query.assist.facets",
    "to_text": "reader.query.syntax.printing",
}


def __getattr__(name: str) -> Any:
    """Import one of the names above from the module it lives in."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value
