"""Two coverages side by side: what headline and excerpt have in common, and what each says differently. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.model import Coverage
from reader.text.fold import fold

_WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Difference:
    """One text beside another: both texts, and in each the spans (start, end) that the other does not have."""

    left: str
    right: str
    left_only: tuple[tuple[int, int], ...]
    right_only: tuple[tuple[int, int], ...]

    @property
    def same(self) -> bool:
        """Whether the two say the same, apart from case, accents, quotes and spaces."""
        return not self.left_only and not self.right_only


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two coverages compared by headline and excerpt."""

    title: Difference
    excerpt: Difference


def compare(left: Coverage, right: Coverage) -> Comparison:
    """Return the differences of two coverages, word by word."""
    return Comparison(difference(left.title, right.title), difference(left.excerpt, right.excerpt))


def difference(left: str, right: str) -> Difference:
    """Return where two texts differ. Words that stand side by side are one span; offsets are of the texts given."""
    # Only the comparison needs difflib, so no start of the program waits for it.
    from difflib import SequenceMatcher

    lefts, rights = list(_WORD.finditer(left)), list(_WORD.finditer(right))
    matcher = SequenceMatcher(
        None, [fold(word[0]) for word in lefts], [fold(word[0]) for word in rights], False
    )
    gone: list[tuple[int, int]] = []
    come: list[tuple[int, int]] = []
    for kind, left_from, left_to, right_from, right_to in matcher.get_opcodes():
        if kind == "equal":
            continue
        if left_from < left_to:
            gone.append((lefts[left_from].start(), lefts[left_to - 1].end()))
        if right_from < right_to:
            come.append((rights[right_from].start(), rights[right_to - 1].end()))
    return Difference(left, right, tuple(gone), tuple(come))
