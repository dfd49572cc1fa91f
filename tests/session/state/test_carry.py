"""Marks of articles without an address follow the text that was marked, and reach no other text in its file."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.marks import Edit
from reader.session.opening import opened
from reader.session.publish.plan import plan

WORDS = [
    *("harbour", "winter", "council", "market", "library", "river"),
    *("station", "garden", "bridge", "school", "festival", "museum"),
]


def text(seed: int) -> str:
    """Return four paragraphs that share no sentence with those of another seed."""
    return "\n\n".join(
        f"The {WORDS[(seed + at) % 12]} number {seed} opens at {at + 7} in the morning. "
        f"Nobody of the {WORDS[(seed * 5 + at) % 12]} had asked for {seed + at} of them."
        for at in range(4)
    )


def write(file: Path, seed: int, title: str = "", body: str = "") -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    head = f"title: {title or f'Article {seed}'}\n" if title != "-" else ""
    file.write_text(f"---\n{head}published: false\n---\n{body or text(seed)}\n")
    return file


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for seed, name in enumerate(["a", "b", "c"]):
        write(tmp_path / "site" / f"{name}.md", seed)
    return tmp_path / "site"


def approve(site: Path, *names: str) -> None:
    with opened([site]) as session:
        session.adopt(session.load())
        rows = [session.corpus.paths.index(f"{name}.md") for name in names]
        session.journal.apply(
            "approve", [Edit(key, "verdict", "approved") for key in session.corpus.keys_of(rows)]
        )


def approved(site: Path) -> dict[str, str]:
    """Return the titles of the approved articles by their paths, as a session that begins anew sees them."""
    with opened([site]) as session:
        session.adopt(session.load())
        corpus = session.corpus
        return {corpus.paths[row]: corpus.titles[row] for row in session.select("is:approved")}


def swapped(site: Path) -> None:
    (site / "a.md").rename(site / "x")
    (site / "b.md").rename(site / "a.md")
    (site / "x").rename(site / "b.md")


def test_two_files_that_swap_names_keep_their_marks(site: Path) -> None:
    approve(site, "a")
    swapped(site)
    assert approved(site) == {"b.md": "Article 0"}
    swapped(site)
    assert approved(site) == {"a.md": "Article 0"}


def test_marks_of_both_change_places(site: Path) -> None:
    approve(site, "a", "b")
    with opened([site]) as session:
        session.adopt(session.load())
        key = session.corpus.keys_of([session.corpus.paths.index("a.md")])[0]
        session.journal.apply("star", [Edit(key, "starred")])
    swapped(site)
    assert approved(site) == {"a.md": "Article 1", "b.md": "Article 0"}
    with opened([site]) as session:
        session.adopt(session.load())
        assert [session.corpus.paths[row] for row in session.select("is:starred")] == ["b.md"]


def test_a_chain_of_renames(site: Path) -> None:
    approve(site, "a", "b", "c")
    (site / "c.md").rename(site / "d.md")
    (site / "b.md").rename(site / "c.md")
    (site / "a.md").rename(site / "b.md")
    write(site / "a.md", 7)
    assert approved(site) == {"b.md": "Article 0", "c.md": "Article 1", "d.md": "Article 2"}


def test_one_file_moved_over_another(site: Path) -> None:
    approve(site, "a")
    (site / "b.md").rename(site / "a.md")
    assert approved(site) == {}
    approve(site, "c")
    (site / "c.md").replace(site / "a.md")
    assert approved(site) == {"a.md": "Article 2"}


def regenerated(site: Path) -> None:
    shutil.rmtree(site)
    write(site / "a.md", 9)
    write(site / "b.md", 8)


@pytest.mark.parametrize(
    "replace",
    [
        lambda site: write(site / "a.md", 9),
        lambda site: write(site / "a.md", 9, title="-"),
        lambda site: write(site / "new", 9).replace(site / "a.md"),
        regenerated,
    ],
)
def test_another_article_in_a_file_gets_no_marks(site: Path, replace: Callable[[Path], object]) -> None:
    approve(site, "a")
    replace(site)
    assert approved(site) == {}


@pytest.mark.parametrize("rebuilt", [False, True])
def test_marks_are_back_with_their_text(site: Path, rebuilt: bool, tmp_path: Path) -> None:
    approve(site, "a")
    before = (site / "a.md").read_text()
    write(site / "a.md", 9)
    with opened([site]) as session:
        session.adopt(session.load())
        assert session.notice.startswith("the file of 1 marked article now holds another: the marks were put")
        cache = session.paths and session.paths.index
    approve(site, "a")
    if rebuilt:
        shutil.rmtree(cache or "")
    (site / "a.md").write_text(before)
    assert approved(site) == {"a.md": "Article 0"}
    with opened([site]) as session:
        session.adopt(session.load())
        assert session.notice == ""
    write(site / "elsewhere/x.md", 9)
    assert approved(site) == {"a.md": "Article 0", "elsewhere/x.md": "Article 9"}


@pytest.mark.parametrize(
    "edit",
    [
        lambda body: body.replace("morning", "evening"),
        lambda body: body + "\n\n" + text(5),
        lambda body: body.split("\n\n")[0],
        lambda body: body.replace("\n\n", "\n"),
        lambda body: "A new beginning, as editors like to write one. " + body,
    ],
)
def test_an_edited_article_keeps_its_marks(site: Path, edit: Callable[[str], str]) -> None:
    approve(site, "a")
    write(site / "a.md", 0, title="A better headline", body=edit(text(0)))
    write(
        site / "b.md", 1, body="Written anew under its old headline, which is the same article for everybody."
    )
    approve(site, "b")
    assert approved(site) == {"a.md": "A better headline", "b.md": "Article 1"}


def test_what_is_edited_step_by_step_stays_one_article(site: Path) -> None:
    approve(site, "a")
    parts = text(0).split("\n\n")
    for at in range(4):
        parts[at] = text(20 + at).split("\n\n")[at]
        write(site / "a.md", 0, title=f"Headline {at}", body="\n\n".join(parts))
        assert approved(site) == {"a.md": f"Headline {at}"}


def test_titles_that_are_names_of_files_are_no_evidence(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(site / "a.md", 0, title="-")
    write(site / "b.md", 1, title="-")
    approve(site, "a")
    swapped(site)
    assert approved(site) == {"b.md": "b"}


def test_what_lies_outside_of_the_open_folder_is_not_missed(site: Path) -> None:
    approve(site, "a")
    write(site / "inside/copy.md", 0)
    assert approved(site / "inside") == {}
    assert approved(site) == {"a.md": "Article 0"}


def test_marks_of_a_journal_that_does_not_say_what_was_marked(site: Path) -> None:
    with opened([site]) as session:
        session.adopt(session.load())
        session.journal.contents_of = lambda _keys: {}
        key = session.corpus.keys_of([session.corpus.paths.index("a.md")])[0]
        session.journal.apply("approve", [Edit(key, "verdict", "approved")])
        assert session.journal.contents == {}
    assert approved(site) == {"a.md": "Article 0"}
    swapped(site)
    assert approved(site) == {"b.md": "Article 0"}


def test_undo_gives_nothing_to_another_article(site: Path) -> None:
    approve(site, "a")
    with opened([site]) as session:
        session.adopt(session.load())
        key = session.corpus.keys_of([session.corpus.paths.index("a.md")])[0]
        session.journal.apply("star", [Edit(key, "starred")])
        session.journal.apply("clear", [Edit(key, "verdict", "")])
    swapped(site)
    assert approved(site) == {}
    with opened([site]) as session:
        session.adopt(session.load())
        step = session.journal.undo()
        assert step is not None
        assert (step.changes, step.left) == (0, 1)
    assert approved(site) == {}


def test_undo_and_redo_of_the_same_article(site: Path) -> None:
    approve(site, "a")
    with opened([site]) as session:
        session.adopt(session.load())
        assert session.journal.undo() is not None
    assert approved(site) == {}
    write(site / "a.md", 0, title="A better headline")
    with opened([site]) as session:
        session.adopt(session.load())
        assert session.journal.redo() is not None
    assert approved(site) == {"a.md": "A better headline"}


def test_publishing_names_a_file_that_was_replaced_under_the_decision(site: Path) -> None:
    with opened([site]) as session:
        session.adopt(session.load())
        shown = session.corpus
        write(site / "a.md", 9)
        later = session.load()
        # The list still shows what was there; the decision is about that.
        row = shown.paths.index("a.md")
        session.journal.apply("approve", [Edit(shown.keys[row], "verdict", "approved")])
        session.adopt(later)
        planned = plan(session, session.select("is:approved"))
        assert planned.changes == ()
        assert [str(refusal.reason) for refusal in planned.refused] == [
            "its file holds another article since it was marked; look at it again"
        ]
        session.journal.apply("approve again", [Edit(shown.keys[row], "verdict", "")])
        session.journal.apply("approve again", [Edit(shown.keys[row], "verdict", "approved")])
        assert len(plan(session, session.select("is:approved")).changes) == 1


def test_two_sessions_move_marks_once(site: Path) -> None:
    approve(site, "a", "b")
    with opened([site]) as one, opened([site]) as two:
        one.adopt(one.load())
        two.adopt(two.load())
        noted = two.journal.contents
        swapped(site)
        one.adopt(one.load())
        moves = dict(zip(sorted(noted), sorted(noted, reverse=True), strict=True))
        assert two.journal.carry("again", moves, noted) is None
    assert approved(site) == {"a.md": "Article 1", "b.md": "Article 0"}


def test_a_branch_that_is_changed_back_and_forth(site: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=n", "-c", "user.email=e@localhost", *words],
            cwd=site, check=True, capture_output=True,
        )  # fmt: skip

    if shutil.which("git") is None:
        pytest.skip("there is no git")
    git("init", "-b", "main")
    git("add", ".")
    git("commit", "-m", "one")
    approve(site, "a")
    git("checkout", "-b", "other")
    write(site / "a.md", 9)
    git("commit", "-am", "two")
    assert approved(site) == {}
    git("checkout", "main")
    assert approved(site) == {"a.md": "Article 0"}


def addressed(site: Path) -> None:
    """Give two of the articles one address."""
    for seed, name in enumerate(["a", "b"]):
        write(site / f"{name}.md", seed, title=f"Article {seed}\nurl: https://example.org/draft")


def index_gone(site: Path) -> None:
    with opened([site]) as session:
        folder = session.paths and session.paths.index
    shutil.rmtree(folder or "")


@pytest.mark.parametrize("rebuilt", [False, True])
def test_an_address_that_was_shared_hands_on_no_marks(site: Path, rebuilt: bool) -> None:
    addressed(site)
    approve(site, "a")
    before = (site / "a.md").read_text()
    (site / "a.md").unlink()
    if rebuilt:
        index_gone(site)
    assert approved(site) == {}
    with opened([site]) as session:
        session.adopt(session.load())
        assert plan(session, session.select("is:approved")).changes == ()
    (site / "a.md").write_text(before)
    assert approved(site) == {"a.md": "Article 0"}
    index_gone(site)
    assert approved(site) == {"a.md": "Article 0"}


def test_the_other_one_keeps_its_marks_when_it_has_the_address_alone(site: Path) -> None:
    addressed(site)
    approve(site, "b")
    (site / "a.md").unlink()
    index_gone(site)
    assert approved(site) == {"b.md": "Article 1"}
    addressed(site)
    assert approved(site) == {"b.md": "Article 1"}
    index_gone(site)
    assert approved(site) == {"b.md": "Article 1"}


def test_an_address_of_its_own_is_the_article_whatever_is_written_there(site: Path) -> None:
    addressed(site)
    (site / "b.md").unlink()
    approve(site, "a")
    write(site / "a.md", 9, title="Another\nurl: https://example.org/draft")
    assert approved(site) == {"a.md": "Another"}


def test_marks_on_a_shared_address_that_do_not_say_what_was_marked(site: Path) -> None:
    addressed(site)
    with opened([site]) as session:
        session.adopt(session.load())
        session.journal.contents_of = lambda _keys: {}
        session.journal.apply("approve", [Edit("https://example.org/draft", "verdict", "approved")])
    assert approved(site) == {"a.md": "Article 0"}
    (site / "a.md").unlink()
    index_gone(site)
    assert approved(site) == {}
