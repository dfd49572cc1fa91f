"""Marks stay with the articles they were made on, wherever their folder goes, and reach no other corpus."""

from __future__ import annotations

import os
import shutil
import sqlite3
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.config.paths import find_paths
from reader.marks import Edit, Journal
from reader.session.opening import opened
from reader.session.state.known_corpora import SAMPLE, Corpora, earlier_roots
from reader.text.identity import short_id


def write(root: Path, path: str, title: str = "First", text: str = "A text of its own.") -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\ntitle: {title}\npublished: false\n---\n{text} {title}\n")
    return file


def approve(*roots: Path, titles: tuple[str, ...] = ("First",)) -> None:
    with opened(roots) as session:
        session.adopt(session.load())
        keys = [
            article.key
            for article in session.corpus.articles(range(len(session.corpus)))
            if article.title in titles
        ]
        assert len(keys) == len(titles)
        session.journal.apply("approve", [Edit(key, "verdict", "approved") for key in keys])


def approved(*roots: Path) -> list[str]:
    """Return the paths of the approved articles, as a session that begins anew sees them."""
    with opened(roots) as session:
        session.adopt(session.load())
        return [session.corpus.paths[row] for row in session.select("is:approved")]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write(tmp_path / "a/site", "posts/first/index.md")
    write(tmp_path / "a/site", "posts/second/index.md", "Second")
    return tmp_path / "a/site"


def test_a_decision_reaches_no_other_corpus(site: Path, tmp_path: Path) -> None:
    other = tmp_path / "b/site"
    write(other, "posts/first/index.md", "Another article")
    third = tmp_path / "other"
    write(third, "posts/first/index.md", "Yet another")
    approve(site)
    assert approved(site) == ["posts/first/index.md"]
    assert approved(other) == approved(third) == []


def test_it_stays_however_the_folder_is_opened(site: Path, tmp_path: Path) -> None:
    approve(site)
    (tmp_path / "link").symlink_to(site)
    write(tmp_path / "beside", "x.md")
    assert approved(tmp_path / "link") == ["posts/first/index.md"]
    assert approved(site.parent) == ["site/posts/first/index.md"]
    assert approved(site / "posts") == ["first/index.md"]
    assert approved(site / "posts/first/index.md") == ["index.md"]
    assert approved(site, tmp_path / "beside") == ["site/posts/first/index.md"]


def test_a_file_is_renamed_after_the_folder_around_was_opened(site: Path) -> None:
    approve(site)
    assert approved(site.parent) == ["site/posts/first/index.md"]
    (site / "posts/first").rename(site / "posts/renamed")
    assert approved(site) == ["posts/renamed/index.md"]


def test_it_stays_where_the_folder_around_was_opened_first(site: Path) -> None:
    with opened([site.parent]) as session:
        session.adopt(session.load())
        session.journal.apply("approve", [Edit(session.corpus.keys[0], "verdict", "approved")])
        path = session.corpus.paths[0]
    assert approved(site) == [path.removeprefix("site/")]


def copied(site: Path) -> Path:
    """Return the copy of a folder on another disk, as far as inodes tell."""
    target = shutil.copytree(site, site.parent / "copied")
    shutil.rmtree(site)
    return target


@pytest.mark.parametrize(
    "move",
    [
        lambda site: site.rename(site.parent / "renamed"),
        lambda site: site.parent.rename(site.parent.parent / "elsewhere") / "site",
        copied,
    ],
)
def test_it_stays_when_the_folder_is_moved(site: Path, move: Callable[[Path], Path]) -> None:
    approve(site)
    assert approved(move(site)) == ["posts/first/index.md"]


def test_folders_inside_move_along(site: Path) -> None:
    approve(site)
    assert approved(site.parent) == ["site/posts/first/index.md"]
    moved = site.parent.rename(site.parent.parent / "elsewhere")
    assert approved(moved) == ["site/posts/first/index.md"]
    assert approved(moved / "site") == ["posts/first/index.md"]


def test_a_folder_that_only_looks_like_one_that_is_gone_is_another(site: Path, tmp_path: Path) -> None:
    approve(site)
    shutil.rmtree(site)
    other = tmp_path / "b/site"
    write(other, "posts/first/index.md", "Quite another article", "With another text.")
    assert approved(other) == []


def test_a_copy_beside_the_original_is_another(site: Path, tmp_path: Path) -> None:
    approve(site)
    shutil.copytree(site, tmp_path / "b/site")
    assert approved(tmp_path / "b/site") == []


def test_two_folders_that_change_places_keep_their_marks(site: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    write(other, "posts/first/index.md", "Another article", "With another text.")
    approve(site)
    assert approved(other) == []
    site.rename(tmp_path / "aside")
    other.rename(site)
    (tmp_path / "aside").rename(other)
    assert approved(site) == []
    assert approved(other) == ["posts/first/index.md"]


def test_names_in_both_forms_of_unicode_are_one(tmp_path: Path) -> None:
    composed, decomposed = (unicodedata.normalize(form, "café.md") for form in ("NFC", "NFD"))
    file = write(tmp_path / "site", composed)
    approve(tmp_path / "site")
    file.rename(tmp_path / "site" / decomposed)
    write(tmp_path / "site", decomposed, "First", "Edited while it was moved.")
    assert len(approved(tmp_path / "site")) == 1


@pytest.mark.parametrize("target", ["posts/renamed.md", "archive/2020/index.md"])
def test_a_file_that_is_renamed_keeps_its_marks(site: Path, target: str) -> None:
    approve(site)
    (site / target).parent.mkdir(parents=True, exist_ok=True)
    (site / "posts/first/index.md").rename(site / target)
    assert approved(site) == [target]
    with opened([site]) as session:
        assert session.journal.undo() is not None, "the approval, not its going over"


def test_of_two_files_with_the_text_neither_gets_the_marks(site: Path) -> None:
    approve(site)
    file = site / "posts/first/index.md"
    shutil.copy(file, site / "one.md")
    shutil.copy(file, site / "two.md")
    file.unlink()
    assert approved(site) == []


def test_another_text_under_a_new_name_is_another_article(site: Path) -> None:
    approve(site)
    (site / "posts/first/index.md").unlink()
    (site / "posts/second/index.md").unlink()
    write(site, "posts/third/index.md", "First", "Quite another text.")
    assert approved(site) == []


def test_files_without_a_body_are_told_by_all_they_say(tmp_path: Path) -> None:
    root = tmp_path / "site"
    root.mkdir()
    (root / "a.md").write_text("---\ntitle: First\ndescription: One\n---\n")
    approve(root)
    (root / "a.md").rename(root / "b.md")
    (root / "c.md").write_text("---\ntitle: First\ndescription: Two\n---\n")
    assert approved(root) == ["b.md"]


def earlier_journal(*paths: str) -> None:
    """Make a journal as version 1 of its format wrote it: with a path for an identity, and no corpus to a step."""
    file = find_paths().journal
    with Journal.open(file, user="me") as journal:
        journal.apply("approve", [Edit(f"path:{path}", "verdict", "approved") for path in paths])
    with sqlite3.connect(file) as connection:
        connection.executescript(
            "DROP INDEX stack; ALTER TABLE step DROP COLUMN corpus;"
            "CREATE INDEX stack ON step (user, no) WHERE undo_top IS NOT NULL; PRAGMA user_version = 1;"
        )
    connection.close()


def test_marks_of_earlier_versions_are_taken_over(site: Path) -> None:
    (site / "addressed.md").write_text("---\ntitle: x\nurl: https://x.org/\n---\n")
    earlier_journal("posts/first/index.md", "gone.md")
    assert approved(site) == ["posts/first/index.md"]
    with Journal.open(find_paths().journal, user="me") as journal:
        assert journal.get(short_id("path:posts/first/index.md")).verdict == ""
        assert journal.get(short_id("path:gone.md")).verdict == "approved"


def test_where_two_corpora_can_be_meant_nobody_gets_them(site: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    write(other, "posts/first/index.md", "Another article")
    with opened([other]) as session:
        session.load()
    earlier_journal("posts/first/index.md", "posts/second/index.md")
    with opened([site]) as session:
        session.adopt(session.load())
        assert [session.corpus.paths[row] for row in session.select("is:approved")] == [
            "posts/second/index.md"
        ]
        assert session.notice.startswith("marks of an earlier version on 1 article")
    assert approved(other) == []


def test_what_was_open_before_there_were_names(site: Path, tmp_path: Path) -> None:
    with opened([site]) as session:
        session.load()
    (find_paths().index / "foreign.index").write_text("no database")
    assert earlier_roots(find_paths()) == [str(site)]


def test_what_is_noted_and_cannot_be_read_is_left_out(site: Path, tmp_path: Path) -> None:
    for written in ("[]", '{"corpora": 1}', '{"corpora": [1, ["x"]], "earlier": [1, "/a"]}', "{"):
        (tmp_path / "corpora.json").write_text(written)
        corpora = Corpora(tmp_path / "corpora.json")
        corpora.homes([site])
        assert corpora.name([site]) == "site"


def test_undo_is_about_the_folder_that_is_open_also_inside_a_known_one(site: Path, tmp_path: Path) -> None:
    other = site.parent / "other"
    write(other, "x.md", "Other")
    with opened([site.parent]) as session:
        session.load()
    approve(other, titles=("Other",))
    with opened([site]) as session:
        assert session.journal.undo() is None
        elsewhere = session.journal.elsewhere("undo")
        assert elsewhere is not None
        assert elsewhere.corpus == "a/other"


def test_a_root_has_a_name_too(tmp_path: Path) -> None:
    corpora = Corpora(tmp_path / "corpora.json")
    assert [home.name for home in corpora.homes([Path("/")]).homes] == ["root"]


def test_many_files_are_noted_only_in_part(tmp_path: Path) -> None:
    for number in range(100):
        write(tmp_path / "site", f"{number}.md", f"Title {number}")
    with opened([tmp_path / "site"]) as session:
        session.load()
        session.journal.apply("star", [Edit("https://x.org", "starred")])
    with opened([tmp_path / "site"]) as session:
        session.load()
    assert len(Corpora(find_paths().corpora).known[0].sample) == SAMPLE


def test_a_folder_without_rights_is_no_reason_to_stop(site: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    corpora = Corpora(tmp_path / "file" / "corpora.json")
    corpora.homes([site])
    assert corpora.name([site]) == "site"
    assert os.listdir(site) == ["posts"]
