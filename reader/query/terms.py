"""One token as the value of a field: the leaves of the tree."""

from __future__ import annotations

from reader.errors import QueryError
from reader.query.fields import ANY, RELATED, SLUG, Field, Kind
from reader.query.guard import matcher
from reader.query.lexer import Token, TokenKind
from reader.query.parts import PatternError
from reader.query.tree import Node, Pattern, Word
from reader.query.values import age, date_range, flag, number_range
from reader.text.fold import fold

_VALUES = {
    Kind.NUMBER: number_range,
    Kind.DATE: date_range,
    Kind.AGE: age,
    Kind.CHOICE: flag,
}


def leaf(field: Field, token: Token, *, whole: bool) -> Node:
    """Return the node for a word, phrase or regular expression as the value of a field.

    `whole` tells that `=` stood before it. Raise `QueryError` saying what the field takes otherwise.
    """
    if not token.closed:
        mark = "/" if token.kind is TokenKind.REGEX else '"'
        raise error_at(f"the {mark} is not closed", token, incomplete=True, hint=f"add a {mark}")
    typed = _VALUES.get(field.kind)
    if typed is not None:
        if token.kind is TokenKind.REGEX:
            raise error_at(f"{field.name}: takes no regular expression", token, hint=wanted(field))
        node: Node = typed(field, token)
        return node
    if token.kind is TokenKind.REGEX:
        return _pattern(field, token, whole=whole)
    return _word(field, token, whole=whole)


def _word(field: Field, token: Token, *, whole: bool) -> Node:
    text = token.text
    if whole and field.name in (ANY, RELATED):
        raise error_at(f"{field.name}: has no whole value", token, hint=wanted(field))
    if not whole and not fold(text):
        raise error_at("there is nothing to look for", token, incomplete=True)
    if token.kind is TokenKind.PHRASE:
        return Word(field.name, text, whole)
    if text.startswith("#") and field.name in ("", "topic"):
        if len(text) == 1:
            raise error_at("# has no topic after it", token, incomplete=True, hint="write #computer-vision")
        return Word(SLUG, text[1:])
    if field.name and not whole and text[0] in "<>":
        raise error_at(
            f"{field.name}: cannot be compared with {text[0]}",
            token,
            hint=f'{wanted(field)}; to search for it, write {field.name}:"{text}"',
        )
    return Word(field.name, text, whole)


def _pattern(field: Field, token: Token, *, whole: bool) -> Node:
    if whole or field.kind is not Kind.TEXT:
        what = f"{field.name}:=" if whole else f"{field.name}:"
        raise error_at(f"{what} takes no regular expression", token, hint=wanted(field))
    try:
        matcher(token.text)
    except PatternError as fault:
        raise error_at(f"this regular expression cannot be used: {fault}", token) from None
    return Pattern(field.name, token.text)


def wanted(field: Field) -> str:
    """Return what a field takes, by its examples or its listed values."""
    if field.choices:
        return f"{field.name}: takes " + ", ".join(choice.name for choice in field.choices)
    return f"for example {field.examples[0].format(provider='reuters', topic='ai', slug='ai')}"


def error_at(message: str, token: Token, *, incomplete: bool = False, hint: str = "") -> QueryError:
    """Return an error whose place is a token."""
    return QueryError(message, start=token.start, end=token.end, incomplete=incomplete, hint=hint)
