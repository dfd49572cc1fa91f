"""The line in which a command is typed that articles are sent to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.tui.background.pipe_process import PipeProcess, understood
from reader.tui.render.lines import Line, Span

if TYPE_CHECKING:
    from reader.session.state.input_history import InputHistory
    from reader.tui.state.view_state import Context

FORMS = ("Markdown", "JSONL", "URLs")
"""As what articles can be sent, the one that is used first at the front."""


class PipeMode:
    """Takes a command; Tab chooses as what the articles go, the arrows bring earlier commands back."""

    label = "| "
    start = ""

    def __init__(
        self,
        ctx: Context,
        history: InputHistory,
        what: str,
        run: Callable[[PipeProcess, str, str], None],
    ) -> None:
        """Take the articles in words (`3 articles`), and what runs a started command: with its text and the form."""
        self._ctx = ctx
        self._history = history
        self._what = what
        self._run = run
        self._form = 0
        self._place = -1
        self._complaint = ""

    def hint(self) -> Line:
        """Return what is sent and as what, or what is wrong."""
        if self._complaint:
            return (Span(self._complaint, "hint"),)
        others = " or ".join(form for form in FORMS if form != FORMS[self._form])
        return (
            Span(f"{self._what} as ", "meta"),
            Span(FORMS[self._form], "key"),
            Span(f" · Tab {others} · ↑ earlier", "meta"),
        )

    def typed(self, text: str) -> Line:
        """Take what is typed; nothing runs before Enter."""
        self._complaint = ""
        return self.hint()

    def key(self, key: str, text: str, cursor: int) -> tuple[str, int] | None:
        """Choose the form, or an earlier command."""
        self._complaint = ""
        if key in ("tab", "shift+tab"):
            self._form = (self._form + (1 if key == "tab" else -1)) % len(FORMS)
            return text, cursor
        if key in ("up", "down"):
            self._place, earlier = self._history.moved(self._place, 1 if key == "up" else -1)
            return earlier, len(earlier)
        return None

    def entered(self, text: str) -> bool:
        """Start the command; what cannot be started is said, and can be mended."""
        try:
            piped = PipeProcess(understood(text))
        except ReaderError as error:
            self._complaint = str(error)
            return False
        self._history.add(text)
        self._back()
        self._run(piped, text.strip(), FORMS[self._form])
        return True

    def dropped(self) -> None:
        """Leave everything as it is."""
        self._back()

    def _back(self) -> None:
        if self._ctx.view_state.story is None:
            self._ctx.panes.go_to(self._ctx.scope)
