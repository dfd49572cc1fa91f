"""Labels: what may be shown of a path, and the way back to the path itself."""

from __future__ import annotations

import os

from hypothesis import given
from hypothesis import strategies as st

from reader.text.labels import clean_label, exact_path

_NAMES = st.binary(min_size=1, max_size=40).map(
    lambda raw: os.fsdecode(raw.replace(b"/", b"-").replace(b"\0", b"0"))
)


def test_labels_cannot_be_forged() -> None:
    changed = clean_label("a/x\x1b.md")
    assert changed.startswith("a/x.md~")
    assert clean_label(changed) != changed
    assert clean_label("ordinary~name.md") == "ordinary~name.md"
    assert clean_label("a/été.md") == "a/été.md"
    assert clean_label("x\x1b") != clean_label("x\x1c")


@given(st.lists(_NAMES, min_size=1, max_size=4), st.lists(_NAMES, max_size=3))
def test_a_label_leads_back_to_its_path(names: list[str], above: list[str]) -> None:
    raw = "/".join(names)
    label = clean_label(raw)
    assert label.isprintable()
    assert exact_path(label, "/" + "/".join([*above, raw])) == raw


def test_the_path_of_a_file_behind_a_link_is_absolute() -> None:
    assert exact_path(clean_label("link/a\n.md"), "/news/.hidden/a\n.md") == "/news/.hidden/a\n.md"
