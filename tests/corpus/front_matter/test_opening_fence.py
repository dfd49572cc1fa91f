"""Every habit of beginning a file with fields: read, or told with its line; prose stays unmentioned."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.corpus.edit.published import set_published
from reader.corpus.front_matter.split import split_front_matter
from reader.corpus.parse.read_article import Parsed, parse_article
from reader.errors import EditError

YAML = "---\ntitle: A\nquality: abc\n---\nbody"
LOOSE = "the front matter is not valid JSON: it has comments or a comma too many"
HEXO_JSON = '"title": "A",\n"date": "2013/7/13 20:46:25"\n;;;\nbody'
COMMENTS = (
    "[#]: collector: (lujun)\n[#]: url: ( )\n\n[#]: subject: (How to (not) do it)\n[#]: via: (https://a.example/x)\n"
    "[#]: author: (Ann Smith https://a.example/ann)\n\nbody"
)


def parsed(text: str) -> Parsed:
    return parse_article(text.encode(), "folder/file.md")


def told(text: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.message) for problem in parsed(text).problems]


LEADS = ["\ufeff\ufeff", "\u200b", "\n \n", "<!-- note -->\n", "<!-- a: {\n---\n-->\n\n<!-- b --> \ufeff"]


@pytest.mark.parametrize("lead", LEADS)
def test_what_stands_before_a_fence_is_passed_over(lead: str) -> None:
    found = parsed(lead + YAML)
    assert found.article is not None
    assert (found.article.title, found.article.body) == ("A", "body")
    assert [problem.line for problem in found.problems] == [lead.count("\n") + 3]
    assert told(lead + "---\ntitle: A\n") == [
        (lead.count("\n") + 1, "the front matter has no closing --- line")
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("--- # note\ntitle: A\n---\nbody", "A"),
        ("+++ # note\ntitle = 'A'\n+++\nbody", "A"),
        ('---json\n{"title": "A"}\n---\nbody', "A"),
        ('--- JSON\n{"title": "A"}\n---\nbody', "A"),
        ("---yaml\ntitle: A\n---\nbody", "A"),
        ("---toml\ntitle = 'A'\n---\nbody", "A"),
        ("-----\ntitle: A\n-----\nbody", "A"),
        (";;;\n" + HEXO_JSON, "A"),
        (';;;\n{"title": "A"}\n;;;\nbody', "A"),
        (HEXO_JSON, "A"),
        ("title: A\ndate: 2020-01-02\ntags:\n- x\n---\nbody", "A"),
        ("date: 2020-01-02\n\ntitle: A\n---\nbody", "A"),
        ("Status: published\nTitle: A\nbody", "A"),
        ("title: A\n---\nbody", "A"),
        ("Title: A: a #1\nDate: 2020-01-02\n\nbody", "A: a #1"),
        ('\ufeff\nTitle: "A"\nSummary: one\n    two\n\nbody', "A"),
        ("Author: Ann\nTitle:A\n\nbody", "A"),
        ("title: A\ntags:\n  - x\n\nbody", "A"),
        ("[//]: # (title: A)\n[//]: # (a note)\n\nbody", "A"),
        ('[comment]: <> "title: A"\n\nbody', "A"),
        ('[_metadata_:title]: - "A"\n\nbody', "A"),
        (COMMENTS, "How to (not) do it"),
        ("<!--\n.. title: A\n.. date: 2012-03-30\n-->\n\nbody", "A"),
        ("<!-- note -->\n<!--\ntitle: A\n-->\nbody", "A"),
    ],
)
def test_a_habit_is_read_without_a_problem(text: str, title: str) -> None:
    found = parsed(text)
    assert not found.problems
    assert found.article is not None
    assert (found.article.title, found.article.body.strip()) == (title, "body")


def test_plain_metadata_is_read_as_its_generators_do() -> None:
    found = parsed(
        "Title: A\nDate: 2013-10-06 18:25\nCategory: Weekly\nTags: x,\n  y\nAuthors: Ann\n    Bea\nSummary: one\n"
        "  two\nStatus: draft\n\nbody"
    ).article
    assert found is not None
    assert (found.date, found.category, found.topics) == (1381083900, "Weekly", ("x", "y"))
    assert (found.authors, found.excerpt, found.published) == (("Ann", "Bea"), "one two", False)


def test_fields_in_comments_are_read_as_translators_write_them() -> None:
    found = parsed(COMMENTS).article
    assert found is not None
    assert (found.url, found.authors) == ("https://a.example/x", ("Ann Smith",))
    assert split_front_matter(COMMENTS.encode()).line_of("title") == 4  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "title", "problems"),
    [
        ('{\n  // one\n  "title": "A // b",\n  /* two\n */ "x": 1\n}\nbody', "A // b", [(2, LOOSE)]),
        ('{\n  "title": "A, }",\n  "tags": ["x",],\n}\nbody', "A, }", [(3, LOOSE)]),
        ('\n{ /* a */ "title": "A" }', "A", [(2, LOOSE)]),
        ('---json\n\n{\n "title": "A",\n}\n---\nbody', "A", [(4, LOOSE)]),
        ('---\n{\n // x\n "title": "A: b"\n}\n---\nbody', "A: b", [(3, LOOSE)]),
        ('---\n{\n // x\n "title": [\n}\n---\n', "file", None),
        ('{"title": "A"} /* never closed', "A", []),
        ('{\n  title: "A"\n}\nbody', "file", None),
        ("{'title': 'A'}", "file", None),
        (
            '---json\n{"title": A}\n---\nbody',
            "file",
            [(2, "the front matter is not valid JSON: Expecting value")],
        ),
        (
            '---json\n{"title": "A"}\nmore\n---\nbody',
            "file",
            [(3, "the front matter is not valid JSON: something stands after the object")],
        ),
        ('---json\n{"title": "A"}\n', "A", [(1, "the front matter has no closing --- line")]),
        (';;;\n"title": A\n;;;\n', "file", [(2, "the front matter is not valid JSON: Expecting value")]),
        (
            "---js\n{ title: 'A' }\n---\nbody",
            "file",
            [(1, "front matter in js is not read; write it in YAML")],
        ),
        (
            "Title: A\nDate: 2020-01-02\nProse\nTags: x\n\nbody",
            "A",
            [(3, "the metadata ends here, and fields stand below")],
        ),
        (
            "title: A\ntags:\n- x\ndate: 2020-01-02\nProse\nslug: x",
            "A",
            [(5, "the metadata ends here, and fields stand below")],
        ),
        ("\nTitle: A\nTitle: B\n\nbody", "B", [(3, "Title is given twice; the last one counts")]),
        ("title: A: b\ndate: 2020-01-02\nbad\n---\nbody", "A: b", None),
    ],
)
def test_what_cannot_be_read_is_told(text: str, title: str, problems: list[tuple[int, str]] | None) -> None:
    found = parsed(text)
    assert found.article is not None
    assert found.article.title == title
    if problems is None:
        assert found.problems
        assert all(0 < problem.line <= text.count("\n") + 1 for problem in found.problems)
    else:
        assert told(text) == problems


@pytest.mark.parametrize(
    "text",
    [
        "Note: this is no article\n\nprose",
        "Note: a heading\n---\nprose",
        "Author: Ann\nLicense: MIT\n\nprose",
        "From: Ann\nSubject: Ships\nDate: 2020-01-02\n\nprose",
        "Title: a poem\nthat goes on without a blank line",
        "Title: a heading\nof two lines\n---\nprose",
        "Note: x\n\nprose\n\n---\nmore",
        "Title: A, and prose\n\nprose: here\n---\nmore"[7:],
        "http://a.example\n\nprose",
        '"quoted": prose\n\nmore',
        "[//]: # (only a comment)\n\n# Heading",
        "[link]: https://a.example\n\nprose",
        "[![badge](https://a.example)](x)\n",
        "<!-- title -->\n# Heading",
        "<!-- note: x -->\nprose",
        "<!-- never closed\n---\ntitle: A\n---",
        "----\nprose\n----\n",
        "---js\nnever closed",
        "--- and so on\n",
        ";;; lisp.el --- a file\n;;; more",
        ";;;\nprose\n",
        "{ braces: }",
        "{: .class}\nprose",
        "\u200b\u200b",
    ],
)
def test_prose_is_no_article_and_no_problem(text: str) -> None:
    assert parsed(text) == Parsed(None)


EDITED = [
    *(lead + "---\nnote: A\n---\nbody" for lead in LEADS),
    "--- # note\ntitle: A\n---\nbody",
    '---json\n{ "title": "A" }\n---\nbody',
    '{\n  // "published": false\n  "title": "A",\n}\nbody',
    '{\n  // "published": false\n  "title": "A",\n  "published": false\n}\nbody',
    "---toml\ntitle = 'A'\n---\nbody",
    ";;;\n" + HEXO_JSON,
    HEXO_JSON,
    "title: A\ndate: 2020-01-02\n---\nbody",
    "title: A\ndraft: true\n---\nbody",
    "Title: A\nStatus: draft\n\nbody",
    "Title: A\nDate: 2020-01-02\n\nbody",
    "title: A\ntags:\n  - x\n\nbody",
]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("text", EDITED)
def test_publishing_changes_one_value_or_one_line(text: str, end: str) -> None:
    data = text.replace("\n", end).encode()
    for published in (True, False):
        edit = set_published(data, published)
        if edit is None:
            assert not published
            continue
        new = edit.splice.applied(data)
        article = parse_article(new, "file.md").article
        assert article is not None
        assert article.published is published
        assert edit.splice.inverse.applied(new) == data
        assert "\n" not in edit.splice.old.decode()
        assert abs(new.count(b"\n") - data.count(b"\n")) <= 1
    before = [(problem.field, problem.message) for problem in parse_article(data, "file.md").problems]
    assert before == [(problem.field, problem.message) for problem in parse_article(new, "file.md").problems]


@pytest.mark.parametrize("text", [COMMENTS, "<!--\n.. title: A\n-->\nbody", "[//]: # (title: A)\n"])
def test_publishing_refuses_comments_by_name(text: str) -> None:
    with pytest.raises(EditError, match="its fields stand in comments"):
        set_published(text.encode(), published=True)


@pytest.mark.parametrize(
    "text", ["<!--" * 100_000, "{/*" * 100_000, '{"a": /*' + "/*" * 100_000, "{" + "//\n" * 100_000]
)
def test_openings_that_never_end_are_read_once(text: str) -> None:
    parsed(text)


_PIECES = st.sampled_from(
    [
        *(
            "---",
            "---json",
            "---toml",
            "--- # x",
            "-----",
            "+++",
            ";;;",
            "{",
            "}",
            "---js",
            "<!--",
            "-->",
            "",
            " ",
        ),
        *(
            "title: A",
            "Title: A: b",
            'title = "A"',
            '"title": "A",',
            "date: 2020-01-02",
            "date: never",
            "tags:",
        ),
        *(
            "- x",
            "  - y",
            "  more",
            "// c",
            "/* c",
            "*/",
            '"a": [1,],',
            "[#]: title: (A)",
            "[//]: # (x)",
            "prose",
        ),
        *(
            "\ufeff",
            "\u200b",
            "quality: abc",
            "title: A",
            ".. title: A",
            "a\x00b",
            "\u2028",
            "x: [",
            "'x': \"y",
        ),
    ]
)


@settings(deadline=None, derandomize=True, max_examples=1500)
@given(st.lists(_PIECES, max_size=9), st.sampled_from(["\n", "\r\n", "\r"]))
def test_no_input_crashes_and_every_problem_has_a_line_of_the_file(lines: list[str], end: str) -> None:
    text = end.join(lines)
    data = text.encode()
    found = parse_article(data, "file.md")
    assert found.article is not None or not found.problems
    for problem in found.problems:
        assert 0 <= problem.line <= len(lines)
        # What is wrong with a body has no line.
        assert problem.line or problem.field or problem.message.startswith("the text holds")
    front = split_front_matter(data)
    if front is not None:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        assert text.endswith(front.body)
        for name in front.values:
            line = front.line_of(name)
            assert line == 0 or 0 < line <= len(lines)
        try:
            edit = set_published(data, published=True)
        except EditError:
            return
        if edit is not None:
            assert parse_article(edit.splice.applied(data), "file.md").article.published  # type: ignore[union-attr]


@settings(deadline=None, derandomize=True, max_examples=300)
@given(
    st.lists(st.sampled_from([*LEADS, ""]), max_size=3).map("".join),
    st.integers(0, 4),
    st.sampled_from(
        [
            ("---\n", "f{}: x\n", "quality: abc\n", "---\n"),
            ("---json\n{\n", '"f{}": 1,\n', '"quality": "abc"\n', "}\n---\n"),
            ("---toml\n", "f{} = 1\n", "quality = 'abc'\n", "---\n"),
            (";;;\n", '"f{}": 1,\n', '"quality": "abc"\n', ";;;\n"),
            ("title: A\n", "f{}: x\n", "quality: abc\n", "---\n"),
            ("Title: A\n", "f{}: x\n", "quality: abc\n", "\n"),
            ("[#]: title: (A)\n", "[#]: f{}: (x)\n", "[#]: quality: (abc)\n", "\n"),
            ("<!--\ntitle: A\n", "f{}: x\n", "quality: abc\n", "-->\n"),
        ]
    ),
)
def test_a_problem_is_told_with_its_line(lead: str, count: int, form: tuple[str, str, str, str]) -> None:
    opening, filler, bad, closing = form
    above = lead + opening + "".join(filler.format(at) for at in range(count))
    (problem,) = parsed(above + bad + closing + "body").problems
    assert (problem.line, problem.field) == (above.count("\n") + 1, "quality")
