"""Who published and wrote a piece, and its pictures, in the many shapes that generators give them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.corpus.front_matter.field_names import plain_name
from reader.corpus.front_matter.values import Value
from reader.corpus.parse.aliases import AliasedFields
from reader.corpus.parse.coerce import Coercer
from reader.model import Image, Provider
from reader.text.clean import has_control
from reader.text.urls import canonical_url, host_of, is_web_url

_DOMAIN = re.compile(r"(?:[^\s./:@]+\.)+[^\s./:@]{2,}")
# Outlets that were read without a fault, by how they are written; what one process keeps of them is bounded.
_OUTLETS: dict[str, Provider] = {}
_MOST_OUTLETS = 4096
_LONGEST_OUTLET = 1_000
_WIKI_LINK = re.compile(r"\[\[(?:[^]|]*\|)?([^]|]*)\]\]")


def read_provider(intake: Coercer, picked: AliasedFields, url: str, authors: tuple[str, ...]) -> Provider:
    """Return the outlet: as written (a name, an address, a domain or a mapping), else the host of `url`.

    An outlet without a name is called by its domain, and where there is none either, by its first author.
    `broken` gets `provider` when nothing of all that is known.
    """
    name = domain = ""
    images: tuple[Image, ...] = ()
    for value, place in picked.every("provider"):
        one = _provider(intake, value, place)
        name, domain, images = name or one.name, domain or one.domain, images or one.images
    domain = domain or host_of(url)
    name = name or domain or (authors[0] if authors else "")
    if not name:
        intake.broken.add("provider")
    return Provider(name, domain, images)


def source_address(picked: AliasedFields) -> str:
    """Return the address of the piece where a web clipper has put it, under `source`; else ""."""
    value, _ = picked.get("provider")
    # An address without a path names the outlet only.
    return value if isinstance(value, str) and canonical_url(value).count("/") > 2 else ""


def _provider(intake: Coercer, value: Value, place: str) -> Provider:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        # A corpus has as many outlets as a tenth of its articles, each written the same every time.
        written = repr(value)
        known = _OUTLETS.get(written)
        if known is None:
            known = _mapped_provider(intake, value, place)
            if len(_OUTLETS) < _MOST_OUTLETS and len(written) < _LONGEST_OUTLET and not intake.has_noted:
                _OUTLETS[written] = known
        return known
    text = intake.text(value, place)
    domain = _as_domain(text)
    return Provider("" if is_web_url(text) else text, domain)


def _mapped_provider(intake: Coercer, value: dict[str, Value], place: str) -> Provider:
    domain, domain_place = _first(value, place, "domain", "host", "url", "link", "website")
    images, images_place = _first(value, place, "images", "image", "logo", "icon")
    return Provider(
        intake.text(*_first(value, place, "name", "title", "label")),
        _as_domain(intake.text(domain, domain_place)),
        read_images(intake, images, images_place),
    )


def _as_domain(text: str) -> str:
    """Return the domain that a text is or, as an address, holds; else ""."""
    return host_of(text) or (host_of(f"http://{text}") if _DOMAIN.fullmatch(text) else "")


def _first(values: dict[str, Value], place: str, *names: str) -> tuple[Value, str]:
    """Return the value under the first of `names` that is there, in any case, and its place in the file."""
    for name in names:
        if name in values:
            return values[name], f"{place}.{name}"
    for key, value in values.items():
        if plain_name(key) in names:
            return value, f"{place}.{key}"
    return None, place


def read_authors(intake: Coercer, value: Value, place: str) -> tuple[str, ...]:
    """Return the names of the authors: a text, a mapping with a name, or a list of either.

    A text under the name `authors` is a list parted by semicolons or commas, as Pelican reads it. A wiki link without
    quotes (`[[Ann Smith]]`) is to YAML a list in a list.
    """
    if isinstance(value, str) and place.rpartition(".")[2].lower() == "authors":
        value = [*value.split(";" if ";" in value else ",")]
    names: dict[str, None] = {}
    for one, one_place in flat(value, place):
        if isinstance(one, dict):
            one, one_place = _first(one, one_place, "name", "title", "email")
        names[_WIKI_LINK.sub(r"\1", intake.text(one, one_place))] = None
    names.pop("", None)
    return tuple(names)


def flat(value: Value, place: str) -> Iterator[tuple[Value, str]]:
    """Yield the values of a list, and of the lists in it, with their places; a value that is no list by itself."""
    if not isinstance(value, list):
        yield value, place
        return
    for at, one in enumerate(value):
        yield from flat(one, f"{place}[{at}]")


def read_images(intake: Coercer, value: Value, place: str) -> tuple[Image, ...]:
    """Return the pictures: an address, a mapping, or a list of either. One on the site itself has no address here."""
    if value is None:
        return ()
    if not isinstance(value, list):
        image = _image(intake, value, place)
        return (image,) if image else ()
    images = [_image(intake, one, f"{place}[{at}]") for at, one in enumerate(value)]
    return tuple(image for image in images if image)


def _image(intake: Coercer, value: Value, place: str) -> Image | None:
    if not isinstance(value, dict):
        url = _image_url(intake, value, place)
        return Image(url) if url else None
    url = _image_url(intake, *_first(value, place, "url", "src", "image", "path"))
    if not url:
        return None
    return Image(
        url,
        intake.size(value.get("width"), f"{place}.width"),
        intake.size(value.get("height"), f"{place}.height"),
        intake.truth(value.get("isCached"), f"{place}.isCached"),
        intake.text(*_first(value, place, "title", "alt", "caption")) if len(value) > 1 else "",
    )


def _image_url(intake: Coercer, value: Value, place: str) -> str:
    """Return the address of a picture. A file of the site itself (`cover.jpg`) is no fault and has none."""
    if isinstance(value, str) and ":" not in value and not value.startswith("//") and not has_control(value):
        return ""
    return intake.url(value, place)
