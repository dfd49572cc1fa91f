"""Which files of a corpus may be articles."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from reader.corpus.files.scan import scan
from reader.errors import CorpusError
from reader.model import Problem


def make(root: Path, *names: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("---\ntitle: x\n---\n")
    return root


def labels(*roots: Path) -> list[str]:
    problems: list[Problem] = []
    found = [file.path for file in scan(roots, problems.append)]
    assert problems == []
    return found


def test_files_by_their_ending_at_any_depth(tmp_path: Path) -> None:
    make(
        tmp_path, "b.md", "a/x.markdown", "a/b/c/deep.MDX", "z.TXT", "page.html", "image.png", "md", "README"
    )
    assert labels(tmp_path) == ["b.md", "page.html", "z.TXT", "a/x.markdown", "a/b/c/deep.MDX"]


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    make(tmp_path, ".hidden.md", ".git/x.md", "a/.x/y.md", "a/y.md")
    assert labels(tmp_path) == ["a/y.md"]
    assert labels(tmp_path / ".git") == ["x.md"]


def test_size_and_time(tmp_path: Path) -> None:
    make(tmp_path, "a.md")
    os.utime(tmp_path / "a.md", ns=(1, 1_600_000_000_123_456_789))
    (found,) = scan([tmp_path])
    assert (found.size, found.mtime_ns) == (17, 1_600_000_000_123_456_789)
    assert Path(found.absolute).samefile(tmp_path / "a.md")


def test_several_roots_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "one/news/a.md", "two/news/a.md", "three/b.md", "single.text")
    roots = [tmp_path / "one/news", tmp_path / "two/news", tmp_path / "three", tmp_path / "single.text"]
    assert labels(*roots) == ["news/a.md", "news-2/a.md", "three/b.md", "single.text"]
    monkeypatch.chdir(tmp_path / "three")
    assert labels(Path("."), tmp_path / "one") == ["three/b.md", "one/news/a.md"]
    assert labels(Path("/").joinpath(tmp_path / "three" / ".."), tmp_path / "three")[0].startswith(
        tmp_path.name
    )


def test_nothing_is_taken_twice(tmp_path: Path) -> None:
    make(tmp_path, "a/x.md", "b.md")
    assert labels(tmp_path, tmp_path / "a", tmp_path / "b.md") == [
        f"{tmp_path.name}/b.md",
        f"{tmp_path.name}/a/x.md",
        "b.md",
    ]
    assert labels(tmp_path / "b.md", tmp_path / "b.md", tmp_path) == ["b.md", f"{tmp_path.name}/a/x.md"]


def test_a_single_file_is_taken_whatever_its_ending(tmp_path: Path) -> None:
    make(tmp_path, "notes.text")
    (found,) = scan([tmp_path / "notes.text"])
    assert found.path == "notes.text"
    assert list(scan([])) == []


def test_a_root_may_be_a_link(tmp_path: Path) -> None:
    make(tmp_path, "real/a.md")
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "b.md").symlink_to("real/a.md")
    assert labels(tmp_path / "link") == ["a.md"]
    assert labels(tmp_path / "b.md") == ["a.md"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing", "does not exist"),
        ("a.md/x", "does not exist"),
        ("pipe", "neither"),
        ("a\0b", "cannot be read"),
    ],
)
def test_a_root_that_cannot_be_used(tmp_path: Path, name: str, message: str) -> None:
    make(tmp_path, "a.md")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CorpusError, match=message) as raised:
        list(scan([tmp_path / "a.md", tmp_path / name]))
    assert raised.value.hint
    assert "\0" not in str(raised.value)


def test_a_root_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(CorpusError, match="may not be read"):
        list(scan([tmp_path]))


def test_what_is_no_regular_file_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "folder.md/inside.md")
    os.mkfifo(tmp_path / "pipe.md")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.md")
        assert labels(tmp_path) == ["folder.md/inside.md"]


def test_links_that_leave_the_corpus_are_named_and_not_followed(tmp_path: Path) -> None:
    make(tmp_path, "corpus/a.md", "corpus-2/secret.md", "key")
    corpus = tmp_path / "corpus"
    (corpus / "key.md").symlink_to(tmp_path / "key")
    (corpus / "twin.md").symlink_to(tmp_path / "corpus-2" / "secret.md")
    (corpus / "folder").symlink_to(tmp_path / "corpus-2")
    (corpus / "folder.md").symlink_to(tmp_path / "corpus-2")
    problems: list[Problem] = []
    assert [file.path for file in scan([corpus], problems.append)] == ["a.md"]
    assert [problem.path for problem in problems] == ["key.md", "twin.md"]
    assert "out of the corpus" in problems[0].message


def test_links_inside_the_corpus(tmp_path: Path) -> None:
    make(tmp_path, ".store/hidden.md", ".store/data", "news/a.md")
    (tmp_path / "annexed.md").symlink_to(".store/data")
    (tmp_path / "again.md").symlink_to("news/a.md")
    (tmp_path / "latest").symlink_to("news")
    (tmp_path / "kept").symlink_to(".store")
    (tmp_path / "here").symlink_to(".")
    (tmp_path / ".store" / "loop").symlink_to("../.store")
    (tmp_path / "file").symlink_to("news/a.md")
    assert labels(tmp_path) == ["annexed.md", "kept/hidden.md", "news/a.md"]


def test_loops_and_broken_links(tmp_path: Path) -> None:
    make(tmp_path, "a.md")
    (tmp_path / "self.md").symlink_to("self.md")
    (tmp_path / "x").symlink_to("y")
    (tmp_path / "y").symlink_to("x")
    (tmp_path / "gone.md").symlink_to(".nothing")
    problems: list[Problem] = []
    assert [file.path for file in scan([tmp_path], problems.append)] == ["a.md"]
    assert {problem.path for problem in problems} <= {"self.md", "gone.md"}
    assert "gone.md" in {problem.path for problem in problems}


def test_an_unreadable_folder_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a.md", "closed/b.md", "slow/c.md")
    real = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        if str(path).endswith("slow"):
            raise OSError(5, "Input/output error", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    problems: list[Problem] = []
    assert [file.path for file in scan([tmp_path], problems.append)] == ["a.md"]
    assert [str(problem) for problem in problems] == [
        "closed: may not be read",
        "slow: cannot be read (Input/output error)",
    ]
    assert [file.path for file in scan([tmp_path])] == ["a.md"]


class Untold:
    """An entry of a folder on a file system that does not tell its kind, and fails when it is asked."""

    def __init__(self, entry: os.DirEntry[str]) -> None:
        self.name = entry.name

    def is_dir(self, *, follow_symlinks: bool = True) -> bool:
        raise OSError(5, "Input/output error", self.name)


class UntoldFolder(list[Untold]):
    def __enter__(self) -> UntoldFolder:
        return self

    def __exit__(self, *_error: object) -> None:
        """Nothing is open."""

    close = __exit__


def test_what_a_folder_does_not_tell_the_kind_of_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "a.md", "inner/b.md", "inner/.hidden/c.md", "inner/notes.pdf")
    real = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: UntoldFolder(map(Untold, real(path))))
    problems: list[Problem] = []
    assert [file.path for file in scan([tmp_path], problems.append)] == ["a.md", "inner/b.md"]
    assert problems == []


@pytest.mark.skipif(sys.platform == "darwin", reason="the file system takes no such names")
def test_names_of_any_bytes_are_usable(tmp_path: Path) -> None:
    names = [
        b"esc\x1b[31m.md",
        b"latin\xe9.md",
        b"new\nline.md",
        b"bidi\xe2\x80\xae.md",
        "née  x.md".encode(),
        b"plain.md",
    ]
    for name in names:
        with open(os.path.join(os.fsencode(tmp_path), name), "wb") as made:
            made.write(name)
    found = list(scan([tmp_path]))
    assert len({file.path for file in found}) == len(names)
    for file in found:
        assert file.path.isprintable()
        file.path.encode()
        with open(file.absolute, "rb") as opened:
            assert opened.read() == os.path.basename(os.fsencode(file.absolute))
