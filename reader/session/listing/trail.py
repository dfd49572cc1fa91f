"""The trail: which articles and ghosts led to the one that is shown, and which were come back from. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.model import Coverage


class TrailStep(NamedTuple):
    """A place on the trail: an article or ghost, and which of its related entries the cursor was on there."""

    coverage: Coverage
    entry: int


class Trail(NamedTuple):
    """A path through related coverage around the article that is shown, which is not part of it.

    `steps` led to it, oldest first; `ahead` are those come back from, the nearest first.
    """

    steps: tuple[TrailStep, ...] = ()
    ahead: tuple[TrailStep, ...] = ()

    def followed(self, coverage: Coverage, entry: int) -> Trail:
        """Return the trail after following a related entry of `coverage`: a new way, so nothing lies ahead."""
        return Trail((*self.steps, TrailStep(coverage, entry)))

    def places(self, here: TrailStep) -> tuple[TrailStep, ...]:
        """Return the whole path, with the place one is at in its middle."""
        return (*self.steps, here, *self.ahead)

    def at(self, number: int, here: TrailStep) -> tuple[TrailStep, Trail]:
        """Return a place of `places` and the trail as it is seen from there. Raises IndexError for none of them."""
        places = self.places(here)
        if number < 0:
            raise IndexError(number)
        return places[number], Trail(places[:number], places[number + 1 :])

    def back(self, here: TrailStep) -> tuple[TrailStep, Trail]:
        """Return the place one came from and the trail there. Raises IndexError at the trail's beginning."""
        return self.at(len(self.steps) - 1, here)

    def forward(self, here: TrailStep) -> tuple[TrailStep, Trail]:
        """Return the place last come back from and the trail there. Raises IndexError at the trail's end."""
        return self.at(len(self.steps) + 1, here)
