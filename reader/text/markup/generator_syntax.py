"""Markdown as its writer meant it: what a site's generator takes out or makes of a body before it is Markdown.

HTML blocks become Markdown, comments and module imports are left out, the code blocks of Liquid and Hugo become fences,
and containers (`:::note`) quotations. Code stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reader.text.markup.code_lines import code_lines, indented_code
from reader.text.markup.html import BLOCK_TAGS, html_to_markdown
from reader.text.markup.html_tags import without
from reader.text.markup.markdown import as_fence
from reader.text.markup.mdx_components import without_components
from reader.text.markup.mdx_modules import without_modules
from reader.text.markup.template_tags import closed_tags, code_title, spoken

# A body without any of these is taken as it is: most are, and this costs nothing.
_SIGNS = ("<", "{%", "{{", "{:", "{#", "{.", "{/*", ":::", "%%")
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
# Containers inside each other: more are none.
_DEEPEST = 8

_LIQUID = re.compile(r"[ \t]*\{%-?\s*(highlight|codeblock|code)\b([^%]*)-?%\}[ \t]*(.*)", re.DOTALL)
_HUGO = re.compile(r"[ \t]*\{\{[<%]\s*(highlight|code)\b(.*?)[%>]\}\}[ \t]*(.*)", re.DOTALL)
_LANGUAGE = re.compile(r"""\s*["']?([\w+#.-]+)["']?(?![=:])""")
_NAMED_LANGUAGE = re.compile(r"""\blang(?:uage)?\s*[:=]\s*["']?([\w+#.-]+)""")
_REMARK = re.compile(r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_RAW = re.compile(r"\{%-?\s*(end)?raw\s*-?%\}")
_JSX_COMMENT = re.compile(r"\{/\*.*?\*/\}", re.DOTALL)
_ATTRIBUTES = re.compile(r"\s*\{(?::|[.#][A-Za-z])[^}\n]*\}\s*")
_HEADING_ID = re.compile(r"(#{1,6} .*?)\s*\{(?:[:#]|\.[A-Za-z])[^}]*\}\s*")
# A body without any of these has no component of JavaScript.
_COMPONENT = re.compile(r"</?(?:[A-Z]|[a-z]+-)|=\{")
_CODE_OF_HTML = re.compile(r"(<pre\b.*?</pre>|<code\b.*?</code>)", re.DOTALL | re.IGNORECASE)
# Lines of a tag or comment that is one: more are text.
_LONGEST_TAG, _LONGEST_COMMENT = 20, 500
_BRACES = re.compile(r"\{[^{}]*\}|\[(?=[^\[\]]*\]$)")


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
    if "import " in text or (modules and "export " in text):
        lines = text.split("\n")
        text = "\n".join(without_modules(lines, code_lines(lines), exports=modules))
    if not any(sign in text for sign in _SIGNS):
        return text
    lines = text.split("\n")
    if modules or _COMPONENT.search(text):
        lines = without_components(lines, code_lines(lines), _code(lines, modules=modules), modules=modules)
    return "\n".join(_Writer(lines, _code(lines, modules=modules), closed_tags(text)).written())


def _code(lines: Sequence[str], *, modules: bool) -> list[bool]:
    """Tell of each line whether it is code. In MDX an indent makes none."""
    code = code_lines(lines)
    return code if modules else [*map(any, zip(code, indented_code(lines, code), strict=True))]


def readable(text: str, form: str) -> str:
    """Return a body as plain Markdown, or as the text it is. `form` is `markdown`, `mdx`, `html` or `text`."""
    if form == "html":
        return html_to_markdown(_spoken_html(text, closed_tags(text)))
    return text if form == "text" else as_markdown(text, modules=form == "mdx")


class _Writer:
    """Goes through the lines of a body once. `closed` names the tags of templates that are closed in it."""

    def __init__(self, lines: Sequence[str], code: Sequence[bool], closed: frozenset[str]) -> None:
        self._lines = lines
        self._closed = closed
        self._raw = False  # whether tags are text, up to the end of `{% raw %}`
        self._code = code
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
        elif not ("{" in line and _ATTRIBUTES.fullmatch(line)):
            found = _HEADING_ID.fullmatch(line) if line.startswith("#") and "{" in line else None
            yield _quoted(self._spoken(found[1] if found else line), self._depth)

    def _spoken(self, line: str) -> str:
        """Return a line with the tags of templates as the words they hold."""
        ends = [found[1] for found in _RAW.finditer(line)] if "raw" in line else []
        if ends:
            was, self._raw = self._raw, not ends[-1]
            return _RAW.sub("", line if was or self._raw else spoken(line, self._closed))
        return line if self._raw else spoken(line, self._closed)

    def _block(self, at: int) -> tuple[list[str], int]:
        """Return what the block that begins at a line becomes, and the lines it takes; none for another line."""
        bare = self._lines[at].lstrip(" \t")
        if bare.startswith("{%") and "comment" in bare[:20]:
            return self._hidden(at, _REMARK, "endcomment")
        if bare.startswith(("{%", "{{")):
            return self._shortcode(at)
        if bare.startswith("<!--"):
            return self._hidden(at, _COMMENT, "-->")
        if bare.startswith("{/*"):
            return self._hidden(at, _JSX_COMMENT, "*/}")
        if bare.startswith("%%"):
            return self._hidden_note(at)
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
            return self._long_tag(at)
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
                language = _NAMED_LANGUAGE.search(opening[2]) or _LANGUAGE.match(opening[2])
                fence = as_fence("\n".join(taken).strip("\n").rstrip()).split("\n")
                fence[0] += language[1] if language else ""
                return ["", *code_title(name, opening[2]), *fence, ""], end - at + 1
        return [], 0

    def _long_tag(self, at: int) -> tuple[list[str], int]:
        """Return a tag that goes over several lines as the words it holds."""
        end = "%}" if self._lines[at].lstrip().startswith("{%") else "}}"
        if end not in self._lines[at] and not self._raw:
            for last in range(at + 1, min(at + _LONGEST_TAG, len(self._lines))):
                if end in self._lines[last]:
                    tag = " ".join(line.strip() for line in self._lines[at : last + 1])
                    return [spoken(tag, self._closed)], last - at + 1
        return [], 0

    def _hidden_note(self, at: int) -> tuple[list[str], int]:
        """Return nothing for the lines from `%%` to the one that ends with it: a comment of Obsidian."""
        for end in range(at, min(at + _LONGEST_COMMENT, len(self._lines))):
            line = self._lines[end].strip()
            if line.endswith("%%") and (end > at or len(line) > 3):
                return [""], end - at + 1
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
        inner = html_to_markdown(_spoken_html(block, self._closed)).split("\n")
        return ["", *(indent + line if line else "" for line in inner), ""], end - at


def _spoken_html(html: str, closed: frozenset[str]) -> str:
    """Return HTML with the tags of templates outside of its code as the words they hold."""
    if "{" not in html:
        return html
    parts = _CODE_OF_HTML.split(html)
    return "".join(part if at % 2 else spoken(part, closed, plain=True) for at, part in enumerate(parts))


def _quoted(line: str, depth: int) -> str:
    return ("> " * depth + line) if depth else line


def _container(line: str, depth: int) -> tuple[list[str], int]:
    """Return the lines that begin or end a container, and in how many the next line stands."""
    words = _BRACES.sub(" ", line.strip(": \t"))
    name, _space, title = words.strip().partition(" ")
    if not (words or name):
        return [_quoted("", max(0, depth - 1))], max(0, depth - 1)
    kind, title = name.capitalize(), title.strip(" []")
    if not title.casefold().startswith(name.casefold()):
        title = f"{kind} · {title}" if title else kind
    # A line of its own before it: a quotation does not go on from the one above.
    return [
        _quoted("", depth),
        _quoted(f"> **{title}**" if title else ">", depth),
        _quoted("> ", depth),
    ], depth + 1
