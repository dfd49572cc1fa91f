"""When an article counts as read: it was opened, stayed on the screen for a while, and was looked at all that time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import Coverage
    from reader.tui.state.view_state import ViewState
    from reader.tui.widgets.article_pane import ArticlePane


class ReadTimer:
    """Marks the article that is shown read after `read_after` seconds (a setting).

    The time is counted from the moment it was opened. While something else has the eye (a filter is typed, a question
    is asked, the cursor moves on) it is paused; `go_on` then begins it again. Whoever shows an article that nobody
    opened, because it took the place of another, does not start it.
    """

    def __init__(
        self, view_state: ViewState, pane: ArticlePane, marked: Callable[[Iterable[str]], None]
    ) -> None:
        self._view_state = view_state
        self._pane = pane
        self._marked = marked
        self._timer: Timer | None = None
        self._opened: Coverage | None = None

    def start(self, coverage: Coverage) -> None:
        """Begin to count: the article has just been opened."""
        self.stop()
        session = self._view_state.session
        if not session.settings.read_after or session.mark(coverage.id).read:
            return
        self._opened = coverage
        self._timer = self._pane.set_timer(session.settings.read_after, partial(self._stayed, coverage))

    def start_unless_begun(self) -> None:
        """Begin to count for the article that is shown, where that has not begun."""
        shown = self._view_state.shown
        if shown is not None and (self._opened is None or self._opened.id != shown.id):
            self.start(shown)

    def stop(self) -> None:
        """Forget the article: another one is shown, or somebody has said whether it is read."""
        self._opened = None
        self.pause()

    def pause(self) -> None:
        """Count no further until `go_on`."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def go_on(self) -> None:
        """Begin again after a pause, for the article that was opened last, where it is shown still."""
        shown = self._view_state.shown
        if (
            self._timer is None
            and self._opened is not None
            and shown is not None
            and shown.id == self._opened.id
        ):
            self.start(shown)

    def _stayed(self, coverage: Coverage) -> None:
        shown, pane = self._view_state.shown, self._pane
        if shown is None or shown.id != coverage.id:
            return
        if not pane.display or not pane.region.height:
            return
        if self._view_state.triage.recording:  # the screen would stand still until that is done
            self.start(coverage)
            return
        self.stop()
        from reader.marks import Edit

        step = self._view_state.session.journal.apply("read", [Edit(coverage.key, "read", True)], auto=True)
        if step is not None:
            self._marked(step.ids)
