"""What the index tells marks of the articles that share an address or have none."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from reader.corpus.index.contents import SHARED_KEYS
from reader.corpus.index.sql_schema import create_tables


def test_what_is_asked_with_every_decision_looks_at_no_row_that_shares_nothing() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        create_tables(connection, "mark")
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {SHARED_KEYS}")]
    steps = [step for step in plan if " head " in f"{step} "]
    assert steps
    assert all("head_shared" in step or "head_id" in step for step in steps)
