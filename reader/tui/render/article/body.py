"""The body of an article as styled lines, set as far as they are asked for and kept as long as it is read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import count

from reader.tui.render.article.chunks import plain_chunks
from reader.tui.render.article.markdown import Links, markdown_lines
from reader.tui.render.lines import Line, Span, wrap

_KEPT = 4
"""Bodies kept as they are set: of the article shown, its page, and the ones before."""


class Body:
    """The lines of a body: any number of times from the first on, each set once. `links` are those met so far."""

    def __init__(self, lines: Iterator[Line], links: Links) -> None:
        self._set: list[Line] = []
        self._rest = lines
        self.links = links

    def __iter__(self) -> Iterator[Line]:
        """Yield the lines."""
        for number in count():
            if number == len(self._set):
                line = next(self._rest, None)
                if line is None:
                    return
                self._set.append(line)
            yield self._set[number]


@lru_cache(maxsize=_KEPT)
def set_body(text: str, form: str, width: int) -> Body:
    """Return a text of a form (`markdown`, `mdx`, `html`, `text`) in lines of at most `width` cells."""
    links = Links()
    if form == "text":
        return Body(_plain_lines(text, width), links)
    return Body(_marked_lines(text, form, width, links), links)


def _plain_lines(text: str, width: int) -> Iterator[Line]:
    for chunk in plain_chunks(text):
        yield from wrap([Span(chunk)], width)


def _marked_lines(text: str, form: str, width: int, links: Links) -> Iterator[Line]:
    from reader.text.markup.generator_syntax import readable  # few articles have a body

    yield from markdown_lines(readable(text, form), width, links)
