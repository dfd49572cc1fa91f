from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.width import cell_width
from reader.tui.terminal.encoding_fallback import nearest, use_nearest


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Café “what’s” – new…", 'Cafe "what\'s" - new~'),
        ("港が", "????"),
        ("a\u0301b", "ab"),
        ("ﬁ½", "??"),
        ("🎉!", "??!"),
    ],
)
def test_the_nearest_characters(text: str, plain: str) -> None:
    assert nearest(text) == plain


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=30))
def test_single_characters_stay_as_wide_as_they_were(text: str) -> None:
    for character in text:
        assert len(nearest(character)) == cell_width(character)
        assert nearest(character).isascii()


def test_a_stream_writes_what_it_can_and_the_nearest_of_the_rest() -> None:
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding="iso-8859-1", errors="backslashreplace")
    use_nearest(stream)
    stream.write("é – 港")
    stream.flush()
    assert written.getvalue() == b"\xe9 - ??"
