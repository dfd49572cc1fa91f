"""Verbs of filtering: queries, facets, saved views, order."""

from reader.commands.command import Command

FILTERING = (
    Command("filter", "Filter", "Narrow the list with the query language.", ("/",), "Filtering", ("list",)),
    Command("drop-filter", "Drop a filter", "Remove the last filter.", ("escape",), "Filtering", ("list",)),
    Command(
        "facets",
        "Facets",
        "Count the values in the view, and filter by one of them.",
        ("f",),
        "Filtering",
        ("list",),
    ),
    Command(
        "save-view",
        "Save the view",
        "Save the present filter and order under a name.",
        ("F",),
        "Filtering",
        ("list",),
    ),
    Command("views", "Views", "Choose a saved view; the digits open them directly.", ("g v",), "Filtering"),
    Command("sort", "Sort", "Choose what the list is sorted by.", ("S",), "Filtering", ("list",)),
    Command(
        "fold",
        "Fold to stories",
        "Show one row per story, or every article again.",
        ("Z",),
        "Filtering",
        ("list",),
    ),
    Command(
        "unfold",
        "Unfold the story",
        "In a folded list: show all articles of this story in place, or fold them again.",
        ("e",),
        "Filtering",
        ("list",),
    ),
    Command("query-help", "The query language", "Explain what a filter can contain.", ("g ?",), "Filtering"),
    Command("refresh", "Refresh the view", "Update the view.", ("=",), "Filtering", ("list",)),
    Command(
        "reload",
        "Rescan",
        "Look for changed files now; usually the program notices by itself.",
        ("ctrl+r",),
        "Filtering",
    ),
    *(
        Command(f"view-{digit}", f"View {digit}", f"Show saved view {digit}.", (str(digit),), "Filtering")
        for digit in range(1, 10)
    ),
)
