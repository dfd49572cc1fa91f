"""The listed values of `is:`, `has:`, `broken:` and `sort:`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EnumValue:
    """One of the values that a field of fixed values takes."""

    name: str
    help: str


def _choices(**helps: str) -> tuple[EnumValue, ...]:
    return tuple(EnumValue(name, text) for name, text in helps.items())


STATES = _choices(
    unread="not read yet",
    read="read",
    starred="with a star",
    open="without a verdict",
    later="put off",
    dismissed="dismissed",
    approved="approved",
    draft="published: false in the file",
    published="published: true in the file",
    dup="several files of one identity, or the text of another article",
    ghost="not in the corpus: asked of related coverage, as in related:{is:ghost}",
    new="come in since the last visit",
)

SHAPES = _choices(
    image="a picture",
    related="related coverage",
    heat="a heat score",
    quality="a quality score",
    note="a note of your own",
    tag="a tag of your own",
    body="text below the front matter",
    amp="an AMP address",
    secured="a sealed block",
)

FAULTS = _choices(
    mojibake="mis-decoded characters",
    dup="two files of one identity, or one address twice among the related",
    date="a date that is none",
    url="an address that cannot be opened",
    provider="no usable provider",
    control="control characters",
    yaml="front matter that is not as it should be",
)

ORDERS = _choices(
    date="publishing date",
    quality="quality",
    heat="heat",
    title="title, from A",
    provider="provider, from A",
    relcount="number of related entries",
    storysize="size of the story",
    words="length",
)
