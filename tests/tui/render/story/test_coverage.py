from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import NO_MARK, Mark
from reader.stories.compare import difference
from reader.stories.story import Story
from reader.tui.render.lines import Line, Span, line_text, line_width
from reader.tui.render.row import ASCII, UNICODE
from reader.tui.render.story.compare import compare_lines, marked, verdict
from reader.tui.render.story.coverage import StoryColumns, counts, story_row, summary_line
from reader.tui.render.story.source_detail import measure_of, source_lines
from reader.tui.render.story.timeline import bars, timeline
from tests.stories.handmade import HARBOUR, coverage, story

ANGLES = ("‹", "›")


def row(story: Story, index: int, width: int = 100, *, mark: Mark = NO_MARK, ascii_only: bool = False) -> str:
    line = story_row(
        story.sources[index],
        story,
        mark,
        selected=False,
        columns=StoryColumns.for_width(width),
        glyphs=ASCII if ascii_only else UNICODE,
    )
    return line_text(line)


def told(story: Story, index: int, mark: Mark = NO_MARK, width: int = 72) -> list[str]:
    lines = source_lines(story.sources[index], story, mark, width, glyphs=UNICODE, marks=ANGLES)
    return [line_text(line) for line in lines]


def test_a_row_says_when_who_how_good_and_what_it_is_in_the_story() -> None:
    assert row(HARBOUR, 0).split() == ["•", "○", "first", "Radio", "30", "Harbour", "shut"]
    assert row(HARBOUR, 1).split() == [
        "•",
        "●",
        "+2",
        "h",
        "Times",
        "80",
        "best",
        *["Harbour", "still", "shut"],
    ]
    assert "copy  Shut, says agency" in row(HARBOUR, 2)
    assert "+1 day" in row(HARBOUR, 3)
    assert "  – " in row(HARBOUR, 3)
    assert "no date" in row(HARBOUR, 4)


def test_a_narrow_row_has_signs_for_words() -> None:
    assert " 80 ▲ Harbour" in row(HARBOUR, 1, 60)
    assert " 45 ≡ Shut" in row(HARBOUR, 2, 60)
    assert " 80 ^ Harbour" in row(HARBOUR, 1, 60, ascii_only=True)
    assert ' 45 " Shut' in row(HARBOUR, 2, 60, ascii_only=True)


def test_background_is_told() -> None:
    sources = (*HARBOUR.sources[:3], replace(HARBOUR.sources[3], apart=True))
    aside = replace(HARBOUR, sources=sources)
    assert "aside" in row(aside, 3)
    assert "~" in row(aside, 3, 60)
    assert any("background" in line for line in told(aside, 3))


def test_marks_show_in_the_gutter() -> None:
    assert row(HARBOUR, 1, mark=Mark(read=True, starred=True, verdict="approved", note="x")).startswith(
        "  ★A✎ ●"
    )


@given(st.integers(30, 200), st.integers(0, 4))
def test_a_row_is_as_wide_as_the_screen(width: int, index: int) -> None:
    line = story_row(
        HARBOUR.sources[index],
        HARBOUR,
        NO_MARK,
        selected=True,
        columns=StoryColumns.for_width(width),
        glyphs=UNICODE,
    )
    assert line_width(line) <= max(width, 46)


def test_the_summary_names_first_and_best() -> None:
    text = line_text(summary_line(HARBOUR))
    assert text == "first Radio, 10 Mar 2026   best Times 80"
    ghost = story((coverage("A", "Radio", None, 30), False))
    assert line_text(summary_line(ghost)) == "best Radio 30, not in this corpus"
    assert "no source" in line_text(summary_line(story((coverage("A", hours=None), True))))
    assert line_text(summary_line(story((coverage("A"), True)))) == "first unknown source, 10 Mar 2026"


def test_the_counts_of_a_story() -> None:
    assert counts(HARBOUR) == "5 sources · 4 outlets · 3 here"
    assert counts(story((coverage("A", "Radio"), True))) == "1 source · 1 outlet · 1 here"


def test_a_source_in_full() -> None:
    lines = told(HARBOUR, 1, Mark(starred=True, verdict="later", tags=frozenset({"sea"}), note="call them"))
    assert lines[:4] == [
        "Harbour ‹still› shut",
        "Times · 10 Mar 2026, 02:00 UTC · 2 h later than the first · quality 80 ·",
        "the best source",
        "starred · later · #sea",
    ]
    assert "✎ call them" in lines
    assert "Nobody sails today‹, said the master›." in lines
    assert any("not in the first report, Radio" in line for line in lines)


def test_the_first_is_compared_with_the_best() -> None:
    assert any("not in the best source, Times" in line for line in told(HARBOUR, 0))
    assert any("the first report · quality 30" in line for line in told(HARBOUR, 0))


def test_a_copy_is_compared_with_nothing() -> None:
    lines = told(HARBOUR, 2)
    assert any("the same text as Radio" in line for line in lines)
    assert "‹" not in "".join(lines)


def test_a_copy_of_what_is_gone_and_a_source_without_anything() -> None:
    lost = replace(HARBOUR.sources[2], copy_of="elsewhere")
    assert any(
        "the same text as another source" in line for line in told(replace(HARBOUR, sources=(lost,)), 0)
    )
    bare = told(HARBOUR, 4)
    assert any("unknown source · not scored · not in this corpus" in line for line in bare)
    alone = story((coverage("A"), True))
    assert measure_of(alone.sources[0], alone) is None


def test_bars_are_as_high_as_their_part() -> None:
    assert bars([0, 1, 4, 8], ascii_only=False) == " ▂▅█"
    assert bars([0, 1, 8], ascii_only=True, ground="-") == "-_@"
    assert bars([], ascii_only=False) == ""
    assert bars([0, 0], ascii_only=False) == "  "


def test_a_story_over_time() -> None:
    lines = [line_text(line) for line in timeline(HARBOUR, "Wind measured", 40, ascii_only=False)]
    assert lines[0] == "█─██───────────────────────────────────█"
    assert lines[1].startswith("first")
    assert lines[1].endswith("╵")
    assert lines[2] == "10 Mar 2026                       +1 day"
    drawn = timeline(HARBOUR, "nothing", 40, ascii_only=True)
    assert all(line_text(line).isascii() for line in drawn)


def test_first_and_best_in_one() -> None:
    one = story((coverage("A", "Radio", 0, 30), True), (coverage("B", "Times", 5, 20), True))
    assert line_text(timeline(one, "A", 40, ascii_only=False)[1]) == "first and best"


@pytest.mark.parametrize(
    ("first", "best", "words"),
    [
        (0, 1, "first, best"),
        (0, 99, "first"),
        (0, 20, "first    best"),
    ],
)
def test_words_that_would_run_into_each_other_stand_together(first: int, best: int, words: str) -> None:
    some = story(
        (coverage("A", "Radio", first, 30), True),
        (coverage("B", "Times", best, 90), True),
        (coverage("C", "Post", 100), True),
    )
    assert line_text(timeline(some, "", 50, ascii_only=False)[1]).startswith(words)


def test_the_best_before_the_first() -> None:
    told = story(
        (coverage("A", "Radio", 0, 90), True),
        (coverage("B", "Times", 1, 30), True),
        (coverage("C", hours=100), True),
    )
    aside = replace(told, first="B")
    assert line_text(timeline(aside, "", 50, ascii_only=False)[1]) == "best, first"


def test_where_there_is_no_time_there_is_no_chart() -> None:
    assert timeline(story((coverage("A"), True)), "A", 80, ascii_only=False) == []
    assert timeline(HARBOUR, "A", 12, ascii_only=False) == []


@given(st.lists(st.integers(-(10**6), 10**6), min_size=2, max_size=9), st.integers(20, 130))
def test_a_chart_is_never_wider_than_the_screen(hours: list[int], width: int) -> None:
    some = story(
        *((coverage(str(number), hours=hour / 60, quality=number), True) for number, hour in enumerate(hours))
    )
    for ascii_only in (True, False):
        assert all(line_width(line) <= width for line in timeline(some, "1", width, ascii_only=ascii_only))


def text_of(lines: list[Line]) -> str:
    return "\n".join(line_text(line) for line in lines)


def test_two_texts_side_by_side() -> None:
    left, right = HARBOUR.sources[0].coverage, HARBOUR.sources[1].coverage
    wide = text_of(compare_lines(left, right, 100, ascii_only=False))
    assert "Radio · quality 30 · 10 Mar 2026" in wide
    assert "02:00 UTC · 2" in wide
    assert "│ Harbour ‹still› shut" in wide
    assert "stands around what only one of them says" in wide
    narrow = text_of(compare_lines(left, right, 60, ascii_only=True))
    assert "│" not in narrow
    assert "Harbour {still} shut" in narrow
    assert "|" in text_of(compare_lines(left, right, 100, ascii_only=True))


def test_what_two_texts_have_in_common_is_said() -> None:
    one = difference("Same", "same")
    other = difference("This", "That")
    assert verdict(one, one, ANGLES) == "Both say the same, word for word."
    assert verdict(one, other, ANGLES).endswith("The headline is the same.")
    assert verdict(other, other, ANGLES).endswith("says.")
    undated = coverage("A", hours=None)
    assert "quality –" in text_of(compare_lines(undated, undated, 60, ascii_only=False))


def test_differences_with_a_short_word_between_are_one() -> None:
    found = difference("ban of masks in town", "plea for hats in town")
    assert "".join(span.text for span in marked(found, "left", "", ANGLES)) == "‹ban of masks› in town"
    assert marked(difference("", "x"), "left", "", ANGLES) == [Span("–", "faint")]


WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=60)


@given(WORDS, WORDS)
def test_marking_changes_no_word(left: str, right: str) -> None:
    found = difference(left, right)
    for side, text in (("left", left), ("right", right)):
        shown = "".join(span.text for span in marked(found, side, "", ("\x01", "\x02")))
        assert shown.replace("\x01", "").replace("\x02", "") == (text or "–")


@pytest.mark.parametrize("width", [20, 60, 100])
def test_no_line_is_too_wide(width: int) -> None:
    for one in HARBOUR.sources:
        for other in HARBOUR.sources:
            lines = compare_lines(one.coverage, other.coverage, width, ascii_only=False)
            assert all(line_width(line) <= width for line in lines)
