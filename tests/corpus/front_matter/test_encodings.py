"""Front matter of each form in each encoding, with each kind of line end, and with damage that hides its beginning."""

from __future__ import annotations

import pytest

from reader.corpus.edit.published import set_published
from reader.corpus.front_matter.decode import encoding_of
from reader.corpus.parse.read_article import parse_article
from reader.model import Article

FORMS = {
    "yaml": "---\ntitle: Hé\ndate: 2020-01-02\npublished: false\n---\nbody\n",
    "toml": "+++\ntitle = 'Hé'\ndate = 2020-01-02\npublished = false\n+++\nbody\n",
    "json": '{"title": "Hé",\n"date": "2020-01-02",\n"published": false}\nbody\n',
    "json in fences": '---json\n{"title": "Hé",\n"date": "2020-01-02",\n"published": false}\n---\nbody\n',
    "semicolons": ';;;\n"title": "Hé",\n"date": "2020-01-02",\n"published": false\n;;;\nbody\n',
    "dashes": "-----\ntitle: Hé\ndate: 2020-01-02\npublished: false\n-----\nbody\n",
    "plain": "Title: Hé\nDate: 2020-01-02\nStatus: draft\n\nbody\n",
    "no opening line": "title: Hé\ndate: 2020-01-02\npublished: false\n---\nbody\n",
    "toml, no opening line": "title = 'Hé'\ndate = 2020-01-02\n\npublished = false\n[extra]\na = 1\n+++\nbody\n",
    "comments": "[#]: title: (Hé)\n[#]: date: (2020-01-02)\n[#]: published: (false)\n\nbody\n",
    "html": "<!--\n.. title: Hé\n.. date: 2020-01-02\n.. status: draft\n-->\nbody\n",
}
ENCODINGS = (
    *("utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-16", "utf-32-le", "utf-32-be", "utf-32"),
    "latin-1",
)


def read(data: bytes) -> tuple[Article | None, list[str]]:
    parsed = parse_article(data, "x.md")
    return parsed.article, [str(problem) for problem in parsed.problems]


@pytest.mark.parametrize("before", ["", "\n", " \n\n"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("form", FORMS)
def test_every_form_in_every_encoding(form: str, encoding: str, line_end: str, before: str) -> None:
    data = (before + FORMS[form]).replace("\n", line_end).encode(encoding)
    article, problems = read(data)
    assert article is not None
    assert (article.title, article.date, article.published) == ("Hé", 1_577_923_200, False)
    assert article.body == "body"
    expected = ["is not UTF-8"] * (encoding == "latin-1") + ["has no opening +++ line"] * (
        form[:5] == "toml,"
    )
    assert len(problems) == len(expected)
    assert all(any(said in problem for problem in problems) for said in expected)
    if form not in ("comments", "html"):
        edit = set_published(data, True)
        assert edit is not None
        changed = read(edit.splice.applied(data))[0]
        assert changed is not None
        assert (changed.title, changed.published) == ("Hé", True)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("at", [0, 1, 2, 5, 9])
def test_a_nul_byte_hides_no_article(form: str, at: int) -> None:
    data = FORMS[form].encode()
    article, problems = read(data[:at] + b"\0" + data[at:])
    assert article is not None
    assert article.title == "Hé"
    assert "control" in article.broken
    assert any("NUL bytes" in problem or "a control character" in problem for problem in problems)


def test_the_line_of_a_nul_byte_is_told() -> None:
    assert read(b"\n\n-\0--\ntitle: A\n---\n")[1] == ["x.md:3: holds NUL bytes, which are left out"]


def test_nul_bytes_in_prose_make_no_article() -> None:
    assert read(b"Just\0 prose\0.\n") == (None, [])
    assert read(b"\0" * 50) == (None, [])


@pytest.mark.parametrize(
    "text", ["ab", "Title: A", "---\n", "\n\n---", "\t{", "[#]", "<!--", "+++", ";;;", "'a'", '{"é']
)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_an_encoding_is_told_without_a_mark(text: str, encoding: str) -> None:
    assert encoding_of((text + " and more").encode(encoding)) == (encoding, 0)


@pytest.mark.parametrize(
    "data", [b"T\0itle: A", b"-\0--\n", b"a\0", b"\0abc", b"\0\0\0a", b"a", b"", b"\0\x01\0\x02abcd"]
)
def test_a_stray_nul_byte_is_no_other_encoding(data: bytes) -> None:
    assert encoding_of(data) == ("utf-8", 0)


@pytest.mark.parametrize(
    "text",
    [
        "a = 1\nb = 2\n+++\nprose\n",
        "title = 'A'\n\nprose without an end\n",
        "x = 'y'\n\n+++ b/file\n",
        "date = 2020-01-02\n+++\n",
    ],
)
def test_lines_with_signs_of_equality_are_no_article(text: str) -> None:
    assert read(text.encode()) == (None, [])


def test_toml_that_cannot_be_read_is_told_although_its_opening_line_is_missing() -> None:
    article, problems = read(b"title = 'A'\ndraft = yes\n+++\n")
    assert article is not None
    assert [problem.partition(": ")[2][:30] for problem in problems] == [
        "the front matter has no openin",
        "the front matter is not valid ",
    ]
