"""Saying what went wrong where it is seen: on the line at the bottom, in zen too, and beside a box that is typed in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.errors import ConfigError, QueryError
from reader.text.width import cell_width
from reader.tui.context import NotNowError
from reader.tui.guard import FORESEEN
from reader.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen
    from reader.tui.stage import Stage

# What says no more than that something was asked for that cannot be: nothing was left half done.
_REFUSALS = (NotNowError, QueryError, ConfigError)
# Cells of the place in the list, by its classes in the stylesheet, and of that in a story.
_PLACES = {"-long": 42, "-many": 24, "": 13}
_STORY_PLACE = 24


def tell(screen: MainScreen, error: Exception) -> None:
    """Say what went wrong, and draw anew what the work that was broken off may have left as it was."""
    from reader.tui.render.fault import sentence

    stage, desk = screen.stage, screen.desk
    room = screen.size.width - 2 - (_STORY_PLACE if desk.story is not None else 0)
    said = sentence(error, room)
    try:
        stage.say(said)
        if not isinstance(error, _REFUSALS):
            _redraw(stage)
    except FORESEEN:  # what the lines count cannot be read now: the sentence needs nothing of it
        stage.show_foot(stage.bottom, desk.scope)
    for prompt in screen.app.screen.query(Prompt):
        prompt.complain(said)


def _redraw(stage: Stage) -> None:
    stage.desk.recount()
    stage.rows.redraw()
    stage.pane.related.redraw()
    if stage.desk.story is not None:
        stage.desk.story.rows.redraw()


def show_fault(stage: Stage, error: Exception) -> None:
    """Say in the article pane why the article under the cursor cannot be shown."""
    from reader.tui.render.fault import fault_lines

    stage.desk.shown, stage.desk.fault = None, error
    stage.pane.clear(partial(fault_lines, error))


def make_room(stage: Stage, text: str) -> None:
    """Give a sentence the whole line at the bottom where it needs it, and the line itself in zen; "" ends that."""
    classes = stage.place.classes
    place = next(cells for name, cells in _PLACES.items() if not name or name in classes)
    stage.place.display = cell_width(text) + 2 <= stage.top.size.width - place
    foot = stage.bottom.parent
    if foot is not None and stage.bottom.screen.has_class("-zen"):
        if text:
            foot.display = True
        elif foot.styles.inline.clear_rule("display"):
            foot.refresh(layout=True)
