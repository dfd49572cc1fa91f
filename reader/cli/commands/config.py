"""`reader config`: the settings in effect and where each was set, or a file to begin from."""

from __future__ import annotations

from collections.abc import Sequence

from reader.cli.arguments.parser import Parser
from reader.cli.output.console import Console, harmless
from reader.config.paths import find_paths
from reader.config.report import commented_file, toml_lines
from reader.config.save import write_template

_EPILOG = """
No setting is required. The output is a complete config.toml. --init writes a
file to start from, with every setting explained and commented out;
`reader paths config` prints its path.
"""


def parser() -> Parser:
    """Return the parser of this command."""
    about = "Print the settings in effect, and where each was set."
    made = Parser("config", "[--init|--template]", about, _EPILOG)
    made.option("--init", action="store_true", help="write the commented file, unless there is one")
    made.option("--template", action="store_true", help="print it instead")
    return made


def run(words: Sequence[str], console: Console) -> int:
    """Print the settings as a `config.toml`, with where each was set; or the commented file, here or in its place."""
    asked = parser().read(words)
    paths = find_paths()
    if asked.init:
        write_template(paths.settings_file)
        console.say(f"written to {paths.settings_file}")
        return 0
    if asked.template:
        for line in commented_file().splitlines():
            console.line(line)
        return 0
    # The file alone is written without the rest of the program.
    from reader.tui.configuration import configured

    settings, _ = configured(paths)
    for line, place in toml_lines(settings):
        comment = console.style(f"# {harmless(place)}", "dim") if place else ""
        console.write(f"{line}  {comment}".rstrip() + "\n")
    return 0
