"""The trail: which articles and ghosts led to the one that is shown. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.model import Coverage


class Step(NamedTuple):
    """An article that was left for a related one: what it was, and which related entry was followed."""

    coverage: Coverage
    entry: int


@dataclass(frozen=True, slots=True)
class Trail:
    """A path through related coverage, oldest step first."""

    steps: tuple[Step, ...] = ()

    def __len__(self) -> int:
        return len(self.steps)

    def followed(self, coverage: Coverage, entry: int) -> Trail:
        """Return the trail after following a related entry of `coverage`."""
        return Trail((*self.steps, Step(coverage, entry)))

    def back(self) -> tuple[Step, Trail]:
        """Return the step to go back to and the trail without it. Raises IndexError at the trail's beginning."""
        return self.steps[-1], Trail(self.steps[:-1])
