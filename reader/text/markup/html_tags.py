"""The tags of HTML by name: those inside a line, and the others."""

from __future__ import annotations

_WORD_TAGS = (
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup "
    "tt u var wbr"
)
_OTHER_TAGS = (
    "address article aside audio blockquote body br button canvas caption center col colgroup data dd details div dl "
    "dt embed fieldset figcaption figure footer form g h1 h2 h3 h4 h5 h6 head header hr html iframe img input label "
    "legend li link main map meta meter nav noscript object ol option output p param path picture pre progress rp rt "
    "ruby script section select source style summary svg table tbody td template textarea tfoot th thead time title tr "
    "track ul video"
)
WORD_TAGS = frozenset(_WORD_TAGS.split())
"""Tags of HTML that part no words."""

OTHER_TAGS = frozenset(_OTHER_TAGS.split())
"""The other tags of HTML. A name that is in neither (`List<String>`) is a word of the writer's."""


def without(text: str, opening: str, closing: str) -> str:
    """Return a text without what stands from each opening to its closing; one that does not end stays."""
    if opening not in text:
        return text
    kept: list[str] = []
    at = 0
    while (start := text.find(opening, at)) >= 0 and (end := text.find(closing, start + len(opening))) >= 0:
        kept.append(text[at:start])
        at = end + len(closing)
    return "".join([*kept, text[at:]])
