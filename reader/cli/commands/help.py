"""`reader help [COMMAND|query]`: the same text as `--help`, or the query language on one page."""

from __future__ import annotations

from collections.abc import Sequence

from reader.cli.arguments.command_names import COMMAND_NAMES
from reader.cli.arguments.parser import Parser
from reader.cli.main import DONE, run_command
from reader.cli.output.console import Console
from reader.errors import UsageError
from reader.text.width import fit
from reader.tui.render.lines import Indent, Span, line_text, wrap

_WIDTH = 100
_SYNTAX = 22
_HARD_SPACE = "\u00a0"


def parser() -> Parser:
    """Return the parser of this command."""
    made = Parser("help", "[COMMAND|query]", "Explain the program, a command, or the query language.")
    made.words("a command, or `query`", "COMMAND|query", (*COMMAND_NAMES, "query"))
    return made


def run(words: Sequence[str], console: Console) -> int:
    """Print the help of the program, of the command that is named, or of the query language."""
    topic = next(iter(parser().read(words).words), "")
    if topic == "query":
        _language(console)
        return DONE
    if topic and topic not in COMMAND_NAMES:
        raise UsageError(f"there is no command “{topic}”", hint="`reader help` lists them")
    return run_command([topic, "--help"] if topic not in ("", "help") else ["--help"], console)


def _language(console: Console) -> None:
    from reader.query import reference  # the whole language, which the other helps do without

    width = min(console.width, _WIDTH)
    for number, section in enumerate(reference()):
        console.write(("\n" if number else "") + console.style(section.title, "bold") + "\n")
        for row in section.rows:
            # An example stays whole: its spaces are no place to break a line.
            examples = f"{_HARD_SPACE * 2} ".join(
                example.replace(" ", _HARD_SPACE) for example in row.examples
            )
            first = Indent(fit(f"  {row.syntax}", _SYNTAX), " " * _SYNTAX)
            for line in wrap([Span(f"{row.meaning}\n{examples}".rstrip())], width, first):
                console.write(line_text(line).replace(_HARD_SPACE, " ") + "\n")
