"""Triage one article at a time: the card, and the summary at the end. Made for 40 columns and 12 lines upwards."""

from __future__ import annotations

from dataclasses import dataclass

from reader.model import Article, Coverage
from reader.tui.render.article.article import Facts, byline
from reader.tui.render.lines import BLANK, Indent, Line, Span, wrap

_RELATED = 5


def card_lines(coverage: Coverage, facts: Facts, width: int) -> list[Line]:
    """Return what one decides by: title, outlet, date and ranks, excerpt, and the titles of related coverage."""
    lines: list[Line] = [
        *wrap([Span(coverage.title, "title")], width),
        *byline(coverage, facts, width),
        BLANK,
    ]
    lines += wrap([Span(coverage.excerpt, "excerpt")], width)
    related = coverage.related if isinstance(coverage, Article) else ()
    if related:
        lines.append(BLANK)
    for entry in related[:_RELATED]:
        source = entry.provider.name or entry.provider.domain
        lines += wrap(
            [Span(f"{source}: ", "meta"), Span(entry.title, "ghost")], width, Indent("· ", "  ", "rule")
        )
    if len(related) > _RELATED:
        lines.append((Span(f"  and {len(related) - _RELATED} more", "meta"),))
    return lines


@dataclass(frozen=True, slots=True)
class TriageRun:
    """One run of triage: when it began (seconds since 1970 UTC), and what was done in it.

    `verdicts` holds the verdict of each article decided in it, by id; `undone` counts the steps taken back.
    """

    query: str
    began: float
    verdicts: tuple[tuple[str, str], ...] = ()
    undone: int = 0


def summary_text(run: TriageRun, now: float, left: int) -> str:
    """Return the summary of a run as plain text, for the screen, the clipboard and a file."""
    counts = {word: sum(1 for _, verdict in run.verdicts if verdict == word) for word in _WORDS}
    decided = sum(counts.values())
    minutes = max(now - run.began, 1) / 60
    lines = [f"Triage of {run.query or 'all articles'}", "", f"decided    {decided:>6,}"]
    lines += [f"  {word:9}{count:>6,}" for word, count in counts.items()]
    lines += [
        f"undone     {run.undone:>6,}",
        f"left       {left:>6,}",
        f"time       {_time(now - run.began):>6}",
    ]
    if decided:
        lines.append(f"           {decided / minutes:>6.1f} a minute")
    return "\n".join(lines) + "\n"


_WORDS = ("approved", "later", "dismissed")


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


def summary_lines(text: str, hint: str, width: int) -> list[Line]:
    """Return the summary for the screen; `hint` says what can be done now."""
    first, *rest = text.rstrip("\n").split("\n")
    lines: list[Line] = wrap([Span(first, "title")], width)
    # Figures stand in columns, which wrapping would undo.
    lines += [(Span(line[:width]),) if line else BLANK for line in rest]
    return [
        *lines,
        BLANK,
        *wrap([Span(hint, "meta")], width),
    ]
