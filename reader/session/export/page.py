"""Articles as one web page that needs nothing else: for a browser, for paper, in light and dark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from reader.session.export.groups import ExportItem, Group, counted

_STYLE = """\
:root { color-scheme: light dark; --ink: #1f2328; --dim: #5b636d; --line: #d9dde2; --link: #0b57a4; --paper: #fdfdfc }
@media (prefers-color-scheme: dark) {
  :root { --ink: #dfe3e8; --dim: #9aa3ad; --line: #343a42; --link: #8ab8f2; --paper: #16181c }
}
* { box-sizing: border-box }
body { margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 44rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.55 Charter, "Bitstream Charter", "Noto Serif", Georgia, serif; overflow-wrap: anywhere }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2 }
h2 { margin: 2.5rem 0 0; padding-bottom: .3rem; border-bottom: 1px solid var(--line); font-size: 1rem;
  color: var(--dim) }
h3 { margin: 0; font-size: 1.125rem; line-height: 1.35 }
article { margin: 1.25rem 0 }
p { margin: .3rem 0 0 }
.note { padding-left: .6rem; border-left: 2px solid var(--line); white-space: pre-line }
a { color: var(--link); text-decoration: none }
a:hover, a:focus-visible { text-decoration: underline }
h1, h2, .facts { font-family: system-ui, sans-serif }
.facts { font-size: .8125rem; color: var(--dim) }
@media print {
  :root { --ink: #000; --dim: #444; --line: #999; --link: #000; --paper: #fff }
  body { max-width: none; padding: 0; font-size: 10.5pt }
  h2 { break-after: avoid }
  article { break-inside: avoid }
  h3 a::after { content: " " attr(href); display: block; font: 8pt/1.3 system-ui, sans-serif; color: var(--dim) }
}"""

# The policy is a second wall: were anything to slip through, the browser would neither run nor fetch it.
_HEAD = """\
<!doctype html>
<html lang="">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">"""


def page(title: str, groups: Sequence[Group]) -> Iterator[str]:
    """Yield the lines of the page. Every text is escaped, and the only addresses are links to the articles."""
    yield _HEAD
    yield f"<title>{_text(title)}</title>"
    yield f"<style>\n{_STYLE}\n</style>"
    yield "</head>\n<body>"
    yield f'<header>\n<h1 dir="auto">{_text(title)}</h1>\n<p class="facts">{counted(groups)}</p>\n</header>'
    yield "<main>"
    for group in groups:
        yield f'<section>\n<h2 dir="auto">{_text(group.heading)}</h2>'
        for item in group.items:
            yield from _article(item)
        yield "</section>"
    yield "</main>\n</body>\n</html>"


def _article(item: ExportItem) -> Iterator[str]:
    title = _text(item.title)
    if item.url:
        title = f'<a href="{_text(item.url)}" rel="noopener noreferrer">{title}</a>'
    yield f'<article>\n<h3 dir="auto">{title}</h3>'
    time = f'<time datetime="{_text(item.date)}">{_text(item.time)}</time>' if item.date else ""
    quality = f"quality {_text(item.quality)}" if item.quality else ""
    provider = f"<bdi>{_text(item.provider)}</bdi>" if item.provider else ""
    tags = f"<bdi>{_text(item.tags)}</bdi>" if item.tags else ""
    if facts := " · ".join(filter(None, (provider, time, quality, tags))):
        yield f'<p class="facts">{facts}</p>'
    if item.note:
        yield f'<p class="note" dir="auto">Note: {_text(item.note)}</p>'
    if item.excerpt:
        yield f'<p dir="auto">{_text(item.excerpt)}</p>'
    yield "</article>"


def _text(text: str) -> str:
    return escape(text, quote=True)
