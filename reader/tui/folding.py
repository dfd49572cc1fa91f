"""The list folded to stories and back, and the screen brought up to date when stories become known."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.stage import Stage


def fold(stage: Stage, folded: bool) -> None:
    """Show the list folded to stories, or every article of it, the cursor staying on its article."""
    full = stage.desk.full
    stage.desk.folded = folded
    stage.desk.opened.clear()
    stage.show_listing(full, keep_place=True)


def refold(stage: Stage, *, same: bool = False) -> None:
    """Show the rows of the view anew, folded or not, the cursor on the article it was on or on what hides it.

    With `same` each row that is there stays: only somebody's own wish puts one behind another.
    """
    stage.show_listing(stage.desk.full, keep_place=True, same=same)


def stories_known(stage: Stage) -> None:
    """Show what is known of stories now: in the rows, in the article, and in the story that is open."""
    desk = stage.desk
    if desk.folded:
        refold(stage, same=True)
    elif told := _told_rows(stage):
        stage.rows.redraw(*told)
    if desk.shown is not None:
        stage.show_coverage(desk.shown, keep_place=True)
    if desk.story is not None:
        desk.story.retell(desk.session.story(desk.story.source.id))


def _told_rows(stage: Stage) -> list[int]:
    """Return the indexes on the screen whose row has something to say of its story: no other need be sent again."""
    stories, rows = stage.desk.session.stories, stage.desk.listing.rows
    first = stage.rows.scroll_offset.y
    return [
        index
        for index in range(first, min(first + stage.rows.page, len(rows)))
        if stories.has_better(rows[index]) or stories.is_copy(rows[index])
    ]
