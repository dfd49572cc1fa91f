"""A file's bytes split into front matter and body, the front matter parsed, and what is wrong with either."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from reader.corpus.decode import decode, encoding_of
from reader.corpus.plainyaml import parse_plain
from reader.corpus.tomljson import parse_json, parse_toml
from reader.corpus.values import BrokenFrontMatterError, Fault, NoFieldsError, Tree, Value
from reader.text.clean import clean_line

MAX_FILE = 16 * 2**20
"""Bytes of a file that is read; a larger one is a problem."""

MAX_FRONT = 2**20
"""Characters of front matter that are parsed."""

Format = Literal["yaml", "toml", "json"]

_STARTS = (b"---", b"+++", b"{")
_OPENING = re.compile(r"\s*(?:(---(?:(?:json|ya?ml|toml)\b)?|\+\+\+)[ \t]*(?:\n|\Z)|(?=\{\s*[\"}]))")
_CLOSING = {
    "---": re.compile(r"\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)"),
    "+++": re.compile(r"\n\+\+\+[ \t]*(?:\n|\Z)"),
}
# Lines that front matter without a closing fence is taken to consist of, and what makes it front matter at
# all.
_FIELD_LINES = re.compile(r"(?:(?:[ \t\[#}\]].*|- .*|[^\s:=#-][^\n:=]*+(?::(?:[ \t].*)?|=.*)|)\n)*+")
_FIELD = re.compile(r"^[ \t]*+[\"']?\w[^\n:=]*+(?::(?:[ \t\"']|$)|=)", re.MULTILINE)

# Characters that YAML forbids, and the line separators that only YAML takes for line ends.
_FORBIDDEN = re.compile("[^\t\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_PLAIN = b"\t\n" + bytes(range(0x20, 0x7F))


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A file that begins with front matter.

    `values` are the fields as written, `body` the rest of the file, `format` is `yaml`, `toml` or `json`.
    `line_of` returns the line in the file, from 1, of a field such as `related[2].quality` (0 when unknown).
    `faults` are what is wrong so far; `broken` is true when the front matter could not be parsed as a whole,
    and `control` when it held characters that no front matter may hold. `cut_short` are the fields whose text
    ends where a comment begins.
    """

    values: dict[str, Value]
    body: str
    format: Format
    line_of: Callable[[str], int]
    faults: tuple[Fault, ...] = ()
    broken: bool = False
    control: bool = False
    cut_short: frozenset[str] = frozenset()


def split_front_matter(data: bytes) -> FrontMatter | None:
    """Return the front matter and the body that the bytes of a file hold, or None when it has no front matter.

    Front matter is YAML between `---` lines (the second may be `...`), TOML between `+++`, or a JSON object,
    at the beginning of the file; a byte order mark and empty lines may stand before it. What is broken in it
    is named in `faults`, and what can be understood nevertheless is in `values`. Never raises.
    """
    # Nearly all files are told by their first bytes, and the others without being decoded.
    if not data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_STARTS) and encoding_of(data)[0] == "utf-8":
        return None
    text, faults = decode(data)
    opening = _OPENING.match(text)
    if opening is None:
        return None
    start = opening.end()
    first = text.count("\n", 0, start) + 1
    fence = opening.group(1)
    if fence and (named := fence[3:]):
        fence = "---"
        if named == "toml":
            return _fenced(text, start, fence, first, faults, "toml")
    return _fenced(text, start, fence, first, faults) if fence else _json(text[start:], first, faults)


def _fenced(
    text: str, start: int, fence: str, first: int, faults: tuple[Fault, ...], named: Format | None = None
) -> FrontMatter | None:
    """Return the YAML or TOML after an opening fence, or None when what follows are no fields but prose."""
    source, body, closed = _cut(text, start, fence)
    forbidden = None if _is_plain(source) else _FORBIDDEN.search(source)
    if forbidden:
        line = first + source.count("\n", 0, forbidden.start())
        faults = (*faults, Fault(line, "", "the front matter holds a control character"))
        source = _FORBIDDEN.sub(lambda found: " " if found[0].isspace() else "", source)
    format_: Format = named or ("yaml" if fence == "---" else "toml")
    tree, error = _parsed(source, format_)
    if (
        (error or not closed)
        and not _FIELD.search(source)
        and not (closed and _is_meant(source, error, format_))
    ):
        return None
    if not closed:
        faults = (*faults, Fault(1, "", f"the front matter has no closing {fence} line"))
    elif error:
        faults = (*faults, _fault(format_, error, first))
    broken = bool(error) or not closed
    return _front(tree, body, format_, first, faults, broken=broken, control=bool(forbidden))


def _is_meant(source: str, error: BrokenFrontMatterError | None, format_: Format) -> bool:
    """Tell whether what stands between two fences is front matter although it has no fields, and no prose.

    Lines of text without a blank one are: a paragraph between two rules has blank lines around it.
    """
    if format_ == "toml":
        return True
    if isinstance(error, NoFieldsError):
        return error.is_list or not re.search(r"^[ \t]*$", source.rstrip("\n"), re.MULTILINE)
    return source.lstrip().startswith(("{", "["))


def _is_plain(source: str) -> bool:
    """Tell whether nothing forbidden can be in a text, without looking at each character."""
    return source.isascii() and not source.encode("ascii").translate(None, _PLAIN)


def _cut(text: str, start: int, fence: str) -> tuple[str, str, bool]:
    """Return the front matter, the body, and whether a fence stood between; else lines tell where fields end."""
    if closing := _CLOSING[fence].search(text, start - 1):
        return text[start : closing.start() + 1], text[closing.end() :], True
    lines = _FIELD_LINES.match(text + "\n", start)
    end = lines.end() if lines else start
    return text[start:end], text[end:], False


def _parsed(source: str, format_: Format) -> tuple[Tree, BrokenFrontMatterError | None]:
    """Return the parsed front matter; when it is broken, what can be saved of it and the error."""
    try:
        if len(source) > MAX_FRONT:
            raise BrokenFrontMatterError(f"is longer than {MAX_FRONT:,} characters")
        return _yaml(source) if format_ == "yaml" else parse_toml(source), None
    except BrokenFrontMatterError as error:
        return _saved(source[:MAX_FRONT]) if format_ == "yaml" else Tree({}, dict), error


# PyYAML takes longer to import than fifty plain files to read, and a corpus of plain ones does without it.


def _yaml(source: str) -> Tree:
    if source[:64].lstrip().startswith("{") and (tree := _json_alone(source)) is not None:
        return tree
    values = parse_plain(source)
    if values is not None:
        return Tree(values, lambda: _yaml_lines(source))
    from reader.corpus.yamltext import parse_yaml

    return parse_yaml(source)


def _json_alone(source: str) -> Tree | None:
    """Return what a text holds that is one JSON object: not all of these are YAML to its parser."""
    before = len(source) - len(source.lstrip())
    try:
        tree, end = parse_json(source[before:])
    except BrokenFrontMatterError:
        return None
    if source[before + end :].strip():
        return None
    line = source.count("\n", 0, before)
    if not line:
        return tree
    return Tree(tree.values, lambda: {name: line + at for name, at in tree.lines().items()}, tree.faults)


def _yaml_lines(source: str) -> Mapping[str, int]:
    from reader.corpus.yamltext import yaml_lines

    return yaml_lines(source)


def _saved(source: str) -> Tree:
    from reader.corpus.salvage import salvage

    return salvage(source)


def _json(text: str, first: int, faults: tuple[Fault, ...]) -> FrontMatter:
    try:
        tree, end = parse_json(text[:MAX_FRONT])
    except BrokenFrontMatterError as error:
        faults = (*faults, _fault("json", error, first))
        return _front(Tree({}, dict), text, "json", first, faults, broken=True)
    return _front(tree, text[end:], "json", first, faults)


def _front(
    tree: Tree,
    body: str,
    format_: Format,
    first: int,
    faults: tuple[Fault, ...],
    *,
    broken: bool = False,
    control: bool = False,
) -> FrontMatter:
    """Return the front matter whose first line is line `first` of the file."""
    lesser = tuple(
        Fault(first + fault.line, clean_line(fault.field), clean_line(fault.message)) for fault in tree.faults
    )
    faults += lesser
    find = _Lines(tree, first).find
    return FrontMatter(tree.values, body, format_, find, faults, broken, control, tree.cut_short)


def _fault(format_: Format, error: BrokenFrontMatterError, first: int) -> Fault:
    if isinstance(error, NoFieldsError):
        return Fault(first, "", f"the front matter holds {error.held} instead of fields")
    what = clean_line(error.message, 200)
    return Fault(first + error.line, "", f"the front matter is not valid {format_.upper()}: {what}")


@dataclass(frozen=True, slots=True)
class _Lines:
    """Finds the line of a field, or of the nearest field that holds it, only when somebody asks."""

    tree: Tree
    first: int

    def find(self, field: str) -> int:
        lines = self.tree.lines()
        while field and field not in lines:
            field = field[: max(field.rfind("."), field.rfind("["), 0)]
        return self.first + lines[field] if field else 0
