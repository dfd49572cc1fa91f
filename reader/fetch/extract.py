"""The text of an article out of its page, in a process of its own.

Reading out a page takes a library that is an extra, 80 MB of memory, and bytes that somebody else wrote: none of the
three is let into the program.
"""

from __future__ import annotations

import re
import sys

from reader.fetch.errors import FetchError
from reader.fetch.extras import MODULES, are_installed, missing_extra
from reader.fetch.isolated import limit_memory, run_module
from reader.text.clean import clean_block
from reader.text.repair import repair

_SECONDS = 60
_MEMORY = 2_000_000_000
_MOST = 1_000_000
_LARGEST = 5_000_000
_REFERENCE = re.compile("&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}));?")
_NO_BREAK = 0xA0


def is_available() -> bool:
    """Tell whether the extra is installed."""
    return are_installed(MODULES["fulltext"])


def check_available() -> None:
    """Raise `FetchError` where the extra is not installed."""
    if not is_available():
        raise missing_extra("fulltext", "reading whole articles")


def extract(html: str, url: str) -> str:
    """Return the text of a page as clean Markdown. Raises `FetchError` where there is none, or no way to get at it."""
    check_available()
    # One control character in it, written as it is or by its number, and the library finds nothing on a page.
    page = _REFERENCE.sub(_harmless, clean_block(html, _LARGEST)).encode("utf-8", "replace")
    done = run_module(__name__, page, url, seconds=_SECONDS, what="page", url=url)
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        raise FetchError("the page could not be read", place=url, hint=clean_block("".join(last), 200))
    text = clean_block(repair(done.stdout.decode("utf-8", "replace")), _MOST)
    if not text:
        raise FetchError("no article was found on the page", place=url)
    return text


def _harmless(reference: re.Match[str]) -> str:
    """Return a character reference as it is, or nothing where it stands for a control character."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return (
        reference[0]
        if number <= sys.maxunicode and (chr(number).isprintable() or number == _NO_BREAK)
        else ""
    )


def main() -> int:
    """Read a page from standard input and write its text to standard output."""
    limit_memory(_MEMORY)
    import trafilatura

    text = trafilatura.extract(
        sys.stdin.buffer.read().decode("utf-8"),
        url=sys.argv[1],
        output_format="markdown",
        include_comments=False,
        include_tables=True,
    )
    sys.stdout.buffer.write((text or "").encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
