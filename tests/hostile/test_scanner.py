from __future__ import annotations

import pytest

from tests.hostile.corpus import ACTING, SEQUENCES
from tests.hostile.scanner import in_pipe, on_lines, on_screen, on_screen_copying, scan

OWN = (
    b"\x1b[?1049h\x1b[?1000h\x1b[?1003h\x1b[?1006h\x1b[?25l\x1b[>25u\x1b[?2026$p\x1b[?2026h"
    b"\x1b[1;1H\x1b[1;38;5;7mtext\x1b[0m\r\n\x1b[<u"
)
COPYING = b"\x1b]52;c;aHR0cHM6Ly9hLmV4YW1wbGUv\x07\x1b]8;id=1.2;https://a.example/\x1b\\x\x1b]8;;\x1b\\"


def test_what_the_program_sends_itself_is_allowed() -> None:
    assert not list(scan(OWN, on_screen))
    assert not list(scan(OWN + COPYING, on_screen_copying))
    assert not list(scan(b"\x1b[1mbold\x1b[0m\r\n\r\x1b[K", on_lines))
    assert not list(scan("a\tbé\n".encode(), in_pipe))


@pytest.mark.parametrize("name", sorted(ACTING))
@pytest.mark.parametrize("allowed", [on_screen, on_screen_copying, on_lines, in_pipe])
def test_what_an_article_would_send_is_found(name: str, allowed: object) -> None:
    if (name, allowed) == ("link", on_screen_copying):
        return  # a link to a clean address is just what is sent there
    assert list(scan(OWN + f"x{SEQUENCES[name]}y".encode(), allowed))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "data", [COPYING, b"\x1b]52;c;amF2YXNjcmlwdDp4\x07", b"\x1b]8;;javascript:x\x1b\\", b"\xff"]
)
def test_copying_and_links_only_where_asked_for_and_clean(data: bytes) -> None:
    assert list(scan(data, on_screen))
    assert bool(list(scan(data, on_screen_copying))) == (data != COPYING)
