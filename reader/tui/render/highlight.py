"""Marking the places of what was searched for: compared in folded form, shown as written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.text.fold import fold
from reader.tui.render.lines import Line, Span, line_text

if TYPE_CHECKING:
    from reader.query import Highlight


def mark_found(line: Line, wanted: Sequence[Highlight]) -> Line:
    """Return a line with the places of needles and patterns in the style `found`.

    A place that a line break splits is marked only where it stands whole.
    """
    text = line_text(line)
    places = _merged(_places(text, wanted))
    return _styled(line, places) if places else line


def for_fields(wanted: Iterable[Highlight], *fields: str) -> tuple[Highlight, ...]:
    """Return what of a query is to be marked in some fields ("" is everywhere)."""
    return tuple(highlight for highlight in wanted if highlight.field in ("", *fields))


def _places(text: str, wanted: Sequence[Highlight]) -> list[tuple[int, int]]:
    folded, origin = _folded(text)
    found: list[tuple[int, int]] = []
    for highlight in wanted:
        if highlight.needle:
            start = folded.find(highlight.needle)
            while start >= 0:
                end = start + len(highlight.needle)
                found.append((origin[start], origin[end - 1] + 1))
                start = folded.find(highlight.needle, end)
        elif highlight.pattern is not None:
            if highlight.cased:
                from reader.query.syntax.word_patterns import as_written  # only for capitals

                found += highlight.pattern.spans(as_written(text))
                continue
            spans = highlight.pattern.spans(folded)
            found += [(origin[start], origin[end - 1] + 1) for start, end in spans]
    return found


def _folded(text: str) -> tuple[str, list[int]]:
    """Return the folded text and, for each of its characters, which character of `text` it comes from."""
    if text.isascii():
        return text.lower().replace("`", "'"), list(range(len(text)))
    pieces = [_piece(character) for character in text]
    folded = "".join(pieces)
    origin = [index for index, piece in enumerate(pieces) for _character in piece]
    return folded, origin


@lru_cache(maxsize=4_096)
def _piece(character: str) -> str:
    """Return a character folded, a space for any white space."""
    return fold(character) or (" " if character.isspace() else "")


def _merged(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _styled(line: Line, places: Sequence[tuple[int, int]]) -> Line:
    out: list[Span] = []
    offset = 0
    for span in line:
        if span.link:  # an address stays as it is, to be copied by eye
            out.append(span)
            offset += len(span.text)
            continue
        cuts = {0, len(span.text)}
        for start, end in places:
            cuts |= {max(0, min(start - offset, len(span.text))), max(0, min(end - offset, len(span.text)))}
        edges = sorted(cuts)
        for start, end in pairwise(edges):
            inside = any(first <= offset + start < last for first, last in places)
            style = f"{span.style} found".strip() if inside else span.style
            out.append(span._replace(text=span.text[start:end], style=style))
        offset += len(span.text)
    return tuple(out)
