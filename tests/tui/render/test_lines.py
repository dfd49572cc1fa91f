from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.tui.render.lines import Indent, Span, line_text, line_width, wrap

WORDS = st.text(
    st.sampled_from("abc déf 日本語。「🙂👩‍💻\u0301 -\u00a0xyz\n"),
    max_size=60,
)
SPANS = st.lists(st.tuples(WORDS, st.sampled_from(["", "strong"])).map(lambda pair: Span(*pair)), max_size=6)


@given(SPANS, st.integers(2, 40))
def test_no_line_is_wider_than_asked(spans: list[Span], width: int) -> None:
    for line in wrap(spans, width):
        assert line_width(line) <= width


@given(SPANS, st.integers(2, 40))
def test_nothing_but_white_space_is_lost(spans: list[Span], width: int) -> None:
    def bare(text: str) -> str:
        return text.replace(" ", "").replace("\n", "")

    together = "".join(line_text(line) for line in wrap(spans, width))
    assert bare(together) == bare("".join(span.text for span in spans))


@given(SPANS, st.integers(8, 40))
def test_an_indent_takes_its_room_from_the_line(spans: list[Span], width: int) -> None:
    for number, line in enumerate(wrap(spans, width, Indent("• ", "  "))):
        assert line_text(line).startswith("  " if number else "• ")
        assert line_width(line) <= width


def test_lines_break_between_words() -> None:
    assert [line_text(line) for line in wrap([Span("one two three")], 8)] == ["one two", "three"]


def test_a_word_over_a_change_of_style_stays_together() -> None:
    lines = wrap([Span("one t"), Span("wo", "strong"), Span("!")], 6)
    assert [line_text(line) for line in lines] == ["one", "two!"]
    assert lines[1] == (Span("t"), Span("wo", "strong"), Span("!"))


def test_a_word_too_long_for_a_line_is_broken_inside() -> None:
    assert [line_text(line) for line in wrap([Span("abcdefgh")], 3)] == ["abc", "def", "gh"]


def test_wide_characters_break_anywhere_but_not_before_a_full_stop() -> None:
    assert [line_text(line) for line in wrap([Span("日本語です。")], 6)] == ["日本語", "です。"]
    assert [line_text(line) for line in wrap([Span("日本語で。")], 8)] == ["日本語", "で。"]


def test_newlines_end_lines_and_empty_text_gives_none() -> None:
    assert [line_text(line) for line in wrap([Span("a\n\nb")], 9)] == ["a", "", "b"]
    assert wrap([Span("")], 9) == []
    assert wrap([], 9) == []
