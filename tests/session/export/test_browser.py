"""The web page in a real browser: it shows every text as it is, runs nothing, and prints.

Where no browser is installed (Debian: `chromium`) these are skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from reader.session.export.groups import ExportItem, Group
from reader.session.export.page import page

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium is installed to look at the page with")
_SECONDS = 120
# Were any of it to run, the page would no longer have this title or these words.
ATTACKS = (
    "<script>document.title = 'owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "\"><svg onload=document.title='owned'>",
    "</style></title><script>document.title='owned'</script>",
    "<!-- --><iframe srcdoc=\"<script>parent.document.title='owned'</script>\">",
    "{{7*7}} &lt;b&gt; &amp;amp; ]]>",
)


class Read(HTMLParser):
    """The texts of a page that a browser has read, and its elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def browse(folder: Path, *options: str) -> str:
    """Have the browser read the page of a folder and return what it says."""
    assert BROWSER is not None
    fixed = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}")
    done = subprocess.run(
        [BROWSER, *fixed, *options, (folder / "page.html").as_uri()],
        capture_output=True,
        timeout=_SECONDS,
        env={**os.environ, "HOME": str(folder)},
        check=True,
    )
    return done.stdout.decode("utf-8", "replace")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a page of hostile articles."""
    items = [
        ExportItem(text, "https://a.example/", text, "2022-03-04T08:30:00Z", "61", text) for text in ATTACKS
    ]
    text = "\n".join(page(ATTACKS[0], [Group(ATTACKS[1], items)]))
    (tmp_path / "page.html").write_text(text + "\n", encoding="utf-8")
    return tmp_path


def test_a_browser_shows_every_text_as_it_is_and_runs_nothing(folder: Path) -> None:
    seen = browse(folder, "--dump-dom")
    read = Read(seen)
    assert not read.tags & {"script", "img", "svg", "iframe"}
    assert unescape(seen.partition("<title>")[2].partition("</title>")[0]) == ATTACKS[0]
    for text in ATTACKS:
        assert read.text.count(text) >= 3


def test_it_can_be_printed(folder: Path) -> None:
    browse(folder, "--no-pdf-header-footer", f"--print-to-pdf={folder / 'page.pdf'}")
    assert (folder / "page.pdf").read_bytes().startswith(b"%PDF-")


def test_it_can_be_seen(folder: Path) -> None:
    browse(folder, "--window-size=400,600", f"--screenshot={folder / 'page.png'}")
    assert (folder / "page.png").read_bytes().startswith(b"\x89PNG")
