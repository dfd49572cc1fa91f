"""Setting `published`: the two readings differ in that value alone, and the bytes in one line alone."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reader.corpus.edit.booleans import opposite
from reader.corpus.edit.published import PublishedEdit, set_published
from reader.corpus.front_matter.field_names import DEFAULT_NAMES
from reader.corpus.parse.read_article import parse_article
from reader.errors import EditError
from tests.corpus import posts
from tests.shared import EVERYDAY, SEEDS, needs_shared

# Each is a field or more of front matter; none of them says whether the file is published.
_YAML_FIELDS = (
    'title: "A title: published: false"',
    "title: 'it''s out'   # published: false",
    "excerpt: |\n  published: false\n  draft: true",
    "excerpt: >-\n    folded\n    published: false",
    "excerpt: plain text\n  that goes on",
    "quality: 61\nheat: -1",
    "date: 2020-10-13T19:16:00+02:00",
    "# published: false",
    "",
    "provider:\n  name: Coastal\n  published: false",
    "related:\n  - title: other\n    published: false\n    draft: true\n  - {title: third, published: no}",
    "topics: [published, 'draft: true']",
    "base: &base\n  a: 1\nother: *base",
    "secured: !!str b3BhcXVl",
    "note: café — ✓",
)
_YAML_FALSE = (
    *("published: false", "published: False", "published: FALSE", "published : no", "published:   off # why"),
    *('published: "false"', "'published': 'No'", '"published": false', "published: !!bool false"),
    *("published: &flag false", "Published: n", "draft: true", "draft: Yes  # still", "draft : on"),
    *("published:\n  false", "extra:\n  a: 1\n  published: false", "params: {draft: true, b: 2}"),
)
_LINE_ENDS = st.sampled_from(("\n", "\r\n", "\r"))
_CODECS = st.sampled_from(("utf-8", "utf-8-sig", "utf-16"))


def fields(lines: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    """Return some of the fields, none of whose names stands there twice."""
    return st.lists(st.sampled_from(lines), max_size=6, unique_by=lambda line: line.split(":")[0] or line)


def changed_lines(before: bytes, after: bytes, codec: str) -> tuple[list[str], list[str]]:
    """Return the lines that are only in the one and only in the other, line ends included."""
    old, new = (data.decode(codec).splitlines(keepends=True) for data in (before, after))
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return old[start : len(old) - end], new[start : len(new) - end]


def published_of(data: bytes) -> bool | None:
    article = parse_article(data, "x.md").article
    assert article is not None
    return article.published


def edited(data: bytes, *, published: bool = True) -> tuple[bytes, PublishedEdit]:
    edit = set_published(data, published)
    assert edit is not None
    new = edit.splice.applied(data)
    assert published_of(new) is published
    assert set_published(new, published) is None
    assert edit.splice.inverse.applied(new) == data
    return new, edit


def load_yaml(data: bytes, codec: str) -> dict[str, Any]:
    text = data.decode(codec).replace("\r\n", "\n").replace("\r", "\n")
    loaded = yaml.load(text.split("---\n")[1], Loader=yaml.BaseLoader) or {}  # noqa: S506 -- text only
    assert isinstance(loaded, dict)
    return loaded


def without(values: dict[str, Any]) -> dict[str, Any]:
    """Return the fields less those that say whether it is published, at the top and where sites keep their own."""
    nests = {
        name: without(value) if name in ("extra", "params") and isinstance(value, dict) else value
        for name, value in values.items()
    }
    return {name: value for name, value in nests.items() if name.lower() not in ("published", "draft")}


@given(
    above=fields(_YAML_FIELDS[:8]),
    flag=st.sampled_from(_YAML_FALSE),
    below=fields(_YAML_FIELDS[8:]),
    end=_LINE_ENDS,
    codec=_CODECS,
    body=st.sampled_from(("", "published: false\n---\npublished: false\n")),
)
def test_yaml_changes_in_one_value_and_one_line(
    above: list[str], flag: str, below: list[str], end: str, codec: str, body: str
) -> None:
    text = "\n".join(("---", *above, flag, *below, "---", body))
    data = text.replace("\n", end).encode(codec)
    new, edit = edited(data)
    old_lines, new_lines = changed_lines(data, new, codec)
    assert (len(old_lines), len(new_lines)) == (1, 1)
    assert without(load_yaml(data, codec)) == without(load_yaml(new, codec))
    line = flag.split("\n")[-1] if "\n" in flag else flag
    assert edit.before == " ".join(line.split())
    assert data.decode(codec).splitlines()[edit.line - 1] == old_lines[0].rstrip("\r\n")
    back, _edit = edited(new, published=False)
    assert back == data


@given(fields(_YAML_FIELDS), _LINE_ENDS, _CODECS, st.booleans())
def test_yaml_without_the_field_gets_one_line(
    lines: list[str], end: str, codec: str, published: bool
) -> None:
    data = "\n".join(("---", *lines, "---", "body")).replace("\n", end).encode(codec)
    new, edit = edited(data, published=published)
    old_lines, new_lines = changed_lines(data, new, codec)
    assert (old_lines, len(new_lines)) == ([], 1)
    assert new_lines[0].endswith(end)
    assert edit.before == ""
    assert edit.after == new_lines[0].strip() == f"published: {str(published).lower()}"
    assert without(load_yaml(data, codec)) == without(load_yaml(new, codec)) == load_yaml(data, codec)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("published", "draft", "x", "title")), inner, max_size=3)
    ),
    max_leaves=8,
)
_NAMES = st.sampled_from(("title", "date", "quality", "related", "x", 'say "published": false', "tags"))


@given(
    st.dictionaries(_NAMES, _JSON, max_size=5),
    st.sampled_from((("published", False), ("draft", True), ("published", "no"), ("published", 0), None)),
    st.sampled_from((None, 1, 4)),
    _LINE_ENDS,
    st.integers(0, 5),
)
def test_json_changes_in_one_value_and_one_line(
    values: dict[str, Any], flag: tuple[str, Any] | None, indent: int | None, end: str, place: int
) -> None:
    members = list(values.items())
    if flag:
        members.insert(place, flag)
    data = (json.dumps(dict(members), indent=indent) + "\nbody\n").replace("\n", end).encode()
    if not members:
        return  # nothing in the braces is no front matter
    new, edit = edited(data)
    before = json.JSONDecoder().raw_decode(data.decode())[0]
    after, _end = json.JSONDecoder().raw_decode(new.decode())
    name = flag[0] if flag else "published"
    assert {**before, name: after[name]} == after
    old_lines, new_lines = changed_lines(data, new, "utf-8")
    assert (len(old_lines), len(new_lines)) in ((1, 1), (0, 1))
    assert edit.splice.old in data


_TOML_FIELDS = (
    'title = "draft = true"',
    "description = '''\ndraft = true\n'''",
    "# draft = true",
    "",
    "date = 2020-06-16T20:27:00+02:00",
    "weight = 3",
    'tags = [\n  "draft",\n  "draft = true",\n]',
    "author = {name = 'x', draft = true}",
)


@given(
    fields(_TOML_FIELDS),
    st.sampled_from(("draft = true", "draft=true", '"draft" = true # why', "published = false", "")),
    st.sampled_from(("", "[other]\ndraft = true", "[[related]]\npublished = false")),
    _LINE_ENDS.filter(lambda end: end != "\r"),
)
def test_toml_changes_in_one_value_and_one_line(lines: list[str], flag: str, table: str, end: str) -> None:
    data = "\n".join(("+++", *lines, flag, table, "+++", "draft = true\n")).replace("\n", end).encode()
    new, _edit = edited(data)
    before, after = (tomllib.loads(one.decode().split("+++")[1].replace("\r\n", "\n")) for one in (data, new))
    assert without(before) == without(after)
    old_lines, new_lines = changed_lines(data, new, "utf-8")
    assert (len(old_lines), len(new_lines)) in ((1, 1), (0, 1))


@given(st.binary(max_size=200))
def test_whatever_the_bytes_are_the_answer_is_right_or_a_refusal(noise: bytes) -> None:
    for data in (noise, b"---\npublished: false\n" + noise + b"\n---\n", b'{"published": false, ' + noise):
        try:
            edit = set_published(data, True)
        except EditError:
            continue
        assert edit is None or published_of(edit.splice.applied(data)) is True


@pytest.mark.parametrize("post", [posts.FULL, posts.JEKYLL, posts.HUGO_TOML], ids=["full", "jekyll", "hugo"])
def test_the_shapes_of_generators(post: str) -> None:
    new, _edit = edited(post.encode())
    old_lines, new_lines = changed_lines(post.encode(), new, "utf-8")
    assert len(old_lines) <= len(new_lines) == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("no front matter", "it does not begin with front matter"),
        ("---\ntitle: [x\n---\n", "its front matter has mistakes"),
        ("---\npublished: false\n", "its front matter has mistakes"),
        ("---\npublished: false\npublished: false\n---\n", "published is given twice"),
        ('{"published": false, "published": false}', "published is given twice"),
        ("---\npublished: maybe\n---\n", "published is neither true nor false: 'maybe'"),
        ("---\npublished: [false]\n---\n", "published should be true or false, not a list"),
        ('---\npublished: ""\n---\n', "`published` is empty"),
        ('---\ndraft: ""\n---\n', "`draft` is empty"),
        ("---\npublished: false\ndraft: true\n---\n", "both `draft` and `published` keep it back"),
        ("---\npublished: &a false\nfeatured: *a\n---\n", "`published` is written in a way"),
        ("---\na: &a false\npublished: *a\n---\n", "`published` is written in a way"),
        ("---\npublished: |\n  false\n---\n", "`published` is written in a way"),
        ("---\n? published\n: false\n---\n", "`published` is written in a way"),
        ("---\nbase: &b {published: false}\n<<: *b\n---\n", "`published` is written in a way"),
        ("---\n!!map\ntitle: |\n  x\n---\n", "`published` is written in a way"),
        ("---\npublished: 2020-01-01\ndraft: 2020-01-01\n---\n", "draft is neither true nor false"),
        ("---\nPublished: ~\npublished: 2020-01-01\ndate: 2020-01-02\ndraft: ~\n---\n", ""),
    ],
)
def test_what_cannot_be_changed_by_itself_is_refused(text: str, sentence: str) -> None:
    if not sentence:
        _new, edit = edited(text.encode())
        assert edit.after == "Published: true"
        return
    with pytest.raises(EditError, match=sentence.replace("[", "\\[")):
        set_published(text.encode(), True)


def test_bytes_that_are_not_their_encoding() -> None:
    latin = "---\ntitle: café\npublished: false\n---\n".encode("latin-1")
    assert edited(latin)[0] == latin.replace(b"false", b"true")
    with pytest.raises(EditError, match="not what their encoding allows"):
        set_published("---\npublished: false\n---\n\ud800".encode("utf-16", "surrogatepass"), True)


def test_utf_16_with_either_end_first() -> None:
    text = "---\r\ntitle: café\r\npublished: no\r\n---\r\n"
    for mark, codec in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        new, _edit = edited(mark + text.encode(codec))
        assert new == mark + text.replace("no", "yes").encode(codec)


@pytest.mark.parametrize(
    ("text", "published", "after"),
    [
        ("---\npublished: true\ndraft: false\n---\n", False, "published: false"),
        ("---\npublished: false\ndraft: false\n---\n", True, "published: true"),
        ("---\npublished: true\ndraft: true\n---\n", True, "draft: false"),
        ("---\ndraft: false\n---\n", False, "draft: true"),
        ("---\npublished:\n---\n", True, "published: true"),
        ("---\npublished: ~\n---\n", False, "published: false"),
        ("---\ndraft: null # yet\n---\n", True, "draft: false # yet"),
        ("---\ntitle: x\npublished: 2020-01-01\n---\n", True, "draft: false"),
        ("---\n---\n", True, "published: true"),
        ("---\n  title: x\n---\n", True, "published: true"),
        ("---\n{title: x, a: b}\n---\n", True, "{title: x, published: true, a: b}"),
        ("---\n{}\n---\n", True, "{published: true}"),
        ("+++\n+++\n", False, "draft = true"),
        ("+++\n[extra]\npublished = false\n+++\n", True, "published = true"),
        ('{"title": "x"}', True, '{"published": true, "title": "x"}'),
        ('{"published": null}', True, '{"published": true}'),
        ("---\n{x: " + 100 * "a" + ", published: no, y: " + 100 * "b" + "}\n---\n", True, None),
    ],
)
def test_which_value_is_changed_and_how(text: str, published: bool, after: str | None) -> None:
    _new, edit = edited(text.encode(), published=published)
    if after is None:
        assert len(edit.before) < 150
        assert edit.before.startswith("…aaa")
        assert edit.after.endswith("bbb…")
        assert ", published: yes, y:" in edit.after
    else:
        assert edit.after == after


def test_names_that_mean_something_else_here() -> None:
    names = DEFAULT_NAMES.with_names({"date": ["published"]})
    data = b"---\ntitle: x\n---\n"
    edit = set_published(data, True, names=names)
    assert edit is not None
    assert edit.after == "draft: false"
    with pytest.raises(EditError, match="mean something else"):
        set_published(data, True, names=DEFAULT_NAMES.with_names({"date": ["published", "draft"]}))
    own = DEFAULT_NAMES.with_names({"published": ["live"]})
    edit = set_published(b"---\nlive: Off\n---\n", True, names=own)
    assert edit is not None
    assert edit.after == "live: On"


def test_words_have_their_opposite_in_the_same_spelling() -> None:
    words = ("true", "No", "OFF", "y", "N", "0", "1", "t", "F", "tRUE")
    assert [opposite(word) for word in words] == ["false", "Yes", "ON", "n", "Y", "1", "0", "f", "T", "false"]
    with pytest.raises(KeyError):
        opposite("maybe")


@needs_shared
def test_real_articles_change_in_one_line() -> None:
    files = [*SEEDS.glob("*.md"), *EVERYDAY.glob("*.md")]
    assert files
    for file in files:
        data = file.read_bytes()
        new, _edit = edited(data, published=published_of(data) is not True)
        old_lines, new_lines = changed_lines(data, new, "utf-8")
        assert len(old_lines) <= len(new_lines) == 1
