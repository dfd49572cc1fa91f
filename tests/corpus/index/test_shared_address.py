"""Files that share an address: copies are one row, other articles stay articles of their own."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.corpus.library import Library, Snapshot
from reader.session.record import canonical_url
from reader.text.identity import short_id

URL = "https://x.example/a"


def write(root: Path, path: str, title: str, text: str = "", url: str = URL) -> None:
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text(f'---\ntitle: "{title}"\nurl: "{url}"\n---\n{text}\n')


def rows(corpus: Snapshot) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return title and paths of every row by its identity."""
    articles = list(corpus.articles(range(len(corpus))))
    assert len({article.id for article in articles}) == len(articles)
    assert [article.id for article in articles] == list(corpus.ids)
    assert [canonical_url(article) for article in articles] == list(corpus.urls)
    return {article.key: (article.title, article.paths) for article in articles}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "corpus").mkdir()
    return Library([tmp_path / "corpus"], cache=tmp_path / "cache")


def test_three_articles_with_one_address_are_three_and_told(library: Library) -> None:
    root = library.roots[0]
    for path, title in (("ccc.md", "Ferry"), ("bb.md", "Harbour"), ("a.md", "Pier")):
        write(root, path, title, f"About the {title}.")
    corpus = library.refresh()
    assert rows(corpus) == {
        URL: ("Pier", ("a.md",)),
        "file:bb.md": ("Harbour", ("bb.md",)),
        "file:ccc.md": ("Ferry", ("ccc.md",)),
    }
    said = "has the same address as another article, and another title and text: a.md"
    assert [str(problem) for problem in corpus.problems()] == [f"bb.md: {said}", f"ccc.md: {said}"]
    assert corpus.problem_count == 2


@pytest.mark.parametrize(
    ("title", "text", "copies"),
    [
        ("Pier", "Another text.", True),
        ("  PIER ", "", True),
        ("Harbour", "The text of the pier.", True),
        ("Harbour", "", False),
        ("Harbour", "Another text.", False),
    ],
)
def test_a_copy_has_the_title_or_the_text(library: Library, title: str, text: str, copies: bool) -> None:
    write(library.roots[0], "a.md", "Pier", "The text of the pier.")
    write(library.roots[0], "bb.md", title, text)
    assert len(library.refresh()) == (1 if copies else 2)


def test_without_a_body_the_excerpt_is_the_text(library: Library) -> None:
    for path, excerpt in (("a.md", "One"), ("bb.md", "One"), ("ccc.md", "Two"), ("dddd.md", "")):
        (library.roots[0] / path).write_text(f"---\ntitle: {path}\nurl: {URL}\nexcerpt: '{excerpt}'\n---\n")
    assert sorted(paths for _, paths in rows(library.refresh()).values()) == [
        ("a.md", "bb.md"),
        ("ccc.md",),
        ("dddd.md",),
    ]


@pytest.mark.parametrize("end", ["?mod=2", "?ref=home", "#part-two", "?utm_source=x&page=1"])
def test_what_is_left_out_of_an_address_tells_two_articles_apart(library: Library, end: str) -> None:
    write(library.roots[0], "a.md", "Pier", "One.", URL)
    write(library.roots[0], "bb.md", "Harbour", "Two.", URL + end)
    found = rows(library.refresh())
    assert len(found) == 2
    assert found[URL] == ("Pier", ("a.md",))
    assert "file:bb.md" not in found


def test_an_address_that_is_another_article_s_is_still_known(library: Library) -> None:
    root = library.roots[0]
    for path, url in (("a.md", URL), ("bb.md", URL), ("ccc.md", f"{URL}?ref=home"), ("none.md", "")):
        write(root, path, f"About {path}", path, url)
    corpus = library.refresh()
    of = {path: row for row, path in enumerate(corpus.paths)}
    address = short_id(URL)
    assert {path: (corpus.urls[row], corpus.column("host")[row]) for path, row in of.items()} == {
        "a.md": (URL, "x.example"),
        "bb.md": (URL, "x.example"),
        "ccc.md": (f"{URL}?ref=home", "x.example"),
        "none.md": ("", ""),
    }
    shared = {path: corpus.column("shared")[row] for path, row in of.items()}
    assert shared == {"a.md": "", "bb.md": address, "ccc.md": address, "none.md": ""}
    assert corpus.ids[of["a.md"]] == address
    (root / "a.md").unlink()
    corpus = library.refresh()
    assert dict(zip(corpus.paths, corpus.urls, strict=True))["bb.md"] == URL


@pytest.mark.parametrize("end", ["#/page/2", "#!page-2"])
def test_a_page_made_by_scripts_has_an_address_of_its_own(library: Library, end: str) -> None:
    write(library.roots[0], "a.md", "Pier", "", URL)
    write(library.roots[0], "bb.md", "Pier", "", URL + end)
    assert set(rows(library.refresh())) == {URL, URL + end}


def test_who_had_the_address_first_keeps_it_and_hands_it_to_nobody(library: Library) -> None:
    root = library.roots[0]
    write(root, "long.md", "Pier", "One.")
    library.refresh()
    write(root, "a.md", "Harbour", "Two.")
    assert rows(library.refresh())[URL] == ("Pier", ("long.md",))
    write(root, "a.md", "Harbour again", "Two and more.")
    assert set(rows(library.refresh())) == {URL, "file:a.md"}
    (root / "long.md").unlink()
    corpus = library.refresh()
    assert rows(corpus) == {"file:a.md": ("Harbour again", ("a.md",))}
    assert corpus.problems() == []
    write(root, "b.md", "Pier, moved", "Three.")
    assert rows(library.refresh())[URL] == ("Pier, moved", ("b.md",))


def test_an_article_that_becomes_a_copy_is_folded(library: Library) -> None:
    root = library.roots[0]
    write(root, "a.md", "Pier", "One.")
    write(root, "bb.md", "Harbour", "Two.")
    library.refresh()
    write(root, "bb.md", "Pier", "Two.")
    assert rows(library.refresh()) == {URL: ("Pier", ("a.md", "bb.md"))}


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["write", "write", "remove", "refresh"]),
        st.sampled_from(["a.md", "b.md", "cc.md", "sub/d.md"]),
        st.integers(0, 2),
        st.sampled_from([URL, URL + "?ref=1", URL + "#x", ""]),
    ),
    max_size=14,
)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(STEPS)
def test_every_file_is_in_one_row_whatever_happens(steps: list[tuple[str, str, int, str]]) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "corpus"
        root.mkdir()
        library = Library([root], cache=Path(folder) / "cache")
        before: dict[str, tuple[str, tuple[str, ...]]] = {}
        touched: set[str] = set()
        for verb, path, title, url in (*steps, ("refresh", "", 0, "")):
            if verb == "write":
                write(root, path, f"Title {title}", f"Text {path} {title}", url)
                touched.add(path)
            elif verb == "remove":
                (root / path).unlink(missing_ok=True)
                touched.add(path)
            else:
                found = rows(library.refresh())
                paths = sorted(path for _, paths in found.values() for path in paths)
                assert paths == sorted(str(file.relative_to(root)) for file in root.rglob("*.md"))
                for title_, of in found.values():
                    for one in of:
                        assert f'title: "{title_}"' in (root / one).read_text()
                for key, row in before.items():
                    if touched.isdisjoint(row[1]) and len(row[1]) == 1 and key in found:
                        # An article that nobody has touched is still what its identity names.
                        assert found[key][0] == row[0]
                before, touched = found, set()
        library.close()
