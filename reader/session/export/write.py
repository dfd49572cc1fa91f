"""Any export, by the name of its format: what both front ends write to a stream or a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from reader.session.export.article import markdown_lines
from reader.session.export.data import DATA, RECORDS, Articles, Target
from reader.session.export.digest import digest
from reader.session.export.groups import STORY, Group, grouped, grouped_by_story
from reader.session.export.opml import opml
from reader.session.export.page import page

if TYPE_CHECKING:
    from reader.corpus.library import Snapshot
    from reader.session.session import Session

GROUPED: Mapping[str, Callable[[str, Sequence[Group]], Iterable[str]]] = {"md": digest, "html": page}
"""The formats that have headings."""

FORMATS = ("md", "json", "jsonl", "csv", "urls", "opml", "html", "full")
"""All formats."""

_SUFFIXES = {"full": "md", "urls": "txt"}


def suffix_of(form: str) -> str:
    """Return what a file of a format ends in, without the dot."""
    return _SUFFIXES.get(form, form)


@dataclass(frozen=True, slots=True)
class FileTarget:
    """A file in UTF-8 as the target of an export."""

    out: TextIO
    unicode: bool = True

    def write(self, text: str) -> None:
        """Write text."""
        self.out.write(text)


def write(
    session: Session,
    rows: Sequence[int],
    target: Target,
    form: str,
    *,
    group: str = "day",
    title: str = "",
    corpus: Snapshot | None = None,
) -> None:
    """Write the articles of some rows (of the present snapshot, unless given), one of `FORMATS`, in their order.

    `group` is one of `GROUPINGS` and with `title` counts for the formats that have headings.
    """
    corpus = session.corpus if corpus is None else corpus
    if form in GROUPED:
        if group == STORY:
            stories = (story for story, _size in session.story_places(rows, corpus))
            groups = grouped_by_story(corpus.articles(rows), stories, session.mark)
        else:
            groups = grouped(corpus.articles(rows), group, session.mark)
        _write_lines(GROUPED[form](title, groups), target)
    elif form == "opml":
        outlets: Iterator[tuple[str, str]] = ((corpus.providers[row], corpus.domains[row]) for row in rows)
        _write_lines(opml(title, outlets), target)
    else:
        articles = ((article, session.mark(article.id)) for article in corpus.articles(rows))
        if form == "full":
            _write_lines(_in_full(articles), target)
        else:
            DATA[form](articles, target, session.story_places(rows, corpus) if form in RECORDS else ())


def _in_full(articles: Articles) -> Iterator[str]:
    """Yield the lines of whole articles, one after the other."""
    first = True
    for article, mark in articles:
        if not first:
            yield ""
        yield from markdown_lines(article, mark)
        first = False


def _write_lines(lines: Iterable[str], target: Target) -> None:
    for line in lines:
        # Markdown, HTML and XML all know characters by number, where the stream does not know them by name.
        text = line if target.unicode else line.encode("ascii", "xmlcharrefreplace").decode("ascii")
        target.write(text + "\n")
