"""Markdown as its writer meant it: what a site's generator takes out or makes of a body before it is Markdown.

HTML blocks become Markdown, comments and module imports are left out, the code blocks of Liquid and Hugo become fences,
and containers (`:::note`) quotations. Code stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reader.text.html import BLOCK_TAGS, html_to_markdown
from reader.text.markdown import as_fence
from reader.text.plain import without

# A body without any of these is taken as it is: most are, and this costs nothing.
_SIGNS = ("<", "{%", "{{", "{:", "{#", ":::")
FENCE = re.compile(r"[ \t]*(?:>[ \t]?)*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})(.*)", re.DOTALL)
"""A line that opens a fence of code: the fence and what stands behind it."""

_TAG = re.compile(r" {0,3}</?([A-Za-z][A-Za-z0-9]*)(?=[\s/>]|$)")
_FIRST_TAG = re.compile(r"\s*<([A-Za-z][A-Za-z0-9]*)(?=[\s/>])")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
# What only Markdown has: at the beginning of a line, a link's target, a definition, strong words and code in a line.
_MARKDOWN = re.compile(
    r"^ {0,3}(?:#{1,6} |[-*+] |\d{1,9}[.)] |> |```|~~~)|\]\(\S|^\[[^\]\n]+\]: |\*\*\w|`[^`\n]+`", re.MULTILINE
)
_KEPT_WHOLE = {"pre": "</pre>", "script": "</script>", "style": "</style>", "textarea": "</textarea>"}
_AS_MARKDOWN = re.compile(r"""\smarkdown\s*=\s*["']?(?:1|block|span|true)""", re.IGNORECASE)
_ANY_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
# Longer lines are no heading with a name and no beginning of a container, and looking at them would take long.
_LONG_LINE = 1_000
# Containers inside each other, and lines of one export: more are none.
_DEEPEST, _LONGEST_EXPORT = 8, 2_000

_LIQUID = re.compile(r"[ \t]*\{%-?\s*(highlight|codeblock|code)\b([^%]*)-?%\}[ \t]*(.*)", re.DOTALL)
_HUGO = re.compile(r"[ \t]*\{\{[<%]\s*(highlight|code)\b(.*?)[%>]\}\}[ \t]*(.*)", re.DOTALL)
_LANGUAGE = re.compile(r"""\s*(?:lang(?:uage)?\s*[:=]\s*)?["']?([\w+#.-]+)""")
_REMARK = re.compile(r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_RAW = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}")
_ATTRIBUTES = re.compile(r"\s*\{:[^}\n]*\}\s*")
_HEADING_ID = re.compile(r"(#{1,6} .*?)\s*\{[:#][^}]*\}\s*")
_BRACES = re.compile(r"\{[^{}]*\}|\[(?=[^\[\]]*\]$)")
_FROM = re.compile(r"""import\s+(?:[\w*{$][^;'"]*\sfrom\s+)?["'][^"']+["']\s*;?\s*""")
_EXPORT = re.compile(r"export\s+(?:const|let|var|default|function|async|class|type|interface|\{|\*)")


def is_html(text: str) -> bool:
    """Tell whether a body is HTML by what it holds: all its parts begin with a tag, and nothing in it is Markdown's."""
    if "</" not in text or text.lstrip()[:1] != "<":
        return False
    parts = [part for part in _BLANK_LINE.split(without(text, "<!--", "-->")) if part.strip()]
    tags = [found[1].lower() for part in parts if (found := _FIRST_TAG.match(part))]
    blocks = len(tags) == len(parts) > 0 and all(tag in BLOCK_TAGS or tag in _KEPT_WHOLE for tag in tags)
    # One part without an empty line may begin with a link or a picture: a generator's words have none either.
    return (blocks or len(parts) == len(tags) == 1) and not _MARKDOWN.search(text)


def as_markdown(text: str, *, modules: bool = False) -> str:
    """Return a Markdown body as plain Markdown. `modules` says that it is MDX, whose exports are hidden as well."""
    text = _without_modules(text, exports=modules)
    if not any(sign in text for sign in _SIGNS):
        return text
    return "\n".join(_Writer(text.split("\n")).written())


def readable(text: str, form: str) -> str:
    """Return a body as plain Markdown, or as the text it is. `form` is `markdown`, `mdx`, `html` or `text`."""
    if form == "html":
        return html_to_markdown(text)
    return text if form == "text" else as_markdown(text, modules=form == "mdx")


def code_lines(lines: Sequence[str]) -> list[bool]:
    """Return for each line whether it belongs to a fence of code, its own lines included."""
    inside: list[bool] = []
    fence = ""
    for line in lines:
        if fence:
            inside.append(True)
            fence = "" if closes(line, fence) else fence
        else:
            fence = opened(line)
            inside.append(bool(fence))
    return inside


def opened(line: str) -> str:
    """Return the fence that a line opens, "" for none."""
    found = FENCE.fullmatch(line) if "```" in line or "~~~" in line else None
    return found[1] if found and not (found[1][0] == "`" and "`" in found[2]) else ""


def closes(line: str, fence: str) -> bool:
    """Tell whether a line closes a fence."""
    bare = line.lstrip(" \t>").rstrip()
    return len(bare) >= len(fence) and not bare.strip(fence[0])


class _Writer:
    """Goes through the lines of a body once. `depth` is how many containers are open."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._code = code_lines(lines)
        self._last: dict[str, int] = {}
        self._depth = 0

    def written(self) -> Iterator[str]:
        """Yield the lines of what it becomes."""
        at = 0
        while at < len(self._lines):
            block, used = ([], 0) if self._code[at] else self._block(at)
            if used:
                yield from (_quoted(one, self._depth) for one in block)
                at += used
                continue
            yield from (
                [_quoted(self._lines[at], self._depth)] if self._code[at] else self._line(self._lines[at])
            )
            at += 1

    def _line(self, line: str) -> Iterator[str]:
        if len(line) > _LONG_LINE:
            yield _quoted(line, self._depth)
        elif line.lstrip().startswith(":::") and (self._depth < _DEEPEST or not line.strip(": ")):
            title, self._depth = _container(line, self._depth)
            yield from title
        elif not ("{:" in line and _ATTRIBUTES.fullmatch(line)):
            found = _HEADING_ID.fullmatch(line) if line.startswith("#") and "{" in line else None
            yield _quoted(found[1] if found else _RAW.sub("", line), self._depth)

    def _block(self, at: int) -> tuple[list[str], int]:
        """Return what the block that begins at a line becomes, and the lines it takes; none for another line."""
        bare = self._lines[at].lstrip(" \t")
        if bare.startswith("{%") and "comment" in bare[:20]:
            return self._hidden(at, _REMARK, "endcomment")
        if bare.startswith(("{%", "{{")):
            return self._shortcode(at)
        if bare.startswith("<!--"):
            return self._hidden(at, _COMMENT, "-->")
        if bare.startswith("<") and (found := _TAG.match(self._lines[at])):
            return self._html(at, found[1].lower())
        return [], 0

    def _ends_after(self, at: int, closing: str) -> bool:
        """Tell whether a text stands in a line or a later one: looked for once, not at each line."""
        if closing not in self._last:
            found = (n for n in range(len(self._lines) - 1, -1, -1) if closing in self._lines[n])
            self._last[closing] = next(found, -1)
        return self._last[closing] >= at

    def _shortcode(self, at: int) -> tuple[list[str], int]:
        """Return the code between an opening and its closing as a fence; without a closing, nothing is done."""
        line = self._lines[at]
        opening = (_LIQUID.fullmatch(line) or _HUGO.fullmatch(line)) if len(line) <= _LONG_LINE else None
        if opening is None:
            return [], 0
        name = opening[1]
        closing = re.compile(rf"\{{%-?\s*end{name}\s*-?%\}}|\{{\{{[<%]\s*/\s*{name}\s*[%>]\}}\}}")
        liquid = line.lstrip().startswith("{%")
        if not any(
            self._ends_after(at, end) for end in (("end" + name,) if liquid else ("/" + name, "/ " + name))
        ):
            return [], 0
        taken = [opening[3]]
        for end in range(at, len(self._lines)):
            if end > at:
                taken.append(self._lines[end])
            if found := closing.search(taken[-1]):
                taken[-1] = taken[-1][: found.start()]
                language = _LANGUAGE.match(opening[2])
                fence = as_fence("\n".join(taken).strip("\n").rstrip()).split("\n")
                fence[0] += language[1] if language else ""
                return ["", *fence, ""], end - at + 1
        return [], 0

    def _hidden(self, at: int, pattern: re.Pattern[str], closing: str) -> tuple[list[str], int]:
        """Return what is left of the lines that begin with a comment; one that does not end is text."""
        if not self._ends_after(at, closing):
            return [], 0
        end = at
        while closing not in self._lines[end]:
            end += 1
        left = pattern.sub("", "\n".join(self._lines[at : end + 1]))
        return [left if left.strip() else ""], end - at + 1

    def _html(self, at: int, tag: str) -> tuple[list[str], int]:
        """Return an HTML block, which goes to the next blank line, as Markdown; none for another tag."""
        if tag not in BLOCK_TAGS and tag not in _KEPT_WHOLE:
            return [], 0
        end, closing = at, _KEPT_WHOLE.get(tag, "")
        while end < len(self._lines) and (closing or (self._lines[end].strip() and not self._code[end])):
            end += 1
            if closing and closing in self._lines[end - 1].lower():
                break
        block = "\n".join(self._lines[at:end])
        if _AS_MARKDOWN.search(self._lines[at][:_LONG_LINE]):
            return _ANY_TAG.sub("", block).split("\n"), end - at
        indent = self._lines[at][: len(self._lines[at]) - len(self._lines[at].lstrip(" "))]
        inner = html_to_markdown(block).split("\n")
        return ["", *(indent + line if line else "" for line in inner), ""], end - at


def _quoted(line: str, depth: int) -> str:
    return ("> " * depth + line) if depth else line


def _container(line: str, depth: int) -> tuple[list[str], int]:
    """Return the lines that begin or end a container, and in how many the next line stands."""
    words = _BRACES.sub(" ", line.strip(": \t"))
    name, _space, title = words.strip().partition(" ")
    if not (words or name):
        return [_quoted("", max(0, depth - 1))], max(0, depth - 1)
    title = title.strip(" []") or name.capitalize()
    # A line of its own before it: a quotation does not go on from the one above.
    return [
        _quoted("", depth),
        _quoted(f"> **{title}**" if title else ">", depth),
        _quoted("> ", depth),
    ], depth + 1


def _without_modules(text: str, *, exports: bool) -> str:
    """Return a body without the imports, and in MDX the exports, between its paragraphs."""
    if "import " not in text and not (exports and "export " in text):
        return text
    lines = text.split("\n")
    code = code_lines(lines)
    kept: list[str] = []
    at = 0
    while at < len(lines):
        first = at == 0 or not lines[at - 1].strip() or not kept or kept[-1] == ""
        used = _module(lines, at, exports=exports) if first and not code[at] else 0
        if used:
            at += used
            if not kept or kept[-1].strip():
                kept.append("")
        else:
            kept.append(lines[at])
            at += 1
    return "\n".join(kept) if len(kept) < len(lines) or kept != lines else text


def _module(lines: Sequence[str], at: int, *, exports: bool) -> int:
    """Return how many lines the import or export takes that begins at a line, 0 for another line."""
    line = lines[at]
    if line.startswith("import") and len(line) <= _LONG_LINE:
        for end in range(at, min(at + 40, len(lines))):
            if not lines[end].strip():
                break
            if _FROM.fullmatch(" ".join(lines[at : end + 1])):
                return end - at + 1
    elif exports and _EXPORT.match(line):
        depth = 0
        for end in range(at, min(at + _LONGEST_EXPORT, len(lines))):
            depth += sum(map(lines[end].count, "{[(")) - sum(map(lines[end].count, "}])"))
            if depth <= 0 and (
                end + 1 == len(lines) or not lines[end + 1].strip() or lines[end].rstrip().endswith(";")
            ):
                return end - at + 1
    return 0
