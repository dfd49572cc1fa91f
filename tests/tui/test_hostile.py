from __future__ import annotations

import unicodedata

from reader.session.session import Session
from tests.session.corpus import HOSTILE, TITLES
from tests.tui.app import SINGLE, WIDE, Driver, running

_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def control_free(app: Driver) -> bool:
    """Tell whether nothing on any line of the screen is a control character."""
    lines = app.app.screen._compositor.render_strips()
    text = "".join(strip.text for strip in lines)
    return not any(unicodedata.category(character) == "Cc" or character in _BIDI for character in text)


async def test_no_byte_of_an_article_is_markup_or_a_control(session: Session) -> None:
    for size in (WIDE, SINGLE):
        async with running(session, size) as app:
            app.rows.move_to(TITLES.index(HOSTILE))
            await app.settled()
            assert "[@click=app.quit]" in app.list
            assert control_free(app)
            await app.do("read")
            assert "[@click=app.quit]" in app.article
            assert control_free(app)
            await app.click(app.pane.view, 0)
            assert not app.left
            for verb in ("fields", "help", "facets", "sort", "palette"):
                await app.do("leave") if app.scope != "list" else None
                await app.do(verb)
                assert control_free(app), verb
                await app.press("escape")
            await app.do("go-problems")
            assert control_free(app)
            await app.press("escape")


async def test_hostile_tags_and_notes_are_text_as_well(app: Driver) -> None:
    await app.do("tag")
    await app.type("[@click=app.quit]x[/]")
    await app.press("enter")
    await app.do("note")
    await app.type("[/] [red]")
    await app.press("escape")
    await app.do("undo", "redo", "tag")
    assert control_free(app)
    await app.press("escape")
    assert "[@click=app.quit]x[/]" in app.document
    assert "[/] [red]" in app.document


async def test_a_hostile_filter_is_text_as_well(app: Driver) -> None:
    await app.do("filter")
    await app.type("title:[@click=app.quit]x[/] [/")
    assert control_free(app)
    await app.press("escape")
    await app.filter("[@click=app.quit]x[/]")
    assert "[@click=app.quit]x[/]" in app.top
    assert app.titles == [HOSTILE]
