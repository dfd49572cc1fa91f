"""A file's bytes split into front matter and body, the front matter parsed, and what is wrong with either."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from reader.corpus.front_matter.decode import decode, encoding_of
from reader.corpus.front_matter.opening_fence import Opening, find_opening, may_begin
from reader.corpus.front_matter.source_fields import parse_fields
from reader.corpus.front_matter.toml_json import parse_json, parse_whole_json
from reader.corpus.front_matter.values import (
    MAX_FRONT,
    BrokenFrontMatterError,
    Fault,
    Format,
    NoFieldsError,
    Tree,
    Value,
)
from reader.text.clean import clean_line

MAX_FILE = 16 * 2**20
"""Bytes of a file that is read; a larger one is a problem."""

_YAML_CLOSING = re.compile(r"\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
# Lines that front matter without a closing fence is taken to consist of, and what makes it front matter at
# all.
_FIELD_LINES = re.compile(r"(?:(?:[ \t\[#}\]].*|- .*|[^\s:=#-][^\n:=]*+(?::(?:[ \t].*)?|=.*)|)\n)*+")
_FIELD = re.compile(r"^[ \t]*+[\"']?\w[^\n:=]*+(?::(?:[ \t\"']|$)|=)", re.MULTILINE)

# What nearly all files begin with.
_USUAL = Opening("---", 4, "yaml")

# Characters that YAML forbids, and the line separators that only YAML takes for line ends.
_FORBIDDEN = "[^\t\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
_PLAIN = b"\t\n" + bytes(range(0x20, 0x7F))


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A file that begins with front matter.

    `values` are the fields as written, `body` the rest of the file, `first` the line on which the fields begin.
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
    first: int = 1


def split_front_matter(data: bytes) -> FrontMatter | None:
    """Return the front matter and the body that the bytes of a file hold, or None when it has no front matter.

    Front matter is YAML between `---` lines (the second may be `...`; the first may name `yaml`, `toml` or `json`),
    TOML between `+++`, JSON between `;;;`, or a JSON object, at the beginning of the file. Byte order marks, blank
    lines and HTML comments may stand before it. Fields of an article are also read without an opening fence, as
    plain metadata and in comments (see `metadata.py`). What is broken in it is named in `faults`, and what can be
    understood nevertheless is in `values`. Never raises.
    """
    front = _split(data)
    if data.find(b"\0", 0, MAX_FRONT) >= 0 and encoding_of(data)[0] == "utf-8":
        # Between the signs of a fence or a name, they would have all of it taken for prose.
        whole = _split(data.replace(b"\0", b""))
        if whole is not None and (front is None or front.values != whole.values):
            fault = Fault(
                data.count(b"\n", 0, data.index(b"\0")) + 1, "", "holds NUL bytes, which are left out"
            )
            return replace(whole, faults=(fault, *whole.faults), broken=True, control=True)
    return front


def _split(data: bytes) -> FrontMatter | None:
    # Nearly all files are told by their first bytes, and the others without being decoded.
    usual = data.startswith(b"---\n")
    if not usual and not may_begin(data) and encoding_of(data)[0] == "utf-8":
        return None
    text, faults = decode(data)
    opening = _USUAL if usual else find_opening(text)
    if opening.fence:
        return _fenced(text, opening, faults)
    if opening.format:
        return _json(text, opening.start, faults)
    return _unfenced(text, opening.start, faults)


def _fenced(text: str, opening: Opening, faults: tuple[Fault, ...]) -> FrontMatter | None:
    """Return the fields after an opening fence, or None when what follows are no fields but prose."""
    fence, start, format_, named = opening
    first = text.count("\n", 0, start) + 1
    line = text.count("\n", 0, start - 1) + 1  # of the fence, which may be all there is
    source, body, closed = _cut(text, start, fence)
    if format_ is None:
        if not closed:
            return None
        fault = Fault(line, "", f"front matter in {clean_line(named, 40)} is not read; write it in YAML")
        return _front(Tree({}, dict), body, "yaml", first, (*faults, fault), broken=True)
    if len(fence) > 3 and not (closed and _is_evident(source)):
        return None  # a rule, or a line of a table
    if not closed:
        if not named and not _FIELD.search(source):
            return None
        faults = (*faults, Fault(line, "", f"the front matter has no closing {fence} line"))
    if format_ == "json":
        return _fenced_json(source, body, fence, first, faults, closed=closed)
    return _fields(source, body, format_, first, faults, closed=closed)


def _is_evident(source: str) -> bool:
    from reader.corpus.front_matter.metadata import is_evident

    return is_evident(source)


def _fenced_json(
    source: str, body: str, fence: str, first: int, faults: tuple[Fault, ...], *, closed: bool
) -> FrontMatter | None:
    """Return the JSON between fences; between `;;;`, the braces around it may be left out."""
    if fence[0] == ";" and not source.lstrip().startswith("{"):
        source = "{" + source + "}"
    try:
        tree = parse_whole_json(source[:MAX_FRONT])
    except BrokenFrontMatterError as error:
        fault = _fault("json", error, first)
        return _front(Tree({}, dict), body, "json", first, (*faults, fault), broken=True)
    return _front(tree, body, "json", first, faults, broken=not closed)


def _unfenced(text: str, start: int, faults: tuple[Fault, ...]) -> FrontMatter | None:
    """Return fields without an opening fence, or None where a text is no article."""
    from reader.corpus.front_matter.metadata import find_header, read_metadata

    first = text.count("\n", 0, start) + 1
    if header := find_header(text, start):
        source, body = text[start : header.end], text[header.body :]
        if header.format == "json":
            return _fenced_json(source, body, header.fence, first, faults, closed=True)
        if header.format == "toml":
            faults = (*faults, Fault(first, "", "the front matter has no opening +++ line"))
        return _fields(source, body, header.format, first, faults, closed=True)
    metadata = read_metadata(text, start)
    if metadata is None:
        return None
    tree, body = metadata.tree, text[metadata.body :]
    if metadata.format != "yaml":
        return _front(tree, body, metadata.format, first - metadata.lines_before, faults)
    faults += tuple(Fault(first + fault.line, fault.field, fault.message) for fault in tree.faults)
    return _fields(text[start : metadata.body], body, "yaml", first, faults, closed=True)


def _fields(
    source: str, body: str, format_: Format, first: int, faults: tuple[Fault, ...], *, closed: bool
) -> FrontMatter | None:
    """Return the fields of YAML or TOML, or None when the text holds no fields but prose."""
    # Compiled by the first text that needs it, which takes 4 ms.
    forbidden = None if _is_plain(source) else re.search(_FORBIDDEN, source)
    if forbidden:
        line = first + source.count("\n", 0, forbidden.start())
        faults = (*faults, Fault(line, "", "the front matter holds a control character"))
        source = re.sub(_FORBIDDEN, lambda found: " " if found[0].isspace() else "", source)
    tree, error = parse_fields(source, format_)
    if error and closed:
        if not _FIELD.search(source) and not _is_meant(source, error, format_):
            return None
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
    """Tell whether nothing forbidden can be in a text, without a look at each character by an expression."""
    if source.isascii():
        return not source.encode("ascii").translate(None, _PLAIN)
    return source.replace("\n", "").replace("\t", "").isprintable()


def _cut(text: str, start: int, fence: str) -> tuple[str, str, bool]:
    """Return the front matter, the body, and whether a fence stood between; else lines tell where fields end."""
    end = text.find("\n---", start - 1) if fence == "---" else -1
    # Found so, it is the first fence unless one of dots stands before it.
    if end >= 0 and text.startswith("\n", end + 4) and text.find("\n...", start - 1, end) < 0:
        return text[start : end + 1], text[end + len("\n---\n") :], True
    pattern = _YAML_CLOSING if fence == "---" else re.compile(rf"\n{re.escape(fence)}[ \t]*(?:\n|\Z)")
    if closing := pattern.search(text, start - 1):
        return text[start : closing.start() + 1], text[closing.end() :], True
    lines = _FIELD_LINES.match(text + "\n", start)
    end = lines.end() if lines else start
    return text[start:end], text[end:], False


def _json(text: str, start: int, faults: tuple[Fault, ...]) -> FrontMatter:
    first = text.count("\n", 0, start) + 1
    try:
        tree, end = parse_json(text[start : start + MAX_FRONT])
    except BrokenFrontMatterError as error:
        faults = (*faults, _fault("json", error, first))
        return _front(Tree({}, dict), text[start:], "json", first, faults, broken=True)
    return _front(tree, text[start + end :], "json", first, faults)


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
    return FrontMatter(tree.values, body, format_, find, faults, broken, control, tree.cut_short, first)


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
