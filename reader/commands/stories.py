"""Verbs of stories: all coverage of one event, the best source of it, outlets."""

from reader.commands.command import PANES_AND_STORY, STORY_TOO, Command

STORIES = (
    Command(
        "story",
        "This story",
        "Show all coverage of the event: by whom, when and how good.",
        ("g t",),
        "Stories",
    ),
    Command(
        "better",
        "Better source",
        "Go to the best source of the story, where it is clearly better rated.",
        ("B",),
        "Stories",
        STORY_TOO,
    ),
    Command(
        "compare",
        "Compare",
        "See the headline and excerpt beside those of the best source, or of the article they belong to.",
        ("C",),
        "Stories",
        STORY_TOO,
    ),
    Command(
        "outlet",
        "This provider",
        "Show what is known of the outlet, and filter by it.",
        ("g p",),
        "Stories",
        STORY_TOO,
    ),
    Command(
        "keep-best",
        "Keep the best",
        "Approve the best article of the story and dismiss its others, as one step.",
        ("W",),
        "Stories",
        PANES_AND_STORY,
    ),
    Command(
        "keep-this",
        "Keep this one",
        "Approve the article under the cursor and dismiss the others of its story, as one step.",
        ("K",),
        "Stories",
        ("story",),
    ),
    Command(
        "story-read",
        "Read the source",
        "Leave the story for the article under the cursor.",
        ("enter", "l", "right"),
        "Stories",
        ("story",),
    ),
    Command(
        "story-leave",
        "Leave the story",
        "Go back to where the story was opened.",
        ("escape", "h", "left"),
        "Stories",
        ("story",),
    ),
)
