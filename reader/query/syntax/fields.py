"""The one table of the query language's fields.

The parser, the completion, the help page and the README's page of the language are all made from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from reader.query.syntax.enum_values import FAULTS, ORDERS, SHAPES, STATES, EnumValue

BROKEN = "broken"
ANY = "any"
RELATED = "related"
SLUG = "#"
"""Name of the pseudo-field that `#computer-vision` stands for."""


MODIFIERS = {"word": "word", "w": "word", "case": "case"}
"""What may stand before a word, a phrase, a group or a field: names, and what each is called in full."""

MODIFIER_HELPS = {"word": "whole words only", "case": "capitals and accents as typed"}


class Kind(Enum):
    """What the value of a field looks like."""

    TEXT = auto()
    """Words that occur in the field."""
    WHOLE = auto()
    """One of several whole values, such as a topic."""
    HOST = auto()
    """A host name, which stands for its subdomains too."""
    PREFIX = auto()
    """The beginning of an identifier."""
    NUMBER = auto()
    DATE = auto()
    AGE = auto()
    """A duration counted back from now, or a date."""
    CHOICE = auto()
    """One of a fixed list."""
    SORT = auto()
    LIMIT = auto()


class Cost(Enum):
    """How dear it is to ask a field of one article; terms of a query are tried in this order."""

    FLAG = 0
    NAME = 1
    TITLE = 2
    TEXT = 3
    LONG = 6
    RELATED = 7


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name and other names, its kind, what it means, examples, and the columns it looks at.

    In examples `{provider}` and `{topic}` stand for a provider and a topic of the corpus at hand.
    """

    name: str
    kind: Kind
    help: str
    examples: tuple[str, ...]
    columns: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    choices: tuple[EnumValue, ...] = ()
    cost: Cost = Cost.FLAG


FIELDS: tuple[Field, ...] = (
    Field(
        "title",
        Kind.TEXT,
        "words of the title",
        ("title:police", 'title:"city council"'),
        ("title",),
        ("subject", "intitle"),
        cost=Cost.TITLE,
    ),
    Field("excerpt", Kind.TEXT, "words of the excerpt", ("excerpt:police",), ("excerpt",), cost=Cost.LONG),
    Field("body", Kind.TEXT, "words of the text", ("body:police",), ("body",), cost=Cost.LONG),
    Field(
        "provider",
        Kind.TEXT,
        "the outlet, by name or domain",
        ("from:{provider}", "provider:={provider}"),
        ("provider", "domain"),
        ("from",),
        cost=Cost.NAME,
    ),
    Field(
        "site",
        Kind.HOST,
        "the host of the address or the provider's domain, subdomains included",
        ("site:example.com",),
        ("domain", "host"),
        cost=Cost.NAME,
    ),
    Field("topic", Kind.WHOLE, "a whole topic", ("topic:{topic}", "#{slug}"), ("topics",), cost=Cost.NAME),
    Field("category", Kind.TEXT, "the category", ("category:news",), ("category",), cost=Cost.NAME),
    Field("type", Kind.TEXT, "the type", ("type:article",), ("type",), cost=Cost.NAME),
    Field(
        "tag", Kind.WHOLE, "a whole tag of your own", ("tag:budget",), ("tags",), ("label",), cost=Cost.NAME
    ),
    Field("note", Kind.TEXT, "words of your notes", ("note:call",), ("note",), cost=Cost.TITLE),
    Field("path", Kind.TEXT, "part of the file's path", ("path:2020/10",), ("path",), cost=Cost.LONG),
    Field("id", Kind.PREFIX, "the first letters of an ID", ("id:k3f",), ("id",), cost=Cost.LONG),
    Field("quality", Kind.NUMBER, "the quality score", ("quality:>=60", "quality:40..60"), ("quality",)),
    Field("heat", Kind.NUMBER, "the heat score", ("heat:>50",), ("heat",)),
    Field("relcount", Kind.NUMBER, "number of related entries", ("relcount:>=3",), ("relcount",)),
    Field("words", Kind.NUMBER, "number of words", ("words:>500",), ("words",)),
    Field(
        "storysize",
        Kind.NUMBER,
        "number of sources of its story, related coverage included",
        ("storysize:>1",),
        ("storysize",),
    ),
    Field(
        "date",
        Kind.DATE,
        "when it was published (UTC)",
        ("date:2020-10", "date:2020-06..2020-09", "date:>=2021", "date:today"),
        ("date",),
    ),
    Field("decided", Kind.DATE, "when you gave the verdict", ("decided:today",), ("decided_at",)),
    Field(
        "newer",
        Kind.AGE,
        "published within a time, or since a date (h d w m y)",
        ("newer:7d",),
        ("date",),
        ("newer_than", "after"),
    ),
    Field(
        "older",
        Kind.AGE,
        "published longer ago than a time, or before a date",
        ("older:2w",),
        ("date",),
        ("older_than", "before"),
    ),
    Field("is", Kind.CHOICE, "its state", ("is:unread", "is:open -is:draft"), choices=STATES),
    Field("has", Kind.CHOICE, "what it has", ("has:related", "-has:image"), choices=SHAPES),
    Field("broken", Kind.CHOICE, "what is wrong with it", ("broken:mojibake",), (BROKEN,), choices=FAULTS),
    Field(
        RELATED,
        Kind.TEXT,
        "words of related coverage, or a whole query over one entry of it",
        ("related:police", "related:{{quality:>70 site:example.com}}"),
        ("related_text",),
        cost=Cost.RELATED,
    ),
    Field(
        ANY,
        Kind.TEXT,
        "words of the article or of its related coverage",
        ("any:police",),
        ("text", "tags", "body", "related_text"),
        cost=Cost.RELATED,
    ),
    Field(
        "story",
        Kind.PREFIX,
        "the story of an article or of related coverage, by ID",
        ("story:k3f",),
        ("story",),
        cost=Cost.LONG,
    ),
    Field("sort", Kind.SORT, "order; `-` descending", ("sort:-quality,date",), choices=ORDERS),
    Field("limit", Kind.LIMIT, "only the first N", ("limit:50",)),
)

WORDS = Field(
    "", Kind.TEXT, "all words must occur", ("police contract",), ("text", "tags", "body"), cost=Cost.TEXT
)
"""What a word without a field is looked for in."""

FOREIGN = {
    "in": "is",
    "state": "is",
    "status": "is",
    "folder": "path",
    "file": "path",
    "filename": "path",
    "url": "site",
    "host": "site",
    "domain": "site",
    "author": "from",
    "by": "from",
    "source": "from",
    "feed": "from",
    "publisher": "from",
    "since": "newer",
    "until": "older",
    "keyword": "topic",
    "content": "body",
    "text": "body",
    "score": "quality",
    "size": "words",
    "length": "words",
    "larger": "words",
    "year": "date",
    "month": "date",
    "day": "date",
    "done": "decided",
    "link": "site",
    "inurl": "site",
    "intext": "body",
    "order": "sort",
    "top": "limit",
    "flag": "is",
    "not": "-is",
    "no": "-has",
}
"""What other programs call a field, and the field here that comes nearest: for the hint where it is typed."""

MUTT = {
    "s": "subject:",
    "f": "from:",
    "b": "body:",
    "B": "a word without a field",
    "d": "date: or newer:",
    "y": "tag:",
    "A": "no filter at all",
    "D": "is:dismissed",
    "F": "is:starred",
    "N": "is:new",
    "R": "is:read",
    "U": "is:unread",
}
"""What mutt's patterns are here: `~s` is no word that is to be left out."""

_LONGEST_NAME = 20

_BY_NAME: dict[str, Field] = {name: field for field in FIELDS for name in (field.name, *field.aliases)} | {
    "": WORDS,
    SLUG: next(field for field in FIELDS if field.name == "topic"),
}


def find_field(name: str) -> Field | None:
    """Return the field of that name or alias in any case, or None."""
    return _BY_NAME.get(name.lower())


def field_of(name: str) -> Field:
    """Return the field that a node of a tree names."""
    return _BY_NAME[name]


def flag_of(name: str) -> str:
    """Return the flag of a name that is none of a field, as in `read:yes`: `is:read`; "" where there is none."""
    flags = (
        (field.name, choice.name)
        for field in FIELDS[::-1]
        if field.name in ("is", "has")
        for choice in field.choices
    )
    return next((f"{field}:{choice}" for field, choice in flags if choice == name.lower()), "")


def nearest(name: str, names: Iterable[str]) -> str:
    """Return the name that `name` is most likely a slip for, or "" when none is near."""
    # Only an error needs difflib, so the first screen does not wait for it.
    from difflib import get_close_matches

    found = get_close_matches(name[:_LONGEST_NAME].lower(), list(names), n=1, cutoff=0.7)
    return found[0] if found else ""


def nearest_field(name: str) -> str:
    """Return the field name or alias that `name` is most likely a slip for, or ""."""
    return nearest(name, (known for known in _BY_NAME if known))
