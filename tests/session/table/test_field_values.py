from __future__ import annotations

from pathlib import Path

import pytest

from reader.marks import Edit
from reader.session.session import Session
from reader.session.table.field_values import FACETS, count_values
from tests.session.corpus import session_over


def values(session: Session, field: str) -> list[tuple[str, int]]:
    return count_values(session, field, range(len(session.corpus)))


@pytest.mark.parametrize(
    ("field", "first"),
    [
        ("provider", ("Coastal Times", 4)),
        ("topic", ("Shipping", 4)),
        ("type", ("article", 2)),
        ("category", ("news", 1)),
        ("date", ("2026-03", 8)),
        ("quality", ("80..99", 1)),
        ("is", ("unread", 13)),
    ],
)
def test_values_with_counts(session: Session, field: str, first: tuple[str, int]) -> None:
    assert values(session, field)[0] == first


def test_months_are_newest_first_and_bands_highest_first(session: Session) -> None:
    assert [month for month, _ in values(session, "date")] == ["2026-03", "2026-02", "2025-11", "2025-06"]
    assert [band for band, _ in values(session, "quality")] == [
        "80..99",
        "60..79",
        "40..59",
        "20..39",
        "0..19",
    ]


def test_empty_values_are_not_values(session: Session) -> None:
    assert all(value for field, _ in FACETS for value, _ in values(session, field))
    assert values(session, "note") == []


def test_states_and_tags_come_from_the_marks(session: Session) -> None:
    key, other = session.corpus.keys[0], session.corpus.keys[1]
    session.journal.apply(
        "", [Edit(key, "read", True), Edit(key, "starred", True), Edit(key, "tag+", "Port")]
    )
    session.journal.apply("", [Edit(other, "verdict", "later")])
    states = dict(values(session, "is"))
    assert states == {
        "unread": 12, "read": 1, "open": 12, "later": 1, "starred": 1, "draft": 2, "published": 3
    }  # fmt: skip
    assert values(session, "tag") == [("Port", 1)]


def test_only_the_rows_asked_about_count(session: Session) -> None:
    assert count_values(session, "provider", [1, 7]) == [("Island Post", 2)]
    assert count_values(session, "provider", []) == []


def test_a_month_of_the_year_one_is_a_date_of_the_query_language(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text("---\ntitle: Old\ndate: 0001-01-05\n---\n")
    with session_over(tmp_path) as session:
        ((month, count),) = values(session, "date")
        assert (month, count) == ("0001-01", 1)
        assert session.count(f"date:{month}") == 1
