"""Writing what a plan says, and planning to take a run back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader.corpus.edit.published import PublishedEdit
from reader.errors import EditError
from reader.session.publish.files import digest, explained, obstacle, read_whole, swap
from reader.session.publish.plan import FileChange, Plan, Refusal
from reader.session.publish.runs import PublishRun, clear_up, entries_of, last_run, noted

if TYPE_CHECKING:
    from reader.session.session import Session


@dataclass(frozen=True, slots=True)
class PublishOutcome:
    """What has been written, and what was refused on the way."""

    written: tuple[FileChange, ...]
    refused: tuple[Refusal, ...]


def perform(
    session: Session,
    wanted: Plan,
    *,
    on_progress: Callable[[int, int], object] = lambda _done, _total: None,
) -> PublishOutcome:
    """Write the changes of a plan, file by file; each is whole at every moment.

    Raises `EditError`, and touches nothing, where no note of the run can be made.
    """
    folder = _folder(session)
    clear_up(folder)
    written: list[FileChange] = []
    refused: list[Refusal] = []
    with noted(folder, session.roots, wanted) as entries:
        for done, entry in enumerate(entries):
            on_progress(done, len(entries))
            change = entry.change
            try:
                swap(change.file, entry.beside, change.edit.splice, change.before)
                written.append(change)
            except EditError as error:
                refused.append(Refusal(change.path, str(error)))
    return PublishOutcome(tuple(written), tuple(refused))


def last(session: Session, *, since: int = 0) -> PublishRun | None:
    """Return the last run over the session's corpus that can be taken back, None where there is none.

    `since` is a moment in milliseconds since 1970 UTC; runs before it are not looked for.
    """
    folder = session.publish_folder
    if folder is None:
        return None
    clear_up(folder)
    return last_run(folder, session.roots, since=since)


def plan_back(session: Session, run: PublishRun) -> Plan:
    """Return what takes a run back: every file as it was before, to the byte.

    A file that has changed since is refused; one that was never written needs nothing.
    """
    changes: list[FileChange] = []
    refused: list[Refusal] = []
    settled = 0
    for entry in entries_of(_folder(session), run):
        change = entry.change
        try:
            back = _back(change)
        except EditError as error:
            refused.append(Refusal(change.path, str(error)))
            continue
        if back is None:
            settled += 1
        else:
            changes.append(back)
    return Plan(not run.published, tuple(changes), tuple(refused), settled, takes_back=run.name)


def _back(change: FileChange) -> FileChange | None:
    """Return the change that takes one back, None where the file is as it was before it. Raises `EditError`."""
    with explained():
        data, status = read_whole(change.file)
        now = digest(data)
        if now == change.before:
            return None
        if now != change.after:
            raise EditError("it has changed since")
        if reason := obstacle(change.file, status):
            raise EditError(reason)
    edit = change.edit
    inverse = PublishedEdit(edit.splice.inverse, edit.line, edit.after, edit.before)
    return FileChange(change.article_id, change.path, change.file, inverse, change.after, change.before)


def _folder(session: Session) -> Path:
    folder = session.publish_folder
    if folder is None:
        raise EditError("this session keeps no notes of what it writes, so nothing is written")
    return folder
