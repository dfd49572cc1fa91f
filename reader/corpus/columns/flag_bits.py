"""What the rows of the index and the columns in memory agree on: bits of `flags`, a separator, no date."""

PUBLISHED, DRAFT, IMAGE, AMP, SECURED, BODY, DUPLICATE = (1 << bit for bit in range(7))
"""Bits of `flags`. `published` has three states: neither of the first two means that the file does not say."""

SEPARATOR = "\x1f"
"""Between the parts of a folded text: cleaning has taken it out of every part."""

NO_DATE = -(1 << 62)
"""Stands for a missing date: below every date, so that undated articles come last."""
