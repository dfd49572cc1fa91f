"""Where in the text of front matter a value may stand, and where a new line may go.

These are guesses made from the look of the text: a place is taken only when reading the changed file shows that it
was the right one (see `published.py`). So nothing here has to know what is a comment, a string or a nested field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.corpus.front_matter.values import Format

MAX_GUESSES = 64
"""Places tried in one file; each one is read anew, and real files need one."""

# The name, perhaps quoted; the sign; tags and anchors; and then the word, perhaps quoted.
_KEY = r"(?<![\w-])(?P<quote>[\"']?){key}(?P=quote)[ \t]*{sign}"
_WORD = (
    r"\s*(?:[!&][^\s,\[\]{{}}]*[ \t]+)*(?P<mark>[\"']?)[ \t]*(?P<word>{word})[ \t]*(?P=mark)(?=[\s,}}\]#]|\Z)"
)
_NOTHING = r"(?P<word>)(?=[ \t]*(?:[\n,}}]|\Z)|[ \t]+#)"


@dataclass(frozen=True, slots=True)
class CandidateEdit:
    """A change that may be the right one: `new` in the place of the text from `start` to `end`."""

    start: int
    end: int
    new: str


def value_places(head: str, kind: Format, key: str, word: str, new: str) -> Iterator[CandidateEdit]:
    """Yield where in `head` the value `word` of a field named `key` may stand; "" is a value that is left out."""
    sign = "=" if kind == "toml" else ":"
    pattern = _KEY + (_WORD if word else _NOTHING)
    found = re.compile(pattern.format(key=re.escape(key), sign=sign, word=re.escape(word)))
    for one in found.finditer(head):
        yield CandidateEdit(one.start("word"), one.end("word"), new if word else f" {new}")


def line_places(
    head: str, kind: Format, after: Sequence[int], first: int, name: str, value: str
) -> Iterator[CandidateEdit]:
    """Yield where a line may go: below the lines `after` (numbers from 1), else above line `first`, of the fields."""
    sign = " = " if kind == "toml" else ": "
    lines = head.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for number in (*after, first - 1):
        # The line of the field says how far in the fields stand; under the fence it is the next one.
        model = lines[number if number == first - 1 else number - 1]
        indent = model[: len(model) - len(model.lstrip(" \t"))]
        yield CandidateEdit(starts[number], starts[number], f"{indent}{name}{sign}{value}\n")


def member_places(
    head: str, kind: Format, before: Sequence[str], name: str, value: str
) -> Iterator[CandidateEdit]:
    """Yield where a member may go inside braces: before the members of these names, else after the first brace."""
    quoted = f'"{name}"' if kind == "json" else name
    for key in before:
        for found in re.finditer(_KEY.format(key=re.escape(key), sign=":"), head):
            start = found.start()
            gap = head[len(head[:start].rstrip()) : start] or " "
            yield CandidateEdit(start, start, f"{quoted}: {value},{gap}")
    brace = head.find("{") + 1
    if brace:
        yield CandidateEdit(brace, brace, f"{quoted}: {value}")
