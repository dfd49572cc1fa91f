"""Files split into front matter and body, and the front matter parsed."""

from __future__ import annotations

import time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.corpus.front_matter import yaml_text
from reader.corpus.front_matter.plain_yaml import parse_plain
from reader.corpus.front_matter.split import FrontMatter, split_front_matter
from reader.corpus.front_matter.values import MAX_DEPTH, MAX_FRONT, MAX_NODES, BrokenFrontMatterError
from reader.corpus.front_matter.yaml_text import parse_yaml, yaml_lines
from tests.corpus.posts import FULL, HUGO_JSON, HUGO_TOML


def front(text: str | bytes) -> FrontMatter:
    found = split_front_matter(text.encode() if isinstance(text, str) else text)
    assert found is not None
    return found


def faults(text: str | bytes) -> list[str]:
    return [f"{fault.line}: {fault.message}" for fault in front(text).faults]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no front matter\n",
        "----\nnote: x\n----\n",
        "----\ntitle: x\n---\n",
        "--- title\n",
        "text\n---\ntitle: x\n---\n",
        "---\n\nA rule, then prose without a name\n\n---\nmore",
        "---\njust prose that never ends",
        "---",
        "{{< shortcode >}}",
        "{% raw %}",
        "{not json}",
        "\ufeff",
    ],
)
def test_other_files_are_left_alone(text: str) -> None:
    assert split_front_matter(text.encode()) is None


def test_utf_16_without_front_matter_is_left_alone() -> None:
    assert split_front_matter(b"\xff\xfe\x00broken") is None


@pytest.mark.parametrize(
    ("text", "values", "body"),
    [
        ("---\ntitle: x\n---\nbody", {"title": "x"}, "body"),
        ("---\ntitle: x\n...\nbody", {"title": "x"}, "body"),
        ("---  \r\ntitle: x\r\n---\t\r\nbody\r\n", {"title": "x"}, "body\n"),
        ("---\rtitle: x\r---\rbody", {"title": "x"}, "body"),
        ("\ufeff\n\n---\ntitle: x\n---", {"title": "x"}, ""),
        ("---\n---\nbody", {}, "body"),
        ("---\n# nothing\n---\n", {}, ""),
        (
            "---\ntext: |\n  a\n  ---\n  b\nn: 1\n---\nbody\n---\n",
            {"text": "a\n---\nb\n", "n": "1"},
            "body\n---\n",
        ),
        ("+++\ntitle = 'x'\n+++\nbody", {"title": "x"}, "body"),
        ('{"title": "x"}\nbody', {"title": "x"}, "\nbody"),
        ("{}", {}, ""),
    ],
)
def test_front_matter_and_body(text: str, values: dict[str, object], body: str) -> None:
    found = front(text)
    assert found.values == values
    assert found.body == body
    assert found.faults == ()
    assert not found.broken


def test_scalars_stay_as_written() -> None:
    text = "a: NO\nb: 1.10\nc: 12:30:45\nd: 2020-01-01\ne: null\nf: ~\ng: ''\nh:\ni: 'null'\nj: 0x1F\nk: !!int 5\n"
    values = front(f"---\n{text}---\n").values
    assert [*values.values()] == [
        "NO",
        "1.10",
        "12:30:45",
        "2020-01-01",
        None,
        None,
        "",
        None,
        "null",
        "0x1F",
        "5",
    ]


def test_toml_and_json_values_become_text() -> None:
    toml = front(HUGO_TOML)
    assert toml.format == "toml"
    assert toml.values["date"] == "2020-06-16T20:27:00+02:00"
    assert toml.values["lastmod"] == "2020-06-17"
    assert toml.values["draft"] == "true"
    assert toml.values["weight"] == "3"
    assert (toml.line_of("weight"), toml.line_of("author"), toml.line_of("none")) == (10, 12, 0)
    json = front(HUGO_JSON)
    assert json.format == "json"
    assert json.values["draft"] == "false"
    assert json.values["score"] == {"value": "1.5", "of": None}
    assert json.line_of("score.value") == 6


def test_lines_of_fields() -> None:
    found = front(FULL)
    assert found.line_of("title") == 3
    assert found.line_of("provider.images[0].width") == 22
    assert found.line_of("related[1].quality") == 48
    assert found.line_of("related[1].quality.none[3]") == 48
    assert found.line_of("nothing") == 0
    assert yaml_lines("a: [") == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("---\na: 1\nb: 2\na: 3\n---\n", ["4: a is given twice; the last one counts"]),
        ("---\na:\n  b: 1\n  'b': 2\n---\n", ["4: a.b is given twice; the last one counts"]),
        ("---\n? [x]\n: 1\n---\n", ["2: a field's name must be text"]),
        ('{"a": 1,\n "a": 2}', ["1: a is given twice; the last one counts"]),
        ("---\na: x\x1b[0m\n---\n", ["2: the front matter holds a control character"]),
        ("---\na: x\u2028y\n---\n", ["2: the front matter holds a control character"]),
        ("---\ntitle: x\n", ["1: the front matter has no closing --- line"]),
        (
            "---\nok: 1\ntitle: Detroit: a ban\n---\n",
            ["3: the front matter is not valid YAML: mapping values are not allowed in this context"],
        ),
        (
            "+++\ntitle = 'x'\nbad\n+++\n",
            ["3: the front matter is not valid TOML: Expected '=' after a key in a key/value pair"],
        ),
        ("+++\ntitle = 'x\n", ["1: the front matter has no closing +++ line"]),
        ('{"title": x}', ["1: the front matter is not valid JSON: Expecting value"]),
        ("---\na: [x, *nowhere]\n---\n", ["2: *nowhere stands for nothing; put the text in quotes"]),
        ("\n\n---\nx: 1\ny: [\n---\n", None),
    ],
)
def test_faults_have_a_line(text: str, found: list[str] | None) -> None:
    if found is None:
        assert front(text).faults
        assert front(text).broken
    else:
        assert faults(text) == found


def test_what_is_no_utf_8_is_shown_all_the_same() -> None:
    found = front("---\ntitle: Café\nnote: ".encode() + b"caf\xe9 \x93x\x94\n---\n")
    assert found.values == {"title": "Café", "note": "café “x”"}
    assert [fault.line for fault in found.faults] == [3]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_byte_order_mark_is_heeded(encoding: str) -> None:
    assert front("---\ntitle: Café\n---\n".encode(encoding)).values == {"title": "Café"}


def test_broken_yaml_is_salvaged_field_by_field() -> None:
    text = (
        "---\nlayout: post\ntitle: Detroit: a ban\nsubtitle: 'It's on'\ntags:\n  - a\n  - b\nbad: [1, 2\n"
        "worse: {x\n\ttab: 1\n'quoted': yes\nlast: \"open\n---\nbody"
    )
    found = front(text)
    assert found.broken
    assert found.values == {
        "layout": "post",
        "title": "Detroit: a ban",
        "subtitle": "It's on",
        "tags": ["a", "b"],
        "quoted": "yes",
        "last": "open",
    }
    assert found.line_of("tags") == 5
    assert found.body == "body"


def test_front_matter_without_an_end_stops_where_prose_begins() -> None:
    found = front("---\ntitle: x\ntags:\n  - a\n\nProse begins here.\nIt: goes on")
    assert found.values == {"title": "x", "tags": ["a"]}
    assert found.body == "Prose begins here.\nIt: goes on"
    assert front('---\ntitle: "never closed\n').values == {"title": "never closed"}


def test_merging_aliases_and_tags_are_harmless() -> None:
    text = (
        "---\nbase: &b {x: 1, y: 2}\none:\n  <<: *b\n  y: 3\ntwo:\n  <<: [*b, {z: 4}]\nthree: {<<: 5}\n"
        "k: &k <<\nf: {*k : 1}\nt: !!python/object:os.system [x]\n---\n"
    )
    assert front(text).values == {
        "base": {"x": "1", "y": "2"},
        "one": {"x": "1", "y": "3"},
        "two": {"x": "1", "y": "2", "z": "4"},
        "three": {},
        "k": "<<",
        "f": {"<<": "1"},
        "t": ["x"],
    }


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("a: " + "[" * 100_000, f"nested deeper than {MAX_DEPTH}"),
        ("a: " + "{x: " * 100_000, f"nested deeper than {MAX_DEPTH}"),
        ("a: " + "{? " * 100_000, f"nested deeper than {MAX_DEPTH}"),
        ("\n".join(" " * n + "a:" for n in range(1000)), f"nested deeper than {MAX_DEPTH}"),
        ("- " * 1000, f"nested deeper than {MAX_DEPTH}"),
        ("a: [" + "x," * (MAX_NODES + 1) + "]", f"more than {MAX_NODES:,}"),
        (
            "a: &a [x]\n"
            + "".join(f"b{n}: &b{n} [{','.join([f'*b{n - 1}' if n else '*a'] * 9)}]\n" for n in range(9)),
            "more than",
        ),
        ("a: &a [*a]", ""),
    ],
    ids=range(8),
)
def test_bombs_are_refused(source: str, message: str) -> None:
    started = time.process_time()
    if message:
        with pytest.raises(BrokenFrontMatterError, match=message):
            parse_yaml(source)
    else:
        assert parse_yaml(source).values == {"a": ["*a"]}
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("+++\na = " + "[" * 5000 + "]" * 5000 + "\n+++\n", "nested deeper"),
        ("+++\na = " + "[" * 100 + "]" * 100 + "\n+++\n", "nested deeper"),
        ("+++\n" + "a." * 30_000 + "a = 1\n+++\n", "too many parts"),
        ("+++\na = [" + "1," * (MAX_NODES + 1) + "]\n+++\n", "holds more than"),
        ("+++\na = " + "1" * 5000 + "\n+++\n", "not valid TOML"),
        ('{"a": ' + "[" * 100_000, "nested deeper"),
        ('{"a": ' + "[" * 100 + "]" * 100 + "}", "nested deeper"),
        ("---\na: '" + "x" * MAX_FRONT + "'\n---\n", "longer than"),
        ("---\n" + "a: 1\n" * (MAX_FRONT // 5) + "b: [\n---\n", "not valid YAML"),
        ("---\nb: 1\na" + " " * 500_000 + "\n", "no closing"),
    ],
    ids=range(10),
)
def test_bombs_of_every_format_are_faults(text: str, message: str) -> None:
    started = time.process_time()
    found = front(text)
    assert found.broken
    assert message in found.faults[0].message
    assert time.process_time() - started < 5


def test_numbers_of_json_may_be_long() -> None:
    assert front('{"a": ' + "1" * 5000 + ', "b": NaN, "c": 1e999}').values == {
        "a": "1" * 5000,
        "b": "NaN",
        "c": "1e999",
    }


def test_the_pure_parser_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [FULL[4 : FULL.index("\n---")], "a: &x [1, 'two', \"th\\tree\", |-\n"]
    texts += ["a: &x {b: null, c: ''}\nd: *x\n<<: *x\n", "a: >\n  folded\n  text\nb: 'it''s'\n", "a: [1, 2"]
    fast = [_outcome(text) for text in texts]
    monkeypatch.setattr(yaml_text, "_loader", lambda: yaml.BaseLoader)
    assert [_outcome(text) for text in texts] == fast


def _outcome(text: str) -> object:
    try:
        return parse_yaml(text).values
    except BrokenFrontMatterError:
        return "broken"


def test_the_parser_may_be_the_pure_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(yaml, "CBaseLoader", raising=False)
    yaml_text._loader.cache_clear()
    assert parse_yaml("a: 1").values == {"a": "1"}
    yaml_text._loader.cache_clear()


def test_characters_that_yaml_forbids_are_broken_in_the_parser() -> None:
    with pytest.raises(BrokenFrontMatterError):
        parse_yaml("a: \x00")


NAMES = st.sampled_from(["a", "title", "webUrl", "null", "a_b", "N1"])
PLAIN = st.one_of(
    st.sampled_from(
        [
            "x",
            "2020-10-13T19:16:00Z",
            "-1",
            "58",
            "al.com",
            "http://x.org/a",
            "a - b",
            "null",
            "true",
            "a#b",
            "Ünï",
            "-a",
        ]
    ),
    st.text(st.sampled_from("ab1:# -'\"[]{}&*!|>%@`,?~.\t\u00a0é"), min_size=1, max_size=8),
)
QUOTED = st.text(st.sampled_from("ab \\\"'#:é\n\r\t…/")).map(
    lambda text: (
        '"'
        + "".join(
            {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(char, char) for char in text
        )
        + '"'
    )
)
SCALARS = st.one_of(
    PLAIN,
    QUOTED,
    st.just(""),
    st.sampled_from(["|", "'x'", "[a, b]", "{a: b}", "*a", "# c", '"a" b', '"\\u00e9"']),
)
LINES = st.builds(
    lambda indent, dash, name, scalar: " " * indent + dash + (f"{name}: " if name else "") + scalar,
    st.sampled_from([0, 0, 0, 2, 2, 4, 6, 1]),
    st.sampled_from(["", "", "- "]),
    st.one_of(NAMES, NAMES, st.just("")),
    SCALARS,
).map(lambda line: line.rstrip(" ") if line.endswith(": ") else line)
DOCUMENTS = st.lists(st.one_of(LINES, LINES, LINES, st.just("")), max_size=8).map(
    lambda lines: "\n".join(lines) + "\n"
)


def _reference(text: str) -> object:
    try:
        tree = parse_yaml(text)
    except BrokenFrontMatterError:
        return "broken"
    return tree.values if not tree.faults else "faults"


@settings(deadline=None, derandomize=True, max_examples=1500)
@given(DOCUMENTS)
def test_plain_yaml_reads_what_libyaml_reads(text: str) -> None:
    plain = parse_plain(text)
    if plain is not None:
        assert plain == _reference(text)


KEYS = NAMES.filter("null".__ne__)
VALUES = st.recursive(
    QUOTED,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3),
        st.dictionaries(KEYS, inner, min_size=1, max_size=3),
    ),
    max_leaves=12,
)


def _written(value: object, indent: int) -> str:
    pad = " " * indent
    if isinstance(value, dict):
        return "".join(f"{pad}{name}:{_after(inner, indent)}" for name, inner in value.items())
    assert isinstance(value, list)
    lines = (
        _written(inner, indent + 2) if isinstance(inner, dict) else f"{pad}  {inner}\n"
        for inner in value
        if not isinstance(inner, list)
    )
    return "".join(pad + "- " + line[indent + 2 :] for line in lines)


def _after(value: object, indent: int) -> str:
    return "\n" + _written(value, indent + 2) if isinstance(value, (dict, list)) else f" {value}\n"


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_what_generators_write_is_plain(values: dict[str, object]) -> None:
    text = _written(values, 0)
    reference = _reference(text)
    assert reference not in ("broken", "faults")
    assert parse_plain(text) == reference


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "a: b: c\n",
        "a: x\n  y\n",
        "a: x\n  b: y\n",
        "a:\n    b: 1\n  c: 2\n",
        "a:\n  - x\n   - y\n",
        "a:\n  - x\n- y\n",
        "- a\n",
        " a: 1\n",
        "a: 1\na: 2\n",
        "null: 1\n",
        "a: 1 # note\n",
        "a: 'x'\n",
        "a: &x 1\n",
        "a: [1]\n",
        "a:\n  -\n",
        "a:\n  - \n",
        "a: |\n  x\n",
        "a:\tx\n",
        "a:\n  just text\n",
        "\n".join(" " * n + "a:" for n in range(100)),
        "a: 1\n" * 60_000,
    ],
)
def test_anything_else_is_not_plain(text: str) -> None:
    assert parse_plain(text) is None


def test_plain_yaml() -> None:
    text = 'a: "x \\"y\\" \\\\ \\n"\nb:\nc:\n- 1\n- k: null\n  l: -2\n\nd:\n  e:\n    f: http://x.org/#a\ng:\n - x: 1\n'
    assert parse_plain(text) == {
        "a": 'x "y" \\ \n',
        "b": None,
        "c": ["1", {"k": None, "l": "-2"}],
        "d": {"e": {"f": "http://x.org/#a"}},
        "g": [{"x": "1"}],
    }
    assert parse_plain(text) == parse_yaml(text).values


@settings(deadline=None, derandomize=True, max_examples=400)
@given(
    st.binary(max_size=60),
    st.sampled_from([b"---\n", b"+++\n", b'{"a":', b"\xff\xfe-\x00", b""]),
    st.sampled_from([b"\n---\n", b"\n+++\n", b"}", b""]),
)
def test_any_bytes_are_split(data: bytes, before: bytes, after: bytes) -> None:
    found = split_front_matter(before + data + after)
    assert found is None or isinstance(found.values, dict)
