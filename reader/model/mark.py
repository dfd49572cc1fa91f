"""What a person has said about an article."""

from __future__ import annotations

from typing import Literal, NamedTuple

Verdict = Literal["", "later", "dismissed", "approved"]


class Mark(NamedTuple):
    """The present marks of one identity. Read, star, tags and note are independent of the verdict.

    `decided_at` (seconds since 1970-01-01 UTC) and `decided_by` belong to the verdict; 0 and empty without one.
    """

    read: bool = False
    starred: bool = False
    verdict: Verdict = ""
    tags: frozenset[str] = frozenset()
    note: str = ""
    decided_at: int = 0
    decided_by: str = ""


NO_MARK = Mark()
