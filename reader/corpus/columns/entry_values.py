"""What the index keeps of a related entry beside its texts: made for every file, so it needs little to be loaded."""

from __future__ import annotations

from typing import Any

from reader.corpus.columns.flag_bits import NO_DATE
from reader.model import Coverage
from reader.text.fold import fold_name
from reader.text.identity import id_number
from reader.text.urls import host_of

IMAGE, AMP, SECURED = 1, 2, 4
"""Bits of the flags."""

_MOST_WORDS = 0xFFFF


def values_of(entry: Coverage) -> tuple[Any, ...]:
    """Return what the index keeps of an entry beside its texts: numbers, then the values of `entries.CODED`."""
    flags = (
        IMAGE * bool(entry.images) | AMP * bool(entry.amp_url or entry.cdn_amp_url) | SECURED * entry.secured
    )
    host = host_of(entry.url)
    return (
        id_number(entry.id),
        NO_DATE if entry.date is None else entry.date,
        min(len(entry.excerpt.split()), _MOST_WORDS),
        flags,
        entry.quality,
        fold_name(entry.provider.name),
        fold_name(entry.provider.domain or host),
        fold_name(host),
        fold_name(entry.category),
        fold_name(entry.type),
    )
