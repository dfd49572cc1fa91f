"""Whether a file says that it is published: two fields say it, and one of their names is used for a date as well."""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.corpus.front_matter.field_names import plain_name
from reader.corpus.parse.aliases import AliasedFields
from reader.corpus.parse.coerce import Coercer
from reader.text.dates import parse_instant

# Names of dates that count less than one under the name `published`.
_WHEN_STORED = ("createdat", "created")
_YEAR = re.compile(r"[12]\d{3}", re.ASCII)
# Pelican's and WordPress's `status`.
_STATES = {
    "draft": False,
    "hidden": False,
    "private": False,
    "pending": False,
    "published": True,
    "publish": True,
}


class PublicationFields(NamedTuple):
    """What a file says of being published; each is None where it does not say, or says what cannot be understood."""

    draft: bool | None
    published: bool | None

    @property
    def answer(self) -> bool | None:
        """Return whether the file is published: not when it is a draft; None where it does not say."""
        if self.draft is None:
            return self.published
        return False if self.draft else self.published is not False


def settle_published(picked: AliasedFields) -> None:
    """Sort out what stands under `published`: a date (as web clippers write it), a book's year, or a state.

    Where neither `published` nor `draft` says anything, a `status` that is known counts as `published`.
    """
    value, place = picked.get("published")
    if isinstance(value, str) and _YEAR.fullmatch(value.strip()):
        del picked.best["published"]
        picked.rest[place] = value
    elif isinstance(value, str) and _is_date(value):
        _, _, rank = picked.best.pop("published")
        if plain_name(picked.get("date")[1]) in ("", *_WHEN_STORED):
            picked.best["date"] = (value, place, rank)
        else:
            picked.rest[place] = value
    if "published" not in picked.best and "draft" not in picked.best:
        for name, state in picked.rest.items():
            if plain_name(name) == "status" and isinstance(state, str) and state.strip().lower() in _STATES:
                picked.best["published"] = (state, name, 0)


def _is_date(text: str) -> bool:
    if len(text) < len("1/1/2020") or not any(map(str.isdecimal, text)):
        return False
    try:
        parse_instant(text)
    except ValueError:
        return text[:4].isdecimal()
    return True


def read_publication(intake: Coercer, picked: AliasedFields) -> PublicationFields:
    """Return what the settled fields say; see `settle_published`."""
    value, place = picked.get("published")
    state = _STATES.get(value.strip().lower()) if isinstance(value, str) else None
    published = intake.truth(value, place) if state is None else state
    return PublicationFields(intake.truth(*picked.get("draft")), published)
