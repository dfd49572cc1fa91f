from __future__ import annotations

from pathlib import Path

import pytest

from reader.config.settings import SavedView, Settings
from reader.corpus.library import Library
from reader.errors import ConfigError, NotFoundError, QueryError
from reader.marks import Edit, Journal
from reader.query import parse
from reader.session.listing.view import View
from reader.session.session import Session
from tests.session.corpus import BRIDGE, LIBRARY, NOW, STORM, TITLES, paths_in, session_over


def test_a_session_begins_with_what_the_index_holds_and_takes_over_what_is_read(root: Path) -> None:
    with session_over(root, loaded=False) as session:
        assert len(session.corpus) == 0
        phases: list[str] = []
        snapshots: list[int] = []
        corpus = session.load(
            on_progress=lambda progress: phases.append(progress.phase),
            on_corpus=lambda grown: snapshots.append(len(grown)),
        )
        assert len(session.corpus) == 0, "until it is taken over"
        session.adopt(corpus)
        assert len(session.corpus) == len(TITLES)
        assert snapshots[-1] == len(TITLES)
        assert phases


def test_a_corpus_is_called_by_its_folder(root: Path, tmp_path: Path) -> None:
    with session_over(root) as session:
        assert session.name == "corpus"
        assert list(session.roots) == [root]
        library = Library([root / "2026", root / "2025"], cache=None)
        both = Session(library, session.journal, Settings())
        assert both.name == "2026 and 1 more"
        library.close()


def test_the_moment_relative_dates_count_from(root: Path) -> None:
    with session_over(root) as session:
        assert session.clock().now == NOW
    with session_over(root, settings=Settings(now="corpus")) as session:
        assert session.clock().now == session.corpus.dates[0]
        assert session.clock().now < NOW
    with session_over(root / "notes", settings=Settings(now="corpus")) as session:
        assert session.clock().now == NOW, "no article has a date"
    with session_over(root, settings=Settings(now="corpus"), loaded=False) as session:
        assert session.clock().now == NOW, "there is no article"


def test_a_view_is_saved_and_known_from_then_on(root: Path, tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    with session_over(root, paths=paths) as session:
        assert session.history_file == paths.state / "filters.json"
        place = session.save_view(SavedView("Ferries", "topic:Shipping", "8"))
        assert place == paths.settings_file
        session.save_view(SavedView("Ferries", "topic:Weather", "8"))
        assert [view.query for view in session.views if view.name == "Ferries"] == ["topic:Weather"]
        assert 'name = "Ferries"' in place.read_text()


def test_without_a_settings_file_nothing_is_saved(session: Session) -> None:
    assert session.history_file is None
    with pytest.raises(ConfigError, match="no settings file"):
        session.save_view(SavedView("Ferries", "topic:Shipping"))


def test_where_things_are_kept(root: Path, tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    with session_over(root, paths=paths) as session:
        assert session.crash_folder == paths.crashes
        assert session.history_file is not None
        assert session.history_file.parent == paths.state
    with session_over(root) as session:
        assert (session.crash_folder, session.history_file) == (None, None)


def test_counting(session: Session) -> None:
    assert session.count("") == len(TITLES)
    assert session.count("limit:3") == 3
    assert session.count("topic:Shipping") == 4
    assert session.count("topic:Shipping limit:9") == 4
    with pytest.raises(QueryError):
        session.count("quality:>")


def test_selecting_rows_by_text_or_query(session: Session) -> None:
    rows = session.select("provider:town sort:date")
    assert [session.corpus.titles[row] for row in rows] == [BRIDGE, LIBRARY]
    assert session.select(parse("provider:town sort:date limit:1")) == rows[:1]


def test_a_listing_is_of_the_snapshot_asked_for(session: Session) -> None:
    listing = session.listing(View())
    assert listing is not None
    assert listing.corpus is session.corpus
    older = session.corpus
    session.adopt(older.successor(older.columns, 99, 0))
    again = session.listing(View(), older)
    assert again is not None
    assert again.corpus is older


def test_articles_come_with_their_marks(session: Session) -> None:
    session.journal.apply("", [Edit(session.corpus.keys[1], "starred", True)])
    pairs = list(session.articles([1, 0]))
    assert [article.title for article, _ in pairs] == [session.article(1).title, STORM]
    assert [mark.starred for _, mark in pairs] == [True, False]


def test_where_a_file_is(session: Session, root: Path) -> None:
    assert session.file("2026/storm.md") == root / "2026" / "storm.md"
    (root / "2026" / "storm.md").unlink()
    for path in ("2026/storm.md", "nowhere.md"):
        with pytest.raises(NotFoundError) as caught:
            session.file(path)
        assert path in str(caught.value)


def test_tags_are_counted_over_everything_marked(root: Path) -> None:
    with session_over(root, journal=Journal.in_memory("tester")) as session:
        session.journal.apply(
            "", [Edit("a", "tag+", "Port"), Edit("b", "tag+", "Port"), Edit("b", "tag+", "x")]
        )
        assert session.tag_counts() == {"Port": 2, "x": 1}


def test_an_article_is_found_by_the_beginning_of_its_id(session: Session) -> None:
    article_id = session.corpus.ids[3]
    assert session.find(article_id) == 3
    assert session.find(article_id[:8].upper()) == 3
    with pytest.raises(NotFoundError, match="no article"):
        session.find("0")
    with pytest.raises(NotFoundError, match="beginning of 13 ids"):
        session.find("")


def test_settings_carry_the_views(root: Path) -> None:
    settings = Settings()._replace(views=(SavedView("Mine", "storm", "1"),))
    with session_over(root, settings=settings) as session:
        assert session.views == settings.views
