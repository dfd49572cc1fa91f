"""Who published and wrote a piece, and its pictures, in the many shapes that generators give them."""

from __future__ import annotations

import re

from reader.corpus.intake import Intake
from reader.corpus.picked import Picked, Written
from reader.corpus.values import Value, join
from reader.model import Image, Provider
from reader.text.clean import has_control
from reader.text.urls import host_of, is_web_url

_DOMAIN = re.compile(r"(?:[^\s./:@]+\.)+[^\s./:@]{2,}")
_WIKI_LINK = re.compile(r"\[\[(?:[^]|]*\|)?([^]|]*)\]\]")


def read_provider(intake: Intake, picked: Picked, url: str, authors: tuple[str, ...]) -> Provider:
    """Return the outlet: as written (a name, an address, a domain or a mapping), else the host of `url`.

    An outlet without a name is called by its domain, and where there is none either, by its first author.
    `broken` gets `provider` when nothing of all that is known.
    """
    name = domain = ""
    images: tuple[Image, ...] = ()
    for written in picked.every("provider"):
        one = _provider(intake, written.value, written.place)
        name, domain, images = name or one.name, domain or one.domain, images or one.images
    domain = domain or host_of(url)
    name = name or domain or (authors[0] if authors else "")
    if not name:
        intake.broken.add("provider")
    return Provider(name, domain, images)


def _provider(intake: Intake, value: Value, place: str) -> Provider:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        fields = {key.lower(): key for key in value}
        name = _first(fields, "name", "title", "label")
        domain = _first(fields, "domain", "host", "url", "link", "website")
        images = _first(fields, "images", "image", "logo", "icon")
        written = _provider(intake, value.get(domain), join(place, domain))
        return Provider(
            intake.text(value.get(name), join(place, name)),
            written.domain,
            read_images(intake, value.get(images), join(place, images)),
        )
    text = intake.text(value, place)
    if is_web_url(text):
        return Provider("", host_of(text))
    if _DOMAIN.fullmatch(text):
        return Provider(text, host_of("http://" + text))
    return Provider(text)


def _first(fields: dict[str, str], *names: str) -> str:
    return next((fields[name] for name in names if name in fields), names[0])


def read_authors(intake: Intake, written: Written) -> tuple[str, ...]:
    """Return the names of the authors: a text, a mapping with a name, or a list of either."""
    value = written.value
    names: list[str] = []
    for at, one in enumerate(value if isinstance(value, list) else [value]):
        place = f"{written.place}[{at}]" if isinstance(value, list) else written.place
        if isinstance(one, dict):
            key = _first({key.lower(): key for key in one}, "name", "title", "email")
            one, place = one.get(key), join(place, key)
        name = _WIKI_LINK.sub(r"\1", intake.text(one, place))
        if name and name not in names:
            names.append(name)
    return tuple(names)


def read_images(intake: Intake, value: Value, place: str) -> tuple[Image, ...]:
    """Return the pictures: an address, a mapping, or a list of either. One on the site itself has no address here."""
    if value is None:
        return ()
    if not isinstance(value, list):
        image = _image(intake, value, place)
        return (image,) if image else ()
    images = (_image(intake, one, f"{place}[{at}]") for at, one in enumerate(value))
    return tuple(image for image in images if image)


def _image(intake: Intake, value: Value, place: str) -> Image | None:
    if isinstance(value, dict):
        fields = {key.lower(): key for key in value}
        url_key, title_key = (
            _first(fields, "url", "src", "image", "path"),
            _first(fields, "title", "alt", "caption"),
        )
        cached = _first(fields, "iscached", "cached")
        url = _image_url(intake, value.get(url_key), join(place, url_key))
        return (
            Image(
                url,
                intake.size(value.get(fields.get("width", "")), join(place, "width")),
                intake.size(value.get(fields.get("height", "")), join(place, "height")),
                intake.truth(value.get(cached), join(place, cached)),
                intake.text(value.get(title_key), join(place, title_key)),
            )
            if url
            else None
        )
    url = _image_url(intake, value, place)
    return Image(url) if url else None


def _image_url(intake: Intake, value: Value, place: str) -> str:
    """Return the address of a picture. A file of the site itself (`cover.jpg`) is no fault and has none."""
    if isinstance(value, str) and ":" not in value and not value.startswith("//") and not has_control(value):
        return ""
    return intake.url(value, place)
