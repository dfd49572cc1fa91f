"""What the tour tells a person to press or to type is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.__main__ import main
from reader.cli.arguments.command_names import COMMAND_NAMES
from reader.commands import COMMANDS, EVERYWHERE, Command, Keymap, Pending, shown
from reader.query import parse
from reader.tour import tour_path

FILES = sorted(tour_path().glob("*.md"))
KEYMAP = Keymap(COMMANDS)
# From a key as a person reads it to how the table writes it, a letter in its own case.
KEYS = {
    name if len(name) == 1 else name.lower(): key
    for command in COMMANDS
    for sequence in command.keys
    for key, name in zip(sequence.split(" "), shown(sequence).split(" "), strict=True)
}
# Whatever looks like a key to press: one character, a key with a name, a key with a modifier.
KEY = re.compile(
    r"\S|Enter|Esc|Space|Tab|Backspace|Home|End|Del|Pg(Up|Dn)|F\d+|((ctrl|alt|shift)\+)+\S+", re.I
)


def body(file: Path) -> str:
    return file.read_text(encoding="utf-8").split("\n---\n", 1)[1]


def blocks(file: Path) -> list[str]:
    return [line for block in re.findall(r"```\n(.*?)```", body(file), re.S) for line in block.splitlines()]


def spans(file: Path) -> list[str]:
    return re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", body(file), flags=re.S))


def pressed(file: Path) -> list[tuple[str, ...]]:
    """Return the keys the text names, each as a sequence."""
    words = [tuple(span.split(" ")) for span in spans(file)]
    return [keys for keys in words if all(KEY.fullmatch(key) for key in keys)]


def means_something(keys: tuple[str, ...]) -> bool:
    """Tell whether keys are a verb in some pane, the beginning of one, or a verb after one that changes it."""
    written = tuple(KEYS.get(key if len(key) == 1 else key.lower(), key) for key in keys)
    for scope in EVERYWHERE:
        first = KEYMAP.resolve(scope, written[:1])
        if isinstance(first, Command) and first.prefix and len(written) > 1:
            return means_something(keys[1:])
        if isinstance(KEYMAP.resolve(scope, written), Command | Pending):
            return True
    return False


def commands() -> Iterator[tuple[str, str]]:
    """Yield every use of the program on the command line, and the article it stands in."""
    for file in FILES:
        for text in (*blocks(file), *spans(file)):
            if text.startswith("reader "):
                yield text.partition("|")[0].strip(), file.stem


def queries(file: Path) -> Iterator[str]:
    """Yield what the text gives to type into the filter: terms with a field, and the table of them."""
    for span in spans(file):
        if re.match(r"-?\w+:\S", span):
            yield span
    for line in blocks(file):
        if re.match(r"\w+:\S", line):
            yield re.split(r"\s{2,}", line)[0]
            yield from re.findall(r"[-\w]+:\S+(?= by| for| too|$)", line)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_key_that_is_named_does_something(file: Path) -> None:
    assert [keys for keys in pressed(file) if not means_something(keys)] == []


def test_the_test_knows_a_key_when_it_sees_one() -> None:
    found = {keys for file in FILES for keys in pressed(file)}
    assert {("j",), ("g", "g"), ("Space",), ("ctrl+p",), (">", "d"), ("PgDn",)} <= found
    assert not means_something(("ö",))
    assert not means_something(("g", "ö"))


@pytest.mark.parametrize(("line", "where"), sorted(set(commands())))
def test_a_command_that_is_named_exists(line: str, where: str, capsys: pytest.CaptureFixture[str]) -> None:
    word = line.split()[1]
    assert word in COMMAND_NAMES or word.startswith("~"), where
    if options := re.findall(r"(?<= )--[a-z-]+", line):
        main([word, "--help"])
        told = capsys.readouterr().out
        assert all(option in told for option in options), where


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_query_that_is_shown_is_understood(file: Path) -> None:
    for query in queries(file):
        parse(query)


def test_the_keys_of_the_first_article_are_the_first_one_needs() -> None:
    newest = FILES[-1]
    assert {("j",), ("k",), ("Enter",), ("h",), ("Space",), ("?",), ("q",)} <= set(pressed(newest))
