"""Setting whether a file is published: one value is changed, or one line added, and every other byte stays.

The file's own syntax is not parsed a second time to find the place. A likely place is changed, the result is read as
every file is read, and the change is taken only when the two readings differ in that one value alone. A shape in which
no such place is found is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from reader.corpus.edit.booleans import opposite
from reader.corpus.edit.candidates import MAX_GUESSES, CandidateEdit, line_places, member_places, value_places
from reader.corpus.edit.source_map import SourceMap, Splice
from reader.corpus.front_matter.field_names import DEFAULT_NAMES, FieldNames, plain_name
from reader.corpus.front_matter.split import FrontMatter, split_front_matter
from reader.corpus.front_matter.values import Value
from reader.corpus.parse.aliases import NESTS, AliasedFields, resolve_aliases
from reader.corpus.parse.coerce import Coercer
from reader.corpus.parse.publication import PublicationFields, read_publication, settle_published
from reader.errors import EditError
from reader.text.clean import clean_line

# A new line goes below the first of these that has a line to itself; the order is that of the real corpora, upwards.
_ABOVE = (
    *("heat", "quality", "type", "cdn_amp_url", "amp_url", "web_url", "original_url"),
    *("date", "excerpt", "title", "category"),
)
# Characters shown of a long line, on either side of the change.
_AROUND = 60
_NULLS = ("~", "null", "Null", "NULL", "")


@dataclass(frozen=True, slots=True)
class PublishedEdit:
    """The change of one file: as bytes, and the one line as text, before ("" where it is new) and after it."""

    splice: Splice
    line: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Target:
    """The value to change (at `place` in the file, `written` there, None for nothing) and the word it becomes."""

    place: str
    written: str | None
    old: str
    new: str


def set_published(data: bytes, published: bool, *, names: FieldNames = DEFAULT_NAMES) -> PublishedEdit | None:
    """Return the change that makes the file with the bytes `data` published, or not; None where it is so already.

    `published: false` becomes true, or `draft: true` false, in the spelling and quotes it has; where neither field
    is there, a line is added. Raises `EditError` where that cannot be done without touching anything else.
    """
    front = split_front_matter(data)
    if front is None:
        raise EditError("it does not begin with front matter")
    if front.format == "comments":
        raise EditError("its fields stand in comments", hint="change it by hand")
    if front.broken:
        raise EditError(
            "its front matter has mistakes", hint="mend them first: `reader check` names the lines"
        )
    picked = _picked(front, names)
    intake = Coercer()
    said = read_publication(intake, picked)
    if intake.faults:
        raise EditError(intake.faults[0][1], hint="change it by hand")
    if said.answer is published:
        return None
    written = SourceMap(data)
    target = _target(front, picked, said, published, names)
    if target is None:
        name, word = _new_field(front, names, published)
        expected, guesses = {**front.values, name: word}, _new_places(front, written, names, name, word)
    else:
        if fault := next((fault for fault in front.faults if fault.field == clean_line(target.place)), None):
            raise EditError(fault.message, hint="change it by hand")
        expected, guesses = _expected(front.values, target), _value_places(front, written, target)
    for guess in islice(guesses, MAX_GUESSES):
        splice = written.splice(guess.start, guess.end, guess.new)
        if _is_right(front, splice.applied(data), expected, published, names):
            return _edit(written, splice, guess)
    what = target.place if target else "published"
    raise EditError(
        f"`{clean_line(what, 80)}` is written in a way that cannot be changed by itself",
        hint="change it by hand",
    )


def _picked(front: FrontMatter, names: FieldNames) -> AliasedFields:
    picked = resolve_aliases(front.values, names)
    settle_published(picked)
    return picked


def _target(
    front: FrontMatter, picked: AliasedFields, said: PublicationFields, published: bool, names: FieldNames
) -> _Target | None:
    """Return the value to change, None where none is there. Raises `EditError` where one is not enough."""
    places = []
    if said.draft is published:
        places.append("draft")
    if said.published is not None and said.published is not published:
        places.append("published")
    if said.draft is not None and said.published is not None and not published:
        # Either of the two is enough to keep it back; the name that the schema has comes first.
        places = ["published"]
    if len(places) > 1:
        raise EditError("both `draft` and `published` keep it back", hint="take one of them out by hand")
    if places:
        value, place = picked.get(places[0])
        old = value if isinstance(value, str) else ""
        return _Target(place, old, old.strip(), opposite(old.strip()))
    for field in ("published", "draft"):
        if field in picked.best:  # an empty text, which says neither
            raise EditError(f"`{clean_line(picked.get(field)[1], 80)}` is empty", hint="change it by hand")
    for place in _empty_fields(front.values, names, "published"):
        return _Target(place, None, "", _said(published))
    for place in _empty_fields(front.values, names, "draft"):
        return _Target(place, None, "", _said(not published))
    return None


def _said(truth: bool) -> str:
    return "true" if truth else "false"


def _empty_fields(values: dict[str, Value], names: FieldNames, field: str) -> Iterator[str]:
    """Yield the names under which a field stands without a value."""
    for name, value in values.items():
        found = names.find(name)
        if value is None and found is not None and found[0] == field:
            yield name


def _split(place: str, values: dict[str, Value]) -> tuple[str, ...]:
    """Return the names that lead to a place, as `resolve_aliases` writes it: of a field, or of one in a nest."""
    nest, dot, name = place.partition(".")
    return (nest, name) if dot and nest in NESTS and place not in values else (place,)


def _expected(values: dict[str, Value], target: _Target) -> dict[str, Value]:
    """Return what must be read once the value is changed."""
    *nest, name = _split(target.place, values)
    new = target.new if target.written is None else target.written.replace(target.old, target.new)
    if not nest:
        return {**values, name: new}
    inner = values[nest[0]]
    return {**values, nest[0]: {**inner, name: new}} if isinstance(inner, dict) else values


def _value_places(front: FrontMatter, written: SourceMap, target: _Target) -> Iterator[CandidateEdit]:
    """Yield where the value may stand: first on the line that its name is known to stand on."""
    head = written.text[: len(written.text) - len(front.body)]
    key = _split(target.place, front.values)[-1]
    words = _NULLS if target.written is None else (target.old,)
    guesses = [guess for word in words for guess in value_places(head, front.format, key, word, target.new)]
    line = front.line_of(target.place)
    begin = written.line_starts[line - 1] if line else 0
    guesses.sort(key=lambda guess: guess.start < begin)
    return iter(guesses)


def _new_field(front: FrontMatter, names: FieldNames, published: bool) -> tuple[str, str]:
    """Return name and value of the field to add: `draft` in TOML, whose generators know no other, else `published`.

    Of plain metadata it is the `Status` of Pelican. A name that means something else in this file, such as a date, is
    not taken.
    """
    if front.format == "plain":
        return "Status", "published" if published else "draft"
    fields = ("draft", "published") if front.format == "toml" else ("published", "draft")
    taken = {plain_name(name) for name in front.values}
    for field in fields:
        found = names.find(field)
        if found is not None and found[0] == field and field not in taken:
            return field, _said(published is (field == "published"))
    raise EditError("the names `published` and `draft` mean something else here", hint="change it by hand")


def _new_places(
    front: FrontMatter, written: SourceMap, names: FieldNames, name: str, word: str
) -> Iterator[CandidateEdit]:
    """Yield where the new field may go: near the fields that stand above it in the real corpora."""
    head = written.text[: len(written.text) - len(front.body)]
    keys = list(front.values)
    ranks = {key: _ABOVE.index(found[0]) for key in keys if (found := names.find(key)) and found[0] in _ABOVE}
    near = sorted(ranks, key=ranks.__getitem__)
    if front.format != "json":
        lines = [line for key in near if (line := front.line_of(key))]
        yield from line_places(head, front.format, lines, front.first, name, word)
    # Of TOML, where a line always fits under the fence, nothing is left to try here.
    below = [keys[at] for key in near if (at := keys.index(key) + 1) < len(keys)]
    yield from member_places(head, front.format, (*below, *keys[:1]), name, word)


def _is_right(
    front: FrontMatter, data: bytes, expected: dict[str, Value], published: bool, names: FieldNames
) -> bool:
    """Tell whether the changed file is read as the file before it, but for the one value."""
    after = split_front_matter(data)
    if after is None or after.broken or after.format != front.format or after.body != front.body:
        return False
    faults = [(fault.field, fault.message) for fault in after.faults]
    if after.values != expected or faults != [(fault.field, fault.message) for fault in front.faults]:
        return False
    return read_publication(Coercer(), _picked(after, names)).answer is published


def _edit(written: SourceMap, splice: Splice, guess: CandidateEdit) -> PublishedEdit:
    """Return the edit with its line, before and after."""
    text = written.text
    line = text.count("\n", 0, guess.start) + 1
    if "\n" in guess.new:
        return PublishedEdit(splice, line, "", clean_line(guess.new))
    first = text.rfind("\n", 0, guess.start) + 1
    last = text.find("\n", guess.end)
    last = len(text) if last < 0 else last
    # Front matter that is all one line is shown as far as it can be taken in.
    begin, end = max(first, guess.start - _AROUND), min(last, guess.end + _AROUND)
    before, after = ("…" if begin > first else ""), ("…" if end < last else "")
    new = text[begin : guess.start] + guess.new + text[guess.end : end]
    return PublishedEdit(
        splice, line, clean_line(before + text[begin:end] + after), clean_line(before + new + after)
    )
