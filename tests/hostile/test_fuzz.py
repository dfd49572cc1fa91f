"""Front matter by chance: pieces of what breaks parsers, put together in any order.

`READER_FUZZ_SECONDS=600 pytest tests/hostile/test_fuzz.py -k long` goes on for that long.
"""

from __future__ import annotations

import os
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.corpus.parse.read_article import Parsed, parse_article
from reader.text.clean import has_control, has_sequence
from reader.text.urls import is_web_url
from reader.tui.render.article.article import Facts, article_lines
from tests.hostile.corpus import FIELDS, SEQUENCES, URLS, cases

_PIECES = (
    *(field.encode() for field in FIELDS),
    *(text[:60].encode("utf-8", "surrogatepass") for text in SEQUENCES.values()),
    *(url[:80].encode("utf-8") for url in URLS), b"---\n", b"...\n", b"+++\n", b"\n", b"\r\n", b"\r",
    b"\n  ", b"\n- ", b": ", b":", b"- ", b"? ", b"[", b"]", b"{", b"}", b",", b'"', b"'", b"|\n",
    b">-\n", b"&a ", b"*a", b"<<: *a", b"!!python/none ", b"!!binary ", b"# ", b"%YAML 1.1\n", b"\t",
    b"\x00", b"\xff", b"\xef\xbb\xbf", b"\\x1b", b"\\u202e", b"\\ud800", b"~", b"null", b"NO", b"1.10",
    b"12:30:45", b"2020-01-01", b"2020-13-45T99:99:99+99:99", b"9" * 400, b"-1e999", b".nan",
    b"[[a]]\n", b"a.b.c = 1\n", b'{"title": "x", ', b'"""', b"&#x9b;31m", b"<script>", "Ã¼â€™".encode(),
    b" " * 300,
)  # fmt: skip
_STARTS = (
    b"---\n",
    b"---\ntitle: x\n",
    b"+++\n",
    b"{",
    b'{"title": ',
    b"\xef\xbb\xbf---\n",
    b"\xff\xfe",
    b"",
)
_NAMES = ("a.md", "a.html", "a.txt", "index.mdx", "2020-01-01-a.markdown")

_FILES = st.tuples(
    st.sampled_from(_STARTS), st.lists(st.sampled_from(_PIECES) | st.binary(max_size=6), max_size=40)
).map(lambda parts: parts[0] + b"".join(parts[1]))


def harmless(parsed: Parsed) -> None:
    """Fail where what was made of a file could do harm."""
    for problem in parsed.problems:
        assert not has_control(f"{problem.message}{problem.field}")
        assert problem.line >= 0
    article = parsed.article
    if article is None:
        return
    for piece in (article, *article.related):
        texts = (piece.title, piece.excerpt, piece.provider.name, piece.provider.domain)
        assert not [text for text in texts if has_control(text)]
        assert all(is_web_url(url) for url in (piece.original_url, piece.web_url, piece.amp_url) if url)
    assert not [text for pair in article.extra for text in pair if has_sequence(text)]
    assert not has_control(article.body)
    list(article_lines(article, Facts(now=0), 40))


@given(_FILES, st.sampled_from(_NAMES))
def test_no_file_does_harm(data: bytes, name: str) -> None:
    harmless(parse_article(data, name))


@pytest.mark.skipif(
    "READER_FUZZ_SECONDS" not in os.environ, reason="on demand: READER_FUZZ_SECONDS says for how long"
)
def test_no_file_does_harm_for_long() -> None:
    seed = int(os.environ.get("READER_FUZZ_SEED", time.time_ns()))
    dice = random.Random(seed)  # noqa: S311 - no secret
    seeds = [case.data for case in cases() if 0 < len(case.data) < 3_000]
    end = time.monotonic() + float(os.environ["READER_FUZZ_SECONDS"])
    count = 0
    while time.monotonic() < end:
        data = bytearray(dice.choice(seeds) if dice.random() < 0.5 else dice.choice(_STARTS))
        for _change in range(dice.randint(1, 30)):
            at = dice.randint(0, len(data))
            data[at : at + dice.choice((0, 0, 1, 5))] = dice.choice(_PIECES)
        try:
            harmless(parse_article(bytes(data), dice.choice(_NAMES)))
        except BaseException:
            print(f"seed {seed}, file {count}: {bytes(data)!r}")
            raise
        count += 1
    print(f"{count:,} files, seed {seed}")
