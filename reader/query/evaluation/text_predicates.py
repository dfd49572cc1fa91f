"""Words, phrases and regular expressions asked of rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import compress, repeat
from operator import contains, methodcaller
from typing import Any

from reader.query.evaluation.steps import Step, Verdicts, among, present, union
from reader.query.evaluation.table import SEPARATOR, Column, PrefixColumn, SearchableColumn, Table
from reader.query.evaluation.topics import is_topic, spaced
from reader.query.regex.matcher import Matcher, matcher
from reader.query.syntax.fields import SLUG, Field, Kind, field_of
from reader.query.syntax.tree import Pattern, Word
from reader.query.syntax.word_patterns import as_written, wording
from reader.text.fold import fold
from reader.text.identity import short_id
from reader.text.urls import canonical_url


def word_step(node: Word) -> Step:
    """Return the step for a word or phrase in one field or in all of them."""
    step = _folded_step(replace(node, cased=False))
    return _cased(node, step) if node.cased else step


def _folded_step(node: Word) -> Step:
    field = field_of(node.field)
    needle = fold(node.text)
    if field.kind is Kind.WHOLE:
        return _verdict_step(field.columns, _topic_test(node, needle), nothing=())
    if field.kind is Kind.HOST:
        host = _host(needle)
        return _verdict_step(field.columns, lambda domain: f".{domain}".endswith(f".{host}"))
    if field.kind is Kind.PREFIX:
        return _prefix_step(field.columns[0], needle, whole=node.whole)
    if node.whole:
        return _verdict_step(field.columns, lambda text: text == needle)
    exact = wording(node)
    if field.name in ("provider", "category", "type"):
        return _verdict_step(field.columns, exact.search if exact else lambda text: needle in text)
    if field.name in ("title", "excerpt"):
        # The joined text is in memory, the field itself perhaps not; what is not in the one is not in the other.
        return lambda table, rows: _keeping(
            table.column(field.columns[0]), needle, exact, _keeping(table.column("text"), needle, exact, rows)
        )
    address = canonical_url(node.text) if not field.name else ""
    return _text_step(field, needle, exact, short_id(address) if address else "")


def _topic_test(node: Word, needle: str) -> Callable[[Sequence[str]], bool]:
    slug = node.field == SLUG
    if node.begins:
        front = spaced(needle)
        return lambda topics: any(spaced(one).startswith(front) for one in topics)
    return lambda topics: any(is_topic(needle, one, slug=slug) for one in topics)


def _cased(node: Word, folded: Step) -> Step:
    """Return the step for a word with its capitals: asked of texts as they are written, where the word is at all."""
    exact = wording(node)
    assert exact is not None  # noqa: S101 - what is cased is looked for as it is written
    names = field_of(node.field).columns
    # Only letters and figures stand in a file just as they are typed.
    needle = next((one for one in exact.needles if one.isascii() and one.isalnum()), "")

    def step(table: Table, rows: Sequence[int]) -> list[int]:
        found = {
            row
            for row, texts in table.written(folded(table, rows), needle)
            if any(exact.search(as_written(text)) for name in names for text in texts[name])
        }
        return among(rows, found)

    return step


def _text_step(field: Field, needle: str, exact: Matcher | None, known_id: str) -> Step:
    """Return the step for a word in any column of a field, or for the articles with the address of that id."""
    is_article = [_prefix_step(name, known_id, whole=True) for name in ("id", "shared")]

    def step(table: Table, rows: Sequence[int]) -> list[int]:
        steps = [partial(_keeping, column, needle, exact) for column in present(table, field.columns)]
        if known_id:
            steps += [partial(one, table) for one in is_article]
        return steps[0](rows) if len(steps) == 1 else union(rows, steps)

    return step


def _keeping(column: Column | None, needle: str, exact: Matcher | None, rows: Sequence[int]) -> list[int]:
    """Return the rows whose text contains the needle, or where that says too little, what is to be found exactly."""
    return _containing(column, needle, rows) if exact is None else _finding(column, exact, rows)


def _finding(
    column: Column | None, sought: Matcher, rows: Sequence[int], *, as_lines: bool = False
) -> list[int]:
    """Return the rows whose text, or one of whose texts, is one in which something is found.

    A regular expression sees fields `as_lines`, so that nothing takes two of them for one.
    """
    if column is None:
        return []
    for needle in sought.needles:
        rows = _containing(column, needle, rows)
    if not rows:
        return []
    values = list(map(column.__getitem__, rows))
    texts = values if isinstance(values[0], str) else map(SEPARATOR.join, values)
    if as_lines:
        texts = map(methodcaller("replace", SEPARATOR, "\n"), texts)
    if sought.needles:
        return list(compress(rows, map(sought.search, texts)))
    # Empty is no text: nothing is found in it, whatever an expression says.
    return [
        row for row, value, text in zip(rows, values, texts, strict=True) if value and sought.search(text)
    ]


def _containing(column: Column | None, needle: str, rows: Sequence[int]) -> list[int]:
    """Return the rows whose text, or one of whose texts, contains the needle."""
    if column is None or not rows:
        return []
    if isinstance(column, SearchableColumn):
        return among(rows, set(column.containing(needle, rows)))
    if isinstance(column[rows[0]], str):
        # The loop over most of a corpus at every letter typed: in C it takes half of what a comprehension does.
        texts = map(column.__getitem__, rows)
        return list(compress(rows, map(contains, texts, repeat(needle))))
    return [row for row in rows if (texts := column[row]) and any(needle in text for text in texts)]


def _verdict_step(names: Sequence[str], test: Callable[[Any], object], *, nothing: object = "") -> Step:
    """Return the step for a test on columns that hold few different values, and `nothing` where they are empty."""
    verdicts: Verdicts[Any] = Verdicts(test)

    def step(table: Table, rows: Sequence[int]) -> list[int]:
        columns = present(table, names)
        if len(columns) < len(names) and verdicts[nothing]:
            return list(rows)
        match columns:
            case []:
                return []
            case [one]:
                return [row for row in rows if verdicts[one[row]]]
            case _:
                one, other = columns
                return [row for row in rows if verdicts[one[row]] or verdicts[other[row]]]

    return step


def _prefix_step(name: str, prefix: str, *, whole: bool) -> Step:
    def answers(value: str | tuple[str, ...]) -> bool:
        known = (value,) if isinstance(value, str) else value
        return prefix in known if whole else any(one.startswith(prefix) for one in known)

    def step(table: Table, rows: Sequence[int]) -> list[int]:
        column = table.column(name)
        if isinstance(column, PrefixColumn):
            return among(rows, column.beginning(prefix, whole=whole))
        return [] if column is None else [row for row in rows if answers(column[row])]

    return step


def _host(text: str) -> str:
    """Return the host that was meant by a host or a web address."""
    host = text.split("://", 1)[-1].split("/", 1)[0]
    return host.removeprefix("www.").strip(".")


def pattern_step(node: Pattern) -> Step:
    """Return the step for a regular expression; each text is searched to its end, field by field."""
    field = field_of(node.field)
    sought = matcher(node.source)

    def step(table: Table, rows: Sequence[int]) -> list[int]:
        return union(
            rows,
            [partial(_finding, column, sought, as_lines=True) for column in present(table, field.columns)],
        )

    return step
