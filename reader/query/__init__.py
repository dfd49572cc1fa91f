"""The query language: fields, lexer, parser, tree, evaluation, completion, sort.

An article is seen here only as columns of a `Table`. `parse` raises nothing but `QueryError`; nothing else raises.
"""

from reader.query.complete import Completion, Option, complete
from reader.query.evaluate import compile_query, evaluate, matches, select
from reader.query.facets import add_term, term
from reader.query.fields import FIELDS, Field
from reader.query.highlight import Highlight, highlights, positive_words
from reader.query.narrowing import narrows
from reader.query.order import sort_rows
from reader.query.parser import parse
from reader.query.printing import to_text
from reader.query.reference import Row, Section, reference
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
    "positive_words",
    "reference",
    "select",
    "sort_rows",
    "term",
    "to_text",
]
