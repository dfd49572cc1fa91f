"""Fields without an opening fence: headers that only a closing fence ends, plain metadata, and comments.

None of them is told from prose by its signs alone, so known names are the evidence: a `title`, or a date and one
more name that means something here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from reader.corpus.front_matter.field_names import DEFAULT_NAMES, plain_name
from reader.corpus.front_matter.values import MAX_FRONT, Fault, Format, Tree, Value

# Names that mean nothing to `reader`, and to the generators of such files.
_FURTHER = frozenset(
    {"layout", "slug", "status", "lang", "language", "modified", "updated", "lastmod", "template"}
)
_FIELD = re.compile(r"([A-Za-z][\w-]*(?: [\w-]+){0,3})[ \t]*:(?!//)[ \t]*(.*)", re.ASCII)
_FIRST = re.compile(r"[\"']?([A-Za-z][\w-]*(?: [\w-]+){0,3})[\"']?[ \t]*:", re.ASCII)
_TOP_LEVEL = re.compile("^" + _FIRST.pattern, re.MULTILINE | re.ASCII)
_CLOSING = re.compile(r"^(-{3,}|;{3,})[ \t]*(?:\n|\Z)", re.MULTILINE)
# The same of TOML.
_FIRST_TOML = re.compile(r"([A-Za-z][\w-]*)[ \t]*=", re.ASCII)
_TOP_LEVEL_TOML = re.compile("^" + _FIRST_TOML.pattern, re.MULTILINE | re.ASCII)
_CLOSING_TOML = re.compile(r"^(\+\+\+)[ \t]*(?:\n|\Z)", re.MULTILINE)
# Lines that a header consists of: fields, lists, comments and what is indented.
_HEADER_LINES = re.compile(r"(?:(?:[ \t\[#}\]].*|- .*|[\"']?[A-Za-z][^\n:]*+:(?:[ \t].*)?|)\n)*+")
_GAP = re.compile(r"\n[ \t]*\n(?=[^\s#])")
_LIST_ITEM = re.compile(r"^[ \t]*- ", re.MULTILINE)
_COMMENT = re.compile(r"\[(?:#|//|comment|_metadata_:([\w-]+))\]:[ \t]*(?:(?:#|<>|-)[ \t]*)?(.*)", re.ASCII)
_HTML_COMMENT = re.compile(r"<!--(.*?)-->[ \t]*\n?", re.DOTALL)
# Names whose values of several lines are lists.
_TOPICS = frozenset({"tags", "keywords", "categories", "topics"})
_LISTED = _TOPICS | {"authors"}
_ADDRESS = re.compile(r"[ \t]+https?://\S+\Z")


class Header(NamedTuple):
    """A header that only a closing fence ends: where its fields end, where the body begins, and its format."""

    end: int
    body: int
    fence: str
    format: Format


class Metadata(NamedTuple):
    """Fields that were read line by line, and where in the text the body begins.

    The lines of the tree count from `lines_before` lines before the place where the fields were looked for.
    """

    tree: Tree
    body: int
    format: Format
    lines_before: int = 0


def find_header(text: str, start: int) -> Header | None:
    """Return the header without an opening fence (as Hexo and Daux read it) that a text holds at `start`.

    One of TOML is read as well, though no generator takes it: its opening fence was forgotten.
    """
    if _FIRST_TOML.match(text, start):
        closing = _CLOSING_TOML.search(text, start, start + MAX_FRONT)
        if closing is None or not _is_evident(_TOP_LEVEL_TOML.findall(text, start, closing.start())):
            return None
        return Header(closing.start(), closing.end(), closing.group(1), "toml")
    first = _FIRST.match(text, start)
    closing = _CLOSING.search(text, start, start + MAX_FRONT) if first else None
    if closing is None:
        return None
    source = text[start : closing.start()]
    names = _TOP_LEVEL.findall(source)
    clean = _HEADER_LINES.fullmatch(source) is not None
    if _GAP.search(source) and not (clean and all(map(_is_known, names))):
        return None
    # One line above a line of dashes is a heading in Markdown as well, and so are several.
    if not _is_evident(names) or not (clean or _known_count(names) > 1):
        return None
    fence = closing.group(1)
    return Header(closing.start(), closing.end(), fence, "json" if fence[0] == ";" else "yaml")


def is_evident(source: str) -> bool:
    """Tell whether the names at the beginning of lines are those of an article's fields."""
    return _is_evident(_TOP_LEVEL.findall(source))


def read_metadata(text: str, start: int) -> Metadata | None:
    """Return the metadata at `start`: `Title: …` lines to the first blank one, or fields in comments."""
    if text.startswith("[", start):
        return _commented(text, start)
    # Comments before `start` were passed over; what the last of them holds may be fields.
    if _FIRST.match(text, start):
        return _plain(text, start)
    return _in_html(text[:start])


def _plain(text: str, start: int) -> Metadata | None:
    """Return metadata as Pelican and MultiMarkdown read it: what stands after a name is text, whatever its signs.

    A line that is indented goes on with the value above, and a line that is no field begins the body. Lists with
    dashes are YAML.
    """
    rows = _Rows()
    at, abrupt = start, False
    for number, line in enumerate(text[start : start + MAX_FRONT].split("\n")):
        is_field = _FIELD.fullmatch(line)
        if is_field:
            rows.add(is_field[1], is_field[2], number)
        elif line.strip() and (line[0] in " \t" or line.startswith("- ")):
            rows.go_on(line.strip())
        else:
            abrupt = bool(line.strip())
            break
        at += len(line) + 1
    end = min(at, len(text))
    if "title" not in map(plain_name, rows.values) or (abrupt and _known_count(rows.values) < 2):
        return None
    if abrupt:
        paragraph = text[end : start + MAX_FRONT].split("\n\n", 1)[0].split("\n")
        if any(_is_known(found[1]) for line in paragraph if (found := _FIELD.fullmatch(line))):
            rows.faults.append(Fault(number, "", "the metadata ends here, and fields stand below"))
    elif end < len(text):
        at = text.find("\n", end)
        end = len(text) if at < 0 else at + 1
    if _LIST_ITEM.search(text, start, end):
        return Metadata(Tree({}, dict, tuple(rows.faults)), end, "yaml")
    return Metadata(rows.tree(), end, "plain")


def _commented(text: str, start: int) -> Metadata | None:
    """Return the fields in comments of Markdown: `[#]: author: (Ann)`, `[//]: # (title: A)`."""
    rows = _Rows()
    at = end = start
    for number, line in enumerate(text[start : start + MAX_FRONT].split("\n")):
        comment = _COMMENT.fullmatch(line.rstrip())
        if comment:
            inner = _unwrapped(comment[2])
            found = _FIELD.fullmatch(inner)
            if comment[1] or found:
                name, value = (
                    (comment[1], inner) if comment[1] else (found[1], found[2]) if found else ("", "")
                )
                rows.add(name, _unwrapped(value), number)
        elif line.strip():
            break
        at += len(line) + 1
        end = at if comment else end
    values = rows.values
    for name, meant in (("subject", "title"), ("via", "url")):
        if values.get(name) and not values.get(meant):
            values[meant], rows.lines[meant] = values.pop(name), rows.lines[name]
    author = values.get("author")
    if isinstance(author, str):
        values["author"] = _ADDRESS.sub("", author)
    return Metadata(rows.tree(), min(end, len(text)), "comments") if _is_evident(values) else None


def _in_html(lead: str) -> Metadata | None:
    """Return the fields that a comment of HTML holds, one a line, as Nikola writes them with two dots before each."""
    for comment in _HTML_COMMENT.finditer(lead):
        rows = _Rows()
        first = lead.count("\n", 0, comment.start(1))
        for number, line in enumerate(comment[1].split("\n"), first):
            found = _FIELD.fullmatch(line.strip().removeprefix(".. "))
            if found:
                rows.add(found[1], found[2], number)
            elif line.strip():
                break
        else:
            if _is_evident(rows.values):
                return Metadata(rows.tree(), comment.end(), "comments", lead.count("\n"))
    return None


class _Rows:
    """Collects fields line by line; lines count from 0."""

    def __init__(self) -> None:
        self.values: dict[str, Value] = {}
        self.lines: dict[str, int] = {}
        self.faults: list[Fault] = []
        self._name = ""

    def add(self, name: str, value: str, line: int) -> None:
        if name in self.values:
            self.faults.append(Fault(line, name, f"{name} is given twice; the last one counts"))
        self._name = name
        self.values[name] = _unquoted(value.strip())
        self.lines[name] = line

    def go_on(self, value: str) -> None:
        before = self.values[self._name]
        gap = ", " if plain_name(self._name) in _LISTED and before and not str(before).endswith(",") else " "
        self.values[self._name] = f"{before}{gap}{value}" if before else value

    def tree(self) -> Tree:
        """Return the fields; commas alone part topics, also where there is none (`Tags: Computer Science`)."""
        values: dict[str, Value] = {
            name: [*value.split(",")] if isinstance(value, str) and plain_name(name) in _TOPICS else value
            for name, value in self.values.items()
        }
        return Tree(values, lambda: self.lines, tuple(self.faults))


def _unwrapped(text: str) -> str:
    """Return a text without the brackets or quotes around it."""
    text = text.strip()
    return text[1:-1].strip() if text[:1] + text[1:][-1:] in ("()", '""', "''") else text


def _unquoted(text: str) -> str:
    return (
        text[1:-1]
        if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" and text[0] not in text[1:-1]
        else text
    )


def _is_known(name: str) -> bool:
    return DEFAULT_NAMES.find(name) is not None or plain_name(name) in _FURTHER


def _known_count(names: Iterable[str]) -> int:
    return len({plain_name(name) for name in names if _is_known(name)})


def _is_evident(names: Iterable[str]) -> bool:
    """Tell whether names are those of an article: a title among them, or a date and one more that is known."""
    meant = {found[0] for name in names if (found := DEFAULT_NAMES.find(name))}
    return "title" in meant or ("date" in meant and _known_count(names) > 1)
