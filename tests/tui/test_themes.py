from __future__ import annotations

import pytest

from reader.session.session import Session
from reader.tui.look import Look
from reader.tui.styles import PLAIN, THEMES
from tests.tui.app import running


@pytest.mark.parametrize("theme", [*THEMES, PLAIN])
async def test_every_theme_dresses_every_screen(session: Session, theme: str) -> None:
    async with running(session, look=Look(theme=theme)) as app:
        assert app.app.looks.style("title").bold
        for verb in ("help", "facets", "fields", "note", "filter"):
            await app.do(verb)
            await app.press("escape")
        assert app.app.theme == theme


async def test_without_colours_nothing_is_told_by_colour(session: Session) -> None:
    async with running(session, look=Look(theme=PLAIN)) as app:
        for name in ("title", "meta", "cursor", "found", "unread", "decided", "better"):
            style = app.app.looks.style(name)
            assert style.color is None
            assert style.bgcolor is None
