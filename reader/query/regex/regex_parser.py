"""The regular expressions of the query language, read into parts.

A subset of Python's: characters, `.`, classes, `\\d \\w \\s` and their opposites, `^ $ \\b \\B`, groups,
alternatives, `* + ? {m,n}` and their lazy forms. Look-around, back-references and inline flags are refused.
Reading them here folds their letters as the searched texts are folded, and lets `reader.query.regex.matcher` judge what
they cost, without a private module of Python's engine.
"""

from __future__ import annotations

import re

from reader.query.regex.regex_ast import (
    ALPHABET,
    OTHER,
    Alternatives,
    Assertion,
    Atom,
    Chain,
    Part,
    PatternError,
    Repeat,
)
from reader.text.fold import fold

MAX_LENGTH = 200
MAX_DEPTH = 12
MAX_COUNT = 200

_DIGITS = frozenset("0123456789")
_SPACES = frozenset(" \t\n\x1f")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_") | _DIGITS
_SETS = {
    "d": _DIGITS | {OTHER},
    "D": (ALPHABET - _DIGITS) | {OTHER},
    "s": _SPACES | {OTHER},
    "S": (ALPHABET - _SPACES) | {OTHER},
    "w": _LETTERS | {OTHER},
    "W": (ALPHABET - _LETTERS) | {OTHER},
}
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v"}
_COUNT = re.compile(r"\{(\d{0,4})(,?)(\d{0,4})\}", re.ASCII)


def read(source: str) -> Alternatives:
    """Return the parts of an expression; raise `PatternError` when it is none, or not of the subset."""
    if len(source) > MAX_LENGTH:
        raise PatternError(f"it is longer than {MAX_LENGTH} characters")
    reader = _RegexReader(source)
    root = reader.alternatives(0)
    if reader.at < len(source):
        raise PatternError("a closing parenthesis has no opening one")
    return root


def literal(char: str) -> list[Part]:
    """Return the atoms for a character as it stands in folded text (`ß` is two, a combining mark none)."""
    plain = char if char.isascii() and char.isspace() else fold(char)
    return [
        Atom(re.escape(one), frozenset(one if one.isascii() else OTHER), literal=True)
        for one in plain or (" " if char.isspace() else "")
    ]


class _RegexReader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0

    def peek(self) -> str:
        return self.source[self.at : self.at + 1]

    def take(self) -> str:
        char = self.peek()
        self.at += 1
        return char

    def alternatives(self, depth: int) -> Alternatives:
        if depth > MAX_DEPTH:
            raise PatternError(f"its groups are nested more than {MAX_DEPTH} deep")
        branches = [self.chain(depth)]
        while self.peek() == "|":
            self.at += 1
            branches.append(self.chain(depth))
        return Alternatives(tuple(branches))

    def chain(self, depth: int) -> Chain:
        parts: list[Part] = []
        while (char := self.peek()) and char not in "|)":
            added = self.part(depth)
            count = self.count()
            if count is None:
                parts += added
            elif not added or isinstance(added[-1], Assertion):
                raise PatternError("there is nothing before a repeat (* + ? {}) that could be repeated")
            else:
                parts += [*added[:-1], self.repeat(added[-1], *count)]
        return Chain(tuple(parts))

    def part(self, depth: int) -> list[Part]:
        char = self.take()
        match char:
            case "(":
                return [self.group(depth)]
            case "[":
                return [self.char_class()]
            case ".":
                return [Atom(".", ALPHABET - {"\n"})]
            case "^" | "$":
                return [Assertion(char)]
            case "\\":
                return self.escape()
            case "*" | "+" | "?":
                raise PatternError("there is nothing before a repeat (* + ? {}) that could be repeated")
        return literal(char)

    def group(self, depth: int) -> Alternatives:
        if self.source.startswith("?:", self.at):
            self.at += 2
        elif self.peek() == "?":
            raise PatternError("look-around, flags and named groups, (?…), are not taken; case never matters")
        inside = self.alternatives(depth + 1)
        if self.take() != ")":
            raise PatternError("a parenthesis is not closed")
        return inside

    def escape(self) -> list[Part]:
        char = self.take()
        if not char:
            raise PatternError("it ends in a backslash")
        if char in _SETS:
            return [Atom(f"\\{char}", _SETS[char])]
        if char in "bB":
            return [Assertion(f"\\{char}")]
        if char in _CONTROLS:
            return literal(_CONTROLS[char])
        if char.isdigit():
            raise PatternError("references back to a group (\\1) cannot be searched in linear time")
        if char.isascii() and char.isalpha():
            raise PatternError(f"\\{char} is not known")
        return literal(char)

    def count(self) -> tuple[int, int | None] | None:
        """Take a repeat and return its bounds, or None when there is none."""
        simple = {"*": (0, None), "+": (1, None), "?": (0, 1)}.get(self.peek())
        if simple is not None:
            self.at += 1
            return simple
        found = _COUNT.match(self.source, self.at)
        if found is None or found.group() in ("{}", "{,}"):
            return None
        self.at = found.end()
        low = int(found.group(1) or 0)
        if not found.group(2):
            high: int | None = int(found.group(1) + found.group(3))
        else:
            high = int(found.group(3)) if found.group(3) else None
        if max(low, high or 0) > MAX_COUNT:
            raise PatternError(f"it repeats something more than {MAX_COUNT} times")
        if high is not None and high < low:
            raise PatternError("a repeat has its numbers the wrong way round")
        return low, high

    def repeat(self, part: Part, low: int, high: int | None) -> Repeat:
        lazy = self.peek() == "?"
        self.at += lazy
        if self.peek() in ("*", "+", "?") or self.count() is not None:
            raise PatternError("a repeat (* + ? {}) is itself repeated")
        assert isinstance(part, Atom | Alternatives)  # noqa: S101 - assertions and repeats are excluded before
        return Repeat(part, low, high, lazy)

    def char_class(self) -> Atom:
        start = self.at
        negated = self.peek() == "^"
        self.at += negated
        chars: set[str] = set()
        source: list[str] = []
        first = True
        while first or self.peek() != "]":
            first = False
            low = self.class_member(chars, source)
            if low and self.peek() == "-" and self.source[self.at + 1 : self.at + 2] not in ("]", ""):
                self.at += 1
                source.append("-")
                ignored: set[str] = set()
                high = self.class_member(ignored, source)
                if not high or ord(high) < ord(low):
                    raise PatternError("a range of characters goes backwards")
                chars |= _range(low, high)
        text = self.source[start : self.at]
        self.at += 1
        cased = any(char.isupper() for char in re.sub(r"\\.", "", text, flags=re.S))
        both = frozenset(chars | {one for char in chars for one in (char.lower(), char.upper())}) & ALPHABET
        allowed = (ALPHABET - both) | {OTHER} if negated else both
        return Atom("[" + "^" * negated + "".join(source) + "]", allowed, cased=cased)

    def class_member(self, chars: set[str], source: list[str]) -> str:
        """Take one member of a class and return its character, or "" for a set such as `\\d`."""
        char = self.take()
        if not char:
            raise PatternError("a [ is not closed")
        if char == "\\":
            char = self.take()
            if char in _SETS:
                chars |= _SETS[char]
                source.append(f"\\{char}")
                return ""
            if not char or (char.isascii() and char.isalnum()):
                raise PatternError(f"\\{char} is not known between [ and ]")
        plain = fold(char) if not char.isascii() else char
        # What a class cannot hold as one folded character stands for itself, and so matches nothing folded.
        char = plain if len(plain) == 1 else char
        chars.add(char if char.isascii() else OTHER)
        source.append(re.escape(char))
        return char


def _range(low: str, high: str) -> frozenset[str]:
    inside = {char for char in ALPHABET if low <= char <= high}
    return frozenset(inside | {OTHER} if high > "\x7f" else inside)
