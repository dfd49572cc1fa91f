"""What has come to a corpus and gone from it, in a sentence. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.corpus.snapshot.difference import difference

if TYPE_CHECKING:
    from reader.corpus.library import Snapshot


def news(before: Snapshot | None, after: Snapshot) -> str:
    """Return how many articles have come and gone between two snapshots; "" for none, and where there were none before.

    Articles whose file was changed or copied are no news.
    """
    if before is None or not len(before):
        return ""
    came, rows, _changed = difference(before.columns, after.columns)
    gone = len(rows)
    if not came:
        return f"{gone:,} {_articles(gone)} gone" if gone else ""
    left = f", {gone:,} gone" if gone else ""
    return f"{came:,} new {_articles(came)}{left} · is:new finds them"


def _articles(count: int) -> str:
    return "article" if count == 1 else "articles"
