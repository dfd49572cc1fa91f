"""The language explained: what the help page and the README's page of it are made from."""

from __future__ import annotations

from dataclasses import dataclass

from reader.query.evaluation.topics import slug_of
from reader.query.syntax.fields import FIELDS, Field, Kind
from reader.query.syntax.printing import quoted
from reader.text.fold import fold


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """One thing that can be written: its form, what it means, and examples that can be typed as they are."""

    syntax: str
    meaning: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReferenceSection:
    """Rows about one matter."""

    title: str
    rows: tuple[ReferenceRow, ...]


_GRAMMAR = (
    ReferenceRow(
        "word word",
        "all words, anywhere in the article; case and accents do not matter",
        ("police contract",),
    ),
    ReferenceRow(
        '"a phrase"',
        "these words in this order; hyphens, quotes and apostrophes do not matter; also 'a phrase'",
        ('"city council"', '"e mail"'),
    ),
    ReferenceRow(
        "word:", "whole words only (also w:)", ("word:ban", "title:word:ban", 'word:"city council"')
    ),
    ReferenceRow("case:", "capitals and accents as typed", ("case:US", "word:case:US")),
    ReferenceRow(
        "wor*, w*d", "a star matches any part of a word; it is not needed at the ends", ("polic*", "p*ing")
    ),
    ReferenceRow("/regex/", "a regular expression, in all of the text", (r"/polic(e|ing)/", r"title:/^\d+/")),
    ReferenceRow("-term, NOT term", "exclude it; also ! and ~", ("police -title:police",)),
    ReferenceRow("a OR b, a | b", "either; binds more loosely than a space", ("police OR sheriff",)),
    ReferenceRow("( )", "groups terms", ("-(police OR sheriff)", "title:(police OR sheriff)")),
    ReferenceRow("field:=value", "exactly this value", ("type:=article",)),
    ReferenceRow(
        "field:a,b",
        "either value: topics, tags, providers, sites and fields with listed values",
        ("is:unread,starred", "tag:a,b"),
    ),
)

_SECTIONS = (
    ("Text", (Kind.TEXT, Kind.WHOLE, Kind.HOST, Kind.PREFIX)),
    ("Numbers: n >n >=n <n <=n a..b a..<b a.. ..b", (Kind.NUMBER,)),
    ("Dates: 2020, 2020-10, 2020-10-13, today, yesterday, a..b, > >= < <=", (Kind.DATE, Kind.AGE)),
    ("State and shape", (Kind.CHOICE,)),
    ("Order", (Kind.SORT, Kind.LIMIT)),
)


def reference(provider: str = "Reuters", topic: str = "Computer Vision") -> tuple[ReferenceSection, ...]:
    """Return the whole language in sections, with examples over a provider and a topic of the corpus at hand."""
    names = {"provider": quoted(provider), "topic": quoted(topic), "slug": slug_of(fold(topic)) or "ai"}
    fields = (
        ReferenceSection(title, tuple(_row(field, names) for field in FIELDS if field.kind in kinds))
        for title, kinds in _SECTIONS
    )
    return ReferenceSection("Words", _GRAMMAR), *fields


def _row(field: Field, names: dict[str, str]) -> ReferenceRow:
    also = f" (also {', '.join(f'{alias}:' for alias in field.aliases)})" if field.aliases else ""
    listed = ": " + ", ".join(choice.name for choice in field.choices) if field.choices else ""
    examples = tuple(example.format_map(names) for example in field.examples)
    return ReferenceRow(f"{field.name}:", f"{field.help}{listed}{also}", examples)
