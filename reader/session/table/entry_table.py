"""The related entries of all articles as one table of fields: what `related:{…}` is evaluated on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby, repeat
from typing import TYPE_CHECKING, Any

from reader.corpus.columns.entry_values import AMP, IMAGE, SECURED
from reader.corpus.columns.flag_bits import NO_DATE
from reader.corpus.columns.related_entries import CODED, EntryTexts
from reader.session.table.written_texts import written
from reader.text.identity import id_number

if TYPE_CHECKING:
    from reader.corpus.library import Snapshot
    from reader.model.mark import Mark
    from reader.query.evaluation.table import Column

_TEXTS = {"text": None, "title": 0, "excerpt": 1}
_FLAGS = {"image": IMAGE, "amp": AMP, "secured": SECURED}
# What every entry has alike.
_ALIKE = {"relcount": 0, "storysize": 1}
# What only articles have.
_EMPTY = frozenset(
    {"body", "path", "topics", "heat", "published", "new", "related_any", "related_text", "broken", "shared"}
)


class EntryTable:
    """The entries of one snapshot. `marks` gives the values of a field of marks by id, and the unset one."""

    def __init__(
        self,
        corpus: Snapshot,
        marks: Callable[[str], tuple[Mapping[str, Any], Any] | None],
        mark_of: Callable[[str], Mark],
    ) -> None:
        self._corpus = corpus
        self._entries = corpus.entries
        self._marks = marks
        self._mark_of = mark_of
        self._made: dict[str, Column | None] = {}

    def column(self, name: str) -> Column | None:
        """Return the column of a field, None when no entry has a value in it."""
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def related(self) -> None:
        """Return None: related entries carry no related entries of their own."""

    def written(self, rows: Sequence[int], _needle: str) -> Iterator[tuple[int, Mapping[str, Sequence[str]]]]:
        """Yield entries with their texts as they are written."""
        entries, corpus = self._entries, self._corpus
        for owner, some in groupby(rows, entries.owners.__getitem__):
            related = corpus.article(owner).related
            for entry in some:
                coverage = related[entry - entries.starts[owner]]
                yield entry, written(coverage, self._mark_of(coverage.id))

    def _make(self, name: str) -> Column | None:
        entries = self._entries
        if name in _EMPTY:
            return None
        if name in _TEXTS:
            related: Any = self._corpus.column("related_text")
            return EntryTexts(entries, related, related.matching, _TEXTS[name])
        if name in CODED:
            return entries.coded[name].mapped(lambda value: value)
        if name in _FLAGS:
            bit = _FLAGS[name]
            return [bool(flags & bit) for flags in entries.flags]
        if name in _ALIKE:
            return list(repeat(_ALIKE[name], len(entries)))
        match name:
            case "date":
                return [None if date == NO_DATE else date for date in entries.dates]
            case "words":
                return entries.words
            case "id" | "story":
                return entries
            case "ghost":
                return [not known for known in self._known()]
            case "dup":
                pairs = list(zip(entries.owners, entries.numbers, strict=True))
                count = Counter(pairs)
                return [count[pair] > 1 for pair in pairs]
        return self._of_marks(name)

    def _known(self) -> Sequence[int]:
        """Return which entries are articles of the corpus, found out once for a snapshot."""
        entries = self._entries
        if not entries.known:
            row_of = self._corpus.graph.row_of
            entries.known = bytes(row_of(number) is not None for number in entries.numbers)
        return entries.known

    def _of_marks(self, name: str) -> Sequence[Any] | None:
        found = self._marks(name)
        if found is None:
            return None
        known, unset = found
        by_number = {id_number(entry_id): value for entry_id, value in known.items()}
        return list(map(by_number.get, self._entries.numbers, repeat(unset)))
