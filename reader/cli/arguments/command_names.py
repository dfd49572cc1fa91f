"""The names of the commands; the module of each is `reader.cli.commands.NAME`.

Nothing is imported here: the app's start looks at these names to know that it is not a command.
"""

from __future__ import annotations

COMMAND_NAMES: dict[str, str] = {
    "list": "print the matching articles, newest first",
    "show": "print one article in full, with its related coverage and its story",
    "stories": "print who covered the same event: the stories of the matching articles",
    "check": "print what is wrong in the files; exit code 1 when something is",
    "stats": "count by provider, topic, month, state and more",
    "mark": "star, tag, note or decide articles, as in the app",
    "export": "write articles as a digest, a web page, data or a list of outlets",
    "publish": "set `published:` in the files of approved drafts, after a preview",
    "fetch": "fetch whole articles from their pages, for reading offline",
    "state": "write all marks to a file, read them back, or merge another person's",
    "index": "build or refresh the index of a corpus",
    "keys": "print the keys of the app",
    "paths": "print where the files of the program are",
    "config": "print the settings in effect",
    "completions": "print what a shell needs to complete commands and queries",
    "man": "print the manual page",
    "help": "explain the program, a command, or with `query` the query language",
}
