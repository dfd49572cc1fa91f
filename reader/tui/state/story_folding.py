"""The list folded to stories and back, and the screen brought up to date when stories become known."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.main.main_view import MainView


def fold(main_view: MainView, folded: bool) -> None:
    """Show the list folded to stories, or every article of it, the cursor staying on its article."""
    full = main_view.view_state.full
    main_view.view_state.folded = folded
    main_view.view_state.opened.clear()
    main_view.show_listing(full, keep_place=True)


def refold(main_view: MainView, *, same: bool = False) -> None:
    """Show the rows of the view anew, folded or not, the cursor on the article it was on or on what hides it.

    With `same` each row that is there stays: only somebody's own wish puts one behind another.
    """
    main_view.show_listing(main_view.view_state.full, keep_place=True, same=same)


def stories_known(main_view: MainView) -> None:
    """Show what is known of stories now: in the rows, in the article, and in the story that is open."""
    view_state = main_view.view_state
    if view_state.folded:
        refold(main_view, same=True)
    elif told := _told_rows(main_view):
        main_view.rows.redraw(*told)
    if view_state.shown is not None:
        main_view.show_coverage(view_state.shown, keep_place=True)
    if view_state.story is not None:
        view_state.story.retell(view_state.session.story(view_state.story.source.id))


def _told_rows(main_view: MainView) -> list[int]:
    """Return the indexes on the screen whose row has something to say of its story: no other need be sent again."""
    stories, rows = main_view.view_state.session.stories, main_view.view_state.listing.rows
    first = main_view.rows.scroll_offset.y
    return [
        index
        for index in range(first, min(first + main_view.rows.page, len(rows)))
        if stories.has_better(rows[index]) or stories.is_copy(rows[index])
    ]
