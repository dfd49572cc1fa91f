"""`reader stories`, and the story in `reader show`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.cli.main import run_command
from tests.cli.conftest import Call
from tests.cli.support import on_screen
from tests.session.corpus import COST, STORM, write_corpus


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "news")


def test_each_story_once_as_a_record(call: Call, news: Path) -> None:
    found = call("stories", news)
    (story,) = map(json.loads, found.lines)
    assert found.code == 0
    assert (story["headline"], story["storysize"]) == (COST, 4)
    assert [source["inCorpus"] for source in story["sources"]] == [False, True, True, False]
    assert story["best"] == story["id"] == story["sources"][1]["id"]
    assert story["sources"][0]["apart"]
    assert (story["sources"][1]["lag"], story["sources"][2]["lag"]) == (0, 5400)
    assert story["sources"][2]["title"] == STORM
    assert set(story["outlets"]) >= {"Coastal Times", "Island Post"}


def test_a_query_and_how_large_at_least(call: Call, news: Path) -> None:
    assert call("stories", news, "title:ferry").out == ""
    assert len(call("stories", news, "--min", "4").lines) == 1
    assert call("stories", news, "--min", "5").out == ""
    assert len(call("stories", news, "--min", "1").lines) == 12
    assert len(call("stories", news, "--min", "1", "--limit", "3").lines) == 3


@pytest.mark.parametrize("width", [50, 80])
def test_a_table_for_a_terminal(news: Path, width: int) -> None:
    console, out, _ = on_screen(width=width)
    run_command(["stories", str(news), "--min", "1"], console)
    first = out.getvalue().splitlines()[0]
    assert first.startswith("2026-03-10    4  ")
    assert ("Island Post" in first) == (width == 80)
    assert len(first) <= width
    assert any(line.startswith(" " * 14 + "1  ") for line in out.getvalue().splitlines()), "without a date"


def test_show_tells_the_story(call: Call, news: Path) -> None:
    storm, ferry = (
        call("list", news, f"title:{word}", "--format", "ids").out.strip() for word in ("storm", "fuwa")
    )
    shown = call("show", news, storm).lines
    assert shown[shown.index(next(line for line in shown if line.startswith("Story "))) :][2] == (
        "Islands cut off, says the weather office"
    )
    assert any("this article" in line for line in shown)
    assert any("background" in line for line in shown)
    assert "## Story" in call("show", news, storm, "--format", "md").lines
    assert json.loads(call("show", news, storm, "--format", "json").out)["storysize"] == 4
    assert ferry == ""


def test_an_article_without_a_story_has_none(call: Call, news: Path) -> None:
    library = call("list", news, "title:library", "--format", "ids").out.strip()
    for form in ("text", "md"):
        assert "Story" not in call("show", news, library, "--format", form).out


def test_the_same_text_is_said(call: Call, tmp_path: Path) -> None:
    text = "The lightship Marta, adrift since Tuesday, was towed into Greyport by two tugs; its crew of four is unhurt."
    for name, when in (("a", "2024-01-01"), ("b", "2024-01-02")):
        (tmp_path / f"{name}.md").write_text(
            f"---\ntitle: Marta {name}\nexcerpt: '{text}'\ndate: {when}\noriginalUrl: https://{name}.example/x\n"
            f"provider: {{name: Paper {name}}}\n---\n"
        )
    second = call("list", tmp_path, "title:b", "--format", "ids").out.strip()
    first = call("list", tmp_path, "title:a -title:b", "--format", "ids").out.split()[-1]
    assert f"same text as {first[:8]}" in call("show", tmp_path, second).out
    assert len(call("list", tmp_path, "is:dup", "--format", "ids").lines) == 2
