"""The query language: fields, lexer, parser, tree, evaluation, completion, sort.

An article is seen here only as columns of a `Table`. `parse` raises nothing but `QueryError`; nothing else raises.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.query.completion import Completion, Option, complete
    from reader.query.evaluation import compile_query, evaluate, matches, select
    from reader.query.facets import add_term, term
    from reader.query.fields import FIELDS, Field
    from reader.query.highlight import Highlight, highlights
    from reader.query.narrowing import narrows, remainder
    from reader.query.order import sort_rows
    from reader.query.outline import Row, Section, reference
    from reader.query.parser import parse
    from reader.query.printing import to_text
    from reader.query.table import Clock, Column, SearchableColumn, Table
    from reader.query.tree import Node, Query, SortKey

__all__ = [
    "FIELDS",
    "Clock",
    "Column",
    "Completion",
    "Field",
    "Highlight",
    "Node",
    "Option",
    "Query",
    "Row",
    "SearchableColumn",
    "Section",
    "SortKey",
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
    "Clock": "reader.query.table",
    "Column": "reader.query.table",
    "Completion": "reader.query.completion",
    "FIELDS": "reader.query.fields",
    "Field": "reader.query.fields",
    "Highlight": "reader.query.highlight",
    "Node": "reader.query.tree",
    "Option": "reader.query.completion",
    "Query": "reader.query.tree",
    "Row": "reader.query.outline",
    "SearchableColumn": "reader.query.table",
    "Section": "reader.query.outline",
    "SortKey": "reader.query.tree",
    "Table": "reader.query.table",
    "add_term": "reader.query.facets",
    "compile_query": "reader.query.evaluation",
    "complete": "reader.query.completion",
    "evaluate": "reader.query.evaluation",
    "highlights": "reader.query.highlight",
    "matches": "reader.query.evaluation",
    "narrows": "reader.query.narrowing",
    "remainder": "reader.query.narrowing",
    "parse": "reader.query.parser",
    "reference": "reader.query.outline",
    "select": "reader.query.evaluation",
    "sort_rows": "reader.query.order",
    "term": "reader.query.facets",
    "to_text": "reader.query.printing",
}


def __getattr__(name: str) -> Any:
    """Import one of the names above from the module it lives in."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value
