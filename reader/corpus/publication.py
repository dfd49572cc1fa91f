"""Whether a file says that it is published: two fields say it, and one of their names is used for a date as well."""

from __future__ import annotations

from typing import NamedTuple

from reader.corpus.fields import plain_name
from reader.corpus.intake import Intake
from reader.corpus.picked import Picked

# Names of dates that count less than one under the name `published`.
_WHEN_STORED = ("createdat", "created")


class Said(NamedTuple):
    """What a file says of being published; each is None where it does not say, or says what cannot be understood."""

    draft: bool | None
    published: bool | None

    @property
    def answer(self) -> bool | None:
        """Return whether the file is published: not when it is a draft; None where it does not say."""
        if self.draft is None:
            return self.published
        return False if self.draft else self.published is not False


def settle_published(picked: Picked) -> None:
    """Take a date under the name `published` (as web clippers write it) for the date."""
    value, place = picked.get("published")
    if not isinstance(value, str) or not value[:4].isdecimal() or len(value) < 8:
        return
    _, _, rank = picked.best.pop("published")
    if plain_name(picked.get("date")[1]) in ("", *_WHEN_STORED):
        picked.best["date"] = (value, place, rank)
    else:
        picked.rest[place] = value


def read_publication(intake: Intake, picked: Picked) -> Said:
    """Return what the settled fields say; see `settle_published`."""
    return Said(intake.truth(*picked.get("draft")), intake.truth(*picked.get("published")))
