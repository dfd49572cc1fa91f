"""Whether one article answers to a tree: written for being obviously right, not for speed."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from reader.query.tree import (
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


def _texts(piece: Piece, name: str) -> list[str]:
    names = {
        "": ("title", "excerpt", "body", "provider", "domain"),
        "any": ("title", "excerpt", "body", "provider", "domain"),
        "provider": ("provider", "domain"),
        "related": (),
    }.get(name, (name,))
    found = [value(piece, one) for one in names]
    if name in ("", "any"):
        found += [*value(piece, "topics"), *value(piece, "tags")]
    if name in ("any", "related"):
        for entry in piece.related:
            found += [value(entry, one) for one in ("title", "excerpt", "provider", "domain")]
    return found


def _word(piece: Piece, node: Word) -> bool:
    needle = fold(node.text)
    match node.field:
        case "topic" | "tag":
            known = value(piece, f"{node.field}s")
            return any(one.replace("-", " ") == needle.replace("-", " ") for one in known)
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
    texts = _texts(piece, node.field)
    return needle in texts if node.whole else any(needle in text for text in texts)


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
