"""Text to tree: the grammar of the query language.

query   = [any] with `sort:` and `limit:` anywhere outside parentheses and negations
any     = all { ( `OR` | `|` ) all }
all     = term { [ `AND` ] term }
term    = { `-` | `!` | `~` | `NOT` } { `word:` | `case:` } ( `(` any `)` | field value | word | phrase | regex )
value   = { `word:` | `case:` } [ `=` ] ( word | phrase | regex ) | `(` any `)` | `{` any `}` (of `related:`)
"""

from __future__ import annotations

from reader.errors import QueryError
from reader.query.syntax.fields import (
    FOREIGN,
    MUTT,
    RELATED,
    WORDS,
    Field,
    Kind,
    find_field,
    flag_of,
    nearest_field,
)
from reader.query.syntax.lexer import Token, TokenKind, tokenize
from reader.query.syntax.terms import error_at, leaf, wanted
from reader.query.syntax.tree import Node, Not, Query, Related, SortKey, both, either
from reader.query.syntax.values import limit, sort_keys

MAX_LENGTH = 10_000
"""Most characters of a query."""

MAX_DEPTH = 50
"""Most groups and negations within each other."""

_ENDS = (TokenKind.END, TokenKind.CLOSE, TokenKind.CLOSE_BRACE)
_PLAIN = (TokenKind.WORD, TokenKind.PHRASE, TokenKind.REGEX)


def parse(text: str) -> Query:
    """Return what a query says; an empty one asks for everything.

    Raises nothing but `QueryError`, which knows the place and whether more typing could make it right.
    """
    if len(text) > MAX_LENGTH:
        raise QueryError(
            f"the query is longer than {MAX_LENGTH:,} characters", start=MAX_LENGTH, end=len(text)
        )
    return _Parser(text).query()


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokenize(text)
        self.at = 0
        self.depth = 0
        self.order: tuple[SortKey, ...] = ()
        self.limit: int | None = None
        self.entry = False
        self.modifiers: frozenset[str] = frozenset()

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def take(self) -> Token:
        token = self.tokens[self.at]
        self.at += token.kind is not TokenKind.END
        return token

    def query(self) -> Query:
        if len(self.tokens) == 1:
            return Query(None, text=self.text)
        tree = self.disjunction(WORDS)
        if (sign := self.token).kind is not TokenKind.END:
            raise error_at(f"the {sign.text} closes nothing", sign, hint="take it out, or put it in quotes")
        return Query(tree, self.order, self.limit, self.text)

    def disjunction(self, field: Field) -> Node | None:
        """Parse alternatives; None where only `sort:` and `limit:` stand. `field` is that of bare words."""
        sides: list[Node | None] = [self.conjunction(field)]
        joint: Token | None = None
        while self.token.kind is TokenKind.OR:
            joint = self.take()
            sides.append(self.conjunction(field))
        terms = [side for side in sides if side is not None]
        if joint is not None and len(terms) < len(sides):
            raise error_at(f"{joint.text} has nothing to choose from on one side", joint)
        return either(terms) if terms else None

    def conjunction(self, field: Field) -> Node | None:
        terms: list[Node] = []
        self.expect_term()
        while self.token.kind not in _ENDS and self.token.kind is not TokenKind.OR:
            term = self.term(field)
            if term is not None:
                terms.append(term)
            if self.token.kind is TokenKind.AND:
                self.take()
                self.expect_term()
        return both(terms) if terms else None

    def expect_term(self) -> None:
        """Raise where a term must stand and none does: after `OR`, `-`, `(` and the like, or before `OR`."""
        token = self.token
        if token.kind not in (*_ENDS, TokenKind.OR, TokenKind.AND):
            return
        before = self.tokens[self.at - 1] if self.at else None
        if token.kind in (TokenKind.OR, TokenKind.AND):
            raise error_at(
                f"{token.text} stands where a term is expected",
                token,
                hint=f'put it in quotes to search for it: "{token.text}"',
            )
        if before is None:
            raise error_at(f"the {token.text} closes nothing", token, hint="take it out, or put it in quotes")
        raise error_at(f"there is nothing after {before.text}", before, incomplete=True, hint="go on typing")

    def term(self, field: Field) -> Node | None:
        token = self.take()
        match token.kind:
            case TokenKind.NOT:
                return self.negation(token, field)
            case TokenKind.OPEN:
                return self.group(token, field)
            case TokenKind.MODIFIER:
                return self.modified(token, field)
            case TokenKind.FIELD:
                return self.field(token)
            case TokenKind.OPEN_BRACE:
                raise error_at(
                    "{ } belong to related:{…}", token, hint="group with ( ), or put the brace in quotes"
                )
        return leaf(field, token, whole=False, modifiers=self.modifiers)

    def modified(self, sign: Token, field: Field) -> Node:
        """Parse what stands behind `word:` or `case:`, which is said of all words in it."""
        self.expect_term()
        self.enter(sign)
        before = self.modifiers
        self.modifiers |= {sign.text}
        term = self.term(field)
        self.modifiers = before
        self.depth -= 1
        assert term is not None  # noqa: S101 - sort: and limit: are refused within
        return term

    def negation(self, sign: Token, field: Field) -> Node:
        following = self.token
        if sign.text == "~" and following.start == sign.end and self.is_mutt(following):
            raise error_at(
                f"~{following.text} is a pattern of mutt",
                following,
                incomplete=self.tokens[self.at + 1].kind is TokenKind.END,
                hint=f"here it is {MUTT[following.text]}",
            )
        if following.kind in _ENDS and following.start > sign.end and sign.text != "NOT":
            raise error_at(f"there is nothing after {sign.text}", sign, incomplete=True, hint="go on typing")
        if following.start > sign.end and sign.text != "NOT":
            raise error_at(
                f"{sign.text} must stand right before what it excludes",
                sign,
                hint=f'to search for it, write "{sign.text}"',
            )
        self.expect_term()
        self.enter(sign)
        term = self.term(field)
        self.depth -= 1
        assert term is not None  # noqa: S101 - sort: and limit: are refused within
        return Not(term)

    def is_mutt(self, letter: Token) -> bool:
        """Tell whether a letter behind `~` is a pattern of mutt: a capital, or one with a word behind it."""
        return letter.text in MUTT and (letter.text.isupper() or self.tokens[self.at + 1].kind in _PLAIN)

    def enter(self, sign: Token) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise error_at(f"groups and negations are more than {MAX_DEPTH} deep", sign)

    def group(self, sign: Token, field: Field) -> Node:
        """Parse what stands between parentheses or braces."""
        closing, mark = (
            (TokenKind.CLOSE, ")") if sign.kind is TokenKind.OPEN else (TokenKind.CLOSE_BRACE, "}")
        )
        self.enter(sign)
        inside = self.disjunction(field)
        self.depth -= 1
        if self.token.kind is not closing:
            raise error_at(f"the {sign.text} is not closed", sign, incomplete=True, hint=f"add a {mark}")
        self.take()
        assert inside is not None  # noqa: S101 - sort: and limit: are refused within
        return inside

    def field(self, name: Token) -> Node | None:
        field = find_field(name.text)
        if field is None:
            near = FOREIGN.get(name.text.lower()) or flag_of(name.text) or nearest_field(name.text)
            raise error_at(
                f"there is no field {name.text}:",
                name,
                hint=f"did you mean {near}?" if near else "put it in quotes to search for the words",
            )
        before = self.modifiers
        while self.token.kind is TokenKind.MODIFIER:
            self.modifiers |= {self.take().text}
        node = self.value(name, field)
        self.modifiers = before
        return node

    def value(self, name: Token, field: Field) -> Node | None:
        """Parse what stands behind a field's colon."""
        whole = self.token.kind is TokenKind.WHOLE
        if whole:
            self.take()
        token = self.token
        if token.kind is TokenKind.OPEN and not whole and field.kind not in (Kind.SORT, Kind.LIMIT):
            return self.group(self.take(), field)
        if token.kind is TokenKind.OPEN_BRACE and field.name == RELATED and not whole:
            return self.related(self.take())
        if token.kind not in _PLAIN:
            raise error_at(f"{name.text}: has nothing after it", name, incomplete=True, hint=wanted(field))
        self.take()
        if field.kind in (Kind.SORT, Kind.LIMIT):
            self.arrange(field, name, token)
            return None
        return leaf(field, token, whole=whole, modifiers=self.modifiers)

    def related(self, brace: Token) -> Node:
        if self.entry:
            raise error_at(
                "a related entry has no related entries of its own", brace, hint="use one related:{…} only"
            )
        self.entry = True
        inside = self.group(brace, WORDS)
        self.entry = False
        return Related(inside)

    def arrange(self, field: Field, name: Token, token: Token) -> None:
        """Keep a `sort:` or `limit:`, which belong to the query as a whole."""
        if self.depth:
            raise error_at(
                f"{field.name}: is for the whole query",
                name,
                hint="write it outside of parentheses, braces and negations",
            )
        if token.kind is not TokenKind.WORD:
            raise error_at(f"{field.name}: takes no quotes", token, hint=wanted(field))
        if self.order if field.kind is Kind.SORT else self.limit is not None:
            raise error_at(f"{field.name}: is there twice", name, hint="keep one of them")
        if field.kind is Kind.SORT:
            self.order = sort_keys(field, token)
        else:
            self.limit = limit(field, token)
