"""What the prompt is used for: filtering the list, finding words in the article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.errors import QueryError
from reader.query import Completion, Suggestion, complete, parse
from reader.session.table.field_values import count_values
from reader.tui.render.lines import Line, Span

if TYPE_CHECKING:
    from reader.session.state.input_history import InputHistory
    from reader.tui.state.view_state import Context
    from reader.tui.widgets.article_view import ArticleView

_SHOWN_OPTIONS = 4
# Seconds in which a letter waits for the rows of the one before: the cursor goes the way it goes one by one, but what
# is typed is seen soon, however long a search takes.
_LETTER = 0.25


class FilterMode:
    """Narrows the list with every letter; what cannot be understood yet keeps the last good result."""

    label = "filter "
    start = ""

    def __init__(self, ctx: Context, history: InputHistory) -> None:
        self._ctx = ctx
        self._history = history
        self._before = ctx.view_state.view
        self._listing = ctx.view_state.full
        self._cursor = ctx.main_view.cursor_id
        self._place = -1
        self._completion: Completion | None = None
        self._option = -1
        self._completed = ""
        self._hint: Line = (Span("Tab completes · ↑ earlier · Enter list · Esc back", "meta"),)

    def hint(self) -> Line:
        """Return the options of a completion, or what is wrong with the query."""
        return self._hint

    def typed(self, text: str) -> Line:
        """Show what the query finds, or what it still lacks."""
        if text != self._completed:
            self._completion = None
            self._hint = ()
        try:
            self._show(text)
        except QueryError as error:
            self._hint = _complaint(error, text)
            if " " not in text[error.start :].strip():
                # The name of a field looks like a word until its colon: the rows of what stands before are better
                # than those of that word.
                with suppress(QueryError):
                    self._show(text[: error.start].rpartition(" ")[0])
        return self._hint

    def _show(self, text: str) -> None:
        parse(text)
        view = self._before.narrowed(text)
        view.query()
        if view != self._ctx.view_state.view:
            self._ctx.screen.set_view(view, patience=_LETTER)

    def key(self, key: str, text: str, cursor: int) -> tuple[str, int] | None:
        """Complete on Tab, walk through earlier filters on the arrows."""
        if key in ("tab", "shift+tab"):
            return self._complete(text, cursor, 1 if key == "tab" else -1)
        if key in ("up", "down"):
            self._place, earlier = self._history.moved(self._place, 1 if key == "up" else -1)
            return earlier, len(earlier)
        return None

    def _complete(self, text: str, cursor: int, step: int) -> tuple[str, int]:
        if self._completion is None:
            self._completion = complete(text, cursor, self._values)
            self._base = text
            self._option = -1 if step > 0 else 0
        options = self._completion.options
        if not options:
            self._hint = (Span("nothing to complete here", "meta"),)
            return text, cursor
        self._option = (self._option + step) % len(options)
        chosen = options[self._option]
        head = self._base[: self._completion.start] + chosen.text
        self._completed = head + self._base[self._completion.end :]
        self._hint = self._option_line(options)
        if len(options) == 1:
            self._completion = None  # nothing to choose: the next Tab completes what comes after it
        return self._completed, len(head)

    def _option_line(self, options: Sequence[Suggestion]) -> Line:
        first = max(0, min(self._option - 1, len(options) - _SHOWN_OPTIONS))
        spans: list[Span] = []
        for number, option in enumerate(options[first : first + _SHOWN_OPTIONS], first):
            count = f" {option.count:,}" if option.count is not None else ""
            spans += [Span(option.label, "key" if number == self._option else ""), Span(f"{count}  ", "meta")]
        return (*spans, Span(f"{self._option + 1} of {len(options)}", "faint"))

    def _values(self, field: str) -> Iterable[tuple[str, int]]:
        session = self._ctx.session
        return count_values(session, field, session.corpus.live_rows)

    def entered(self, text: str) -> bool:
        """Keep the filter and go to the list, unless it cannot be understood."""
        try:
            parse(text)
        except QueryError as error:
            self._hint = _complaint(error, text)
            return False
        self._history.add(text)
        self._ctx.screen.set_view(self._before.narrowed(text))
        self._ctx.panes.go_to("list")
        return True

    def dropped(self) -> None:
        """Show what was there before, with the cursor where it was."""
        if self._ctx.view_state.view != self._before:
            screen = self._ctx.screen
            if self._listing.view == self._before:
                screen.arrivals.show_again(screen.arrivals.renewed(self._listing))
            screen.return_to(self._before.to_text(), self._cursor)
        self._ctx.panes.go_to("list")


def _complaint(error: QueryError, text: str) -> Line:
    place = text[error.start : error.end].strip()
    where = f" at “{place}”" if place and place not in error.message and not error.incomplete else ""
    sentence = f"{error.message}{where}" + (f"; {error.hint}" if error.hint else "")
    return (Span(sentence, "meta" if error.incomplete else "hint"),)


class FindMode:
    """Marks the places of a word in the article and goes from one to the next."""

    label = "find "
    start = ""

    def __init__(self, ctx: Context, view: ArticleView) -> None:
        self._ctx = ctx
        self._view = view
        self._hint: Line = (Span("Enter next · ↑ previous · Esc close", "meta"),)

    def hint(self) -> Line:
        """Return which place is shown, of how many."""
        return self._hint

    def typed(self, text: str) -> Line:
        """Go to the first place at or after the top of the screen."""
        return self._tell(text, 0)

    def key(self, key: str, text: str, cursor: int) -> tuple[str, int] | None:
        """Go to the next or the previous place."""
        if key not in ("down", "up", "tab", "shift+tab"):
            return None
        self._tell(text, 1 if key in ("down", "tab") else -1)
        return text, cursor

    def _tell(self, text: str, onwards: int) -> Line:
        place, places = self._view.find(text, onwards=onwards)
        found = f"{place} of {places}" if places else ("not found" if text else "")
        self._hint = (Span(found, "hint"),)
        return self._hint

    def entered(self, text: str) -> bool:
        """Go to the next place."""
        self._tell(text, 1)
        return False

    def dropped(self) -> None:
        """Take the marks away."""
        self._view.find("")
        self._ctx.panes.go_to("article")
