"""Opening and copying: one article or the selection, and no address that one would not expect."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

import pytest

from reader.corpus.library import Snapshot
from reader.model import Article
from reader.session.session import Session
from reader.tui.actions import sharing
from reader.tui.background import background
from reader.tui.screens.picker import PickerScreen
from reader.tui.theme.display_options import DisplayOptions
from tests.session.corpus import COST, LONG, NOTE, PICTURE, STORM
from tests.tui.app import Driver, key_event, keys_of, running
from tests.tui.opening import note_opened

STORM_URL, COST_URL = "https://www.coastal.example/storm?utm_source=feed", "https://island.example/cost"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the addresses that were opened, and open none."""
    return note_opened(monkeypatch)


async def go_to(app: Driver, title: str) -> None:
    app.rows.move_to(app.titles.index(title))
    await app.settled()


async def test_the_selection_is_opened_and_copied_as_a_whole(app: Driver, opened: list[str]) -> None:
    await app.do("select", "select", "open")
    assert opened == [STORM_URL, COST_URL]
    assert "opened 2 addresses" in app.bottom
    await app.do("copy")
    assert app.app.clipboard == f"{STORM_URL}\n{COST_URL}"
    assert "copied 2 addresses" in app.bottom


async def test_many_pages_are_opened_only_after_a_question(app: Driver, opened: list[str]) -> None:
    await app.do("select-all", "open")
    assert app.question.startswith("Open 10 pages in the browser?")
    await app.press("n")
    assert opened == []
    await app.do("open")
    await app.press("y")
    assert len(opened) == 10


async def test_an_address_that_leads_elsewhere_is_said_before(
    app: Driver, opened: list[str], session: Session
) -> None:
    await app.do("related", "related-next", "related-next")
    await app.do("open")
    assert opened == ["https://kueste.example/sturm"], "the outlet's own"


async def test_where_it_leads_is_asked(session: Session, opened: list[str]) -> None:
    root = session.roots[0]
    file = root / "2026/storm.md"
    file.write_text(
        file.read_text().replace("https://www.coastal.example/storm?", "https://evil.example/storm?")
    )
    async with running(session) as app:
        await go_to(app, STORM)
        await app.do("open")
        assert app.question.startswith("This leads to evil.example, which is not the outlet's own address.")
        await app.press("escape")
        assert opened == []
        await app.do("select", "select", "open")
        assert app.question.startswith(
            "1 of 2 lead elsewhere than to their outlets (evil.example). Open all?"
        )
        await app.press("y")
        assert len(opened) == 2
        await app.do("select-none")
        await go_to(app, STORM)
        await app.do("open-menu")
        assert "evil.example  https://evil.example/storm" in app.text_of(app.app.screen.query_one("#items"))  # type: ignore[arg-type]
        await app.press("enter")
        assert opened[2:] == ["https://evil.example/storm?utm_source=feed"], "one saw where it leads"


async def test_an_address_is_chosen(app: Driver, opened: list[str]) -> None:
    await app.do("open-menu")
    assert app.modal(PickerScreen)
    await app.type("https://amp")
    await app.press("enter")
    assert opened == ["https://amp.coastal.example/storm"]
    await go_to(app, PICTURE)
    await app.do("open-menu")
    await app.type("picture")
    await app.press("enter")
    assert opened[1:] == ["https://img.example/seals.jpg"]
    await app.do("open-menu")
    await app.press("escape")
    await go_to(app, NOTE)
    await app.do("open-menu")
    assert "there is no address to open" in app.bottom


async def test_one_kind_of_address_of_the_selection(app: Driver, opened: list[str]) -> None:
    await app.do("select", "select", "open-menu")
    await app.type("original")
    await app.press("enter")
    assert opened == [STORM_URL]
    await app.do("open-menu")
    await app.type("web")
    await app.press("enter")
    assert opened[1:] == ["https://coastal.example/storm", COST_URL]


@pytest.mark.parametrize(
    ("word", "copied"),
    [
        ("title", STORM),
        ("markdown", f"[{STORM}]({STORM_URL})"),
        ("citation", f"“{STORM}”, Coastal Times, 10 March 2026, {STORM_URL}"),
        ("path", "2026/storm.md"),
    ],
)
async def test_what_is_copied_is_chosen(app: Driver, word: str, copied: str) -> None:
    await app.do("copy-menu")
    await app.type(word)
    await app.press("enter")
    assert app.app.clipboard == copied


async def test_the_same_of_all_that_are_selected(app: Driver) -> None:
    await app.do("select", "select", "copy-menu")
    await app.press("escape")
    await app.do("copy-menu")
    await app.type("title")
    await app.press("enter")
    assert app.app.clipboard == f"{STORM}\n{COST}"
    assert "copied 2 × title" in app.bottom


async def test_none_of_these_has_an_address(app: Driver) -> None:
    await app.filter("broken:date OR title:note")
    await app.do("select-all", "copy")
    assert "none of these has an address" in app.bottom
    await app.press("escape")
    await app.press("escape")
    await app.do("select")
    await app.filter(f'"{LONG}"')
    await app.do("copy")
    assert "none of the selected articles is in this view" in app.bottom


async def test_far_from_the_browser_it_is_copied_without_a_question(
    session: Session, opened: list[str]
) -> None:
    async with running(session, look=DisplayOptions(remote=True)) as app:
        await app.do("select-all", "open")
        assert opened == []
        assert len(app.app.clipboard.splitlines()) == 10
        assert "far from your browser: copied 10 addresses" in app.bottom


async def test_very_many_are_read_in_a_thread(
    app: Driver, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "FEW", 1)
    monkeypatch.setattr(background, "_REPORTS", 0)
    await app.do("select", "select", "copy")
    assert "copied 2 addresses" in app.bottom
    await app.do("copy-menu")
    await app.press("enter")
    assert "copied 2 × address" in app.bottom
    await app.do("open-menu")
    assert app.modal(PickerScreen)
    assert "reading" not in app.bottom, "that is over"
    await app.press("escape")
    await app.do("open")
    assert len(opened) == 2


async def test_reading_very_many_is_stopped(app: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "FEW", 1)
    articles = Snapshot.articles

    def slowly(corpus: Snapshot, rows: Sequence[int]) -> Iterator[Article]:
        for article in articles(corpus, rows):
            while app.main.stop_work is not None:
                time.sleep(0.001)
            yield article

    monkeypatch.setattr(Snapshot, "articles", slowly)
    await app.do("select", "select")
    for key in (*keys_of("copy"), "escape"):
        app.app.post_message(key_event(key))
    await app.settled()
    assert "stopped: nothing was done" in app.bottom
    assert app.main.stop_work is None
    assert len(app.view_state.triage.selection) == 2
