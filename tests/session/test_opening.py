"""Sessions from paths and settings."""

from __future__ import annotations

import getpass
import os
from pathlib import Path

import pytest

from reader.__main__ import main
from reader.config.paths import find_paths
from reader.config.settings import Settings
from reader.errors import CorpusError, IndexFaultError, StateError
from reader.marks import Edit
from reader.session.opening import journal_file, open_journal, opened
from reader.session.publish.plan import plan
from tests.session.many import write_many


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "one.md").write_text("---\nheadline-of-ours: One\n---\n")
    return folder


def test_which_file_of_marks() -> None:
    paths = find_paths()
    assert journal_file(paths, Settings()) == paths.journal
    assert journal_file(paths, Settings(state="/desk/marks")) == Path("/desk/marks")
    assert journal_file(paths, Settings(state="/desk/marks"), Path("mine")) == Path("mine")


def test_a_session_reads_its_corpus_and_keeps_its_marks(corpus: Path) -> None:
    with opened([corpus]) as session:
        assert len(session.load()) == 1
        session.journal.apply("star", [Edit("file:news/one.md", "starred")])
    with opened([corpus]) as session:
        assert len(session.corpus) == 1
        assert session.mark(session.corpus.ids[0]).starred
    with pytest.raises(IndexFaultError):
        session.article(0)
    with pytest.raises(StateError):
        session.journal.apply("star", [Edit("file:news/one.md", "starred", False)])


def test_a_session_can_begin_with_the_newest_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.corpus.index.column_cache.FIRST_ROWS", 5)
    folder = write_many(tmp_path / "many", 12)
    with opened([folder]) as session:
        session.load()
    with opened([folder], first=True) as session:
        assert list(session.corpus.titles) == [f"Article {number:04}" for number in range(5)]
        assert session.corpus.total == 12
        handed: list[int] = []
        whole = session.load(on_corpus=lambda corpus: handed.append(len(corpus)))
        assert handed == [12]
        assert whole.is_whole


def test_the_names_of_the_settings_are_used(corpus: Path) -> None:
    settings = find_paths().settings_file
    settings.parent.mkdir(parents=True)
    settings.write_text('[fields]\ntitle = ["headline-of-ours"]\n')
    with opened([corpus]) as session:
        assert list(session.load().titles) == ["One"]


def test_titles_from_headings_are_a_setting(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = corpus / "nameless.md"
    file.write_text("---\ndate: 2020-01-02\npublished: false\n---\n# The first heading\n")
    settings = find_paths().settings_file
    settings.parent.mkdir(parents=True)

    def title() -> str:
        # The index is kept from one start to the next, and the file stays as it is.
        with opened([corpus]) as session:
            session.adopt(session.load())
            row = list(session.corpus.paths).index("nameless.md")
            assert plan(session, [row]).refused == ()
            return session.corpus.titles[row]

    assert title() == "The first heading"
    settings.write_text("heading_titles = false\n")
    assert title() == "nameless"
    assert main(["config"]) == 0
    assert "heading_titles = false" in capsys.readouterr().out
    settings.write_text("heading_titles = true\n")
    assert title() == "The first heading"
    settings.write_text('heading_titles = "no"\n')
    assert main(["list", str(corpus)]) == 2
    assert f"{settings}:1" in capsys.readouterr().err


def test_nothing_stays_open_when_the_corpus_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CorpusError), opened([tmp_path / "none"]) as session:
        session.load()


def test_reading_makes_no_file_of_marks(tmp_path: Path) -> None:
    with open_journal(tmp_path / "marks", writing=False) as journal:
        assert not journal.marks
    assert list(tmp_path.iterdir()) == []


def test_reading_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "marks"
    with open_journal(path, writing=True) as journal:
        journal.apply("star", [Edit("file:news/one.md", "starred")])
    with open_journal(path, writing=False) as journal:
        assert (len(journal.marks), journal.path) == (1, path)
    # A file of another user's: to be read, and not to be written.
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    with open_journal(path, writing=False) as journal:
        assert (len(journal.marks), journal.path) == (1, None)


def test_a_user_without_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown() -> str:
        raise KeyError("getpwuid(): uid not found")

    monkeypatch.setattr(getpass, "getuser", unknown)
    with open_journal(tmp_path / "marks", writing=True) as journal:
        assert journal.user == f"uid-{os.getuid()}"
