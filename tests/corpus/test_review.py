"""What `reader check` says besides problems: every file is an article or left out for a reason, and hints."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.corpus.library import Library
from reader.corpus.parse import read_article
from reader.corpus.review import FAR_AHEAD, REASONS, Review
from reader.model import Problem
from tests.corpus.indexed import write_article

NOW = 1_700_000_000


def reviewed(*roots: Path, now: int = NOW) -> tuple[int, Review]:
    """Return the number of articles of a corpus, and what is said of it."""
    library = Library(roots, cache=None)
    articles = len(library.refresh())
    found = library.review(now)
    library.close()
    return articles, found


def files_in(root: Path) -> int:
    """Return how many things that are no folder there are outside hidden folders."""
    count = 0
    for _folder, folders, files in os.walk(root):
        linked = [name for name in folders if Path(_folder, name).is_symlink() and not name.startswith(".")]
        folders[:] = [name for name in folders if not name.startswith(".") and name not in linked]
        count += len(files) + len(linked)
    return count


def why_of(found: Review) -> dict[str, str]:
    return {one.path: one.why for one in found.left_out}


_NAME = st.sampled_from(
    [
        b"a.md",
        b"b.MD",
        b"c.txt",
        b".d.md",
        b"e.png",
        b"f",
        b"g\xe9.md",
        b"h\n.md",
        b"i.html",
        b"j~abcdefghijkl.md",
        b".k",
    ]
)
_FOLDER = st.lists(st.sampled_from([b"x", b"y.md", b".z", b"w\xff"]), max_size=3)
_KIND = st.sampled_from(
    ["article", "same", "prose", "empty", "big", "broken", "pipe", "link", "out", "folder", "up"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_FOLDER, _NAME, _KIND), max_size=14))
@example([([], b"a.md", "link")])  # leads to itself
def test_all_files_are_articles_or_left_out(tree: list[tuple[list[bytes], bytes, str]]) -> None:
    with TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        patch.setattr(read_article, "MAX_FILE", 500)
        root = Path(place, "corpus")
        root.mkdir()
        for number, (above, name, kind) in enumerate(tree):
            make(root, [os.fsdecode(part) for part in (*above, name)], kind, number)
        articles, found = reviewed(root)
        assert articles + len(found.left_out) == files_in(root)
        assert sum(found.counts().values()) == len(found.left_out)
        assert list(found.counts()) == list(REASONS)
        assert all(os.path.lexists(one.file) for one in found.left_out)
        assert {one.path for one in found.left_out if one.shown} == {hint.path for hint in found.hints}


def make(root: Path, parts: Iterable[str], kind: str, number: int) -> None:
    """Make one file or folder of a tree, unless something of its name is there."""
    file = root.joinpath(*parts)
    if any(
        above.is_file() or above.is_symlink() or above.is_fifo() for above in file.parents
    ) or os.path.lexists(file):
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    match kind:
        case "article" | "same":
            file.write_text(
                f"---\ntitle: T\nurl: https://a.example/{number if kind == 'article' else ''}\n---\n"
            )
        case "pipe":
            os.mkfifo(file)
        case "link" | "out" | "up":
            file.symlink_to({"link": f"{root}/a.md", "out": "/etc/hosts", "up": str(root)}[kind])
        case "folder":
            file.mkdir()
        case _:
            file.write_text(
                {"prose": "prose\n", "empty": "", "big": "x" * 501, "broken": "---\n[a\n---\n"}[kind]
            )


def test_every_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_article, "MAX_FILE", 500)
    lstat = os.lstat

    def refused(path: str) -> os.stat_result:
        if path.endswith("closed.md"):
            raise PermissionError(13, "Permission denied")
        return lstat(path)

    monkeypatch.setattr("reader.corpus.files.scan.os.lstat", refused)
    write_article(tmp_path, "a.md", title="A", url="https://a.example/1")
    write_article(tmp_path, "deep/copy.md", title="A", url="https://a.example/1")
    write_article(tmp_path, ".git/hidden.md")
    write_article(tmp_path, "deep/.obsidian/hidden.md")
    for name, text in {
        "b.md": "prose",
        "c.md": "",
        "d.md": "x" * 501,
        ".e.md": "",
        "f.png": "",
        "closed.md": "",
    }.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "g.md").symlink_to("a.md")
    os.mkfifo(tmp_path / "h.md")
    articles, found = reviewed(tmp_path)
    assert articles == 1
    assert why_of(found) == {
        "deep/copy.md": "copy",
        "b.md": "no-front-matter",
        "c.md": "empty",
        "d.md": "unreadable",
        ".e.md": "hidden",
        "f.png": "other-ending",
        "g.md": "link",
        "h.md": "special",
        "closed.md": "unreadable",
    }
    assert found.hidden_folders == [".git", "deep/.obsidian"]
    assert found.hints == [Problem("deep/copy.md", 0, "", "is a copy of a.md, which is shown instead")]


def test_what_links_lead_to_is_not_left_out(tmp_path: Path) -> None:
    write_article(tmp_path, ".kept/one.md")
    write_article(tmp_path, ".more/two.md")
    (tmp_path / "linked").symlink_to(".kept")
    (tmp_path / "two.md").symlink_to(".more/two.md")
    (tmp_path / "etc").symlink_to("/etc")
    articles, found = reviewed(tmp_path)
    assert articles == 2
    assert why_of(found) == {"etc": "link"}
    assert found.hidden_folders == [".more"]


def test_around_a_single_file_nothing_is_counted(tmp_path: Path) -> None:
    file = write_article(tmp_path, "a.md")
    (tmp_path / "b.png").touch()
    assert reviewed(file) == (1, Review([], [], []))


def test_a_folder_that_has_just_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_article(tmp_path, "in/a.md")
    library = Library([tmp_path], cache=None)
    library.refresh()
    (tmp_path / "in" / "a.md").unlink()
    (tmp_path / "in").rmdir()
    assert library.review(NOW).left_out == []
    library.close()


@pytest.mark.parametrize(
    ("seconds", "far"), [(FAR_AHEAD + 1, True), (FAR_AHEAD, False), (0, False), (-10 * FAR_AHEAD, False)]
)
def test_dates_far_ahead(tmp_path: Path, seconds: int, far: bool) -> None:
    date = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(NOW + seconds))
    write_article(tmp_path, "a.md", date=date)
    expected = Problem("a.md", 3, "date", f"its date is more than a year ahead: {date}")
    assert reviewed(tmp_path)[1].hints == [expected] * far


def test_the_line_of_a_date_far_ahead(tmp_path: Path) -> None:
    (tmp_path / "2999-01-01-name.md").write_text("---\ntitle: T\n---\n")
    (tmp_path / "yaml.md").write_text("---\ntitle: T\ntags:\n- a\ndate: 2999-01-01\n---\n")
    (tmp_path / "toml.md").write_text("\n+++\ntitle = 'T'\ndate = 2999-01-01\n+++\n")
    assert Counter((hint.path, hint.line) for hint in reviewed(tmp_path)[1].hints) == Counter(
        [("2999-01-01-name.md", 0), ("toml.md", 4), ("yaml.md", 5)]
    )


def test_the_file_of_a_date_far_ahead_has_just_gone(tmp_path: Path) -> None:
    write_article(tmp_path, "a.md", date="2999-01-01")
    library = Library([tmp_path], cache=None)
    library.refresh()
    (tmp_path / "a.md").unlink()
    assert [hint.line for hint in library.review(NOW).hints] == [0]
    library.close()
