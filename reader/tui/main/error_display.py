"""Saying what went wrong where it is seen: on the line at the bottom, in zen too, and beside a box that is typed in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.errors import ConfigError, QueryError
from reader.text.width import cell_width
from reader.tui.events.guard import FORESEEN
from reader.tui.state.view_state import NotNowError
from reader.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from reader.tui.main.main_screen import MainScreen
    from reader.tui.main.main_view import MainView

# What says no more than that something was asked for that cannot be: nothing was left half done.
_REFUSALS = (NotNowError, QueryError, ConfigError)
# Cells of the place in the list, by its classes in the stylesheet, and of that in a story.
_PLACES = {"-long": 42, "-many": 24, "": 13}
_STORY_PLACE = 24


def show_error(screen: MainScreen, error: Exception) -> None:
    """Say what went wrong, and draw anew what the work that was broken off may have left as it was."""
    from reader.tui.render.fault import sentence

    main_view, view_state = screen.main_view, screen.view_state
    room = screen.size.width - 2 - (_STORY_PLACE if view_state.story is not None else 0)
    said = sentence(error, room)
    try:
        main_view.say(said)
        if not isinstance(error, _REFUSALS):
            _redraw(main_view)
    except FORESEEN:  # what the lines count cannot be read now: the sentence needs nothing of it
        main_view.show_foot(main_view.bottom, view_state.scope)
    for prompt in screen.app.screen.query(Prompt):
        prompt.complain(said)


def _redraw(main_view: MainView) -> None:
    main_view.view_state.recount()
    main_view.rows.redraw()
    main_view.pane.related.redraw()
    if main_view.view_state.story is not None:
        main_view.view_state.story.rows.redraw()


def show_fault(main_view: MainView, error: Exception) -> None:
    """Say in the article pane why the article under the cursor cannot be shown."""
    from reader.tui.render.fault import fault_lines

    main_view.view_state.shown, main_view.view_state.fault = None, error
    main_view.pane.clear(partial(fault_lines, error))


def make_room(main_view: MainView, text: str) -> None:
    """Give a sentence the whole line at the bottom where it needs it, and the line itself in zen; "" ends that."""
    classes = main_view.place.classes
    place = next(cells for name, cells in _PLACES.items() if not name or name in classes)
    main_view.place.display = cell_width(text) + 2 <= main_view.top.size.width - place
    foot = main_view.bottom.parent
    if foot is not None and main_view.bottom.screen.has_class("-zen"):
        if text:
            foot.display = True
        elif foot.styles.inline.clear_rule("display"):
            foot.refresh(layout=True)
