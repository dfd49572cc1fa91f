"""A query's text cut into tokens that know their place. Nothing is an error here: the parser judges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from reader.query.syntax.fields import MODIFIERS, Kind, find_field, nearest_field

QUOTES = '"“”„‟«»＂'
"""Any of these opens a phrase, and any of them closes it."""

SINGLE_QUOTES = "'‘‚"
"""Any of these opens a phrase that the same or `’` closes, where the two stand around words."""


class TokenKind(Enum):
    """What a token is."""

    WORD = auto()
    PHRASE = auto()
    REGEX = auto()
    FIELD = auto()
    """A name and its colon; `text` is the name. The tokens of its value follow."""
    WHOLE = auto()
    """The `=` that begins a value."""
    MODIFIER = auto()
    """`word:` or `case:`; `text` is the name in full. What it is said of follows directly."""
    NOT = auto()
    AND = auto()
    OR = auto()
    OPEN = auto()
    CLOSE = auto()
    OPEN_BRACE = auto()
    CLOSE_BRACE = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind, its text (of a phrase or regular expression what is between the marks), its place.

    `start` and `end` are offsets in the query, `end` exclusive. `closed` is false where the closing quote or
    slash is missing.
    """

    kind: TokenKind
    text: str
    start: int
    end: int
    closed: bool = True


_SPACE = re.compile(r"\s+")
_NAME = re.compile(r"([A-Za-z_]+)([:：])")
_COMPARED = re.compile(r"([A-Za-z]+)(?=[<>=])")
# `title="power apps"` and `title=~copilot`, as other programs have it.
_EQUALS = re.compile(rf"([A-Za-z]+)(?:=~?|~)(?=[\w{QUOTES}{SINGLE_QUOTES}])")
# The sign that once made search engines require a word, which is always so here.
_PLUS = re.compile(rf"\+(?=[^\W\d_]|[({QUOTES}])")
_CHAR = rf"[^\s{{}}()（）|{QUOTES}]"
_WORD = re.compile(f"{_CHAR}+")
# An address may hold parentheses, in pairs.
_ADDRESS = re.compile(rf"https?:(?://{_CHAR}*(?:\({_CHAR}*\){_CHAR}*)*)?", re.I)
_PHRASE = re.compile(rf"[{QUOTES}]((?:\\[\\{QUOTES}]|[^{QUOTES}])*+)([{QUOTES}]?)")
# An apostrophe inside belongs to a word. What pairs up around less than a word is none: rock 'n' roll.
_SINGLE = re.compile(
    rf"[{SINGLE_QUOTES}](?=\S)((?:[^'’{QUOTES}]|(?<=\w)['’](?=\w))+)(?<!\s)['’](?=[\s)}}|]|\Z)"
)
_LEAST_QUOTED = 3
_ESCAPED = re.compile(rf"\\([\\{QUOTES}])")
# A slash ends the expression only where a term can end, so that addresses and paths need no backslashes.
_REGEX = re.compile(r"/((?:\\.|[^\\])+?)/i?(?=[\s)}|]|\Z)", re.S)
_SIGNS = re.compile(r"\|\|?|[(){}（）]")
_SIGN_KINDS = {
    "(": TokenKind.OPEN,
    "（": TokenKind.OPEN,
    ")": TokenKind.CLOSE,
    "）": TokenKind.CLOSE,
    "{": TokenKind.OPEN_BRACE,
    "}": TokenKind.CLOSE_BRACE,
}
_KEYWORDS = {"AND": TokenKind.AND, "OR": TokenKind.OR, "NOT": TokenKind.NOT, "&&": TokenKind.AND}
_MOST_SLIPS = 5
"""Words with a colon that are compared with the field names: it takes time, and a text with more is prose."""


def tokenize(text: str) -> list[Token]:
    """Return the tokens of a query, an END token last."""
    return _Lexer(text).tokens()


class _Lexer:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: list[Token] = []
        self.slips_sought = 0

    def tokens(self) -> list[Token]:
        while self._skip_space():
            self._term()
        self.found.append(Token(TokenKind.END, "", len(self.text), len(self.text)))
        return self.found

    def _skip_space(self) -> bool:
        """Go to the next character that is no space and tell whether there is one."""
        if space := _SPACE.match(self.text, self.at):
            self.at = space.end()
        return self.at < len(self.text)

    def _add(self, kind: TokenKind, text: str, end: int, *, closed: bool = True) -> None:
        self.found.append(Token(kind, text, self.at, end, closed))
        self.at = end

    def _term(self) -> None:
        text, at = self.text, self.at
        if text[at] in "-!~":
            self._add(TokenKind.NOT, text[at], at + 1)
        elif _PLUS.match(text, at):
            self.at += 1
        elif address := _ADDRESS.match(text, at):
            self._add(TokenKind.WORD, address.group(), address.end())
        elif modifier := self._modifier():
            self._add(TokenKind.MODIFIER, MODIFIERS[modifier.group(1).lower()], modifier.end())
            self._modified()
        elif name := self._field_name():
            self._add(TokenKind.FIELD, name.group(1), name.end())
            self._value()
        elif text[at] in "#＃" and text[at + 1 : at + 2] in (*QUOTES, *SINGLE_QUOTES):
            self._add(TokenKind.FIELD, "topic", at + 1)
            self._value()
        else:
            self._plain(keywords=True)

    def _modifier(self) -> re.Match[str] | None:
        """Return `word:` or `case:` where it stands right before something: with a blank behind, it is prose."""
        name = _NAME.match(self.text, self.at)
        if name is None or name.group(1).lower() not in MODIFIERS:
            return None
        behind = self.text[name.end() : name.end() + 1]
        return name if behind.strip() or not behind else None

    def _modified(self) -> None:
        """Cut what stands behind a modifier: a field, another modifier, or a word that is no keyword."""
        if self.at == len(self.text):
            return
        name = _NAME.match(self.text, self.at)
        known = name is not None and (
            name.group(1).lower() in MODIFIERS or find_field(name.group(1)) is not None
        )
        if known and self.text[self.at] not in "-!~":
            self._term()
        else:
            self._plain(keywords=False, valued=True)

    def _field_name(self) -> re.Match[str] | None:
        """Return the name of a field that stands here: before a colon, or before a comparison (`quality>60`)."""
        if name := _NAME.match(self.text, self.at):
            return name if self._is_field(name) else None
        if name := _COMPARED.match(self.text, self.at):
            field = find_field(name.group(1))
            if field is not None and field.kind in (Kind.NUMBER, Kind.DATE):
                return name
        name = _EQUALS.match(self.text, self.at)
        return name if name is not None and find_field(name.group(1)) is not None else None

    def _is_field(self, name: re.Match[str]) -> bool:
        """Tell a field from a word that ends in a colon, as in a pasted headline (`Watch: police …`)."""
        if name.group(1).lower() in MODIFIERS:
            return False
        if find_field(name.group(1)) is not None:
            return True
        if name.group(2) != ":":
            return False
        if self.text[name.end() : name.end() + 1].strip():
            return True
        self.slips_sought += 1
        return self.slips_sought <= _MOST_SLIPS and bool(nearest_field(name.group(1)))

    def _value(self) -> None:
        """Cut what stands behind a field's colon, where `-`, `#` and keywords are plain characters."""
        name_end = self.at
        if not self._skip_space():
            return
        if self.text[self.at] in "=＝":
            self._add(TokenKind.WHOLE, "=", self.at + 1)
            if not self.text[self.at : self.at + 1].strip():
                return
        while modifier := self._modifier():
            self._add(TokenKind.MODIFIER, MODIFIERS[modifier.group(1).lower()], modifier.end())
        if self.at == len(self.text):
            return
        word = _WORD.match(self.text, self.at)
        if self.at == name_end or word is None or word.group() not in _KEYWORDS:
            self._plain(keywords=False, valued=True)

    def _plain(self, *, keywords: bool, valued: bool = False) -> None:
        """Cut a word, phrase, regular expression or sign; `valued` where it stands behind a colon."""
        text, at = self.text, self.at
        if sign := _SIGNS.match(text, at):
            self._add(_SIGN_KINDS.get(sign.group(), TokenKind.OR), sign.group(), sign.end())
        elif phrase := _PHRASE.match(text, at):
            content = _ESCAPED.sub(r"\1", phrase.group(1))
            self._add(TokenKind.PHRASE, content, phrase.end(), closed=bool(phrase.group(2)))
        elif (single := _SINGLE.match(text, at)) and (valued or len(single.group(1)) >= _LEAST_QUOTED):
            self._add(TokenKind.PHRASE, single.group(1), single.end())
        elif text[at] == "/":
            self._regex()
        else:
            word = _WORD.match(text, at)
            assert word is not None  # noqa: S101 - every other character begins a sign, a phrase or a space
            kind = _KEYWORDS.get(word.group(), TokenKind.WORD) if keywords else TokenKind.WORD
            # Words of a list, as it is typed or pasted; behind a colon a comma is more.
            plain = word.group() if valued else word.group().rstrip(",;") or word.group()
            self._add(kind, plain, word.end())

    def _regex(self) -> None:
        if found := _REGEX.match(self.text, self.at):
            self._add(TokenKind.REGEX, found.group(1), found.end())
        else:
            self._add(TokenKind.REGEX, self.text[self.at + 1 :], len(self.text), closed=False)
