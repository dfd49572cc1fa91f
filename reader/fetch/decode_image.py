"""A picture made small and plain, in a process of its own.

Decoding pictures takes a library that is an extra, much memory, and bytes that somebody else wrote. What comes out is
a JPEG that this program wrote itself, upright, without what else may be hidden in the file, and of a bounded size.
"""

from __future__ import annotations

import sys

from reader.fetch.errors import FetchError
from reader.fetch.extras import MODULES, are_installed, missing_extra
from reader.fetch.isolated import limit_memory, run_module

FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
LARGEST = (1_600, 1_200)
"""The greatest width and height, in points, of what comes out."""
POINTS = 50_000_000
"""The most points that a picture may claim to have: as much as a good camera makes, 150 MB in memory."""

_SECONDS = 20
_MEMORY = 1_500_000_000
_UNKNOWN, _HUGE, _DAMAGED = 3, 4, 5
_FAULTS = {
    _UNKNOWN: "this is no picture in JPEG, PNG, GIF or WebP",
    _HUGE: f"the picture is too large: more than {POINTS:,} points, or than there is memory for",
    _DAMAGED: "the picture is damaged",
}


def is_available() -> bool:
    """Tell whether the extra is installed."""
    return are_installed(MODULES["images"])


def check_available() -> None:
    """Raise `FetchError` where the extra is not installed."""
    if not is_available():
        raise missing_extra("images", "showing pictures")


def reduce(data: bytes, url: str) -> bytes:
    """Return a picture as a small JPEG. Raises `FetchError` where it is none, or more than can be dealt with."""
    done = run_module(__name__, data, seconds=_SECONDS, what="picture", url=url)
    if done.returncode:
        raise FetchError(_FAULTS.get(done.returncode, "the picture could not be read"), place=url)
    return done.stdout


def main() -> int:
    """Read a picture from standard input and write it to standard output; return what was wrong with it."""
    limit_memory(_MEMORY)
    import io
    import warnings

    from PIL import Image, ImageOps, UnidentifiedImageError

    # Above the limit the library warns, and only above twice of it refuses.
    Image.MAX_IMAGE_PIXELS = POINTS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=FORMATS) as found:
            found.draft("RGB", LARGEST)  # a JPEG can be decoded small to begin with
            upright = ImageOps.exif_transpose(found).convert("RGBA")
            upright.thumbnail(LARGEST)
            # What shines through is drawn on white, for which such pictures are made as a rule.
            ground = Image.new("RGBA", upright.size, "white")
            ground.alpha_composite(upright)
            out = io.BytesIO()
            ground.convert("RGB").save(out, "JPEG", quality=88)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        return _HUGE
    except UnidentifiedImageError:
        return _UNKNOWN
    except Exception:  # noqa: BLE001 - a decoder meets a damaged file with whatever error it has
        return _DAMAGED
    sys.stdout.buffer.write(out.getvalue())
    return 0


if __name__ == "__main__":
    sys.exit(main())
