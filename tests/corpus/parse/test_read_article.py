"""Files to articles, whatever they hold."""

from __future__ import annotations

import os
import subprocess
import sys
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.corpus.front_matter.field_names import DEFAULT_NAMES
from reader.corpus.parse import read_article as parse
from reader.corpus.parse.read_article import Parsed, parse_article, read_article
from reader.text.clean import has_control
from tests.corpus.posts import CLIPPER, FULL, HUGO_JSON, HUGO_TOML, JEKYLL, ZOLA

T = TypeVar("T")
POSTS = [post.encode() for post in (FULL, JEKYLL, HUGO_TOML, ZOLA, HUGO_JSON, CLIPPER)]


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(FULL)
    found = read_article(str(path), "news/a.md")
    assert found.article is not None
    assert found.article.path == "news/a.md"
    assert found == parse_article(FULL.encode(), "news/a.md")


def test_a_file_without_front_matter_is_no_article_and_no_problem(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("# Read me\n")
    assert read_article(str(path), "README.md") == Parsed(None)


def test_what_cannot_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "file.md").write_text(FULL)
    (tmp_path / "link.md").symlink_to("file.md")
    monkeypatch.setattr(parse, "MAX_FILE", 100)
    for name, message in [
        ("gone.md", "cannot be read (No such file or directory)"),
        ("pipe.md", "cannot be read (not a regular file)"),
        ("folder.md", "cannot be read (Is a directory)"),
        ("link.md", "cannot be read"),
        ("file.md", "cannot be read (larger than 0 MiB)"),
        ("a\0b.md", "cannot be read (embedded null byte)"),
    ]:
        found = read_article(str(tmp_path / name), name)
        assert found.article is None
        (problem,) = found.problems
        assert (problem.path, problem.line) == (name, 0)
        assert message in problem.message


def _sent(value: T) -> T:
    sent: T = ForkingPickler.loads(ForkingPickler.dumps(value))
    return sent


def test_everything_can_be_handed_to_another_process() -> None:
    found = parse_article(FULL.encode(), "a.md", names=_sent(DEFAULT_NAMES))
    assert _sent(found) == found


def test_plain_files_are_read_without_pyyaml(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(FULL)
    code = (
        "import sys; from reader.corpus.parse.read_article import read_article; "
        "assert read_article(sys.argv[1], 'a.md').article; assert not {'yaml', 'email'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "a.md")], check=True)


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, (tuple, list, frozenset)):
        return [text for one in value for text in _texts(one)]
    if hasattr(value, "__dataclass_fields__"):
        return [text for name in value.__dataclass_fields__ for text in _texts(getattr(value, name))]
    return []


def _check(data: bytes) -> None:
    found = parse_article(data, "a.md")
    for text in _texts(found.article) + _texts(found.problems):
        assert not has_control(text)
        text.encode("utf-8")
    for problem in found.problems:
        assert 0 <= problem.line <= data.count(b"\n") + data.count(b"\r") + 2
        assert "\n" not in problem.message
    if found.article is not None:
        assert found.article.title
        assert found.article.key


HOSTILE = st.sampled_from(
    [
        *(
            b"\x1b[31m",
            b"\x00",
            b"\xff",
            b"\xc2\x9d",
            b"\xe2\x80\xae",
            b"\xef\xbb\xbf",
            b"\xed\xa0\x80",
            b"\xe2\x80\xa8",
        ),
        *(
            b"\n---\n",
            b"\n...\n",
            b"\n+++\n",
            b"---",
            b"\r",
            b"\t",
            b"\n",
            b" ",
            b"&a ",
            b"*a",
            b"<<: *a\n",
            b"!!python/name:x ",
        ),
        *(
            b"[",
            b"]",
            b"{",
            b"}",
            b": ",
            b"- ",
            b"'",
            b'"',
            b"\\",
            b"|\n",
            b">\n",
            b"#",
            b"%",
            b"@",
            b"`",
            b"?",
            b"=",
        ),
        *(
            b"\\e",
            b"\\ud800",
            b"\\x9b",
            b"&#27;",
            b"&amp;lt;b&amp;gt;",
            b"javascript:",
            b"null",
            b"[[[[[[[[",
            b"title: [x]\n",
        ),
    ]
)


@settings(deadline=None, derandomize=True, max_examples=800)
@given(
    st.sampled_from(POSTS),
    st.lists(
        st.tuples(st.integers(0, 1500), st.integers(0, 12), st.one_of(HOSTILE, st.binary(max_size=5))),
        max_size=6,
    ),
)
def test_a_good_file_gone_bad_never_raises(data: bytes, changes: list[tuple[int, int, bytes]]) -> None:
    for at, cut, piece in changes:
        at %= len(data) + 1
        data = data[:at] + piece + data[at + cut :]
    _check(data)


@settings(deadline=None, derandomize=True, max_examples=400)
@given(st.lists(HOSTILE, max_size=12), st.sampled_from([b"---\n", b"+++\n", b'{"a":', b"\xff\xfe", b""]))
def test_hostile_bytes_never_raise(pieces: list[bytes], start: bytes) -> None:
    _check(start + b"".join(pieces))


@pytest.mark.parametrize(
    "value",
    [b"\\e]52;c;aGk=\\a", b"\\u009b31m", b"\\u202e", b"&#27;[31m", b"&#x9b;", b"\\0", b"\xe2\x80\xae"],
)
@pytest.mark.parametrize(
    "field",
    [
        "title",
        "excerpt",
        "provider",
        "topics",
        "author",
        "type",
        "featuredContent",
        "unknown",
        "date",
        "webUrl",
    ],
)
def test_no_field_lets_a_control_sequence_through(field: str, value: bytes) -> None:
    _check(
        b"---\n"
        + field.encode()
        + b': "x'
        + value
        + b'y"\n"'
        + value
        + b'": z\n'
        + b'"'
        + value
        + b'": z\n---\n'
    )
