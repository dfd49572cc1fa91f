"""Completions for bash."""

from __future__ import annotations

from collections.abc import Iterator

from reader.cli.shells.tables import CommandWords, command_table, patterns, terms

_HEAD = """\
# Completions of reader for bash. In ~/.bashrc:
#   eval "$(reader completions bash)"
"""
_BEGIN = """\
_reader() {
    local current previous verb='' skip='' seen='' list='' files='' last i
    local -a words
    # A term such as is:unread is one word here, though bash divides words at the colon.
    read -ra words <<< "${COMP_LINE:0:COMP_POINT}"
    [[ ${COMP_LINE:0:COMP_POINT} == *[[:space:]] ]] && words+=('')
    last=$((${#words[@]} - 1))
    current=${words[last]}
    previous=${words[last-1]}
"""
_END = """\
    COMPREPLY=()
    if [[ -n $list ]]; then
        local prefix=${current%"${current##*:}"} item
        while IFS='' read -r item; do
            # What stands before the colon is on the line already.
            [[ $COMP_WORDBREAKS == *:* ]] && item=${item#"$prefix"}
            COMPREPLY+=("$item")
        done < <(compgen -W "$list" -- "$current")
        [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *: ]] && compopt -o nospace 2> /dev/null
    fi
    if [[ -n $files ]]; then
        local -a found
        mapfile -t found < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}")
        if [[ ${#found[@]} -gt 0 ]]; then
            compopt -o filenames 2> /dev/null
            COMPREPLY+=("${found[@]}")
        fi
    fi
}
complete -F _reader reader
"""


def script() -> str:
    """Return the script."""
    names = "|".join(verb.name for verb in command_table() if verb.name)
    lines = [
        f"    if [[ $last -gt 1 ]]; then case ${{words[1]}} in {names}) verb=${{words[1]}} ;; esac; fi",
        "    for ((i = ${#verb} ? 2 : 1; i < last; i++)); do",
        "        if [[ -n $skip ]]; then skip=''; continue; fi",
        '        case "$verb ${words[i]}" in',
        f"            {'|'.join(filter(None, (patterns(verb, verb.options) for verb in command_table())))}) skip=1 ;;",
        "            *' '-*) ;;",
        "            *) seen=1 ;;",
        "        esac",
        "    done",
        '    case "$verb $previous" in',
        *(f"        {line}" for verb in command_table() for line in _values(verb)),
        "        *)",
        '            case "$verb" in',
        *(f"                {line}" for verb in command_table() for line in _words(verb)),
        "            esac ;;",
        "    esac",
    ]
    words = " ".join(term.text for term in terms())
    return f"{_HEAD}\n_reader_terms='{words}'\n\n{_BEGIN}" + "\n".join(lines) + f"\n{_END}"


def _values(verb: CommandWords) -> Iterator[str]:
    """Yield what completes the values of the options of a command."""
    for option in verb.options:
        if not option.value:
            continue
        action = {"QUERY": "list=$_reader_terms", "FILE": "files=1"}.get(option.value, ":")
        if option.choices:
            action = f"list='{' '.join(option.choices)}'"
        names = patterns(verb, [option])
        yield f"{names}) {action} ;;"


def _words(verb: CommandWords) -> Iterator[str]:
    """Yield what completes an option or a word of a command."""
    options = " ".join(name for option in verb.options for name in option.names if name.startswith("--"))
    first = verb.values if verb.name else tuple(other.name for other in command_table() if other.name)
    files = "files=1" if verb.files else ":"
    yield f"'{verb.name}')"
    yield f"    if [[ $current == -* ]]; then list='{options}'"
    if verb.query:
        yield "    elif [[ -n $seen ]]; then list=$_reader_terms files=1"
    if first:
        # A command of its own is named before any corpus; words that are listed stand alone.
        more = "" if verb.name else " files=1"
        yield f"    elif [[ -z $seen ]]; then list='{' '.join(first)}'{more}"
    yield f"    else {files}; fi ;;"
