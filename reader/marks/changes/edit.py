"""What a person asks for: one edit, brought into the one form in which the journal keeps it.

The journal keeps texts only. A field is `read`, `starred`, `verdict`, `note` or `tag:` and the folded name of one
tag; its value is a text, empty for none. So every field, each tag by itself, has one value that the later of
two changes decides. Beside them `content` says what stood in the file of an article without an address when it was
marked last, as a sketch (`reader.text.sketch`): no mark, so that nobody sees it and no undo takes it back.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

from reader.model.mark import Verdict
from reader.text.clean import clean_block, clean_line, has_control

EditField = Literal["read", "starred", "verdict", "tag+", "tag-", "note"]

YES = "yes"
TAG = "tag:"
CONTENT = "content"
"""The field that holds the sketch of what was marked."""
TAG_LIMIT = 64
"""Longest tag, in characters; a longer one ends in an ellipsis."""
NOTE_LIMIT = 100_000
"""Longest note, in characters; a longer one is refused, never cut."""
KEY_LIMIT = 16_384
"""Longest identity that is kept, in characters."""
VERDICTS: frozenset[str] = frozenset(get_args(Verdict))


class Edit(NamedTuple):
    """One field of one article to be set.

    `key` is the identity of the article or ghost. `read` and `starred` take a bool, `verdict` one of the four,
    `tag+` and `tag-` the tag to add or remove, `note` the whole new note (empty removes it).
    """

    key: str
    field: EditField
    value: str | bool = True


def clean_tag(text: str) -> str:
    """Return a tag as it is kept: one line, no control characters, no commas (they part tags), case as typed."""
    return clean_line(text.replace(",", " "), TAG_LIMIT)


def clean_note(text: str) -> str:
    """Return a note as it is kept: safe lines without white space around them.

    Raises `ValueError` when it is longer than `NOTE_LIMIT`: a decision of the user's is not cut in silence.
    """
    note = clean_block(text).strip()
    if len(note) > NOTE_LIMIT:
        raise ValueError(f"a note has at most {NOTE_LIMIT:,} characters, this one {len(note):,}")
    return note


def normalise(edit: Edit) -> tuple[str, str]:
    """Return the field and the value that the journal keeps for an edit; `ValueError` says what is wrong."""
    check_key(edit.key)
    if edit.field in ("read", "starred"):
        return edit.field, YES if edit.value else ""
    text = edit.value if isinstance(edit.value, str) else ""
    if edit.field == "verdict":
        if text not in VERDICTS:
            raise ValueError(f"“{clean_line(text, 40)}” is no verdict")
        return "verdict", text
    if edit.field == "note":
        return "note", clean_note(text)
    tag = clean_tag(text)
    if not tag:
        raise ValueError("a tag needs at least one visible character")
    return TAG + tag.casefold(), tag if edit.field == "tag+" else ""


def check_key(key: str) -> None:
    """Raise `ValueError` when `key` cannot be an identity: empty, too long, or with hidden characters."""
    if not 0 < len(key) <= KEY_LIMIT or has_control(key) or "\n" in key:
        raise ValueError(f"“{clean_line(key, 40)}” is no identity of an article")


def is_kept_form(field: str, value: str) -> bool:
    """Tell whether a field and a value are in the form that `normalise` returns.

    This is what changes from elsewhere (a dump, a damaged file) are tried by.
    """
    if field in ("read", "starred"):
        return value in ("", YES)
    if field == "verdict":
        return value in VERDICTS
    if field == "note":
        return len(value) <= NOTE_LIMIT and clean_note(value) == value
    if field == CONTENT:
        from reader.text.sketch import is_sketch  # dumps and damaged files only

        return not value or is_sketch(value)
    name = field.removeprefix(TAG)
    if not value:
        plain = not has_control(name) and name == name.casefold() and "," not in name
        return name != field and plain and 0 < len(name) <= 4 * TAG_LIMIT
    return field == TAG + value.casefold() and clean_tag(value) == value
