"""Labels: paths of files as they can be shown and stored, and back to the paths that open the files."""

from __future__ import annotations

import re

from reader.text.clean import clean_line
from reader.text.identity import ID_LENGTH, short_id

_CHANGED = re.compile(rf"~[a-z2-7]{{{ID_LENGTH}}}(?:/|$)")


def clean_label(raw: str) -> str:
    """Return a path as it can be shown and stored; one that had to be changed ends in `~` and the hash of its bytes.

    So two files never get the same label, and a name that only looks like a changed one is changed as well.
    """
    if raw.isascii() and raw.isprintable() and "~" not in raw:
        return raw
    cleaned = "/".join(clean_line(part) for part in raw.split("/"))
    if cleaned == raw and not _CHANGED.search(raw):
        return raw
    return f"{cleaned}~{short_id(raw)}"


def exact_path(label: str, absolute: str) -> str:
    """Return the path that `clean_label` made a label from, given the absolute path of its file.

    Bytes that are no UTF-8 are surrogate escapes. Where the file lies elsewhere than its label says (behind a link,
    or in one of two folders of one name), the path of a changed label cannot be told: then it is the absolute one.
    """
    if not _CHANGED.search(label):
        return label
    raw = "/".join(absolute.split("/")[-label.count("/") - 1 :])
    return raw if clean_label(raw) == label else absolute
