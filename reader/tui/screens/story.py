"""The story of an article: all its coverage on a line of time, and the source under the cursor in full."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, cast

from textual import events, on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.geometry import Size
from textual.timer import Timer

from reader.tui.render.lines import BLANK, Line, Span
from reader.tui.render.row import ASCII
from reader.tui.render.story.coverage import StoryColumns, counts, story_row, summary_line
from reader.tui.render.story.source_detail import source_lines
from reader.tui.render.story.timeline import timeline
from reader.tui.screens.prompting import PromptingScreen
from reader.tui.theme.stylesheets import stylesheet
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.bar import Bar
from reader.tui.widgets.blank_container import BlankContainer
from reader.tui.widgets.prompt import Prompt
from reader.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from reader.commands import Scope
    from reader.stories.story import Source, Story
    from reader.tui.main.main_screen import MainScreen

# Lines of a window from which on there is room for the chart over the rows.
CHART_FROM = 20
_WHOLE_WIDTH = 1_000
_NAME = "story"


class StoryScreen(PromptingScreen):
    """Shows a story. The verbs are those of the main screen, which gets the keys and acts on `source` or `selection`.

    One screen tells all stories, one after the other: making the widgets of a new one takes longer than a key may.
    """

    CSS_PATH = [stylesheet("story")]
    FOOT = "#story-foot"
    AUTO_FOCUS = ""

    prompt: Prompt
    story: Story
    came_from: Scope
    """The pane to go back to."""

    def __init__(self, main: MainScreen) -> None:
        super().__init__()
        self.selection: set[str] = set()
        self.rows = RowList(id="sources")
        self.rows.renderer = self._row
        self._main = main
        self._theme = ""
        self._rest: Timer | None = None
        self._glyphs = main.main_view.glyphs
        self._ascii = self._glyphs is ASCII
        self._chart = ArticleView(id="chart")
        self._full = ArticleView(id="source")
        self._top, self._bottom, self._place = (
            Bar(id="story-top"),
            Bar(id="story-bottom"),
            Bar(id="story-place"),
        )
        self.prompt = Prompt()

    @classmethod
    def of(cls, main: MainScreen) -> StoryScreen:
        """Return the screen that the stories of a program are told on."""
        app = main.app
        if not app.is_screen_installed(_NAME):
            app.install_screen(cls(main), _NAME)
        return cast("StoryScreen", app.get_screen(_NAME))

    def prepare(self) -> None:
        """Make the widgets before the first story is opened. Textual has no public names for this."""
        app = self._main.app
        app._load_screen_css(self)
        app._get_screen(self)

    async def on_event(self, event: events.Event) -> None:
        """Leave out to look all styles up anew when the screen comes to the front, where the theme is the same."""
        if isinstance(event, events.ScreenResume):
            event.refresh_styles, self._theme = self._theme != self.app.theme, self.app.theme
        await super().on_event(event)

    def on_mount(self) -> None:
        """Take note of the theme that everything has just been styled in."""
        self._theme = self.app.theme

    def compose(self) -> ComposeResult:
        """Yield the parts."""
        yield self._top
        yield self._chart
        yield self.rows
        yield self._full
        yield self.prompt
        with BlankContainer(id="story-foot"):
            yield self._bottom
            yield self._place

    def tell(self, story: Story, source_id: str, came_from: Scope) -> None:
        """Show a story with the cursor on a source, before the screen is pushed."""
        self.story, self.came_from = story, came_from
        self.selection.clear()
        self._chart.measure = _WHOLE_WIDTH
        self._full.measure = self._main.main_view.pane.view.measure
        self.rows.jump = self._main.main_view.rows.jump
        height = self.rows.count
        self.rows.show(len(story), _place(story, source_id))
        if self.rows.count != height:
            self.rows.refresh(layout=True)
        # Before the layout, so that nothing is sent to the terminal twice.
        self._fit(self.app.size)
        self._show_source()
        self.show_bars()

    @property
    def source(self) -> Source:
        """Return the source under the cursor."""
        return self.story.sources[self.rows.cursor]

    def retell(self, story: Story) -> None:
        """Show the same story as it is known now, the cursor on the source it was on.

        Where some of the sources that are listed would not be in it any more it stays as it is: none goes unasked.
        """
        if not {source.id for source in self.story.sources} <= {source.id for source in story.sources}:
            return
        before, self.story = self.source.id, story
        self.rows.show(len(story), _place(story, before), keep_place=True)
        self.rows.refresh(layout=True)
        self._show_source()
        self.show_bars()

    def marks_changed(self, ids: Iterable[str]) -> None:
        """Draw again what changed marks change."""
        changed = set(ids)
        places = [index for index, source in enumerate(self.story.sources) if source.id in changed]
        if places:
            self.rows.redraw(*places)
        if self.source.id in changed:
            self._show_source()

    def show_bars(self) -> None:
        """Bring the line on top and the line at the bottom up to date."""
        self._top.show((Span(self.story.headline, "strong"),), (Span(counts(self.story), "meta"),))
        self._main.main_view.show_foot(self._bottom, "story")
        selected = f"{len(self.selection):,} selected · " if self.selection else ""
        self._place.show((), (Span(f"{selected}{self.rows.cursor + 1} of {len(self.story)}", "meta"),))

    def leave(self) -> AwaitComplete:
        """Close the story, unless it is closed already: keys that arrive in one go may ask twice."""
        return self.dismiss(None) if self.is_current else AwaitComplete()

    def _row(self, index: int, width: int) -> Line:
        source = self.story.sources[index]
        return story_row(
            source,
            self.story,
            self._main.view_state.session.mark(source.id),
            selected=source.id in self.selection,
            columns=StoryColumns.for_width(width),
            glyphs=self._glyphs,
        )

    def _show_source(self) -> None:
        source = self.source
        self._full.show(
            partial(
                source_lines,
                source,
                self.story,
                self._main.view_state.session.mark(source.id),
                glyphs=self._glyphs,
                marks=("{", "}") if self._ascii else ("‹", "›"),
                compare_key=self._main.keys.keymap.key_of("compare"),
            )
        )
        self._chart.show(self._chart_lines)

    def _chart_lines(self, width: int) -> list[Line]:
        drawn = timeline(self.story, self.source.id, width, ascii_only=self._ascii)
        return [summary_line(self.story), *([BLANK, *drawn, BLANK] if drawn else [])]

    @on(RowList.Moved)
    def _moved(self) -> None:
        # As on the main screen: what a held key runs over is not drawn.
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(self._main.main_view.rest, self._show_source)
        self.show_bars()

    @on(RowList.Chosen)
    def _chosen(self) -> None:
        self._main.run_command("story-read")

    def on_key(self, event: events.Key) -> None:
        """Hand the keys to the main screen, whose verbs act on this story while it is open."""
        if not self.prompting:
            self._main.on_key(event)

    def on_resize(self, event: events.Resize) -> None:
        """Leave the chart out where there is no room for it."""
        self._fit(event.size)
        self.call_after_refresh(self.show_bars)

    def _fit(self, size: Size) -> None:
        drawn = size.height >= CHART_FROM and len(self._chart_lines(max(1, size.width))) > 1
        self._chart.styles.height = 6 if drawn else 1


def _place(story: Story, source_id: str) -> int:
    return next((index for index, source in enumerate(story.sources) if source.id == source_id), 0)
