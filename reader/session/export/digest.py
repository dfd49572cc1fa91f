"""Articles as a digest in Markdown: headings, and under them a list of links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reader.session.export.groups import ExportItem, Group, counted
from reader.text.markup.markdown import escape, escape_start

# Beyond what `escape` knows: struck-out text, tables, and characters by name (`&lt;`).
_MORE = re.compile(r"[~|]|&(?=#?\w+;)")
_ENTITY = re.compile(r"&(?=#?\w+;)")


def digest(title: str, groups: Sequence[Group]) -> Iterator[str]:
    """Yield the lines of the digest; no text of an article can be anything but text in it."""
    yield f"# {_heading(title)}"
    yield ""
    yield counted(groups)
    for group in groups:
        yield ""
        yield f"## {_heading(group.heading)}"
        yield ""
        for item in group.items:
            yield from _lines(item)


def _lines(item: ExportItem) -> Iterator[str]:
    title = _escaped(item.title)
    # In angle brackets parentheses do no harm, and a clean address has no such bracket in it.
    link = f"[{title}](<{_ENTITY.sub('&amp;', item.url)}>)" if item.url else escape_start(title)
    quality = f"quality {item.quality}" if item.quality else ""
    facts = (_escaped(item.provider), item.time, quality, _heading(item.tags))
    first = " · ".join([f"- {link}", *filter(None, facts)])
    # Lines of one paragraph, each broken hard: an empty line would end the entry.
    note = [escape_start(_escaped(line)) for line in item.note.split("\n") if line.strip()]
    yield "\\\n  ".join(
        [first, *(f"Note: {line}" if number == 0 else line for number, line in enumerate(note))]
    )
    if item.excerpt:
        yield f"  > {escape_start(_escaped(item.excerpt))}"


def _heading(text: str) -> str:
    return _escaped(text).replace("#", "\\#")


def _escaped(text: str) -> str:
    return _MORE.sub(lambda found: "\\" + found[0], escape(text))
