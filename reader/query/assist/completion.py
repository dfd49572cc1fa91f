"""What the word at the cursor can become: names of fields, and values of a field with their counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from reader.query.evaluation.topics import slug_of
from reader.query.syntax.dates import RELATIVE
from reader.query.syntax.fields import FIELDS, MODIFIER_HELPS, Field, Kind, find_field
from reader.query.syntax.lexer import Token, TokenKind, tokenize
from reader.query.syntax.printing import quoted
from reader.text.fold import fold

MAX_OPTIONS = 50

Values = Callable[[str], Iterable[tuple[str, int]]]
"""Returns the values that a field (by its name) has in the corpus, each with the number of articles."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One completion: the text to put in, what to show for it, how many articles have it (None: unknown)."""

    text: str
    label: str
    count: int | None = None
    help: str = ""


@dataclass(frozen=True, slots=True)
class Completion:
    """The options, best first, any of which replaces the query's text from `start` to `end`."""

    start: int
    end: int
    options: tuple[Suggestion, ...]


def complete(text: str, cursor: int, values: Values) -> Completion:
    """Return what the word at the cursor can become, for any text, finished or not."""
    cursor = max(0, min(cursor, len(text)))
    tokens = tokenize(text[:cursor])[:-1]
    touching = tokens.pop() if tokens and tokens[-1].end == cursor else None
    if touching is None or touching.kind in _OPENERS:
        # Between words, or right behind a sign: something new begins here.
        if touching is not None:
            tokens.append(touching)
        return Completion(cursor, cursor, _options(_field_before(tokens), "", values))
    unfinished = touching.kind is TokenKind.PHRASE and not touching.closed
    field = _field_before(tokens)
    if touching.kind is TokenKind.WORD or (unfinished and field is not None):
        return Completion(
            touching.start, _end(text, touching, cursor), _options(field, touching.text, values)
        )
    return Completion(cursor, cursor, ())


_OPENERS = (
    TokenKind.FIELD,
    TokenKind.WHOLE,
    TokenKind.MODIFIER,
    TokenKind.NOT,
    TokenKind.OPEN,
    TokenKind.OPEN_BRACE,
)


def _field_before(tokens: list[Token]) -> Field | None:
    """Return the field whose value comes next, or None when none does."""
    last = [token for token in tokens if token.kind not in (TokenKind.WHOLE, TokenKind.MODIFIER)][-1:]
    return find_field(last[0].text) if last and last[0].kind is TokenKind.FIELD else None


def _end(text: str, token: Token, cursor: int) -> int:
    """Return where the word under the cursor ends; what follows an open quote is not part of it."""
    if token.kind is TokenKind.PHRASE:
        return cursor
    return next((one.end for one in tokenize(text) if one.start == token.start), cursor)


def _options(field: Field | None, typed: str, values: Values) -> tuple[Suggestion, ...]:
    if field is None and typed.startswith("#"):
        slugs = (
            Suggestion(f"#{slug}", f"#{slug}", count, topic)
            for topic, count in values("topic")
            if (slug := slug_of(fold(topic)))
        )
        return _best(slugs, typed)
    if field is None:
        return tuple(
            Suggestion(f"{name}:", f"{name}:", None, known.help)
            for known in FIELDS
            for name in (known.name, *known.aliases)
            if name.startswith(typed.lower()) and (typed or name == known.name)
        ) + tuple(
            Suggestion(f"{name}:", f"{name}:", None, text)
            for name, text in MODIFIER_HELPS.items()
            if name.startswith(typed.lower())
        )
    done, comma, last = typed.rpartition(",") if field.kind in (Kind.SORT, Kind.CHOICE) else ("", "", typed)
    sign = last[:1] if field.kind is Kind.SORT and last.startswith("-") else ""
    return _best(_values(field, done + comma + sign, values), last.removeprefix(sign))


def _values(field: Field, front: str, values: Values) -> Iterator[Suggestion]:
    """Yield all values of a field; `front` is what is typed already and stays."""
    counts = dict(values(field.name))
    for choice in field.choices:
        yield Suggestion(front + choice.name, choice.name, counts.pop(choice.name, None), choice.help)
    if field.kind is Kind.DATE:
        for day in RELATIVE:
            yield Suggestion(day, day, counts.pop(day, None))
    for value, count in counts.items():
        yield Suggestion(front + quoted(value), value, count)


def _best(options: Iterable[Suggestion], typed: str) -> tuple[Suggestion, ...]:
    """Return the options that begin with what was typed, then those that contain it; frequent ones first."""
    sought = fold(typed)
    found = [(fold(option.label), option) for option in options]
    fitting = [(not label.startswith(sought), option) for label, option in found if sought in label]
    fitting.sort(key=lambda pair: (pair[0], -(pair[1].count or 0)))
    return tuple(option for _, option in fitting[:MAX_OPTIONS])
