"""Unfinished notes are kept until they are saved or given up."""

from __future__ import annotations

from pathlib import Path

from reader.session.state.drafts import Draft
from tests.session.corpus import paths_in


def test_a_draft_is_kept_until_it_is_dropped(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    draft = Draft(paths, ["one"])
    assert draft.read() == ""
    draft.keep("half a sent")
    assert Draft(paths, ["one"]).read() == "half a sent"
    assert Draft(paths, ["two"]).read() == ""
    (file,) = (paths.state / "drafts").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    draft.drop()
    assert draft.read() == ""
    assert not file.exists()


def test_an_empty_draft_is_none(tmp_path: Path) -> None:
    draft = Draft(paths_in(tmp_path), ["one"])
    draft.keep("x")
    draft.keep(" \n")
    assert draft.read() == ""


def test_several_articles_have_a_draft_of_their_own(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    Draft(paths, ["one", "two"]).keep("both")
    assert Draft(paths, ["two", "one"]).read() == "both"
    assert Draft(paths, ["one"]).read() == ""


def test_without_a_place_nothing_is_kept_and_nothing_that_is_no_text_is_read(tmp_path: Path) -> None:
    nowhere = Draft(None, ["one"])
    nowhere.keep("x")
    nowhere.drop()
    assert nowhere.read() == ""
    paths = paths_in(tmp_path)
    draft = Draft(paths, ["one"])
    draft.keep("x")
    next((paths.state / "drafts").iterdir()).write_text("[1]")
    assert draft.read() == ""
