from __future__ import annotations

import pytest

from reader.commands import COMMANDS, GROUPS, Command, Keymap, Pending, shown
from reader.commands.key_names import is_key
from reader.errors import ConfigError


def test_the_table_has_no_clash_and_every_id_once() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)
    Keymap(COMMANDS)


def test_every_verb_belongs_to_a_group_and_is_told_in_a_sentence() -> None:
    for command in COMMANDS:
        assert command.group in GROUPS, command.id
        assert command.help.endswith("."), command.id
        assert command.title
        assert all(is_key(key) for sequence in command.keys for key in sequence.split(" ")), command.id


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_key_of_the_table_leads_to_its_verb(command: Command) -> None:
    keymap = Keymap(COMMANDS)
    for scope in command.where:
        for sequence in command.keys:
            assert keymap.resolve(scope, tuple(sequence.split(" "))) == command


def test_the_beginning_of_a_sequence_waits_and_tells_what_may_follow() -> None:
    keymap = Keymap(COMMANDS)
    assert keymap.resolve("list", ("g",)) == Pending(("g",))
    assert ("g", keymap.command("top")) in keymap.continuations("list", ("g",))
    assert keymap.resolve("list", ("g", "ö")) is None


def test_a_verb_means_nothing_where_it_does_not_work() -> None:
    keymap = Keymap(COMMANDS)
    assert keymap.resolve("article", ("S",)) is None
    assert keymap.command("sort") not in keymap.available("article")
    assert keymap.command("sort") in keymap.available("list")


def test_keys_of_ones_own_replace_those_of_the_table() -> None:
    keymap = Keymap(COMMANDS, {"quit": ["ctrl+x ctrl+c"], "theme": ["f5"]})
    found = keymap.resolve("list", ("ctrl+x", "ctrl+c"))
    assert isinstance(found, Command)
    assert found.id == "quit"
    assert keymap.resolve("list", ("Q",)) is None


@pytest.mark.parametrize(
    ("overrides", "words"),
    [
        ({"quitt": ["Q"]}, ["quitt", "did you mean “quit”"]),
        ({"zzzzzzz": ["Q"]}, ["zzzzzzz", "`reader keys`"]),
        ({"quit": ["hyper+q"]}, ["hyper+q", "[keys] quit"]),
        ({"quit": ["j"]}, ["both", "down", "list"]),
        ({"quit": ["g"]}, ["both", "top"]),
    ],
)
def test_a_mistake_in_the_keys_is_named(overrides: dict[str, list[str]], words: list[str]) -> None:
    with pytest.raises(ConfigError) as caught:
        Keymap(COMMANDS, overrides)
    for word in words:
        assert word in str(caught.value)


def test_all_mistakes_in_the_keys_are_told_together_with_their_places() -> None:
    with pytest.raises(ConfigError) as caught:
        Keymap(
            COMMANDS,
            {"quit": ["j"], "star": ["d", "hyper+s"], "nope": []},
            {"quit": "config.toml:3", "star": "config.toml:4"},
        )
    told = str(caught.value).split("\n")
    assert told[0].startswith("config.toml:4: “hyper+s” is not a key")
    assert told[1].startswith("[keys] nope: there is no command “nope”")
    assert {line.partition(";")[0] for line in told[2:]} == {
        "config.toml:3: j would mean both “quit” and “down” in the list",
        "config.toml:3: j would mean both “quit” and “scroll-down” in the article",
        "config.toml:4: d would mean both “star” and “dismiss” in the list",
    }


def test_the_beginning_of_many_sequences_is_told_once() -> None:
    with pytest.raises(ConfigError) as caught:
        Keymap(COMMANDS, {"later": ["g"]})
    told = str(caught.value)
    assert told.startswith("[keys] later: g would mean both “later” and “top” in the list, which has g g")
    assert "\n" not in told


def test_a_key_has_a_meaning_alone_or_in_a_sequence() -> None:
    keymap = Keymap(COMMANDS, {"quit": ["alt+x ctrl+c"]})
    assert all(keymap.has(key) for key in ("g", "t", "alt+x", "ctrl+c", "/"))
    assert not any(keymap.has(key) for key in ("Q", "alt+d", "alt", "g t"))


def test_a_verb_is_told_by_its_key_or_its_name() -> None:
    keymap = Keymap(COMMANDS, {"quit": [], "top": ["ctrl+t", "0"]})
    assert (keymap.key_of("quit"), keymap.key_of("top")) == (":quit", "Ctrl+T")


@pytest.mark.parametrize(
    ("sequence", "text"),
    [
        ("g g", "g g"),
        ("ctrl+d", "Ctrl+D"),
        ("pagedown", "PgDn"),
        ("ctrl+pagedown", "Ctrl+PgDn"),
        ("?", "?"),
        ("f1", "F1"),
        ("ctrl+x ctrl+c", "Ctrl+X Ctrl+C"),
        ("+", "+"),
    ],
)
def test_keys_are_shown_as_a_person_reads_them(sequence: str, text: str) -> None:
    assert shown(sequence) == text


@pytest.mark.parametrize(
    ("name", "right"),
    [
        *[("a", True), ("Ä", True), ("enter", True), ("ctrl+a", True), ("+", True), ("f12", True)],
        *[("ctrl+shift+a", True), ("ctrl++", False), ("", False), ("hyper+a", False), (" ", False)],
        *[("\x1b", False), ("f13", False)],
    ],
)
def test_what_a_key_is(name: str, right: bool) -> None:
    assert is_key(name) is right
