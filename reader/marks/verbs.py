"""The verbs of triage: from the present marks of the articles in scope to the edits to make. Pure.

Every function takes the articles as a mapping from identity to present mark. One rule holds for all toggles: when
every article in scope has it already, it is taken away; else all get it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reader.marks.changes.edit import Edit, clean_tag
from reader.model import Mark, Verdict


def verdict_edits(marks: Mapping[str, Mark], verdict: Verdict) -> list[Edit]:
    """Return the edits that give a verdict to all, or clear it when all have it."""
    clear = all(mark.verdict == verdict for mark in marks.values())
    return [Edit(key, "verdict", "" if clear else verdict) for key in marks]


def star_edits(marks: Mapping[str, Mark]) -> list[Edit]:
    """Return the edits that star all, or unstar them when all are starred."""
    starred = not all(mark.starred for mark in marks.values())
    return [Edit(key, "starred", starred) for key in marks]


def read_edits(marks: Mapping[str, Mark]) -> list[Edit]:
    """Return the edits that mark all read, or unread when all are read."""
    read = not all(mark.read for mark in marks.values())
    return [Edit(key, "read", read) for key in marks]


def label_of(edits: Iterable[Edit], label: str) -> str:
    """Return what a verb called `label` does with these edits: a toggle gives, or takes away."""
    done = {(edit.field, edit.value) for edit in edits}
    return _TOGGLED.get(done.pop(), label) if len(done) == 1 else label


_TOGGLED = {
    ("verdict", ""): "clear verdict",
    ("starred", False): "unstar",
    ("read", True): "mark read",
    ("read", False): "mark unread",
}


def same_edits(done: Iterable[Edit], keys: Iterable[str]) -> list[Edit]:
    """Return the edits that do to others what was `done` to one article, whatever their marks are."""
    pattern = list(done)
    return [edit._replace(key=key) for key in keys for edit in pattern]


def tag_edits(keys: Iterable[str], text: str) -> list[Edit]:
    """Return the edits that add the tags named in `text`, parted by commas, to all."""
    tags = split_tags(text)
    return [Edit(key, "tag+", tag) for key in keys for tag in tags]


def untag_edits(keys: Iterable[str], text: str) -> list[Edit]:
    """Return the edits that remove the tags named in `text`, parted by commas, from all."""
    tags = split_tags(text)
    return [Edit(key, "tag-", tag) for key in keys for tag in tags]


def note_edits(keys: Iterable[str], note: str) -> list[Edit]:
    """Return the edits that make `note` the note of all; an empty one removes it."""
    return [Edit(key, "note", note) for key in keys]


def split_tags(text: str) -> list[str]:
    """Return the tags of a text in which commas part them, each once (without regard to case), in order."""
    tags: dict[str, str] = {}
    for part in text.split(","):
        tag = clean_tag(part)
        if tag:
            tags.setdefault(tag.casefold(), tag)
    return list(tags.values())
