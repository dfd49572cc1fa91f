"""Marks as data: the whole journal as JSON Lines, and back.

The first line is `{"format": "reader-marks", "version": 1, "changes": N}`, by which a dump that was cut off is
recognised. Each other line is one change, the oldest first:

    change  its name, unique all over the world      time    milliseconds since 1970-01-01 UTC; orders changes
    user    who made it                              label   what the user called the step, may be empty
    key     the article's identity                   field   read, starred, verdict, note, tag:NAME, or content:
                                                     what was marked, as a sketch (an article without an address)
    old     the value before                         new     the value after; empty for none
    by, at  whose value the new one is, since when (an undo puts back somebody's earlier value)

Fields are added, never renamed; unknown ones are passed over. Two journals that hold the same changes dump the
same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from reader.errors import StateError
from reader.marks.changes.change import Change
from reader.marks.changes.edit import check_key, is_kept_form
from reader.marks.changes.state import standing
from reader.marks.journal import LABEL_LIMIT, USER_LIMIT, Journal
from reader.text.clean import clean_line
from reader.text.identity import short_id

FORMAT = "reader-marks"
VERSION = 1

Record = tuple[Change, str]
"""A change and the label of its step."""

_NAME = re.compile(r"([0-9a-f]{26})\.([0-9]{1,9})")
_MOMENTS = range(2**53)


def dump(journal: Journal, out: TextIO) -> int:
    """Write all changes to `out` and return their number. Raises `StateError`, and what `out` raises."""
    total = sum(1 for _change in journal.history())
    out.write(json.dumps({"format": FORMAT, "version": VERSION, "changes": total}) + "\n")
    count = 0
    for change, label in journal.history():
        line = {
            "change": change.id,
            "time": change.time,
            "user": change.user,
            "label": label,
            "key": change.key,
            "field": change.field,
            "old": change.old,
            "new": change.new,
            "by": change.new_by,
            "at": change.new_at,
        }
        out.write(json.dumps(line) + "\n")
        count += 1
    return count


def merge(journal: Journal, lines: Iterable[str]) -> int:
    """Add the changes of a dump that are not in the journal yet; return how many those were.

    Of two changes of one field the later stands, whichever journal it comes from, so that the order of merges and
    merging twice make no difference. Raises `StateError` naming the line that is wrong; nothing is added then.
    """
    return journal.merge(parse(lines))


def restore(journal: Journal, lines: Iterable[str], *, replace: bool = False) -> int:
    """Bring the marks to the state that a dump says; return how many changes that took.

    A new journal takes over the dump's changes with their history. In any other the dump's state becomes the present
    one by one new step, which keeps all that was recorded and can be undone; because it clears marks that the
    dump does not know, it is refused with `StateError` unless there are no marks or `replace` is set.
    """
    return put_back(journal, parse(lines), replace=replace)


def put_back(journal: Journal, records: Sequence[Record], *, replace: bool = False) -> int:
    """Do what `restore` does, with a dump that has been parsed already."""
    if journal.is_new:
        return journal.merge(records)
    if journal.marks and not replace:
        raise StateError(
            f"there are marks on {len(journal.marks):,} articles already, so nothing was restored",
            hint="add to them with `reader state merge`, or set them to the dump's with --replace",
        )
    stand = standing(change for change, _label in records)
    step = journal.become("restore", {cell: change.after for cell, change in stand.items()})
    return 0 if step is None else step.changes


def parse(lines: Iterable[str]) -> list[Record]:
    """Return the changes of a dump. Raises `StateError` with the number of the line that is wrong."""
    records: list[Record] = []
    number = total = 0
    try:
        for number, line in enumerate(lines, 1):
            if number == 1:
                total = _total(line)
            elif line.strip():
                records.append(_record(line))
    except (ValueError, RecursionError) as error:
        raise StateError(
            f"this is not a line of a dump of marks ({clean_line(str(error), 200)}), so nothing was read in",
            place=f"line {max(number, 1)}",
            hint="use a whole file that `reader state dump` has written",
        ) from error
    if not number:
        raise StateError("the dump of marks is empty, so nothing was read in")
    if len(records) < total:  # more are there where somebody marked during the dump
        raise StateError(
            f"the dump of marks was cut off: {len(records):,} of {total:,} changes are there, so nothing was read in",
            hint="use a whole file that `reader state dump` has written",
        )
    return records


def _total(line: str) -> int:
    """Return how many changes the header announces, 0 where it does not say. Raises where it is no header."""
    header = _object(line)
    version = header.get("version")
    if header.get("format") != FORMAT or type(version) is not int:
        raise ValueError(f'the first line does not say "format": "{FORMAT}"')
    if version > VERSION:
        raise StateError(
            f"the dump of marks was made by a newer version of reader (format {version}, "
            f"this one knows {VERSION}), so nothing was read in",
            place="line 1",
            hint="use the newer reader",
        )
    total = header.get("changes")
    return total if type(total) is int else 0


def _record(line: str) -> Record:
    fields = _object(line)
    name = _NAME.fullmatch(_text(fields, "change"))
    if name is None:
        raise ValueError("its “change” is no name of a change")
    key, field, old, new = (_text(fields, part) for part in ("key", "field", "old", "new"))
    check_key(key)
    if not (is_kept_form(field, old) and is_kept_form(field, new)):
        raise ValueError("its “field” and values do not fit")
    user, by = (clean_line(_text(fields, part), USER_LIMIT) for part in ("user", "by"))
    time, at = (_moment(fields, part) for part in ("time", "at"))
    change = Change(
        name[1], int(name[2]), time, user, key, short_id(key), field, old, "", 0, new, by, at
    )  # fmt: skip
    return change, clean_line(_text(fields, "label"), LABEL_LIMIT)


def _object(line: str) -> dict[str, Any]:
    found = json.loads(line)
    if not isinstance(found, dict):
        raise ValueError("it is no JSON object")
    return found


def _text(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise ValueError(f"its “{name}” is missing or no text")
    return value


def _moment(fields: dict[str, Any], name: str) -> int:
    value = fields.get(name)
    if type(value) is not int or value not in _MOMENTS:
        raise ValueError(f"its “{name}” is missing or no time")
    return value
