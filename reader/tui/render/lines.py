"""Styled lines: text with the *names* of styles; what a name looks like is the theme's business."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reader.text.width import cell_width, truncate


class Span(NamedTuple):
    """A piece of a line. `style` holds names of looks, parted by spaces; "" is plain text."""

    text: str
    style: str = ""
    link: str = ""


Line = tuple[Span, ...]
BLANK: Line = ()
# Makes a picture, two cells wide, of a sign before it.
_EMOJI_SIGN = "\ufe0f"
_CLINGING = "\u200d\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_WIDE = re.compile("[\u1100-\U0010ffff]").search


class Indent(NamedTuple):
    """What stands before the first and before the further lines of a block; both equally wide."""

    first: str = ""
    rest: str = ""
    style: str = ""

    @property
    def width(self) -> int:
        """Return the width in cells."""
        return cell_width(self.first)


def line_text(line: Line) -> str:
    """Return the bare text of a line."""
    return "".join(span.text for span in line)


def line_width(line: Line) -> int:
    """Return the width of a line in cells."""
    return sum(cell_width(span.text) for span in line)


def cut(line: Line, room: int) -> Line:
    """Return as much of a line as goes into `room` cells, with an ellipsis where something is left out."""
    out: list[Span] = []
    for span in line:
        width = cell_width(span.text)
        if width > room:
            out.append(span._replace(text=truncate(span.text, room)))
            break
        out.append(span)
        room -= width
    return tuple(out)


def wrap(spans: Iterable[Span], width: int, indent: Indent | None = None) -> list[Line]:
    """Break spans into lines of at most `width` cells, between words where possible.

    A newline in a span ends a line, a tab is a space. A word wider than a line is broken inside; wide characters
    (CJK) may be broken between any two. White space at a break is dropped. An empty input gives no line.
    """
    indent = indent or Indent()
    room = max(1, width - indent.width)
    lines: list[Line] = []
    for paragraph in _paragraphs(spans):
        for row in _fill(paragraph, room):
            start = indent.first if not lines else indent.rest
            prefix = (Span(start, indent.style),) if start else ()
            lines.append((*prefix, *_joined(row)))
    return lines


def _paragraphs(spans: Iterable[Span]) -> Iterator[list[Span]]:
    current: list[Span] = []
    some = False
    for span in spans:
        some = some or bool(span.text)
        first, *more = span.text.replace("\t", " ").split("\n")
        current.append(Span(first, span.style, span.link))
        for text in more:
            yield current
            current = [Span(text, span.style, span.link)]
    if some:
        yield current


def _fill(spans: Sequence[Span], room: int) -> Iterator[list[Span]]:
    row: list[Span] = []
    used = 0
    gap: list[Span] = []  # white space not yet known to stand inside a line
    for word in _words(spans):
        if word[0].text == " ":
            if row:
                gap = word
            continue
        width = sum(cell_width(piece.text) for piece in word)
        if row and used + len(gap) + width > room:
            yield row
            row, used, gap = [], 0, []
        row += gap
        used += len(gap)
        gap = []
        if width > room:  # only at the start of a row: the word alone is wider than the line
            *rows, word = _pieces(word, room)
            yield from rows
            width = sum(cell_width(piece.text) for piece in word)
        row += word
        used += width
    yield row


def _words(spans: Sequence[Span]) -> Iterator[list[Span]]:
    """Yield words (pieces that must stay together, over style changes) and single spaces between them."""
    word: list[Span] = []
    for text, style, link in spans:
        space = Span(" ", style, link)
        if not _WIDE(text):
            # By far the most, and without looking at each character: half of the time that a body takes.
            for number, piece in enumerate(text.split(" ")):
                if number:
                    if word:
                        yield word
                    word = []
                    yield [space]
                if piece:
                    word.append(Span(piece, style, link))
            continue
        start = 0
        for index, character in enumerate(text):
            wide = ord(character) > 0x10FF and cell_width(character) == 2
            if character == " " or wide:
                if start < index:
                    word.append(Span(text[start:index], style, link))
                if character == " ":
                    if word:
                        yield word
                    word = []
                    yield [space]
                    start = index + 1
                else:
                    if word and not _joins(word, character):
                        yield word
                        word = []
                    start = index
        if start < len(text):
            word.append(Span(text[start:], style, link))
    if word:
        yield word


def _joins(word: Sequence[Span], character: str) -> bool:
    """Tell whether a wide character must stay with what is before it (an emoji sequence, closing punctuation)."""
    return (
        word[-1].text[-1:] in ("\u200d", "(", "[", "“", "「", "『") or character in "。、，．」』）！？：；"
    )


def _pieces(word: Sequence[Span], room: int) -> list[list[Span]]:
    """Return a word in rows of at most `room` cells, in one go: a line of a megabyte may be one word."""
    rows: list[list[Span]] = [[]]
    used = 0
    for piece in word:
        text, start = piece.text, 0
        while start < len(text):
            end, width = _reach(text, start, room - used)
            if end == start and used:  # nothing more goes into this row
                rows.append([])
                used = 0
                continue
            end = max(end, start + 1)  # a character wider than the row has one to itself
            rows[-1].append(Span(text[start:end], piece.style, piece.link))
            used += width if end > start else room
            start = end
    return rows


def _reach(text: str, start: int, room: int) -> tuple[int, int]:
    """Return how far into `text` a row of `room` cells reaches from `start`, and the cells that takes."""
    if text[start : start + room + 1].isascii():
        end = min(len(text), start + room)
        return end, end - start
    used, end = 0, start
    while end < len(text):
        width = cell_width(text[end])
        if text[end : end + 1] == _EMOJI_SIGN and end > start:
            width = cell_width(text[end - 1 : end + 1]) - cell_width(text[end - 1])
        if used + width > room:
            break
        used += width
        end += 1
    # What makes one picture with the character before it goes with that.
    while start < end < len(text) and (text[end] in _CLINGING or text[end - 1] == "\u200d"):
        end -= 1
        used -= cell_width(text[end])
    return end, max(0, used)


def _joined(row: Iterable[Span]) -> Iterator[Span]:
    """Merge neighbours of one style, so that a line is sent in as few pieces as possible."""
    texts: list[str] = []
    look: tuple[str, str] | None = None
    for text, style, link in row:
        if look != (style, link):
            if look is not None:
                yield Span("".join(texts), *look)
            look, texts = (style, link), []
        texts.append(text)
    if look is not None and any(texts):
        yield Span("".join(texts), *look)
