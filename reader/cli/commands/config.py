"""`reader config`: the settings in effect and where each was set, or a file to begin from."""

from __future__ import annotations

from collections.abc import Sequence

from reader.cli.console import Console
from reader.cli.parser import Parser
from reader.config.load import load_settings
from reader.config.paths import find_paths
from reader.config.report import commented_file, explain

_EPILOG = """
To begin a configuration of your own:
  reader config --template > "$(reader paths config)"
"""


def run(words: Sequence[str], console: Console) -> int:
    """Print `name = value`, and behind it where that was set; or the commented file."""
    parser = Parser(
        "config", "[--template]", "Print the settings in effect, and where each was set.", _EPILOG
    )
    parser.option(
        "--template", action="store_true", help="print a file with every setting, explained and commented out"
    )
    if parser.read(words).template:
        for line in commented_file().splitlines():
            console.line(line)
        return 0
    for row in explain(load_settings(find_paths().settings_file)):
        console.write(f"{row.name} = {row.value}  {console.style(f'# {row.source}', 'dim')}\n")
    return 0
