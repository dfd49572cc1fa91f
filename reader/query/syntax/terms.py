"""One token as the value of a field: the leaves of the tree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import replace

from reader.errors import QueryError
from reader.query.regex.matcher import matcher
from reader.query.regex.regex_ast import PatternError
from reader.query.syntax.fields import ANY, RELATED, SLUG, Field, Kind
from reader.query.syntax.lexer import Token, TokenKind
from reader.query.syntax.printing import is_bare
from reader.query.syntax.tree import Flag, Node, Pattern, Word, either
from reader.query.syntax.values import age, date_range, flag, number_range
from reader.query.syntax.word_patterns import pieces
from reader.text.fold import fold

# Texts of which a value is one of a few: several may stand behind one colon, with commas.
_LISTED = frozenset({"provider", "category", "type"})
_VALUES = {
    Kind.NUMBER: number_range,
    Kind.DATE: date_range,
    Kind.AGE: age,
    Kind.CHOICE: flag,
}


# `tag:*` is any tag.
_SHAPES = frozenset({"tag", "note", "body", "related"})


def leaf(field: Field, token: Token, *, whole: bool, modifiers: Collection[str] = ()) -> Node:
    """Return the node for a word, phrase or regular expression as the value of a field.

    `whole` tells that `=` stood before it, `modifiers` that `word:` or `case:` did. Raise `QueryError` saying what the
    field takes otherwise.
    """
    if not token.closed:
        mark = "/" if token.kind is TokenKind.REGEX else '"'
        raise error_at(f"the {mark} is not closed", token, incomplete=True, hint=f"add a {mark}")
    if modifiers and (field.kind is not Kind.TEXT or token.kind is TokenKind.REGEX or whole):
        raise error_at(
            f"{min(modifiers)}: is for words of a text",
            token,
            hint="write word:ban, title:word:ban or case:US"
            if field.name
            else "write \\bban\\b in the expression",
        )
    typed = _VALUES.get(field.kind)
    if typed is not None:
        if token.kind is TokenKind.REGEX:
            raise error_at(f"{field.name}: takes no regular expression", token, hint=wanted(field))
        # Figures and signs as a Japanese or Chinese keyboard types them.
        node: Node = typed(field, replace(token, text=unicodedata.normalize("NFKC", token.text)))
        return node
    if token.kind is TokenKind.REGEX:
        return _pattern(field, token, whole=whole)
    if (
        token.kind is TokenKind.WORD
        and (field.kind in (Kind.WHOLE, Kind.HOST) or field.name in _LISTED)
        and "," in token.text.strip(",")
        and not whole
        and not modifiers
    ):
        some = [replace(token, text=one) for one in token.text.split(",") if fold(one)]
        return either([leaf(field, one, whole=False) for one in some])
    if token.kind is TokenKind.WORD and "*" in token.text and not whole:
        starred = _starred(field, token.text, modifiers)
        if starred is not None:
            return starred
    return _word(field, token, whole=whole, modifiers=modifiers)


def _starred(field: Field, text: str, modifiers: Collection[str]) -> Node | None:
    """Return what a word with `*` means: at an end it is needless, inside it stands for what a word can hold.

    None where it is a star and nothing else.
    """
    plain = text.strip("*")
    if not plain and field.name in _SHAPES:
        return Flag("has", field.name)
    if not fold(plain) or "case" in modifiers:
        return None
    if field.kind is Kind.WHOLE:
        return Word(field.name, plain, begins=True) if is_bare(plain) and "*" not in plain else None
    if field.kind is not Kind.TEXT:
        return None
    if "*" not in plain and not modifiers:
        return Word(field.name, plain)
    source = "[^ ]*".join(re.sub(r"([^\w\s])", r"\\\1", piece) for piece in plain.split("*") if piece)
    if modifiers:
        source = r"\b" * (not text.startswith("*")) + source + r"\b" * (not text.endswith("*"))
    try:
        matcher(source)
    except PatternError:
        return None
    return Pattern(field.name, source)


def _word(field: Field, token: Token, *, whole: bool, modifiers: Collection[str]) -> Node:
    text = token.text
    if whole and field.name in (ANY, RELATED):
        raise error_at(f"{field.name}: has no whole value", token, hint=wanted(field))
    if not whole and not fold(text):
        raise error_at("there is nothing to look for", token, incomplete=True, hint="write a word")
    modified = {"bounded": "word" in modifiers, "cased": "case" in modifiers}
    if token.kind is TokenKind.PHRASE:
        # One word with a hyphen is a phrase where quotes alone can have been meant to make it one.
        several = any(map(str.isspace, text)) or is_bare(text)
        phrase = field.kind is Kind.TEXT and not whole and several and len(pieces(fold(text))) > 1
        return Word(field.name, text, whole, phrase, **modified)
    text = text.replace("＃", "#", 1) if text.startswith("＃") else text
    if text.startswith("#") and not modifiers and field.name in ("", "topic"):
        if len(text) == 1:
            raise error_at("# has no topic after it", token, incomplete=True, hint="write #computer-vision")
        return Word(SLUG, text[1:])
    if field.name and not whole and text[0] in "<>":
        raise error_at(
            f"{field.name}: cannot be compared with {text[0]}",
            token,
            hint=f'{wanted(field)}; to search for it, write {field.name}:"{text}"',
        )
    return Word(field.name, text, whole, **modified)


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
