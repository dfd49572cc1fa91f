"""The table for a terminal: nothing wider than it, the title last, marks by character."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli.output.summary import summaries
from reader.cli.output.table import quality_cell, table_line, write_table
from reader.model import NO_MARK, Mark
from reader.text.clean import clean_line
from reader.text.width import cell_width
from tests.cli.support import ARTICLE, BARE, on_screen, session_of

OTHER = replace(
    ARTICLE, id="bbbbbbbbbbbb", provider=replace(ARTICLE.provider, name="", domain="Coastal Times")
)
BRIEF = next(summaries(session_of((ARTICLE, NO_MARK)), [0]))


def test_a_row() -> None:
    console, out, _ = on_screen(80)
    mark = Mark(read=True, starred=True, verdict="later")
    write_table(session_of((ARTICLE, NO_MARK), (OTHER, mark), (BARE, NO_MARK)), [0, 1, 2], console)
    assert out.getvalue().splitlines() == [
        "●    2022-03-04  Coastal Times    61  aaaaaaaa  Harbour reopens",
        " ★L  2022-03-04  Coastal Times    61  bbbbbbbb  Harbour reopens",
        "●                                     cccccccc  Bare",
    ]


def test_plain_characters_where_there_are_no_others() -> None:
    console, out, _ = on_screen(80, unicode=False)
    write_table(session_of((ARTICLE, Mark(starred=True, verdict="approved"))), [0], console)
    assert out.getvalue().startswith("o*A")


def test_a_narrow_terminal_leaves_out_provider_and_quality() -> None:
    console, _, _ = on_screen(40)
    assert table_line(BRIEF, console) == "●    2022-03-04  aaaaaaaa  Harbour reop…"


def test_styles() -> None:
    console, _, _ = on_screen(80, styled=True)
    marks = [NO_MARK, Mark(read=True), Mark(verdict="dismissed")]
    unread, read, decided = (table_line(BRIEF._replace(mark=mark), console) for mark in marks)
    assert unread.endswith("\x1b[1mHarbour reopens\x1b[0m")
    assert read.endswith("  \x1b[0mHarbour reopens")
    assert decided.endswith("\x1b[2mHarbour reopens\x1b[0m")


@given(st.text(max_size=120), st.text(max_size=40), st.integers(36, 300))
def test_no_line_is_wider_than_the_terminal(title: str, provider: str, width: int) -> None:
    console, _, _ = on_screen(width)
    brief = BRIEF._replace(title=clean_line(title), provider=clean_line(provider))
    assert cell_width(table_line(brief, console)) <= width


@pytest.mark.parametrize(("quality", "cell"), [(None, "    "), (58, "  58"), (33.5, "  34"), (189.0, " 189")])
def test_a_score_has_four_cells(quality: float | None, cell: str) -> None:
    assert quality_cell(quality) == cell
