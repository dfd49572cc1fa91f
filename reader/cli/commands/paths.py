"""`reader paths [NAME]`: where the files of the program are."""

from __future__ import annotations

from collections.abc import Sequence

from reader.cli.arguments.parser import Parser
from reader.cli.output.console import Console
from reader.config.load import load_settings
from reader.config.paths import PLACES, find_paths
from reader.errors import UsageError
from reader.session.opening import journal_file


def parser() -> Parser:
    """Return the parser of this command."""
    about = "Print where the files of the program are; with a name only that path."
    made = Parser("paths", "[NAME]", about)
    made.words("one of the names in the list", "NAME", PLACES)
    return made


def run(words: Sequence[str], console: Console) -> int:
    """Print name, path and contents of each place; with a name only its path."""
    wanted = parser().read(words).words
    paths = find_paths()
    places = paths.listing(journal=journal_file(paths, load_settings(paths.settings_file)))
    if wanted:
        found = [place for place in places if place.name in wanted]
        if len(found) < len(set(wanted)):
            names = ", ".join(place.name for place in places)
            raise UsageError("there is no such place", place=" ".join(wanted), hint=f"the names are {names}")
        for place in found:
            console.line(str(place.path))
        return 0
    name_cells = max(len(place.name) for place in places)
    path_cells = max(len(str(place.path)) for place in places)
    for place in places:
        if console.terminal:
            console.line(f"{place.name:{name_cells}}  {place.path!s:{path_cells}}  {place.holds}")
        else:
            console.write(f"{place.name}\t{place.path}\n")
    return 0
