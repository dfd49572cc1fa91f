"""Which pane has the keys, and the form of the screen: side by side, stacked, one at a time, zen, card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.widget import Widget

from reader.commands import Scope
from reader.session.listing.trail import Trail

if TYPE_CHECKING:
    from reader.tui.main.main_screen import MainScreen
    from reader.tui.main.main_view import MainView
    from reader.tui.state.view_state import ViewState

# Below this many columns the panes are stacked; below these columns or lines one is shown at a time.
SIDE_BY_SIDE = 100
LEAST_COLUMNS, LEAST_LINES = 60, 15


class Panes:
    """The three panes of the main screen: list, article, related coverage."""

    def __init__(self, screen: MainScreen, main_view: MainView, view_state: ViewState) -> None:
        self._screen = screen
        self._main_view = main_view
        self._view_state = view_state

    @property
    def order(self) -> list[Scope]:
        """Return the panes there are now, in the order of Tab."""
        some: list[Scope] = [] if self.zen or self._view_state.run is not None else ["list"]
        return [*some, "article", "related"] if self._main_view.pane.entry is not None else [*some, "article"]

    @property
    def zen(self) -> bool:
        """Tell whether the article has the whole screen."""
        return self._screen.has_class("-zen")

    def go_to(self, scope: Scope) -> None:
        """Give the keys to a pane. Going back to the list ends the trail."""
        self._show(scope)
        if scope == "list":
            self._screen.remove_class("-zen")
            self._main_view.pane.view.centred = False
            away, self._view_state.trail = self._view_state.trail, Trail()
            if away != Trail():
                self._main_view.end_trail()
        self._view_state.scope = scope
        self._main_view.rows.active = scope == "list"
        self._main_view.pane.related.active = scope == "related"
        self._main_view.pane.related.set_class(scope == "related", "-active")
        self._screen.close_prompt()
        if scope == "article":
            if self._screen.has_class("-single"):
                self._main_view.reading.stop()  # only now is it on the screen
            self._main_view.reading.start_unless_begun()
        self._main_view.show_bars()

    def pane_of(self, widget: Widget | None) -> Scope | None:
        """Return the pane that a widget is, None for any other."""
        pane = self._main_view.pane
        scopes: dict[Widget | None, Scope] = {
            self._main_view.rows: "list",
            pane.view: "article",
            pane.related: "related",
        }
        return scopes.get(widget)

    def toggle_zen(self) -> None:
        """Give the article the whole screen, or the list its place again."""
        self._main_view.show_current()
        self._screen.toggle_class("-zen")
        self._main_view.pane.view.centred = self.zen
        self.go_to("article")

    def fit(self, size: Size) -> None:
        """Choose the form of the screen by its size."""
        single = size.width < LEAST_COLUMNS or size.height < LEAST_LINES
        wide = not single and size.width >= SIDE_BY_SIDE
        self._screen.set_class(single, "-single")
        self._screen.set_class(not single and not wide, "-stacked")
        self._screen.set_class(wide, "-wide")
        self._show(self._view_state.scope)
        # How the room is shared is the user's setting; side by side is the only form that it can hold for.
        share = self._view_state.session.settings.list_share
        self._main_view.rows.styles.width = f"{share}%" if wide else "100%"

    def _show(self, scope: Scope) -> None:
        # Only where one pane is shown at a time: a class on the screen has every widget's style looked up anew.
        self._screen.set_class(scope != "list" and self._screen.has_class("-single"), "-reading")
