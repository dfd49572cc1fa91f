"""Related links read as a graph: which articles and ghosts a piece of coverage is linked with, in either direction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def linked(links: Iterable[tuple[str, Iterable[str]]]) -> Mapping[str, tuple[str, ...]]:
    """Return for every id that links or is linked to: itself and all ids one link away, in the order met.

    `links` gives, for each article, its id and the ids of its related entries.
    """
    near: dict[str, dict[str, None]] = {}
    for source, targets in links:
        for target in targets:
            near.setdefault(source, {source: None})[target] = None
            near.setdefault(target, {target: None})[source] = None
    return {node: tuple(others) for node, others in near.items()}
