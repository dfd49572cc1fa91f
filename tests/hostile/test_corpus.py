"""Every hostile file is read rightly, or named, or passed over; and it costs neither the others nor the machine."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections import defaultdict
from itertools import islice
from pathlib import Path

import pytest

from reader.corpus.library import Library
from reader.model import Article
from reader.text.clean import has_control, has_sequence
from reader.text.labels import clean_label
from reader.text.urls import is_web_url
from reader.tui.render.article.article import Facts, article_lines
from reader.tui.render.lines import line_text
from tests.hostile.corpus import Case

Hostile = tuple[Path, list[Case]]


@pytest.fixture(scope="module")
def loaded(hostile: Hostile) -> tuple[dict[str, Article], dict[str, list[str]]]:
    """Return the articles and the problems of the hostile corpus, by path."""
    library = Library([hostile[0]], cache=None)
    try:
        corpus = library.refresh()
        articles = {
            path: article for article in corpus.articles(range(len(corpus))) for path in article.paths
        }
        problems: dict[str, list[str]] = defaultdict(list)
        for problem in corpus.problems():
            problems[problem.path].append(problem.message)
        return articles, problems
    finally:
        library.close()


def test_each_is_what_it_is_due(
    hostile: Hostile, loaded: tuple[dict[str, Article], dict[str, list[str]]]
) -> None:
    articles, problems = loaded
    wrong = []
    for case in hostile[1]:
        label = clean_label(os.fsdecode(case.path))
        article, said = articles.get(label), problems.get(label, [])
        due = {
            "read": article is not None and not said,
            "told": article is not None and bool(said),
            "problem": article is None and bool(said),
            "passed": article is None and not said,
            "either": article is not None,
            "whatever": True,
        }[case.expected]
        if not due or (article is not None and case.title not in ("", article.title)):
            wrong.append((label, case.expected, article and article.title, said))
    assert not wrong
    assert len(hostile[1]) > 300


def test_nothing_that_was_read_can_do_harm(
    loaded: tuple[dict[str, Article], dict[str, list[str]]],
) -> None:
    articles, problems = loaded
    for path, article in articles.items():
        pieces = [article, *article.related]
        texts = [
            path, *article.paths, article.category, *article.topics, *article.authors, article.body, article.featured,
            *(part for pair in article.extra for part in pair),
            *(text for piece in pieces for text in (piece.title, piece.excerpt, piece.type)),
            *(text for piece in pieces for text in (piece.provider.name, piece.provider.domain)),
            *(image.title for image in article.images),
        ]  # fmt: skip
        assert not [text for text in texts if text and has_control(text)], path
        urls = [
            url
            for piece in pieces
            for url in (piece.original_url, piece.web_url, piece.amp_url, piece.cdn_amp_url)
        ] + [image.url for image in article.images]
        assert not [url for url in urls if url and not is_web_url(url)], path
        assert len(article.title) <= 1_000
    assert not [line for lines in problems.values() for line in lines if has_control(line) or len(line) > 600]


def test_it_is_read_with_little_memory_and_nothing_in_it_is_run(hostile: Hostile, tmp_path: Path) -> None:
    before = sorted(str(path) for path in hostile[0].rglob("*"))
    done = subprocess.run(
        [sys.executable, "-m", "reader", "check", str(hostile[0])],
        capture_output=True,
        cwd=tmp_path,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": os.getcwd()},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30)),
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b" problems in " in done.stderr + done.stdout
    assert not list(tmp_path.iterdir()), "nothing was made where it ran"
    assert sorted(str(path) for path in hostile[0].rglob("*")) == before


def test_every_one_is_set_for_the_screen_without_end(
    loaded: tuple[dict[str, Article], dict[str, list[str]]],
) -> None:
    # Where setting takes time with the square of what is there, this takes minutes.
    for path, article in loaded[0].items():
        for width in (60, 1):
            lines = islice(article_lines(article, Facts(now=0), width), 20_000)
            assert not any(has_sequence(line_text(line)) for line in lines), path
