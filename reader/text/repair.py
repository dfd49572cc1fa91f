"""Text mended that was escaped once too often or decoded with the wrong table; the file stays as it is."""

from __future__ import annotations

import re
from html import unescape

from reader.text.mojibake import repair_encoding

_ESCAPED_TIMES = 2

# With the semicolon only: `&copy=1` in an address is no sign of copyright.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

# A tag only counts as one when HTML knows its name, so that `a < b` and `<your name>` stay.
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|center|cite|code|dd|del|div|dl|dt|em|figcaption|figure|font|h[1-6]|hr|i|"
    r"iframe|img|ins|kbd|li|mark|ol|p|picture|pre|q|s|samp|section|small|source|span|strike|strong|sub|sup|table|"
    r"tbody|td|th|thead|time|tr|tt|u|ul|video|wbr)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|big|cite|code|del|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|tt|u|wbr)\b",
    re.IGNORECASE,
)


_CODE = re.compile(r"(`[^`\n]+`)")
# A text of HTML begins with a tag, closes one, or has one that needs no closing.
_MARKUP = re.compile(r"\A\s*<\w|</\w+\s*>|<(?:br|hr|img|wbr)\b", re.IGNORECASE)
# What shows that tags mark a text up: one that closes, has attributes, or stands where text is parted.
_TAGGED = re.compile(r"</\w|<\w+(?:\s|/>)|<(?:p|br|hr|wbr|li|dd|dt|t[dhr])>", re.IGNORECASE)


def repair(text: str) -> str:
    """Return `text` with HTML entities resolved, no-break spaces made spaces, and wrong decoding undone.

    Entities escaped twice (`&amp;nbsp;`) are resolved twice. The result may hold control characters, which
    an entity can name: clean it afterwards.
    """
    for _ in range(_ESCAPED_TIMES):
        if "&" in text:
            text = _ENTITY.sub(lambda entity: unescape(entity[0]), text)
    return text if text.isascii() else repair_encoding(text).replace("\xa0", " ")


def plain_text(text: str) -> str:
    """Return `text` repaired and without HTML tags; what only looks like one (`a < b`, `<name>`) stays.

    Tags that are spoken of stay as well: in backquotes, in a text that has only opening ones without attributes
    (`How <img> tags load`), and those written as entities in a text that has no other sign of being escaped HTML
    (`I use the &lt;div&gt; element`).
    """
    mended = repair(_strip_tags(text))
    return _strip_tags(mended) if _MARKUP.search(mended) else mended


def _strip_tags(text: str) -> str:
    if "<" not in text or not _TAGGED.search(text):
        return text
    parts = _CODE.split(text)
    # What the group of a split holds has an odd place.
    parts[::2] = [
        _TAG.sub(lambda tag: "" if _INLINE.match(tag.group()) else " ", part) for part in parts[::2]
    ]
    return "".join(parts)
