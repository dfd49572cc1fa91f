"""Why a query finds nothing: which terms no article answers to, what is nearest, which exclude each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import combinations
from typing import TYPE_CHECKING, Any

from reader.query.evaluation.evaluate import evaluate
from reader.query.evaluation.range_predicates import bounds
from reader.query.syntax.fields import Kind, field_of
from reader.query.syntax.printing import number_text, to_text
from reader.query.syntax.tree import Age, And, DateRange, Flag, Node, Not, NumberRange, Or, Query, Word
from reader.session.table.field_values import count_values
from reader.text.fold import fold

if TYPE_CHECKING:
    from reader.query.evaluation.table import Clock
    from reader.session.session import Session

_NAMED = 3
# Sides of an OR of which it is said why they find nothing.
_SIDES = 2
# States of which an article has exactly one.
_EXCLUDING = (
    frozenset({"read", "unread"}),
    frozenset({"open", "later", "dismissed", "approved"}),
    frozenset({"draft", "published"}),
)
_LISTED = frozenset({"provider", "site", "topic", "type", "category", "tag"})
_JOINTS = frozenset({"and", "or", "not"})
_DATE = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_SIGNS = re.compile(r"[=~<>!]+")
# What joins words where a text may have a blank.
_JOINED = re.compile(r"(?<=\w)[-_/,+](?=\w)")
_Range = NumberRange | DateRange | Age


def why_nothing(session: Session, query: Query) -> str:
    """Return in one sentence why no article of the present snapshot answers to a query; "" where one does.

    Each term is asked by itself, which takes as long as the query did. Of ranges and states that exclude each other
    no article is asked.
    """
    tree = query.tree
    if tree is None or not len(session.corpus):
        return ""
    terms = tree.terms if isinstance(tree, And) else (tree,)
    clock = session.clock()
    for one, other in combinations(terms, 2):
        if _exclude(one, other, clock):
            return f"{to_text(one)} and {to_text(other)} exclude each other"
    table, rows = session.table(), range(len(session.corpus))
    counts = [len(evaluate(term, table, rows, clock)) for term in terms]
    advice = _joint(terms)
    for term, count in zip(terms, counts, strict=True):
        if not count:
            return _absent(session, term) + advice
    if evaluate(tree, table, rows, clock):
        return ""
    told = ", ".join(f"{to_text(term)} ({count:,})" for term, count in zip(terms, counts, strict=True))
    return f"each term is found, but never all together: {told}{advice}"


def _joint(terms: Sequence[Node]) -> str:
    """Return what is to be written for a sign or small word between terms, which is a word to be found here."""
    words = [term.text for term in terms if isinstance(term, Word) and not (term.field or term.phrase)]
    if any(map(_SIGNS.fullmatch, words)):
        return "; for a field write a colon, as in title:word"
    small = next((word for word in words if word in _JOINTS), "")
    return f"; to join terms write {small.upper()} in capitals" if small else ""


def _exclude(one: Node, other: Node, clock: Clock) -> bool:
    match one, other:
        case (Not(term), _) if term == other:
            return True
        case (_, Not(term)) if term == one:
            return True
        case Flag("is", first), Flag("is", second):
            return first != second and any({first, second} <= group for group in _EXCLUDING)
    if isinstance(one, _Range) and isinstance(other, _Range):
        (low, high), (other_low, other_high) = bounds(one, clock), bounds(other, clock)
        return field_of(one.field).columns == field_of(other.field).columns and (
            high < other_low or other_high < low
        )
    return False


def _absent(session: Session, term: Node) -> str:
    """Return why no article answers to one term."""
    match term:
        case Word(name, text):
            return _no_word(session, term, field_of(name).name, text)
        case Or(terms):
            return " and ".join(dict.fromkeys(_absent(session, one) for one in terms[:_SIDES]))
        case NumberRange(name):
            scores = [score for score in _column(session, field_of(name).columns[0]) if score is not None]
            told = (
                f"{name} runs from {number_text(min(scores))} to {number_text(max(scores))}"
                if scores
                else "none has any"
            )
            return f"no article answers to {to_text(term)}; {told}"
        case DateRange("date") | Age():
            months = count_values(session, "date", range(len(session.corpus)))
            told = f"the articles are from {months[-1][0]} to {months[0][0]}" if months else "none has a date"
            return f"no article answers to {to_text(term)}; {told}"
    return f"no article answers to {to_text(term)}"


def _column(session: Session, name: str) -> Sequence[Any]:
    column: Any = session.table().column(name)
    return [] if column is None else [column[row] for row in range(len(session.corpus))]


def _no_word(session: Session, term: Word, name: str, text: str) -> str:
    shown = f"“{text}”"
    if name not in _LISTED:
        if field_of(term.field).kind is Kind.PREFIX:
            return f"no {name} begins with {shown}"
        place = "nowhere" if not name else f"in no {name}"
        return (
            f"{shown} is found {place}"
            + (", as a whole word" if term.bounded else "")
            + (", with these capitals" if term.cased else "")
            + _advice(session, term)
        )
    values = count_values(session, name, range(len(session.corpus)))
    if not values:
        return f"no article has a {name}"
    exactly = "exactly " if term.whole or (field_of(name).kind is Kind.WHOLE and not term.begins) else ""
    verb = "is" if exactly or name == "site" else "begins with" if term.begins else "contains"
    near = nearest_values(text, values)
    told = "; nearest: " + ", ".join(f"{value} ({count:,})" for value, count in near) if near else ""
    return f"no {name} {verb} {exactly}{shown}{told}"


def _advice(session: Session, term: Word) -> str:
    """Return what might have been meant by a word that is found nowhere, "" where that cannot be guessed."""
    text = term.text
    if _DATE.fullmatch(text):
        return f"; for a date write date:{text}"
    apart = _JOINED.sub(" ", text)
    if apart != text and not term.phrase:
        phrase = replace(term, text=apart, phrase=True)
        if count := len(evaluate(phrase, session.table(), range(len(session.corpus)), session.clock())):
            return f"; {to_text(phrase)} is ({count:,})"
    if "," in text:
        return "; for one of several words write OR between them"
    if "?" in text[:-1]:
        return f"; for any letter write /{text.replace('?', '.')}/"
    return ""


def nearest_values(text: str, values: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the few values that contain a text, the most frequent first, or else those spelled most like it."""
    sought = fold(text).strip("'\"*#")
    folded = [(fold(value), value, count) for value, count in values]
    containing = [(value, count) for plain, value, count in folded if sought and sought in plain]
    if containing:
        return containing[:_NAMED]
    by_spelling = {plain: (value, count) for plain, value, count in reversed(folded)}
    return [by_spelling[plain] for plain in get_close_matches(sought, by_spelling, n=_NAMED, cutoff=0.6)]
