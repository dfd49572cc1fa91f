"""A tree as text that parses back to the same tree."""

from __future__ import annotations

import re

from reader.query.syntax.fields import SLUG
from reader.query.syntax.lexer import QUOTES
from reader.query.syntax.tree import (
    Age,
    And,
    DateRange,
    Flag,
    Node,
    Not,
    NumberRange,
    Or,
    Pattern,
    Query,
    Related,
    SortKey,
    Word,
)

# Whatever else might be read as a sign, a field or a keyword is quoted rather than told apart.
_BARE = re.compile(r"(?!(?:AND|OR|NOT)\Z)[^\W_](?:[\w.&+'’$%@#-]*)\Z")
_QUOTE = re.compile(rf"[\\{QUOTES}]")


def is_bare(text: str) -> bool:
    """Tell whether a text needs no quotes to be read as itself."""
    return bool(_BARE.match(text))


def quoted(text: str) -> str:
    """Return `text` as the query language reads it: bare where that is safe, else in quotes."""
    return text if is_bare(text) else _in_quotes(text)


def _in_quotes(text: str) -> str:
    return '"' + _QUOTE.sub(r"\\\g<0>", text) + '"'


def number_text(value: float) -> str:
    """Return a number without an exponent and without needless zeros."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def to_text(what: Query | Node | None) -> str:
    """Return the text of a query or of a part of its tree: parsed again, it gives the same tree and order."""
    if not isinstance(what, Query):
        return "" if what is None else _node(what)
    parts = [] if what.tree is None else [_node(what.tree)]
    if what.order:
        parts.append("sort:" + ",".join(map(_sort_key, what.order)))
    if what.limit is not None:
        parts.append(f"limit:{what.limit}")
    return " ".join(parts)


def _sort_key(key: SortKey) -> str:
    return f"-{key.field}" if key.descending else key.field


def _node(node: Node) -> str:
    match node:
        case Word():
            return _word(node)
        case Pattern(field, source):
            return f"{field}:/{source}/" if field else f"/{source}/"
        case NumberRange(field, low, high, low_open, high_open):
            return f"{field}:" + _range(_number(low), _number(high), low_open, high_open)
        case DateRange(field, low_date, high_date, low_open, high_open):
            return f"{field}:" + _range(low_date, high_date, low_open, high_open)
        case Age(field, count, unit):
            return f"{field}:{count}{unit}"
        case Flag(field, value):
            return f"{field}:{value}"
        case Related(query):
            return f"related:{{{_node(query)}}}"
        case Not(term):
            return f"-{_grouped(term, (And, Or))}"
        case And(terms):
            return " ".join(_grouped(term, (Or,)) for term in terms)
    return " OR ".join(_node(term) for term in node.terms)


def _word(node: Word) -> str:
    if node.field == SLUG:
        return f"#{node.text}"
    value = _in_quotes(node.text) if node.phrase else quoted(node.text)
    name = f"{node.field}:" if node.field else ""
    modifiers = "word:" * node.bounded + "case:" * node.cased
    return f"{modifiers}{name}{'=' * node.whole}{value}{'*' * node.begins}"


def _grouped(node: Node, kinds: tuple[type, ...]) -> str:
    return f"({_node(node)})" if isinstance(node, kinds) else _node(node)


def _number(value: float | None) -> str | None:
    return None if value is None else number_text(value)


def _range(low: str | None, high: str | None, low_open: bool, high_open: bool) -> str:
    if low == high and low is not None:
        return low
    if high is None:
        return f">{low}" if low_open else f">={low}"
    if low is None:
        return f"<{high}" if high_open else f"<={high}"
    return f"{low}..<{high}" if high_open else f"{low}..{high}"
