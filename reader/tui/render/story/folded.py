"""What a row of a list that is folded to stories says of its story."""

from __future__ import annotations

from reader.session.listing.folding import Folded
from reader.tui.render.row import Glyphs

# Cells before the title: a sign, up to two digits and a blank.
FOLD = 4
_MANY = 99


def fold_sign(listing: Folded, index: int, glyphs: Glyphs) -> str:
    """Return what stands before the title: how many articles a row stands for, or that it belongs to the one above."""
    row = listing.rows[index]
    behind = listing.behind.get(row)
    if behind is None:
        return f"{f' {glyphs.member}' if row in listing.members else '':<{FOLD}}"
    count = 1 + len(behind)
    sign = glyphs.folded if listing.hidden(index) else glyphs.unfolded
    return f"{sign}{min(count, _MANY)}{'+' if count > _MANY else ''}".ljust(FOLD)


def outlets_of(listing: Folded, index: int) -> str:
    """Return the outlets of what a row stands for, each once, its own first."""
    providers = listing.corpus.providers
    row = listing.rows[index]
    rows = (row, *listing.behind[row][:_MANY]) if listing.hidden(index) else (row,)
    return ", ".join(dict.fromkeys(name for other in rows if (name := providers[other])))
