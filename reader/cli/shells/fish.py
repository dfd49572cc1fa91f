"""Completions for fish."""

from __future__ import annotations

from collections.abc import Iterator

from reader.cli.arguments.parser import Option
from reader.cli.shells.tables import CommandWords, command_table, terms

_HEAD = """\
# Completions of reader for fish. In ~/.config/fish/config.fish:
#   reader completions fish | source

function __reader_words
    # The words before the one that is typed, without options and their values.
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
        else if contains -- $word VALUED
            set skip 1
        else if not string match -q -- '-*' $word
            echo $word
        end
    end
end

function __reader_verb
    set -l words (__reader_words)
    if set -q words[1]; and contains -- $words[1] NAMES
        echo $words[1]
    end
end

function __reader_in
    # Whether the command is this one (an empty name for the app), and at least so many words stand behind it.
    set -l words (__reader_words)
    set -l verb (__reader_verb)
    test "$verb" = "$argv[1]"; or return 1
    set -l behind (count $words)
    test -n "$verb"; and set behind (math $behind - 1)
    test $behind -ge $argv[2] -a $behind -le $argv[3]
end

complete -c reader -e
complete -c reader -f
"""
_ANY = 99


def script() -> str:
    """Return the script."""
    valued = sorted(
        {name for verb in command_table() for option in verb.options if option.value for name in option.names}
    )
    names = [verb.name for verb in command_table() if verb.name]
    head = _HEAD.replace("VALUED", " ".join(valued)).replace("NAMES", " ".join(names))
    return head + "\n".join(line for verb in command_table() for line in _lines(verb)) + "\n"


def _lines(verb: CommandWords) -> Iterator[str]:
    """Yield what completes the options and the words of a command."""
    for option in verb.options:
        yield _option(verb, option)
    if verb.files:
        yield f"complete -c reader -n {_when(verb, 1 if verb.values else 0)} -F"
    if verb.query:
        for term in terms():
            yield f"complete -c reader -n {_when(verb, 1)} -a {_quoted(term.text)} -d {_quoted(term.help)}"
    if verb.values:
        yield f"complete -c reader -n {_when(verb, 0, 0)} -a {_quoted(' '.join(verb.values))}"
    if not verb.name:
        for other in command_table()[1:]:
            yield f"complete -c reader -n {_when(verb, 0, 0)} -a {other.name} -d {_quoted(other.help)}"


def _option(verb: CommandWords, option: Option) -> str:
    names = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)
    values = ""
    if option.choices:
        values = f" -x -a {_quoted(' '.join(option.choices))}"
    elif option.value:
        values = " -r -F" if option.value == "FILE" else " -x"
        if option.value == "QUERY":
            values += " -a " + _quoted(" ".join(term.text for term in terms()))
    return f"complete -c reader -n {_when(verb, 0)} {names}{values} -d {_quoted(option.help)}"


def _when(verb: CommandWords, least: int, most: int = _ANY) -> str:
    return f"\"__reader_in '{verb.name}' {least} {most}\""


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
