"""Components of JavaScript in a Markdown body (MDX, Docusaurus, Astro) as what stands in them.

A tag alone on its lines is hidden but for its titles. What it holds is Markdown, and loses the indent that it has for
its sake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reader.text.markup.html_tags import OTHER_TAGS, WORD_TAGS
from reader.text.markup.markdown import escape

_OPENS = re.compile(r"[ \t]*<(/?)([A-Za-z][\w.:-]*)(?=[\s/>]|$)")
_SAID = re.compile(
    r"""\b(title|label|caption|alt|heading|summary|description)=(?:"([^"]*)"|'([^']*)'|\{["'`]([^"'`]*)["'`]\})"""
)
_NAMES = re.compile(r"<(/?)([A-Z][\w.]*|[a-z]+-[\w-]+)")
_VALUE = re.compile(r"""(<[A-Za-z][\w.:-]*(?:\s[^<>{}]*)?)=\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}""")
# The parser of Markdown takes these for no tags.
_DOTTED = re.compile(r"</?[A-Z]\w*(?:\.\w+)+(?:\s[^<>{}]*)?/?>")
_MOST_LINES = 60


def without_components(
    lines: Sequence[str], fenced: Sequence[bool], code: Sequence[bool], *, modules: bool
) -> list[str]:
    """Return the lines of a body without component tags; `modules` says that it is MDX.

    `fenced` tells which lines are code between fences, `code` which are code but for those inside of components.
    """
    return list(_lines(lines, fenced, code, _closed(lines, code), modules=modules))


def _closed(lines: Sequence[str], code: Sequence[bool]) -> frozenset[str]:
    names: set[str] = set()
    for line, is_code in zip(lines, code, strict=True):
        if not is_code and "</" in line:
            names.update(name for ends, name in _NAMES.findall(line) if ends)
    return frozenset(names)


def _lines(
    lines: Sequence[str],
    fenced: Sequence[bool],
    code: Sequence[bool],
    closed: frozenset[str],
    *,
    modules: bool,
) -> Iterator[str]:
    open_: list[tuple[str, int]] = []  # the components around a line, and the indent taken from it for each
    at = 0
    while at < len(lines):
        line = lines[at]
        is_code = fenced[at] or (code[at] and not open_)
        if not is_code and "<" in line and (found := _OPENS.match(line)):
            used, tag = _tag(lines, at)
            name = found[2]
            if used and _is_component(name, tag, closed, modules=modules):
                if found[1]:
                    _leave(open_, name)
                elif not tag.endswith("/>") and name in closed:
                    open_.append((name, _extra(lines, at + used, _indent(line))))
                yield from _title(tag, _taken(line, open_[:-1]))
                at += used
                continue
            if used > 1 and "={" in tag:
                yield _taken(" " * _indent(line) + _without_values(tag), open_)
                at += used
                continue
        if modules and "." in line and not is_code:
            line = _DOTTED.sub("", line)
        yield _taken(line if is_code or "={" not in line else _without_values(line), open_)
        at += 1


def _without_values(text: str) -> str:
    """Return a text whose tags have no values between braces: in HTML these are no attributes."""
    while True:
        text, number = _VALUE.subn(r"\1", text)
        if not number:
            return text


def _tag(lines: Sequence[str], at: int) -> tuple[int, str]:
    """Return how many lines the tag takes that begins at a line and has them to itself, and its text; 0 for none."""
    depth = 0
    quote = ""
    text = ""
    for end in range(at, min(at + _MOST_LINES, len(lines))):
        line = lines[end].strip()
        for index, sign in enumerate(line):
            if quote:
                quote = "" if sign == quote else quote
            elif sign in "\"'`" and (depth or text or "=" in line[:index]):
                quote = sign
            elif sign in "{}":
                depth += 1 if sign == "{" else -1
            elif sign == ">" and not depth and line[index - 1 : index] != "=":
                alone = index == len(line) - 1
                return (end - at + 1, text + line) if alone else (0, "")
        text += line + " "
        if not line:
            break
    return 0, ""


def _is_component(name: str, tag: str, closed: frozenset[str], *, modules: bool) -> bool:
    if name.lower() in OTHER_TAGS | WORD_TAGS and not (modules and name[0].isupper()):
        return False
    if not (name[0].isupper() or "-" in name or modules):
        return False
    # A name alone (`<String>`) is a word of the writer's.
    return modules or tag.startswith("</") or tag.endswith("/>") or " " in tag or name in closed


def _leave(open_: list[tuple[str, int]], name: str) -> None:
    for at in range(len(open_) - 1, -1, -1):
        if open_[at][0] == name:
            del open_[at:]
            break


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _extra(lines: Sequence[str], at: int, indent: int) -> int:
    """Return by how much more than a tag the text under it is indented."""
    while at < len(lines) and not lines[at].strip():
        at += 1
    return max(0, _indent(lines[at]) - indent) if at < len(lines) else 0


def _taken(line: str, open_: Sequence[tuple[str, int]]) -> str:
    most = sum(extra for _name, extra in open_)
    return line[min(most, _indent(line)) :] if most else line


def _title(tag: str, line: str) -> Iterator[str]:
    """Yield the lines that stand in the place of a tag: the words in it that are for reading."""
    said = [" ".join((one or two or three).split()) for _key, one, two, three in _SAID.findall(tag)]
    words = " ".join(dict.fromkeys(word for word in said if word))
    indent = " " * _indent(line)
    yield from ("", f"{indent}**{escape(words)}**", "") if words else ("",)
