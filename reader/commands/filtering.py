"""Verbs of filtering: queries, facets, saved views, order."""

from reader.commands.command import Command

FILTERING = (
    Command("filter", "Filter", "Narrow the list with the query language.", ("/",), "Filtering", ("list",)),
    Command(
        "drop-filter", "Drop a filter", "Take the last filter away.", ("escape",), "Filtering", ("list",)
    ),
    Command(
        "facets",
        "Facets",
        "Count what the view shows, and narrow it by one of the values.",
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
    Command("views", "Views", "Choose a saved view; the digits go there directly.", ("g v",), "Filtering"),
    Command("sort", "Sort", "Choose what the list is sorted by.", ("S",), "Filtering", ("list",)),
    Command(
        "fold",
        "Fold to stories",
        "Show one row a story, or every article again.",
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
    Command("query-help", "The query language", "Show all that a filter can say.", ("g ?",), "Filtering"),
    Command("refresh", "Refresh the view", "Bring the view up to date.", ("=",), "Filtering", ("list",)),
    Command(
        "reload",
        "Look at the files",
        "Compare the corpus with its files now; usually that happens by itself.",
        ("ctrl+r",),
        "Filtering",
    ),
    *(
        Command(f"view-{digit}", f"View {digit}", f"Show saved view {digit}.", (str(digit),), "Filtering")
        for digit in range(1, 10)
    ),
)
