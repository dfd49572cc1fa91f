"""The words of a body as it is shown, without the signs of Markdown and HTML: what is searched and counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from reader.text.markup.code_lines import closes, code_lines, indented_code, opened
from reader.text.markup.html_tags import OTHER_TAGS, WORD_TAGS, without

# A body without any of these is all words.
_SIGNS = (
    "<",
    "&",
    "`",
    "*",
    "_",
    "[",
    "\\",
    "~~",
    "\n>",
    "{%",
    "{{",
    "{:",
    "{#",
    "{.",
    "{/*",
    ":::",
    "%%",
    "import ",
)
_UNREAD = (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"))
_MARK = re.compile(
    # What it may begin with is told first: three times as fast.
    r"(?=[`\\<\]\n&*~_!\[])(?:"
    r"`{9,}"  # nobody writes so many for code in a line; each would be looked for in vain
    r"|(?P<ticks>`+)(?!`)(?P<code>(?:[^\n]|\n(?![ \t]*\n)){1,2000}?)(?<!`)(?P=ticks)(?!`)"
    r"|\\(?P<sign>[!-/:-@\[-`{-~])"
    r"|<(?P<auto>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*|[^\s<>@]+@[^\s<>@]+)>"
    r"|<(?P<tag>/?[A-Za-z][\w:-]*)(?P<more>[^<>]*)>"
    r"|\]\((?P<target><[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?\)"
    r"|\]\[[^\[\]\n]*\]"
    r"|\n {0,3}\[(?P<label>[^\^\]\n][^\]\n]*)\]:[ \t]*(?P<url>\S+)"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*(?=\n)"
    r"|\n[ \t]*>[ \t>]*"
    r"|&(?P<name>#?\w{1,32});"
    r"|(?P<run>\*+|~~|_+)"
    r"|!?\[\[?|\]\]?)"
)
_ALT = re.compile(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)


def plain_words(body: str, form: str) -> str:
    """Return a body as it is read: what its generator hides is left out, code stays, addresses stand at the end.

    `form` is `markdown`, `mdx`, `html` or `text`.
    """
    if form == "text" or not any(sign in body for sign in _SIGNS):
        return body
    # Few articles have a body, and fewer one with such signs.
    from reader.text.markup.generator_syntax import readable

    addresses: list[str] = []
    parts = [
        part if is_code else _plain(part, addresses)
        for is_code, part in _parts(f"\n{readable(body, form)}\n")
    ]
    return "\n".join([*parts, *dict.fromkeys(addresses)]).strip("\n")


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """Yield what is code and what is not, without the lines of fences."""
    if not ("```" in text or "~~~" in text or "    " in text or "\n\t" in text):
        yield False, text
        return
    lines = text.split("\n")
    indented = indented_code(lines, code_lines(lines))
    fence = ""
    part: list[str] = []
    for line, is_code in zip(lines, indented, strict=True):
        begins = "" if fence else opened(line)
        if begins or (fence and closes(line, fence)):
            yield bool(fence), "\n".join(part if fence else [*part, ""])
            fence, part = begins, [] if begins else [""]
        elif is_code and not fence:
            yield False, "\n".join([*part, ""])
            yield True, line
            part = [""]
        else:
            part.append(line)
    yield bool(fence), "\n".join(part)


def _plain(text: str, addresses: list[str]) -> str:
    if "<" in text:
        for opening, closing in _UNREAD:
            text = without(text, opening, closing)

    def read(found: re.Match[str]) -> str:
        kind = found.lastgroup
        if kind == "run":
            return _run(found)
        if kind in ("code", "sign", "auto"):
            return found[kind]
        if kind is None and found[0][0] == "`":
            return found[0]
        if kind == "more":
            return _parted(found)
        if kind == "name":
            return unescape(found[0])
        # `[#]: subject: (words)` is a remark in the form of a definition.
        if kind == "target" or (kind == "url" and "/" in found[kind]):
            addresses.append(found[kind].strip("<>"))
        return "\n" if found[0][0] == "\n" else ""

    return _MARK.sub(read, text)


def _run(found: re.Match[str]) -> str:
    """Return nothing for signs of emphasis, and the signs that stand between words or inside of one."""
    text, run = found.string, found[0]
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    if before.isspace() and after.isspace():
        return run
    inside = before.isalnum() and after.isalnum()
    return run if inside and (run[0] == "_" or (run == "*" and before.isascii() and after.isascii())) else ""


def _parted(found: re.Match[str]) -> str:
    name, more = found["tag"].lstrip("/").lower(), found["more"]
    if name in WORD_TAGS:
        return ""
    if name == "img" and (alt := _ALT.search(more)):
        return f" {unescape(alt[1] or alt[2] or '')} "
    ends = found["tag"][0] == "/" or f"</{found['tag']}>" in found.string
    return " " if name in OTHER_TAGS or more.strip() or ends else found[0]
