"""Whether one article answers to a tree: written for being obviously right, not for speed."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from reader.query.syntax.tree import (
    Age,
    And,
    DateRange,
    Flag,
    Node,
    Not,
    NumberRange,
    Or,
    Pattern,
    Related,
    Word,
)
from reader.text.fold import fold
from tests.query.tables import NOW, Piece, value


def answers(piece: Piece, node: Node | None) -> bool:
    match node:
        case None:
            return True
        case And(terms):
            return all(answers(piece, term) for term in terms)
        case Or(terms):
            return any(answers(piece, term) for term in terms)
        case Not(term):
            return not answers(piece, term)
        case Related(query):
            return any(answers(entry, query) for entry in piece.related)
        case Word():
            return _word(piece, node)
        case Pattern(name, source):
            return any(re.search(source, text) for text in _texts(piece, name))
        case NumberRange(name, low, high, low_open, high_open):
            number = value(piece, name)
            if number is None:
                return False
            above = low is None or (number > low if low_open else number >= low)
            below = high is None or (number < high if high_open else number <= high)
            return above and below
        case DateRange():
            return _date(piece, node)
        case Age(name, count, unit):
            days = {"h": count / 24, "d": count, "w": count * 7}[unit]
            edge = datetime.fromtimestamp(NOW, UTC) - timedelta(days=days)
            if piece.date is None:
                return False
            then = datetime.fromtimestamp(piece.date, UTC)
            return then >= edge if name == "newer" else then < edge
        case Flag():
            return _flag(piece, node)


def _raw(piece: Piece, name: str) -> list[str]:
    """Return the texts that a field looks at, as they are written."""
    names = {
        "": ("title", "excerpt", "body", "provider", "domain"),
        "any": ("title", "excerpt", "body", "provider", "domain"),
        "provider": ("provider", "domain"),
        "related": (),
    }.get(name, (name,))
    found = [getattr(piece, one) for one in names]
    if name in ("", "any"):
        found += [*piece.topics, *piece.tags]
    if name in ("any", "related"):
        for entry in piece.related:
            found += [entry.title, entry.excerpt, entry.provider, entry.domain]
    return found


def _texts(piece: Piece, name: str) -> list[str]:
    return [fold(text) for text in _raw(piece, name)]


def _word(piece: Piece, node: Word) -> bool:
    needle = fold(node.text)
    match node.field:
        case "topic" | "tag":
            known = [one.replace("-", " ") for one in value(piece, f"{node.field}s")]
            asked = needle.replace("-", " ")
            return any(one.startswith(asked) if node.begins else one == asked for one in known)
        case "#":
            return any(
                one.replace("-", " ") == needle.replace("-", " ") or re.sub("[^a-z0-9]+", "-", one) == needle
                for one in value(piece, "topics")
            )
        case "site":
            hosts = (value(piece, "domain"), value(piece, "host"))
            return any(host == needle or host.endswith("." + needle) for host in hosts)
        case "id":
            return piece.id.startswith(needle)
        case "story":
            return any(one.startswith(needle) for one in piece.story)
    if node.cased:
        return any(
            _stands(node, node.text.replace("’", "'"), text.replace("’", "'"))
            for text in _raw(piece, node.field)
        )
    texts = _texts(piece, node.field)
    return needle in texts if node.whole else any(_stands(node, needle, text) for text in texts)


def _stands(node: Word, needle: str, text: str) -> bool:
    """Tell whether a word stands in a text, as a whole one where it is asked for so."""
    for start in range(len(text)):
        for end in _ends(needle, text, start) if node.phrase else [start + len(needle)]:
            if not node.phrase and text[start:end] != needle:
                continue
            whole = not (_inside(text, start) or _inside(text, end))
            if whole or not node.bounded:
                return True
    return False


def _inside(text: str, place: int) -> bool:
    """Tell whether a place lies inside a word."""
    return 0 < place < len(text) and all(one.isalnum() or one == "_" for one in text[place - 1 : place + 1])


_SEPARATORS = " -'\""


def _ends(phrase: str, text: str, start: int) -> list[int]:
    """Return where a phrase can end that begins at a place."""
    cut = next((place for place, one in enumerate(phrase) if one in _SEPARATORS), len(phrase))
    word, rest = phrase[:cut], phrase[cut:].lstrip(_SEPARATORS)
    gap = phrase[cut : len(phrase) - len(rest)]
    spellings = {word, word[:-1] + "'" + word[-1]} if len(word) > 2 and word[-1] in "st" else {word}
    ends: list[int] = []
    for spelling in spellings:
        if not text.startswith(spelling, start):
            continue
        here = start + len(spelling)
        if not rest:
            ends.append(here)
            continue
        width = len(text) - here - len(text[here:].lstrip(_SEPARATORS))
        if width or gap == "'":
            ends += _ends(rest, text, here + width)
    return ends


def _day(written: str) -> tuple[datetime, datetime]:
    """Return the first moment of a date and the first moment behind it."""
    today = datetime.fromtimestamp(NOW, UTC).replace(hour=0, minute=0, second=0)
    if written in ("today", "yesterday"):
        first = today - timedelta(days=written == "yesterday")
        return first, first + timedelta(days=1)
    year, *rest = map(int, written.split("-"))
    month, day = [*rest, 1, 1][:2]
    first = datetime(year, month, day, tzinfo=UTC)
    if not rest:
        return first, datetime(year + 1, 1, 1, tzinfo=UTC)
    if len(rest) == 1:
        following = first + timedelta(days=31)
        return first, following.replace(day=1)
    return first, first + timedelta(days=1)


def _date(piece: Piece, node: DateRange) -> bool:
    stamp = piece.date if node.field == "date" else piece.decided_at
    if stamp is None:
        return False
    then = datetime.fromtimestamp(stamp, UTC)
    low, high = node.low and _day(node.low), node.high and _day(node.high)
    above = not low or (then >= low[1] if node.low_open else then >= low[0])
    below = not high or (then < high[0] if node.high_open else then < high[1])
    return above and below


def _flag(piece: Piece, node: Flag) -> bool:
    if node.field == "broken":
        return node.value in piece.broken
    return {
        "unread": not piece.read,
        "open": piece.verdict == "",
        "later": piece.verdict == "later",
        "dismissed": piece.verdict == "dismissed",
        "approved": piece.verdict == "approved",
        "draft": piece.published is False,
        "published": piece.published is True,
        "related": len(piece.related) > 0,
        "heat": piece.heat is not None,
        "quality": piece.quality is not None,
        "tag": len(piece.tags) > 0,
        "note": piece.note != "",
        "body": piece.body != "",
    }.get(node.value, getattr(piece, node.value, None)) is True
