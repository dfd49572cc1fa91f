"""What a verb is: everything the program says about it, declared once."""

from __future__ import annotations

from typing import Literal, NamedTuple

Scope = Literal["list", "article", "related", "story"]
EVERYWHERE: tuple[Scope, ...] = ("list", "article", "related")
"""The panes of the main screen."""
STORY_TOO: tuple[Scope, ...] = (*EVERYWHERE, "story")
PANES: tuple[Scope, ...] = ("list", "article")
PANES_AND_STORY: tuple[Scope, ...] = (*PANES, "story")

# The order of the groups on the help page and in the documents.
GROUPS = (
    "Moving",
    "Reading",
    "Related coverage",
    "Stories",
    "Triage",
    "Handing on",
    "Filtering",
    "Going places",
    "Program",
)


class Command(NamedTuple):
    """One verb.

    `id` is the name under which its keys can be changed, `keys` are sequences separated by spaces
    (`g g`, `ctrl+d`, `pagedown`), `where` the panes in which they work. `help` is one sentence. A `prefix`
    verb changes the next one instead of acting itself.
    """

    id: str
    title: str
    help: str
    keys: tuple[str, ...]
    group: str
    where: tuple[Scope, ...] = EVERYWHERE
    prefix: bool = False


# The few verbs on the bottom line of a pane, or of the card of triage mode, with the word for each; the last
# give way first.
HINTS: dict[str, tuple[tuple[str, str], ...]] = {
    "list": (
        ("read", "read"),
        ("filter", "filter"),
        ("dismiss", "dismiss"),
        ("later", "later"),
        ("approve", "approve"),
        ("star", "star"),
        ("undo", "undo"),
        ("help", "help"),
        ("quit", "quit"),
    ),
    "range": (
        ("select-range", "select the range"),
        ("drop-filter", "drop it"),
        ("dismiss", "dismiss it"),
        ("later", "later"),
        ("approve", "approve"),
        ("star", "star"),
        ("help", "help"),
    ),
    "article": (
        ("leave", "list"),
        ("read-on", "read on"),
        ("next-article", "next"),
        ("related", "related"),
        ("open", "open"),
        ("dismiss", "dismiss"),
        ("approve", "approve"),
        ("help", "help"),
    ),
    "card": (
        ("dismiss", "dismiss"),
        ("approve", "approve"),
        ("later", "later"),
        ("undo", "undo"),
        ("star", "star"),
        ("next-article", "skip"),
        ("back", "leave"),
        ("help", "help"),
    ),
    "related": (
        ("related-read", "read"),
        ("related-leave", "article"),
        ("story", "story"),
        ("trail-back", "back"),
        ("open", "open"),
        ("star", "star"),
        ("help", "help"),
    ),
    "story": (
        ("story-read", "read"),
        ("story-leave", "leave"),
        ("keep-best", "keep the best"),
        ("keep-this", "keep this"),
        ("compare", "compare"),
        ("select", "select"),
        ("undo", "undo"),
        ("help", "help"),
    ),
}
