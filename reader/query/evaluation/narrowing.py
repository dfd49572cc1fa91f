"""Whether a query asks for no more than an earlier one did, so that only the earlier result need be searched."""

from __future__ import annotations

from dataclasses import replace

from reader.query.evaluation.range_predicates import bounds
from reader.query.evaluation.table import Clock
from reader.query.syntax.dates import RELATIVE
from reader.query.syntax.fields import ANY, RELATED, Kind, field_of
from reader.query.syntax.tree import (
    And,
    DateRange,
    Node,
    Not,
    NumberRange,
    Or,
    Pattern,
    Query,
    Related,
    Word,
    both,
)
from reader.query.syntax.word_patterns import wording
from reader.text.fold import fold
from reader.text.urls import canonical_url

_IN_TEXT = frozenset({"title", "excerpt", "body"})
"""Fields in which a word found is a word found by a search without a field."""

_DEAR = (Word, Pattern, Related)
_NO_CLOCK = Clock(0)


def narrows(old: Query, new: Query) -> bool:
    """Tell whether every row that answers to `new` is sure to answer to `old`, at one moment and with one table.

    False where that is not known. An old query with a limit is never narrowed: its result lacks rows.
    """
    if old.limit is not None:
        return False
    if old.tree is None:
        return True
    return new.tree is not None and _Implication().holds(new.tree, old.tree)


def remainder(old: Query, new: Query) -> Node | None:
    """Return what of `new` is still to be asked of rows that answer to `old`, None where that is nothing.

    With each letter typed only the last word is another one, and texts are what takes time to look through.
    """
    if old.tree is None or new.tree is None:
        return new.tree
    terms = new.tree.terms if isinstance(new.tree, And) else (new.tree,)
    implied = _Implication()
    left = [term for term in terms if not (isinstance(term, _DEAR) and implied.holds(old.tree, term))]
    return both(left) if left else None


class _Implication:
    """What is known of pairs of nodes: each pair is judged once, so the time is that of their number at most."""

    def __init__(self) -> None:
        self.known: dict[tuple[int, int], bool] = {}

    def holds(self, new: Node, old: Node) -> bool:
        pair = id(new), id(old)
        if pair not in self.known:
            self.known[pair] = self.judge(new, old)
        return self.known[pair]

    def judge(self, new: Node, old: Node) -> bool:
        if isinstance(old, And):
            return all(self.holds(new, part) for part in old.terms)
        if isinstance(new, Or):
            return all(self.holds(part, old) for part in new.terms)
        if isinstance(new, And) and any(self.holds(part, old) for part in new.terms):
            return True
        if isinstance(old, Or):
            return any(self.holds(new, part) for part in old.terms)
        match new, old:
            case Not(new_term), Not(old_term):
                return self.holds(old_term, new_term)
            case Related(new_query), Related(old_query):
                return self.holds(new_query, old_query)
            case Word(), Word():
                return new == old or _longer(new, old)
            case (NumberRange() as inner, NumberRange() as outer) | (
                DateRange() as inner,
                DateRange() as outer,
            ):
                return inner == outer or (inner.field == outer.field and _inside(inner, outer))
        return new == old


def _inside(new: NumberRange | DateRange, old: NumberRange | DateRange) -> bool:
    if {new.low, new.high, old.low, old.high}.intersection(RELATIVE):
        return False
    new_low, new_high = bounds(new, _NO_CLOCK)
    old_low, old_high = bounds(old, _NO_CLOCK)
    return old_low <= new_low and new_high <= old_high


def _longer(new: Word, old: Word) -> bool:
    """Tell whether where `new` stands, `old` stands too."""
    if old.whole or old.begins or new.begins or canonical_url(new.text):
        return False
    field = field_of(old.field)
    if field.kind is Kind.PREFIX:
        return new.field == old.field and fold(new.text).startswith(fold(old.text))
    if field.kind is not Kind.TEXT or not _implies(new, old):
        return False
    if new.field == old.field:
        return True
    if old.field == ANY:
        return new.field in ("", RELATED) or new.field in _IN_TEXT
    return not old.field and new.field in _IN_TEXT


def _implies(new: Word, old: Word) -> bool:
    """Tell whether a text that `new` is found in is one that `old` is found in."""
    if old.bounded or old.cased or old.phrase:
        same = replace(new, field=old.field, bounded=old.bounded, cased=old.cased) == old
        return same and new.bounded >= old.bounded and new.cased >= old.cased
    shorter = fold(old.text)
    exact = wording(replace(new, cased=False))
    # Of a phrase only its words are sure to stand there as they are.
    return any(shorter in needle for needle in exact.needles) if exact else shorter in fold(new.text)
