"""The page of an outlet: its figures, each of which filters the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.query import add_term
from reader.session.listing.view import View
from reader.text.width import fit
from reader.tui.render.lines import Line, Span
from reader.tui.render.row import ASCII
from reader.tui.render.story.timeline import bars
from reader.tui.screens.picker import PickerItem, PickerScreen
from reader.tui.state.card_mode import stop
from reader.tui.state.view_state import Context

if TYPE_CHECKING:
    from reader.session.stories.provider_figures import ProviderFigures

_NAME = 26


def open_outlet(ctx: Context, outlet: ProviderFigures) -> None:
    """Show the page of an outlet. Choosing a line shows the articles it counts."""
    items = list(outlet_items(outlet, ascii_only=ctx.main_view.glyphs is ASCII))
    start = next((index for index, item in enumerate(items) if item.value is not None), 0)

    def show(query: str | None) -> None:
        if query:
            if ctx.view_state.story is not None:
                ctx.view_state.story.leave()
            stop(ctx)
            ctx.screen.set_view(View().narrowed(query))
            ctx.panes.go_to("list")

    ctx.app.push_screen(PickerScreen(f"{outlet.name} · Enter shows the articles", items, start=start), show)


def outlet_items(outlet: ProviderFigures, *, ascii_only: bool) -> list[PickerItem[str]]:
    """Return the lines of the page, each with the query for what it counts; None where a query cannot say it."""
    own = add_term("", "provider" if outlet.name not in outlet.domains else "site", outlet.name)
    count = len(outlet.rows)
    known = outlet.published + outlet.drafts
    items: list[PickerItem[str]] = []
    if outlet.domains:
        items.append(PickerItem((Span(", ".join(outlet.domains), "meta"),), None))
    items.append(_figure("articles", f"{count:,}", own))
    if known:
        share = f"{outlet.published:,} of {known:,}, {outlet.published / known:.0%}"
        items.append(_figure("published", share, f"{own} is:published"))
    if outlet.drafts:
        items.append(_figure("drafts", f"{outlet.drafts:,}", f"{own} is:draft"))
    if outlet.quality is not None:
        items.append(_figure("median quality", f"{outlet.quality:g}", f"{own} quality:>={outlet.quality:g}"))
    if outlet.stories:
        first = f"{outlet.first_in:,} of {outlet.stories:,} stories with others, {outlet.first_in / outlet.stories:.0%}"
        items.append(PickerItem(_line("first", first), None))
    if outlet.periods:
        items.append(PickerItem((Span(_over_time(outlet), "heading"),), None))
        counts = [number for _name, number in outlet.periods]
        items.append(PickerItem(_charted("all", counts, ascii_only), own))
        items += (
            PickerItem(_charted(topic, found, ascii_only), add_term(own, "topic", topic))
            for topic, found in outlet.topics
        )
    if outlet.beside:
        items.append(PickerItem((Span("In one story with", "heading"),), None))
        items += (
            PickerItem(_line(name, f"{stories:,}"), add_term("", "provider", name))
            for name, stories in outlet.beside
        )
    return items


def _over_time(outlet: ProviderFigures) -> str:
    first, last = outlet.periods[0][0], outlet.periods[-1][0]
    return f"Topics, {first} to {last}" if first != last else f"Topics, {first}"


def _charted(name: str, counts: list[int] | tuple[int, ...], ascii_only: bool) -> Line:
    drawn = bars(counts, ascii_only=ascii_only)
    return (Span("  " + fit(name, _NAME)), Span(f"{sum(counts):>7,}  ", "meta"), Span(drawn, "provider"))


def _line(name: str, said: str) -> Line:
    return (Span("  " + fit(name, _NAME)), Span(said, "meta"))


def _figure(name: str, said: str, query: str) -> PickerItem[str]:
    return PickerItem(_line(name, said), query)
