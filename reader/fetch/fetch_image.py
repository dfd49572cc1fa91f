"""From the address of a picture to what can be shown of it."""

from __future__ import annotations

from reader.fetch.client import Client, Limits
from reader.fetch.decode_image import check_available, reduce
from reader.fetch.errors import FetchError

LIMITS = Limits(size=15_000_000)
_ACCEPT = "image/webp,image/png,image/jpeg,image/gif"


def picture_client() -> Client:
    """Return a client for pictures: by the rules for pages, with more room."""
    return Client(LIMITS, what="picture")


def fetch_picture(url: str, client: Client) -> bytes:
    """Return the picture at an address as a small JPEG.

    Raises `FetchError` where the extra for it is not installed, or the picture cannot be had or is none.
    """
    check_available()
    found = client.get(url, accept=_ACCEPT)
    if found.media.startswith("text/"):
        raise FetchError(f"this is no picture but {found.media}", place=url)
    return reduce(found.body, url)
