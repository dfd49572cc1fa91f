from __future__ import annotations

import pytest

from reader.session.session import Session
from reader.tui.theme.display_options import DisplayOptions
from reader.tui.theme.stylesheets import PLAIN, THEMES
from tests.tui.app import running


@pytest.mark.parametrize("theme", [*THEMES, PLAIN])
async def test_every_theme_dresses_every_screen(session: Session, theme: str) -> None:
    async with running(session, look=DisplayOptions(theme=theme)) as app:
        assert app.app.style_table.style("title").bold
        for verb in ("help", "facets", "fields", "note", "filter"):
            await app.do(verb)
            await app.press("escape")
        assert app.app.theme == theme


async def test_without_colours_nothing_is_told_by_colour(session: Session) -> None:
    async with running(session, look=DisplayOptions(theme=PLAIN)) as app:
        for name in ("title", "meta", "cursor", "found", "unread", "decided", "better"):
            style = app.app.style_table.style(name)
            assert style.color is None
            assert style.bgcolor is None
