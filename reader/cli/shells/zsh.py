"""Completions for zsh."""

from __future__ import annotations

from collections.abc import Iterator

from reader.cli.shells.tables import CommandWords, command_table, patterns, terms

_HEAD = """\
#compdef reader
# Completions of reader for zsh. In ~/.zshrc, after compinit:
#   source <(reader completions zsh)
"""
_BEGIN = """\
_reader() {
    local current=$words[CURRENT] previous=$words[CURRENT-1] verb='' skip='' seen='' i
    local -a items
"""
_END = """\
}

_reader_options() {
    local -a items=("$@")
    _describe -o option items
}

if [[ $funcstack[1] == _reader ]]; then _reader "$@"; else compdef _reader reader; fi
"""


def script() -> str:
    """Return the script."""
    names = "|".join(verb.name for verb in command_table() if verb.name)
    lines = [
        f"    if (( CURRENT > 2 )); then case $words[2] in ({names}) verb=$words[2] ;; esac; fi",
        "    for (( i = ${#verb} ? 3 : 2; i < CURRENT; i++ )); do",
        "        if [[ -n $skip ]]; then skip=''; continue; fi",
        '        case "$verb $words[i]" in',
        f"            ({'|'.join(filter(None, (patterns(verb, verb.options) for verb in command_table())))}) skip=1 ;;",
        "            (*' '-*) ;;",
        "            (*) seen=1 ;;",
        "        esac",
        "    done",
        '    case "$verb $previous" in',
        *(f"        {line}" for verb in command_table() for line in _values(verb)),
        "        (*)",
        '            case "$verb" in',
        *(f"                {line}" for verb in command_table() for line in _words(verb)),
        "            esac ;;",
        "    esac",
    ]
    return f"{_HEAD}\n" + "\n".join((*_terms(), _BEGIN.rstrip("\n"), *lines)) + f"\n{_END}"


def _terms() -> Iterator[str]:
    yield "_reader_terms() {"
    yield "    local -a begun=("
    yield from (f"        {_item(term.text, term.help)}" for term in terms() if term.text.endswith(":"))
    yield "    ) whole=("
    yield from (f"        {_item(term.text, term.help)}" for term in terms() if not term.text.endswith(":"))
    yield "    )"
    yield "    _describe -t fields 'field' begun -S ''"
    yield "    _describe -t terms 'term' whole"
    yield "}"
    yield ""


def _values(verb: CommandWords) -> Iterator[str]:
    """Yield what completes the values of the options of a command."""
    for option in verb.options:
        if not option.value:
            continue
        action = {"QUERY": "_reader_terms", "FILE": "_files"}.get(
            option.value, "_message " + _quoted(option.help)
        )
        if option.choices:
            action = f"compadd -- {' '.join(option.choices)}"
        names = patterns(verb, [option])
        yield f"({names}) {action} ;;"


def _words(verb: CommandWords) -> Iterator[str]:
    """Yield what completes an option or a word of a command."""
    options = " ".join(
        _item(name, option.help) for option in verb.options for name in option.names if name.startswith("--")
    )
    yield f"('{verb.name}')"
    yield f"    if [[ $current == -* ]]; then _reader_options {options}"
    if verb.query:
        yield "    elif [[ -n $seen ]]; then _reader_terms; _files"
    if not verb.name:
        commands = " ".join(_item(other.name, other.help) for other in command_table() if other.name)
        yield f"    elif [[ -z $seen ]]; then items=({commands}); _describe -t commands command items; _files"
    elif verb.values:
        yield f"    elif [[ -z $seen ]]; then compadd -- {' '.join(verb.values)}"
    yield f"    else {'_files' if verb.files else '_message none'}; fi ;;"


def _item(name: str, meaning: str) -> str:
    """Return a word with its meaning, as `_describe` takes them: divided by the first colon that is not escaped."""
    return _quoted(name.replace(":", "\\:") + ":" + meaning)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
