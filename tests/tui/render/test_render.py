from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.commands import COMMANDS, HINTS, Keymap
from reader.model import NO_MARK, Article, Coverage, Image, Mark, Provider
from reader.text.width import cell_width
from reader.tui.render import bars
from reader.tui.render.article import chunks, markdown
from reader.tui.render.article.article import Facts, article_lines
from reader.tui.render.article.body import set_body
from reader.tui.render.article.markdown import Links
from reader.tui.render.article.markdown import markdown_lines as lazy_markdown_lines
from reader.tui.render.bars import Loading
from reader.tui.render.dates import SHORT, full_date, short_date
from reader.tui.render.fields import field_lines
from reader.tui.render.lines import Line, line_text, line_width
from reader.tui.render.row import ASCII, UNICODE, ColumnWidths, article_row, related_row
from tests.session.corpus import NOW

DAY = 86_400
# Clean text, as it comes from the articles: no control characters but the line breaks of bodies.
TITLE = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Mn", "Me", "Mc")), max_size=60
)
PIECES = (
    *(
        "# ",
        "## a",
        "- ",
        "1. ",
        "> ",
        "    ",
        "```\n",
        "|a|b|\n|-|-|\n|",
        "**",
        "_",
        "`",
        "[x](",
        ")",
        "![",
        "<b>",
    ),
    *(
        "<!--",
        "***\n",
        "\n",
        "\n\n",
        "\\",
        "&amp;",
        "word ",
        "日本語",
        "🙂",
        "e\u0301",
        "a" * 90,
        "[1]: x\n",
        "~~",
    ),
)
BODY = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
MARKS = st.builds(
    Mark,
    read=st.booleans(),
    starred=st.booleans(),
    verdict=st.sampled_from(["", "later", "dismissed", "approved"]),
    note=st.sampled_from(["", "see"]),
)
NUMBER = st.one_of(st.none(), st.integers(-1, 10**7), st.floats(-5, 200))


def texts(lines: Iterable[Line]) -> list[str]:
    return [line_text(line) for line in lines]


# Markdown.


def markdown_lines(body: str, width: int) -> tuple[list[Line], list[str]]:
    links = Links()
    return list(lazy_markdown_lines(body, width, links)), links.urls


@given(BODY, st.integers(1, 100))
def test_no_markdown_is_too_much(body: str, width: int) -> None:
    lines, _links = markdown_lines(body, width)
    if width >= 12:
        assert all(line_width(line) <= width for line in lines)


@given(st.text(max_size=200), st.integers(12, 100))
def test_no_text_at_all_is_too_much(body: str, width: int) -> None:
    markdown_lines(body, width)


def test_markdown_as_it_is_read() -> None:
    body = (
        "# Head\n\nOne *two*\nthree  \nfour `five` ~~six~~ **seven**\n\n- a\n- b\n\n  more\n\n3. c\n4. d\n\n"
        "> said\n> so\n\n```py\nif x:\n    y\n\nz\n```\n\n***\n\n"
        "[w](https://a.example) ![pic](https://b.example/i.png) <https://a.example>\n\n<div>raw</div>\n"
    )
    lines, links = markdown_lines(body, 40)
    assert texts(lines) == [
        "Head", "", "One two three", "four five six seven", "", "• a", "", "• b", "", "  more", "", "3. c", "4. d", "",
        "│ said so", "",
        "  if\u00a0x:", "  \u00a0\u00a0\u00a0\u00a0y", "  \u00a0", "  z", "",
        "─" * 12, "", "w[1] [pic][2] https://a.example[1]", "",
        "raw",
    ]  # fmt: skip
    assert links == ["https://a.example", "https://b.example/i.png"]
    assert lines[0][0].style == "heading"


def test_tables_are_set_in_columns() -> None:
    lines, _links = markdown_lines("|day|loss|\n|---|---|\n|Sunday|4|\n|x|a very long cell indeed|\n", 24)
    shown = [text.replace("\u00a0", " ") for text in texts(lines)]
    assert shown[0].startswith("day")
    assert len({text.index("│") for text in shown}) == 1
    assert all(cell_width(text) <= 24 for text in shown)
    assert markdown_lines("|a|\n|-|\n", 24)[0]


def test_deep_lists_leave_room_for_words() -> None:
    body = "\n".join("  " * depth + f"- item {depth}" for depth in range(30))
    lines, _links = markdown_lines(body, 30)
    assert all(line_width(line) <= 30 for line in lines)


def test_code_is_shown_to_the_last_character() -> None:
    code = "日本語" * 20 + " " * 5 + "x" * 50
    lines, _links = markdown_lines(f"```\n{code}\n```\n", 30)
    assert all(line_width(line) <= 30 for line in lines)
    shown = "".join(text.removeprefix("  ").removeprefix("↪ ") for text in texts(lines))
    assert shown.replace("\u00a0", " ") == code


BLOCKS = st.sampled_from(
    [
        *(
            "# Head",
            "Some *words* here.",
            "A\nparagraph\nof lines",
            "- one\n- two\n\n  more\n- three",
            "1. a\n\n2. b",
        ),
        *(
            "> said\n\n> again",
            "```\n# no head\n\ntext\n```",
            "~~~~\n\n~~~\n\nA\n~~~~",
            "|a|b|\n|-|-|\n|1|2|",
        ),
        *(
            "[w][far] and [x](https://x.example)",
            "[far]: https://far.example",
            "    code\n\n    code",
            "(round)",
            "***",
        ),
    ]
)


@given(st.lists(BLOCKS, max_size=12).map("\n\n".join), st.integers(1, 60))
def test_a_text_in_pieces_is_shown_as_the_whole_is(body: str, size: int) -> None:
    whole = markdown_lines(body, 30)
    with mock.patch.object(chunks, "CHUNK", size):
        pieces = [*chunks.markdown_chunks(body)]
        assert "".join(pieces) == body
        assert markdown_lines(body, 30) == whole


def test_what_has_no_end_is_cut_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "CHUNK", 20)
    monkeypatch.setattr(chunks, "LONGEST", 40)
    code = "\n".join(f"line {number}" for number in range(40))
    lines, _links = markdown_lines(f"```py\n{code}\n```\nend", 40)
    shown = [text.strip().replace("\u00a0", " ") for text in texts(lines) if text]
    assert shown == [*code.split("\n"), "end"]
    assert all(line[-1].style == "code" for line in lines[:-2] if line)
    for text in ("word " * 99, "x" * 500, "short\n" * 90):
        for cut in (chunks.markdown_chunks(text), chunks.plain_chunks(text)):
            assert all(len(piece) <= 81 for piece in cut)
        assert "".join(texts(markdown_lines(text, 30)[0])).replace(" ", "") == "".join(text.split())


def test_a_text_of_lines_is_shown_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(f"Line {number}\nand its end" for number in range(30))
    whole = list(set_body(text, "text", 40))
    set_body.cache_clear()
    monkeypatch.setattr(chunks, "CHUNK", 30)
    assert list(set_body(text, "text", 40)) == whole


def test_no_more_of_a_body_is_set_than_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    pieces = chunks.markdown_chunks

    def noted(text: str) -> Iterator[str]:
        for piece in pieces(text):
            parsed.append(piece)
            yield piece

    monkeypatch.setattr(markdown, "markdown_chunks", noted)
    body = "\n\n".join(
        f"Paragraph {number} of [very](https://x.example/{number}) many." for number in range(9_000)
    )
    article = Article(key="k", id="i", path="a.md", title="T", body=body)
    first = list(islice(article_lines(article, Facts(NOW), 72), 100))
    assert len(parsed) <= 3
    assert list(islice(article_lines(article, Facts(NOW), 72), 100)) == first
    assert len(parsed) <= 3
    one, other = article_lines(article, Facts(NOW), 72), article_lines(article, Facts(NOW), 72)
    assert [*islice(one, 500)] == [*islice(other, 500)]  # set once, whoever asks first
    text = "\n".join(texts(one))
    assert "Paragraph 8999 of" in text
    assert text.endswith("[9000]  https://x.example/8999")


# Rows.


@given(
    TITLE,
    TITLE,
    st.integers(1, 200),
    MARKS,
    NUMBER,
    st.one_of(st.none(), st.integers(0, 2 * NOW)),
    st.booleans(),
)
def test_a_row_is_exactly_as_wide_as_the_list(
    title: str, provider: str, width: int, mark: Mark, quality: float | None, date: int | None, flag: bool
) -> None:
    columns = ColumnWidths.for_width(width)
    row = article_row(
        title, provider, date, quality, mark, columns=columns, now=NOW, selected=flag, flash=flag
    )
    fits = quality is None or len(f"{quality:.0f}") <= 3
    if width >= 12 and fits:
        assert line_width(row) == width


def test_the_gutter_says_everything_by_a_character() -> None:
    mark = Mark(starred=True, verdict="approved")
    columns = ColumnWidths.for_width(60)
    row = article_row("Title", "P", NOW, 61, mark, columns=columns, now=NOW, selected=True, glyphs=ASCII)
    assert line_text(row)[:4] == f"+{ASCII.unread}{ASCII.star}A"
    noted = article_row(
        "Title", "P", NOW, None, Mark(read=True, note="x"), columns=columns, now=NOW, glyphs=ASCII
    )
    assert line_text(noted)[:5] == f"    {ASCII.note}"
    assert " – " in line_text(noted)


@pytest.mark.parametrize("width", [10, 29, 35, 45, 200])
def test_columns_give_way_one_by_one(width: int) -> None:
    columns = ColumnWidths.for_width(width)
    names = [name for name, _ in columns.before]
    assert ("provider" in names) == (width >= 56)
    assert ("quality" in names) == (width >= 36)
    assert ("date" in names) == (width >= 30)
    assert columns.title >= 1


def test_the_columns_are_those_that_are_wanted_in_their_order() -> None:
    columns = ColumnWidths.for_width(80, ("heat", "provider"))
    row = article_row("Title", "Post", NOW, 61, Mark(), columns=columns, now=NOW, heat=7)
    assert line_text(row).split() == [UNICODE.unread, "7", "Post", "Title"]
    assert line_width(row) == 80
    bare = article_row("Title", "Post", NOW, 61, Mark(), columns=ColumnWidths.for_width(20, ()), now=NOW)
    assert line_text(bare).split() == [UNICODE.unread, "Title"]


@given(TITLE, TITLE, st.integers(50, 200), MARKS, NUMBER, NUMBER)
def test_a_related_row_fits_its_list(
    title: str, provider: str, width: int, mark: Mark, own: float | None, quality: float | None
) -> None:
    entry = Coverage(key="k", id="i", title=title, date=NOW, quality=own, provider=Provider(provider))
    fits = own is None or len(f"{own:.0f}") <= 3
    for date in (None, NOW - DAY):
        row = related_row(entry, inside=date is None, date=date, quality=quality, mark=mark, width=width)
        if fits:
            assert line_width(row) <= width


# Articles.


@given(TITLE, TITLE, BODY, st.sampled_from(["markdown", "html", "text"]), st.integers(12, 90))
def test_no_article_is_wider_than_its_measure(
    title: str, excerpt: str, body: str, form: str, width: int
) -> None:
    article = Article(
        key="k",
        id="i",
        path="p.md",
        title=title,
        excerpt=excerpt,
        body=body,
        body_format=form,
        topics=(title,),
    )
    assert all(line_width(line) <= width for line in article_lines(article, Facts(NOW), width))


def test_what_is_not_known_is_said() -> None:
    text = "\n".join(
        texts(article_lines(Coverage(key="k", id="i", title="T"), Facts(NOW, in_corpus=False), 72))
    )
    for words in ("unknown source", "not in this corpus", "no date", "quality not scored"):
        assert words in text


def test_marks_notes_and_pictures_are_told() -> None:
    article = Article(
        key="k",
        id="i",
        path="p.md",
        title="T",
        type="video",
        provider=Provider("Name", "name.example"),
        authors=("Ann", "Ben"),
        images=(Image("https://i.example/a"), Image("https://i.example/b", 1, 2, False, "Caption")),
        web_url="https://name.example/t",
        original_url="https://name.example/t",
        published=True,
        heat=3,
        body="[here](https://name.example/t)",
    )
    mark = Mark(starred=True, verdict="later", tags=frozenset({"b", "a"}), note="line\nnext")
    text = "\n".join(texts(article_lines(article, Facts(NOW, heat_rank=(2, 9), mark=mark), 72)))
    for words in (
        "Name · name.example · by Ann, Ben",
        "heat 3, rank 2 of 9",
        "published",
        "video",
        "#a · #b",
        "✎ line\n  next",
        "▣ picture\n",
        "▣ Caption · picture · 1 × 2 · not cached",
        "original, web, [1]",
    ):
        assert words in text, words


# Fields, bars, dates.


def test_fields_are_indented_under_theirs() -> None:
    record = {
        "title": "T", "none": None, "empty": [], "yes": True, "no": False, "list": ["a", "b"], "number": 3,
        "provider": {"name": "P"}, "related": [{"title": "R"}, {"title": "S"}],
    }  # fmt: skip
    lines = texts(field_lines(record, 60))
    assert [line.rstrip() for line in lines] == [
        "title                T", "none                 –", "empty                –", "yes                  yes",
        "no                   no", "list                 a, b", "number               3", "provider",
        "  name               P", "related 1", "  title              R", "related 2", "  title              S",
    ]  # fmt: skip


def test_the_top_line_says_what_is_shown() -> None:
    assert line_text(bars.top_left("corpus", "all", (), "")) == "corpus  all"
    assert line_text(bars.top_left("c", "v", ("a", "b"), "by title")).startswith("c  v › a › b")
    assert line_text(bars.top_right(1, 1, 0, None)) == "1 article"
    assert line_text(bars.top_right(2, 1234, 1, None)) == "2 of 1,234 articles · 1 problem"


@pytest.mark.parametrize(
    ("loading", "words"),
    [
        (Loading("waiting"), "waiting …"),
        (Loading("reading", 50, 100), "━━━━━───── 50%"),
        (Loading("reading", 50, 100, 10), "10/s · 5 s"),
        (Loading("reading", 0, 10_000, 10), "17 min"),
        (Loading("reading", 200, 100), "100%"),
    ],
)
def test_how_far_loading_is(loading: Loading, words: str) -> None:
    assert words in line_text(bars.top_right(1, 1, 0, loading))


@pytest.mark.parametrize("place", HINTS)
def test_hints_name_the_first_key_of_verbs_that_have_one(place: str) -> None:
    first, second = (command_id for command_id, _word in HINTS[place][:2])
    keymap = Keymap(COMMANDS, {first: [], second: ["ctrl+x ctrl+y"]})
    hints = texts(bars.hints(keymap, place))
    assert len(hints) == len(HINTS[place]) - 1
    assert hints[0].startswith("Ctrl+X Ctrl+Y ")


@given(st.one_of(st.none(), st.integers(-62_135_596_800, 253_402_300_799)))
def test_short_dates_have_one_width(date: int | None) -> None:
    assert cell_width(short_date(date, NOW)) == SHORT


def test_dates_as_a_person_reads_them() -> None:
    assert full_date(NOW) == "10 Mar 2026, 12:00 UTC"
    assert full_date(NOW - NOW % DAY) == "10 Mar 2026"
    assert short_date(NOW - 60, NOW).strip() == "11:59"
    assert short_date(NOW - DAY, NOW).strip() == "9 Mar"
    assert short_date(NOW - 365 * DAY, NOW).strip() == "10 Mar 25"
    assert short_date(None, NOW).strip() == "no date"
    assert Mark() == NO_MARK
