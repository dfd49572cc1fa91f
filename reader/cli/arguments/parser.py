"""Arguments as people write them: options anywhere, query terms that begin with a dash, `--` before words."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, cast

from reader.cli.output.console import Console
from reader.errors import UsageError

# Stands before a word such as `-has:heat`, so that argparse does not take it for options run together.
# No argument of a process can hold this character.
_GUARD = "\0"

QUERY_HELP = """\
queries:
  words, "a phrase", field:value, -term, OR, ( ); for instance
    is:unread  provider:npr  topic:"Computer Vision"  -title:police
    quality:>=60  date:2020-10  newer:7d  sort:-quality  limit:50
  If a word is also the name of a file, put it after -- or into --query.
  `reader help query` explains all of it.
"""
"""What the help of every command with a query says about it."""


@dataclass(frozen=True, slots=True)
class Option:
    """What is told of one option: its names, its help, and its value.

    `value` is what the value is called (`FILE`, `QUERY`), empty for an option without one; `choices` are its values
    where they are listed.
    """

    names: tuple[str, ...]
    help: str
    value: str = ""
    choices: tuple[str, ...] = ()


class Parser(argparse.ArgumentParser):
    """The parser of one command; wrong usage is a `UsageError`, and help goes to standard output.

    What the completions of shells and the man page tell of it is in `options`, `arguments` (as the usage has them)
    and `values` (the listed ones of the first word).
    """

    def __init__(self, verb: str, arguments: str, description: str, epilog: str = "") -> None:
        name = f"reader {verb}".rstrip()
        super().__init__(
            prog=name,
            usage=f"{name} {arguments}",
            description=description,
            epilog=epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        self.arguments = arguments
        self.options = [Option(("-h", "--help"), "show this help")]
        self.values: tuple[str, ...] = ()
        self._short = {"-h"}
        self._names = ["--help"]

    def option(self, *names: str, help: str, **settings: object) -> None:
        """Add an option; the settings are those of `add_argument`."""
        self._short.update(name for name in names if not name.startswith("--"))
        self._names += names
        choices = tuple(map(str, cast("Iterable[object]", settings.get("choices", ()))))
        value = str(settings.get("metavar", "")) or ("|".join(choices))
        self.options.append(Option(names, help, value, choices))
        self.add_argument(*names, help=help, **settings)  # type: ignore[arg-type]

    def one_of(self, name: str, *options: tuple[str, str | bool, str]) -> None:
        """Add options of which one at most may be given: each its name, the value it sets, and its help."""
        group = self.add_mutually_exclusive_group()
        for option, value, meaning in options:
            self._names.append(option)
            self.options.append(Option((option,), meaning))
            group.add_argument(option, dest=name, action="store_const", const=value, help=meaning)

    def words(self, meaning: str, name: str, values: tuple[str, ...] = ()) -> None:
        """Declare that the command takes words (a corpus, a query, ids), and what they are.

        `values` are those that the first word can have, where they are listed.
        """
        self.values = values
        self.add_argument("words", nargs="*", metavar=name, help=meaning)

    def read(self, words: Sequence[str]) -> argparse.Namespace:
        """Return the arguments; `words` holds those before `--`, `after` those behind it."""
        end = words.index("--") if "--" in words else len(words)
        found = self.parse_intermixed_args([self._guarded(word) for word in words[:end]])
        for name, value in vars(found).items():
            setattr(found, name, _unguarded(value))
        found.after = list(words[end + 1 :])
        return found

    def _print_message(self, message: str, file: object = None) -> None:
        """Print help or version; argparse would pass over an error of standard output, and print to standard error."""
        Console.of_process().write(message)

    def error(self, message: str) -> NoReturn:
        """Raise a `UsageError` that names the nearest right option, or where the help is."""
        message = message.replace(_GUARD, "").replace(repr(_GUARD)[1:-1], "")
        hint = f"`{self.prog} --help` shows how"
        _, unknown, rest = message.partition("unrecognized arguments: ")
        if unknown:
            word = rest.split()[0]
            message = (
                f"there is no option {word}" if word.startswith("-") else f"nothing is done with “{word}”"
            )
            near = _nearest(word.partition("=")[0], self._names)
            hint = f"did you mean {near}?" if near else hint
        raise UsageError(message, hint=hint)

    def _guarded(self, word: str) -> str:
        query_term = len(word) > 1 and word[0] == "-" != word[1] and word not in self._short
        return _GUARD + word if query_term else word


class QueryParser(Parser):
    """The parser of a command that takes corpora, a query, and a file of marks.

    Between the options of the query and those of `limits`, a command adds its own.
    """

    def __init__(self, verb: str, description: str, epilog: str) -> None:
        super().__init__(verb, "CORPUS… [QUERY] [options]", description, epilog)
        self.words("folders of articles or files, then the words of a query", "CORPUS… [QUERY]")
        self.option("-q", "--query", metavar="QUERY", help="the query; every word is then a corpus")
        self.option("--view", metavar="NAME", help="a saved view; the query then narrows it")

    def limits(self, limit: str = "at most this many") -> None:
        """Add `--limit`, with what it means, and `--state`."""
        self.option("--limit", type=count, metavar="N", help=limit)
        self.option("--state", metavar="FILE", type=Path, help="the file of marks, instead of your own")


def _nearest(word: str, names: Sequence[str]) -> str:
    import difflib  # only needed to help with a mistake

    return next(iter(difflib.get_close_matches(word, names, 1)), "")


def _unguarded(value: object) -> object:
    if isinstance(value, list):
        return [_unguarded(part) for part in value]
    return value.removeprefix(_GUARD) if isinstance(value, str) else value


def count(text: str) -> int:
    """Return a number of articles given on the command line, 1 or more."""
    text = text.removeprefix(_GUARD)
    if not (text.isascii() and text.isdigit() and int(text[:12]) > 0):
        raise argparse.ArgumentTypeError(f"“{text}” is not a number above zero")
    return int(text[:12])
