"""From many measurements to a figure, and from figures to a table with the promises beside them."""

from __future__ import annotations

import math
import os
import platform
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version

from tests.bench.terminal import Reaction

# A key press during which the program stood this long (seconds) in the queue for a processor measures others' work.
_DISTURBED = 0.0005


def share(values: Iterable[float], part: float) -> float:
    """Return the percentile of some values by the nearest rank: the least that a `part` of them does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(part * len(ordered)) - 1)]


def calm(reactions: Sequence[Reaction]) -> Sequence[Reaction]:
    """Return the reactions while no other program was in the way; all of them where that is fewer than half."""
    undisturbed = [reaction for reaction in reactions if reaction.delay < _DISTURBED]
    return undisturbed if 2 * len(undisturbed) >= len(reactions) else reactions


@dataclass(slots=True)
class Table:
    """Figures by what they measure and by the size of the corpus. One over its limit is marked."""

    sizes: Sequence[int]
    _promises: dict[str, str] = field(default_factory=dict)
    _cells: dict[tuple[str, int], str] = field(default_factory=dict)

    def put(
        self, what: str, size: int, values: Sequence[float], limits: Sequence[float] = (), unit: str = ""
    ) -> None:
        """Take one figure, or a pair such as median and 95th percentile, with the limit of each."""
        over = any(value > limit for value, limit in zip(values, limits, strict=False))
        self._promises[what] = f"≤ {_numbers(limits)}{unit}" if limits else ""
        self._cells[what, size] = _numbers(values) + unit + (" ✗" if over else "")

    def put_seconds(
        self, what: str, size: int, seconds: Sequence[float | None], limits: Sequence[float] = ()
    ) -> None:
        """Take median and 95th percentile of some times, in milliseconds."""
        some = [1000 * value for value in seconds if value is not None]
        if some:
            self.put(what, size, (statistics.median(some), share(some, 0.95)), limits, " ms")

    def text(self, *, promised: bool = False) -> str:
        """Return the table in Markdown under a line on the machine; if so said, only what is `promised`."""
        heads = ("measured", "promise", *(f"{size:,}" for size in self.sizes))
        rows = [
            (what, promise, *(self._cells.get((what, size), "") for size in self.sizes))
            for what, promise in self._promises.items()
            if promise or not promised
        ]
        rule = ("---", "---", *("---:" for _ in self.sizes))
        lines = (f"| {' | '.join(row)} |" for row in (heads, rule, *rows))
        return "\n".join((machine(), "", *lines))


def machine() -> str:
    """Return what the figures depend on, in one line."""
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}, "
        f"Textual {version('textual')}, rich {version('rich')}; pairs are median / 95th percentile."
    )


def _numbers(values: Iterable[float]) -> str:
    return " / ".join(_number(value) for value in values)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"
