"""Which of all that is written counts as the date of an article."""

from __future__ import annotations

import pytest

from reader.corpus.parse.read_article import parse_article
from reader.text.dates import iso


def dated(fields: str, path: str = "news/a.md") -> tuple[str | None, list[str]]:
    """Return the date as ISO 8601 and the problems of a file."""
    parsed = parse_article(f"---\ntitle: T\n{fields}\n---\n".encode(), path)
    assert parsed.article is not None
    date = parsed.article.date
    return None if date is None else iso(date), [str(problem) for problem in parsed.problems]


@pytest.mark.parametrize(
    ("fields", "path", "expected"),
    [
        # The last change counts last.
        ("lastmod: 2021-02-12", "a.md", "2021-02-12"),
        ("updated: 2021-02-13\nmodified: 2021-02-12", "a.md", "2021-02-12"),
        ("last_modified_at: 12 Feb 2021", "a.md", "2021-02-12"),
        ("lastmod: 2021-02-12\ndate: 2020-01-01", "a.md", "2020-01-01"),
        ("lastmod: 2021-02-12", "2020-01-02-a.md", "2020-01-02"),
        ("lastmod: 2021-02-12\nslug: 2020-01-03-a", "a.md", "2020-01-03"),
        # Names of files and folders.
        ("x: 1", "2020-01-02-a.md", "2020-01-02"),
        ("x: 1", "2020-1-2 a.md", "2020-01-02"),
        ("x: 1", "2020_01_02_a.md", "2020-01-02"),
        ("x: 1", "2020.01.02 a.md", "2020-01-02"),
        ("x: 1", "20200102-a.md", "2020-01-02"),
        ("x: 1", "202001021530 a.md", "2020-01-02"),
        ("x: 1", "posts/2020-01-02-a/index.md", "2020-01-02"),
        ("x: 1", "posts/20200102/index.md", "2020-01-02"),
        ("x: 1", "2020-13-45-a.md", None),
        ("x: 1", "30200102.md", None),
        ("x: 1", "20201345.md", None),
        # The place on the site.
        ("permalink: /2020/01/02/a/", "a.md", "2020-01-02"),
        ("slug: 2020-01-02-a", "a.md", "2020-01-02"),
        ("path: 2020/1/2/a", "a.md", "2020-01-02"),
        ("extra:\n  path: /2020/01/02", "a.md", "2020-01-02"),
        ("url: https://x.org/b\npermalink: /2020/01/02/a/", "a.md", "2020-01-02"),
        ("permalink: /blog/2020/01/02/", "a.md", None),
        ("slug: [2020-01-02]", "a.md", None),
        # Eleventy's words for dates that are not in the file.
        ("date: git Last Modified", "a.md", None),
        ("date: Created", "2020-01-02-a.md", "2020-01-02"),
        ("date: Last Modified\nlastmod: 2021-02-12", "a.md", "2021-02-12"),
    ],
)
def test_a_date_without_a_fault(fields: str, path: str, expected: str | None) -> None:
    assert dated(fields, path) == (None if expected is None else f"{expected}T00:00:00Z", [])


@pytest.mark.parametrize(
    ("fields", "path", "expected"),
    [
        ("date: the second of April", "2020-04-02-a.md", "2020-04-02"),
        ("date: the second of April", "a.md", None),
        ("date: soon\ncreated: 2020-01-01", "2020-04-02-a.md", "2020-01-01"),
        ("date: 4/5/2023\nlastmod: 2021-02-12", "a.md", "2021-02-12"),
        ("date: 4/5/2023\nslug: 2023-04-05", "a.md", "2023-04-05"),
        ("lastmod: soon\nmodified: 2021-02-12", "a.md", "2021-02-12"),
    ],
)
def test_what_cannot_be_read_is_told_and_the_next_counts(
    fields: str, path: str, expected: str | None
) -> None:
    date, problems = dated(fields, path)
    assert date == (None if expected is None else f"{expected}T00:00:00Z")
    assert [problem.partition(":")[2] for problem in problems] == [problems[0].partition(":")[2]]
    assert "is not a date" in problems[0]
