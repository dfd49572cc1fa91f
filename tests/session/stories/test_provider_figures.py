"""The figures of one outlet."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.session.session import Session
from tests.session.corpus import session_over


def test_an_outlet_by_its_name(session: Session) -> None:
    session.load_stories()
    found = session.outlet("coastal times")
    assert (found.name, found.domains) == ("Coastal Times", ("coastal.example",))
    assert len(found.rows) == 4
    assert (found.published, found.drafts) == (1, 1)
    assert found.quality == pytest.approx(43.0)
    assert (found.stories, found.first_in) == (1, 0)
    assert found.beside == (("Island Post", 1),)
    assert found.periods == (("2025-Q2", 1), ("2026-Q1", 3))
    assert dict(found.topics)["Shipping"] == (0, 2)
    island = session.outlet("Island Post")
    assert (island.stories, island.first_in) == (1, 1)


def test_an_outlet_by_its_domain_and_one_that_is_none(session: Session) -> None:
    assert session.outlet("kitchen.example").name == "Kitchen"
    nobody = session.outlet("Nobody")
    assert (nobody.name, list(nobody.rows), nobody.quality) == ("Nobody", [], None)
    assert (nobody.periods, nobody.stories) == ((), 0)


def test_over_many_years_by_the_year(tmp_path: Path) -> None:
    for year in (2015, 2019):
        (tmp_path / f"{year}.md").write_text(
            f"---\ntitle: T{year}\ndate: {year}-05-01\noriginalUrl: https://x.example/{year}\n"
            "provider: {name: Paper}\ntopics: [Ships]\n---\n"
        )
    (tmp_path / "undated.md").write_text("---\ntitle: U\nprovider: {name: Paper}\n---\n")
    with session_over(tmp_path) as session:
        found = session.outlet("Paper")
    assert found.periods == (("2015", 1), ("2019", 1))
    assert found.topics == (("Ships", (1, 1)),)
