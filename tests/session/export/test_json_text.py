"""JSON that is safe to look at and loses nothing."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from reader.session.export.json_text import dump


@given(st.dictionaries(st.text(), st.text()), st.booleans(), st.sampled_from([None, 2]))
def test_it_is_printable_and_reads_back(value: dict[str, str], unicode: bool, indent: int | None) -> None:
    text = dump(value, unicode=unicode, indent=indent)
    assert all(line.isprintable() for line in text.split("\n"))
    assert json.loads(text) == value
    assert unicode or text.isascii()


def test_letters_stay_and_controls_are_escaped() -> None:
    assert dump("é海\x9b\u202e\U000e0041", unicode=True) == '"é海\\u009b\\u202e\\udb40\\udc41"'
    assert dump("é", unicode=False) == '"\\u00e9"'
