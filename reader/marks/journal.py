"""The journal of decisions: what a session sees of it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Literal, NamedTuple

from reader.errors import StateError
from reader.marks.changes import statements, undo
from reader.marks.changes.change import Change, Step, StepKind, StepRow, Value
from reader.marks.changes.edit import Edit, normalise
from reader.marks.changes.write_batch import Targets, merged, noted, seen, storable
from reader.marks.connection import JournalConnection
from reader.marks.file import sql_schema
from reader.marks.file.opening import OpenedJournal, open_file, open_memory
from reader.model.mark import NO_MARK, Mark
from reader.text.clean import clean_line
from reader.text.identity import short_id

USER_LIMIT = 100
"""Longest name of a user, in characters."""
LABEL_LIMIT = 200
"""Longest label of a step, in characters."""


class Elsewhere(NamedTuple):
    """A step in another corpus than the open one ("" for one that an earlier version made), and its articles' ids."""

    corpus: str
    label: str
    ids: frozenset[str]


class Journal:
    """An open journal, in a file or in memory.

    `marks` is live: it always holds the present marks by short id, other sessions' as of the last `poll` or write.
    `corpus` is the name of the one that is open: undo and redo are about what was done in it. `contents_of` returns
    sketches of its articles without an address, by key: it is noted what was marked. `notice` is a sentence
    for the user about the opening, or empty. Every method may be called from any thread;
    writers wait for each other. Every method that touches the file raises `StateError`, and then nothing has
    been recorded and `marks` is as it was, so the same call can be made again.
    """

    def __init__(
        self, opened: OpenedJournal, *, path: Path | None, user: str, clock: Callable[[], float] = time.time
    ) -> None:
        self.user = clean_line(user, USER_LIMIT) or "unknown"
        self.session = os.urandom(4).hex()
        self.corpus = ""
        self.contents_of: Callable[[Collection[str]], Mapping[str, str]] = _no_contents
        self.notice = opened.notice
        self._clock = clock
        self._connection = JournalConnection(opened, path)

    @classmethod
    def open(cls, path: Path, *, user: str, clock: Callable[[], float] = time.time) -> Journal:
        """Open the journal in the file `path`, which is made (0600, new folders 0700) when it is missing.

        A damaged file is set aside and what can be read from it is in the journal returned, whose `notice` says
        how much. `clock` gives seconds since 1970-01-01 UTC. Raises `StateError` when the file cannot be read
        and written, is another program's, or was made by a newer version; it is then left as it is.
        """
        return cls(open_file(path, clock), path=path, user=user, clock=clock)

    @classmethod
    def in_memory(
        cls, user: str, *, source: Path | None = None, clock: Callable[[], float] = time.time
    ) -> Journal:
        """Return a journal that is not kept, for reading on without saving.

        With `source` it begins as a copy of that file, which is only read: so marks can be seen where they cannot be
        written. Raises `StateError` when `source` cannot be read, is damaged, or newer.
        """
        return cls(open_memory(source), path=None, user=user, clock=clock)

    @property
    def path(self) -> Path | None:
        """Return the file, or None for a journal in memory."""
        return self._connection.path

    @property
    def marks(self) -> Mapping[str, Mark]:
        """Return the present marks by short id; articles of which nothing is said are not in it."""
        return self._connection.live

    @property
    def fault(self) -> StateError | None:
        """Return why the last thing that was to be recorded was not, None where it was."""
        return self._connection.fault

    @property
    def is_new(self) -> bool:
        """Tell whether nothing has ever been recorded."""
        with self._connection.reading() as connection:
            return statements.last_seq(connection) == 0

    def get(self, article_id: str) -> Mark:
        """Return the present mark of an article or ghost."""
        return self._connection.live.get(article_id, NO_MARK)

    def key_of(self, article_id: str) -> str | None:
        """Return the identity of an article that has ever been marked, in the corpus or not."""
        with self._connection.reading() as connection:
            return statements.key_of(connection, article_id)

    def apply(
        self,
        label: str,
        edits: Iterable[Edit],
        *,
        view: str = "",
        cursor: str = "",
        auto: bool = False,
        check: Callable[[], object] | None = None,
    ) -> Step | None:
        """Record edits as one step and return it; it is synced to disk by then.

        `label` says what is done, in words for the user; `view` and `cursor` say where, for the way back. Of several
        edits of one field the last counts; an edit that changes nothing is dropped, and a step without edits is
        not recorded (None). An `auto` step (read because it was open for a while) is not undone by `undo`.
        `check` is called last before the step is kept: where it raises, nothing of it is. Raises `ValueError` for an
        edit that makes no sense.
        """
        now = self._now()
        wanted: Targets = {}
        values: dict[str, Value] = {}  # a bulk sets one value on thousands of articles
        for edit in edits:
            field, text = normalise(edit)
            value = values.setdefault(text, Value(text, self.user, now))
            wanted[short_id(edit.key), field] = edit.key, value
        row = self._row("auto" if auto else "do", now, label, storable(view), storable(cursor))
        contents = noted(self.contents_of({key for key, _value in wanted.values()}), self.user, now)
        with self._connection.writing() as batch:
            if not auto:
                row = undo.on_top(row, undo.tops(batch.connection, self.user, self.corpus))
            held = batch.held([*wanted, *contents])
            changes = batch.put(row, wanted, held, exact=False, contents=contents)
            if check is not None:
                check()
        return seen(row, changes) if changes else None

    def become(self, label: str, wanted: Mapping[tuple[str, str], Value]) -> Step | None:
        """Set every field of every article to what `wanted` (by key and field) says, as one step to be undone.

        What is not named is cleared. Owners and moments of verdicts become those given.
        """
        now = self._now()
        targets = {(short_id(key), field): (key, value) for (key, field), value in wanted.items()}
        row = self._row("do", now, label, "", "")
        with self._connection.writing() as batch:
            for key, field in statements.filled(batch.connection):
                targets.setdefault((short_id(key), field), (key, Value("", self.user, now)))
            row = undo.on_top(row, undo.tops(batch.connection, self.user, self.corpus))
            changes = batch.put(row, targets, batch.held(targets), exact=True)
        return seen(row, changes) if changes else None

    @property
    def undo_moment(self) -> int:
        """Return when the step that `undo` would take back was made, in milliseconds since 1970 UTC; 0 for none."""
        with self._connection.reading() as connection:
            step = undo.read_step(connection, undo.tops(connection, self.user, self.corpus).undo)
        return 0 if step is None else step.time

    def weight(self, kind: Literal["undo", "redo"]) -> int:
        """Return how many changes `undo` or `redo` of the open corpus would take back."""
        with self._connection.reading() as connection:
            top = getattr(undo.tops(connection, self.user, self.corpus), kind)
            return statements.size_of(connection, top)

    def undo(self, corpus: str | None = None) -> Step | None:
        """Take back the last step that this user has made in the open corpus, or in another one that is named.

        None when there is none that is not taken back yet. A field is put back only where that step's value still
        stands; a later decision stays (`Step.left`).
        """
        return self._take_back("undo", self.corpus if corpus is None else corpus)

    def redo(self, corpus: str | None = None) -> Step | None:
        """Take back the last `undo`, unless a new step was made since; None when there is nothing to redo."""
        return self._take_back("redo", self.corpus if corpus is None else corpus)

    def elsewhere(self, kind: Literal["undo", "redo"]) -> Elsewhere | None:
        """Return the latest step that `undo` or `redo` could take back in another corpus; None for none."""
        with self._connection.reading() as connection:
            step = undo.latest_elsewhere(connection, self.user, self.corpus, kind)
            if step is None:
                return None
            origin = undo.read_step(connection, step.origin) or step
            ids = {change.article for change in statements.of_step(connection, step.id)}
        return Elsewhere(step.corpus, origin.label, frozenset(ids))

    @property
    def contents(self) -> dict[str, str]:
        """Return the sketches of the marked articles without an address, as they were when marked, by key."""
        with self._connection.reading() as connection:
            return statements.contents(connection)

    def note_contents(self, contents: Mapping[str, str]) -> None:
        """Note the sketches of articles that have marks, by key: what these marks are about."""
        now = self._now()
        targets = noted(contents, self.user, now)
        with self._connection.writing() as batch:
            batch.put(self._row("auto", now, "", "", ""), targets, batch.held(targets), exact=False)

    def carry(
        self, label: str, moves: Mapping[str, str], contents: Mapping[str, str] | None = None
    ) -> Step | None:
        """Give the marks of articles to others, all at once, as one step that is not undone by `undo`.

        `moves` are the new identities by the old ones; two may change places. Owners and moments stay; an old one is
        left without marks, unless it is a new one too. With `contents` only those go over of which still that is noted:
        another session may have been faster.
        """
        now = self._now()
        with self._connection.writing() as batch:
            targets = batch.moved(moves, contents)
            row = self._row("auto", now, label, "", "")
            changes = batch.put(row, targets, batch.held(targets), exact=True)
        return seen(row, changes) if changes else None

    def poll(self) -> frozenset[str]:
        """Take over what other sessions have recorded and return the short ids that it is about.

        Waits 20 ms at most: while another session or thread writes it returns what is known, the rest next time.
        """
        return self._connection.poll()

    def merge(self, records: Iterable[tuple[Change, str]]) -> int:
        """Add changes of other journals, each with the label of its step; return how many were new here.

        Of two changes of one field the later stands, wherever it was made. Merged steps are on no stack of undo.
        """
        labels = dict(records)
        with self._connection.writing() as batch:
            changes = statements.unknown(batch.connection, labels)
            steps = (merged(change, labels[change], self.session) for change in changes)
            undo.write_steps(batch.connection, steps)
            held = batch.held([(change.article, change.field) for change in changes])
            batch.add(changes, held)
        return len(changes)

    def history(self) -> Iterator[tuple[Change, str]]:
        """Yield every change with its step's label, oldest first, as of the moment of the call."""
        with closing(sql_schema.connect(":memory:")) as copy:
            # A copy, so that a slow reader (a pipe) does not keep other sessions from writing.
            with self._connection.reading() as connection:
                connection.backup(copy)
            with self._connection.explained():
                yield from statements.history(copy)

    def close(self) -> None:
        """Close the file. All is saved already."""
        self._connection.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _take_back(self, kind: StepKind, corpus: str) -> Step | None:
        now = self._now()
        with self._connection.writing() as batch:
            tops = undo.tops(batch.connection, self.user, corpus)
            target = undo.read_step(batch.connection, tops.undo if kind == "undo" else tops.redo)
            if target is None:
                return None
            origin = undo.read_step(batch.connection, target.origin) or target
            row = self._row(kind, now, origin.label, origin.view, origin.cursor)._replace(corpus=corpus)
            row = (undo.undone if kind == "undo" else undo.redone)(target, row, tops)
            taken = statements.of_step(batch.connection, target.id)
            held = batch.held([(change.article, change.field) for change in taken])
            wanted, left = undo.inverse(taken, held, statements.left_since(batch.connection, target.id))
            changes = batch.put(row, wanted, held, exact=True)
            if not changes:
                undo.write_steps(batch.connection, [row])
        return seen(row, changes, left)

    def _now(self) -> int:
        return max(0, int(self._clock() * 1000))

    def _row(self, kind: StepKind, now: int, label: str, view: str, cursor: str) -> StepRow:
        # The time first, so that ids sort by age and the index over them grows at its end.
        step = f"{now:012x}{os.urandom(7).hex()}"
        return StepRow(
            step, kind, now, self.user, self.session, clean_line(label, LABEL_LIMIT), view, cursor,
            step, "", None, None, self.corpus,
        )  # fmt: skip


def _no_contents(_keys: Collection[str]) -> Mapping[str, str]:
    return {}
