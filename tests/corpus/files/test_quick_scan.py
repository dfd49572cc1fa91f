"""What is taken over before all files have been looked at, or instead of that."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.corpus.files.quick_scan import newest
from reader.corpus.files.watch import Watch
from reader.corpus.index import scan_record
from reader.corpus.library import Library, Snapshot
from reader.corpus.refresh.refresh import Refresh
from tests.corpus.conftest import Opener
from tests.corpus.indexed import built_anew, said, write_article, write_many

told = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of changes")


@pytest.fixture
def scans(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return a list that grows with every look at all files."""
    seen: list[object] = []
    compare = Refresh._compare

    def noted(refresh: Refresh, roots: Sequence[Path]) -> object:
        seen.append(roots)
        return compare(refresh, roots)

    monkeypatch.setattr(Refresh, "_compare", noted)
    return seen


def aged(root: Path) -> None:
    """Make folders look as if nothing had come to them or gone from them for long."""
    for folder, _folders, _files in os.walk(root):
        os.utime(folder, (1_000_000_000, 1_000_000_000))


def snapshots(library: Library, **options: object) -> list[int]:
    """Return how many articles the snapshots of a refresh have."""
    sizes: list[int] = []
    library.refresh(on_corpus=lambda corpus: sizes.append(len(corpus)), **options)  # type: ignore[arg-type]
    return sizes


def test_the_first_time_the_newest_names_are_read_before_all_is_looked_at(root: Path, opener: Opener) -> None:
    for number in range(150):
        write_article(root, f"{number % 7}/{number:03}.md", title=f"{number:03}")
    (root / ".hidden").mkdir()
    write_article(root / ".hidden", "999.md")
    (root / "999.png").touch()
    titles: list[list[str]] = []
    library = opener()
    library.refresh(on_corpus=lambda corpus: titles.append(sorted(corpus.titles)))
    assert titles[0] == [f"{number:03}" for number in range(50, 150)]
    assert len(titles[-1]) == 150


def test_the_newest_of_several_roots(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "more").mkdir()
    for name in ("a.md", "z.md"):
        write_article(tmp_path / "more", name)
    write_article(root, "m.md")
    write_article(root, "locked/y.md")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("locked"):
            raise PermissionError(13, "no")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    single = tmp_path / "single.txt"
    single.touch()
    found, count = newest([root, tmp_path / "more", single], 2)
    assert [stat.path for stat in found] == ["more/z.md", "corpus/m.md"]
    assert count == 3, "in the folders that could be looked into"


def test_a_folder_that_goes_while_it_is_looked_at(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_article(root, "a/x.md")

    def gone(*_arguments: object) -> object:
        raise FileNotFoundError(2, "gone")

    monkeypatch.setattr("reader.corpus.files.quick_scan.look_again", gone)
    assert newest([root], 2) == ([], 1)


def test_at_a_start_what_has_come_and_gone_is_seen_first(
    root: Path, opener: Opener, scans: list[object]
) -> None:
    write_many(root, 20)
    write_article(root, "inner/kept.md")
    opener().refresh()
    aged(root)
    write_article(root, "new.md")
    write_article(root, "fresh/deep/one.md")
    (root / "0003.md").unlink()
    seen: list[tuple[int, int]] = []
    scans.clear()
    last = opener().refresh(on_corpus=lambda corpus: seen.append((len(corpus), len(scans))))
    assert seen == [(22, 0)], "before all files were looked at, and that found nothing more"
    assert said(last) == built_anew(root)


def test_folders_of_names_that_cannot_be_shown(root: Path, opener: Opener) -> None:
    for name in (b"d\xe9r", b"d\xeer", b"d\x07r"):
        write_article(root, os.fsdecode(name) + "/one.md", title="T")
    opener().refresh()
    write_article(root, os.fsdecode(b"d\xe9r/two.md"), title="T")
    (root / os.fsdecode(b"d\xeer") / "one.md").unlink()
    assert said(opener().refresh()) == built_anew(root)


def test_a_file_that_was_rewritten_in_its_place_is_found_by_the_look_at_all(
    root: Path, opener: Opener
) -> None:
    write_many(root, 3)
    opener().refresh()
    aged(root)
    write_article(root, "0001.md", title="rewritten")
    aged(root)
    assert said(opener().refresh()) == built_anew(root)


def test_an_index_that_knows_of_no_look_is_compared_as_a_whole(root: Path, opener: Opener) -> None:
    write_many(root, 3)
    library = opener()
    library.refresh()
    for value in (None, "[]", "{", '[1, [["a", "b"]]]', "7"):
        with library._opened[-1].transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('look', ?)", (value,))
        write_article(root, f"{len(value or '')}.md")
        assert said(opener().refresh()) == built_anew(root)


def test_a_look_that_came_to_very_many_folders_is_not_kept(
    root: Path, opener: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan_record, "_MOST_FOLDERS", 1)
    write_article(root, "inner/a.md")
    library = opener()
    library.refresh()
    with library._opened[-1].borrow() as connection:
        assert scan_record.read_scan_record(connection).folders == []


@told
def test_only_what_is_named_is_looked_at(root: Path, opener: Opener, scans: list[object]) -> None:
    write_many(root, 20)
    write_article(root, "inner/kept.md")
    library, watch = opener(), Watch()
    watch.take()
    library.refresh(on_folder=watch.add)
    scans.clear()
    write_article(root, "new.md")
    write_article(root, "inner/kept.md", title="rewritten")
    (root / "0003.md").unlink()
    write_article(root, "fresh/one.md")
    assert len(library.refresh(changed=watch.take(), on_folder=watch.add)) == 22
    write_article(root, "fresh/two.md")
    last = library.refresh(changed=watch.take(), on_folder=watch.add)
    assert not scans
    assert said(last) == built_anew(root)
    watch.close()


def named(root: Path, *names: str) -> dict[str, set[str]]:
    return {str(root.resolve()): set(names)}


def test_where_less_is_known_all_files_are_looked_at(
    root: Path, opener: Opener, scans: list[object], tmp_path: Path
) -> None:
    write_many(root, 3)
    library = opener()
    library.refresh(changed=named(root, "0001.md"))
    assert len(scans) == 1, "the first time"
    library.refresh(changed=named(root, "0001.md"))
    assert len(scans) == 1
    library.refresh(changed=named(tmp_path, "corpus"))
    assert len(scans) == 2, "a folder that was not looked into"
    library.refresh(cancelled=lambda: True)
    library.refresh(changed=named(root, "0001.md"))
    assert len(scans) == 4, "the last one was cancelled"
    (root / "link.md").symlink_to(tmp_path / "elsewhere.md")
    library.refresh(changed=named(root, "link.md"))
    assert len(scans) == 5, "there is something to be said of a file"
    (root / "link.md").unlink()
    last = library.refresh(changed=named(root, "link.md"))
    assert len(scans) == 6, "there was something to be said of a file"
    assert said(last) == built_anew(root)
    shutil.rmtree(root)
    with pytest.raises(Exception, match="does not exist"):
        library.refresh(changed=named(root, "0001.md"))


def test_an_index_that_was_replaced_is_built_anew(root: Path, opener: Opener, tmp_path: Path) -> None:
    write_many(root, 3)
    library = opener()
    library.refresh()
    shutil.rmtree(tmp_path / "cache")
    assert said(library.refresh(changed=named(root, "0001.md"))) == built_anew(root)


def test_single_files_are_always_looked_at(root: Path, tmp_path: Path, scans: list[object]) -> None:
    write_article(root, "a.md")
    write_article(root, "b.md")
    library = Library([root / "a.md", root], cache=tmp_path / "cache")
    library.refresh()
    write_article(root, "a.md", title="rewritten")
    assert "rewritten" in library.refresh(changed=named(root, "a.md")).titles
    assert len(scans) == 2
    library.close()


PATHS = ("a.md", "b.md", "sub/a.md", "sub/deep/c.md", "sub~aaaaaaaaaaaa/d.txt", "s\x07b/d.txt", "sub")
STEPS = st.tuples(
    st.sampled_from(["write", "break", "remove", "move", "start", "look"]),
    st.sampled_from(PATHS),
    st.sampled_from(PATHS),
)


@told
@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.lists(STEPS, min_size=1, max_size=14))
def test_a_history_of_glances_ends_in_what_a_fresh_index_says(steps: list[tuple[str, str, str]]) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "corpus"
        root.mkdir()
        library, watch = Library([root], cache=Path(folder) / "cache"), Watch()
        for number, (verb, path, other) in enumerate(steps):
            file = root / path
            if verb in ("write", "break") and not file.is_dir():
                if path == "sub" or (root / "sub").is_file():
                    continue
                file.parent.mkdir(parents=True, exist_ok=True)
                write_article(root, path, title=f"{number}", url=f"https://x.example/{number % 3}")
                if verb == "break":
                    file.write_text("---\n]\n---\n" * number)
            elif verb == "remove":
                shutil.rmtree(file) if file.is_dir() else file.unlink(missing_ok=True)
            elif (
                verb == "move"
                and file.exists()
                and not (root / other).exists()
                and "sub" not in (path, other)
            ):
                (root / other).parent.mkdir(parents=True, exist_ok=True)
                shutil.move(file, root / other)
            elif verb == "start":
                library.close()
                watch.close()
                library, watch = Library([root], cache=Path(folder) / "cache"), Watch()
            elif verb == "look":
                assert said(looked(library, watch)) == built_anew(root)
        assert said(looked(library, watch)) == built_anew(root)
        library.close()
        watch.close()


def looked(library: Library, watch: Watch) -> Snapshot:
    return library.refresh(changed=watch.take(), on_folder=watch.add)
