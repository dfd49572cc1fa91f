"""Files that begin as if with front matter and hold something else, or hold it in another way: never passed over."""

from __future__ import annotations

import codecs

import pytest

from reader.corpus.edit.published import set_published
from reader.corpus.front_matter.field_names import DEFAULT_NAMES
from reader.corpus.parse.read_article import Parsed, parse_article

FIELDS = "---\ntitle: Ünder\npublished: false\nquality: abc\n---\nbody\n"


def parsed(text: str | bytes) -> Parsed:
    return parse_article(text if isinstance(text, bytes) else text.encode(), "inner/file.md")


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("---\n- a\n- b\n---\nbody", "a list"),
        ("---\n- title: A\n- date: 2020\n\n---\nbody", "a list"),
        ("---\n[a, b]\n---\n", "a list"),
        ("---\njust a text\n---\nbody", "a text or number"),
        ('---\n"quoted"\n---\nbody', "a text or number"),
        ("---\n42\n---\nbody", "a text or number"),
    ],
)
def test_what_is_no_mapping_is_told_and_its_body_read(text: str, held: str) -> None:
    found = parsed(text)
    assert found.article is not None
    assert (found.article.title, "yaml" in found.article.broken) == ("file", True)
    assert [(problem.line, problem.message) for problem in found.problems] == [
        (2, f"the front matter holds {held} instead of fields")
    ]


def test_toml_without_fields_is_told() -> None:
    (problem,) = parsed("+++\nhello\n+++\nbody").problems
    assert (problem.line, problem.message[:33]) == (2, "the front matter is not valid TOM")


@pytest.mark.parametrize("source", ["", "\n", "# only a comment\n", "null\n", "~\n", "{}\n"])
def test_empty_front_matter_is_no_fault(source: str) -> None:
    found = parsed(f"---\n{source}---\nbody")
    assert found.article is not None
    assert not found.problems


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nProse between two rules.\nMore of it.\n\n---\nbody",
        "---\nOne paragraph.\n\nAnother.\n---\n",
        "---\n",
        "---\nProse under a rule.\n",
        "---\n- a list under a rule\n",
        "[a](https://x.example) link",
        "{ braces }",
        "{% include x %}",
        "text",
        "",
    ],
)
def test_a_file_without_front_matter_stays_unmentioned(text: str) -> None:
    assert parsed(text) == Parsed(None)


@pytest.mark.parametrize("fence", ["---", "---json"])
@pytest.mark.parametrize("lead", ["", "\n", " "])
def test_a_json_object_between_fences_is_read(fence: str, lead: str) -> None:
    text = '{\n\t"title": "A \\/ B",\n\t"quality": "abc"\n}'
    found = parsed(f"{fence}\n{lead}{text}\n---\nbody")
    assert found.article is not None
    assert (found.article.title, found.article.body) == ("A / B", "body")
    assert [(problem.line, problem.field) for problem in found.problems] == [(4 + (lead == "\n"), "quality")]


@pytest.mark.parametrize("form", ["{title: A, quality: 5}", '{"title": "A"} # comment'])
def test_other_braces_are_yaml(form: str) -> None:
    found = parsed(f"---\n{form}\n---\nbody").article
    assert found is not None
    assert found.title == "A"


def test_a_fence_may_name_what_it_holds() -> None:
    for text in ("---yaml\ntitle: A\n---\n", '---toml\ntitle = "A"\n---\n', "---yml\ntitle: A\n---\n"):
        found = parsed(text).article
        assert found is not None
        assert found.title == "A"


@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_are_read_and_edited(codec: str, marked: bool) -> None:
    mark = {
        name[4:].replace("_", "-"): getattr(codecs, name)
        for name in dir(codecs)
        if name.startswith("BOM_UTF")
    }
    begin = mark[codec.upper().replace("UTF-", "UTF")] if marked else b""
    data = begin + FIELDS.encode(codec)
    found = parsed(data)
    assert found.article is not None
    assert (found.article.title, found.article.body) == ("Ünder", "body")
    assert [problem.line for problem in found.problems] == [4]
    edit = set_published(data, True, names=DEFAULT_NAMES)
    assert edit is not None
    assert edit.splice.applied(data) == begin + FIELDS.replace("published: false", "published: true").encode(
        codec
    )


def test_bytes_of_nothing_are_no_front_matter() -> None:
    for data in (b"\0\0\0\0", b"\0-", b"-\0", b"\0a\0b\0c", b"a\0\0\0b", b"\0" * 99, b"-\0\0\xd8"):
        assert parsed(data) == Parsed(None)


@pytest.mark.parametrize("nothing", ["NULL", "Null", "null", "~", "", "''", '"null"', "None", "nil", "NaN"])
def test_what_is_written_for_nothing_is_nothing(nothing: str) -> None:
    fields = ("published", "quality", "date", "originalUrl", "heat")
    found = parsed("---\ntitle: T\n" + "".join(f"{name}: {nothing}\n" for name in fields) + "---\n")
    assert not found.problems
    article = found.article
    assert article is not None
    assert (article.published, article.quality, article.date, article.url, article.heat) == (None,) * 3 + (
        "",
        None,
    )


@pytest.mark.parametrize("nothing", ["NULL", "Null", "null", "~", ""])
def test_what_yaml_writes_for_nothing_is_replaced_by_publishing(nothing: str) -> None:
    data = f"---\ntitle: T\npublished: {nothing}".encode().strip() + b"\n---\n"
    edit = set_published(data, True, names=DEFAULT_NAMES)
    assert edit is not None
    assert edit.splice.applied(data) == b"---\ntitle: T\npublished: true\n---\n"


def test_a_user_name_is_left_out_of_an_address() -> None:
    text = (
        "---\ntitle: T\noriginalUrl: https://me:secret@Host.example/a@b\nrelated:\n"
        "  - https://nytimes.com@evil.example/x\n---\n"
    )
    found = parsed(text)
    assert found.article is not None
    assert not found.problems
    assert found.article.url == "https://Host.example/a@b"
    assert found.article.key == "https://host.example/a@b"
    assert [entry.url for entry in found.article.related] == ["https://evil.example/x"]


def test_a_line_is_counted_as_editors_do_whatever_ends_it() -> None:
    for end in ("\n", "\r\n", "\r"):
        data = "---\ntitle: T\nexcerpt: \xe9\nquality: abc\n---\n".replace("\n", end).encode("latin-1")
        assert [problem.line for problem in parsed(data).problems] == [3, 4]
    for separator in "\u2028\u2029\x85\x0b\x0c\x1c":
        for form in (f"a{separator}b", f'"a{separator}b"', f"|\n  a{separator}b\n  c"):
            (*_, problem) = parsed(f"---\ntitle: T\nexcerpt: {form}\nquality: abc\n---\n").problems
            assert problem.line == 4 + form.count("\n")
