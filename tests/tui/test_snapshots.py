"""How the app looks, as pictures that were looked at; `make snapshots` accepts the present look as the right one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from textual.pilot import Pilot

from reader.config.settings import Settings
from reader.session.session import Session
from reader.tui.app import ReaderApp
from reader.tui.theme.display_options import DisplayOptions
from tests.tui.app import Driver, keys_of

SnapCompare = Callable[..., bool]


@dataclass(frozen=True, slots=True)
class Picture:
    """What is done before the picture is taken; `steps` are verbs, or texts to type after a `=`."""

    steps: str = ""
    size: tuple[int, int] = (80, 24)
    theme: str = "reader-dark"


PICTURES = {
    "main_dark": Picture(size=(120, 40)),
    "main_light": Picture(size=(120, 40), theme="reader-light"),
    "stacked": Picture("down"),
    "least": Picture(size=(60, 15)),
    "single": Picture(size=(50, 14)),
    "single_reading": Picture("down read", size=(50, 14)),
    "zen": Picture("down zen"),
    "help": Picture("help =read"),
    "palette": Picture("palette"),
    "facets": Picture("facets"),
    "filter_with_a_mistake": Picture("filter =ferries_topc:x"),
    "related": Picture("related down", size=(120, 40)),
    "ghost": Picture("related related-next related-read"),
    "story": Picture("story down", size=(120, 40)),
    "story_small": Picture("story select"),
    "compare": Picture("compare", size=(120, 40)),
    "folded": Picture("fold unfold"),
    "fields": Picture("fields"),
    "problems": Picture("go-problems"),
    "marks": Picture("star later dismiss approve toggle-read down select down select", size=(120, 40)),
}


@pytest.mark.parametrize("name", PICTURES)
def test_picture(name: str, session: Session, snap_compare: SnapCompare) -> None:
    picture = PICTURES[name]
    session.settings = Settings(read_after=0)
    app = ReaderApp(session, DisplayOptions(theme=picture.theme))

    async def work(pilot: Pilot[int]) -> None:
        driver = Driver(app, pilot)
        await driver.started()
        for step in picture.steps.split():
            if step.startswith("="):
                await driver.type(step[1:].replace("_", " "))
            else:
                await driver.press(*keys_of(step))
        # The pace of decisions depends on the clock.
        driver.view_state.triage.pace = type(driver.view_state.triage.pace)()
        driver.main_view.show_bars()
        await driver.settled()

    assert snap_compare(app, terminal_size=picture.size, run_before=work)
