"""The ready keymaps, tried by those who have their keys in their fingers."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from reader.commands import COMMANDS, Command, Keymap, Scope, keymap_of, keymap_presets, ready_commands
from reader.commands.keymap import Pending
from reader.commands.rewrite_keys import rewrite_keys
from reader.config.settings import KEYMAPS, Settings
from reader.errors import ConfigError

FOREIGN = [name for name in KEYMAPS if name != keymap_presets.OWN]
DATA = Path(keymap_presets.__file__).with_name("keymaps")

# What a key does in the other program, as far as this one does the same.
NEWSBOAT: dict[Scope, dict[str, str]] = {
    "list": {
        "enter": "read", "j": "down", "k": "up", "J": "down", "n": "next-unread", "p": "previous-unread",
        "o": "open", "N": "toggle-read", "A": "all-read", "ctrl+b": "star", "D": "dismiss", "r": "reload",
        "/": "filter", "F": "filter", "ctrl+f": "drop-filter", "f": "views", "t": "facets", "ctrl+e": "tag",
        "l": "go-unread", "q": "back", "Q": "quit", "?": "help", ":": "palette", "E": "edit",
        "pagedown": "page-down", "home": "top",
    },
    "article": {
        "J": "next-article", "K": "previous-article", "n": "next-unread", "o": "open", "N": "toggle-read",
        "ctrl+b": "star", "/": "find", "space": "read-on", "j": "scroll-down", "q": "back", "D": "dismiss",
    },
}  # fmt: skip
MUTT: dict[Scope, dict[str, str]] = {
    "list": {
        "enter": "read", "j": "down", "k": "up", "tab": "next-unread", "d": "dismiss", "u": "undo", "F": "star",
        "N": "toggle-read", "t": "select", "T": "select-all", "ctrl+t": "untag", "l": "filter", "/": "filter",
        "o": "sort", "c": "views", "$": "refresh", "z": "page-down", "Z": "page-up", "=": "top", "*": "bottom",
        "e": "edit", "h": "fields", "v": "open", "ctrl+b": "open", "y": "tag", "q": "back", "x": "quit",
        "?": "help", ":": "palette", "m": "note", "C": "copy",
    },
    "article": {
        "i": "leave", "j": "next-article", "k": "previous-article", "enter": "scroll-down", "space": "read-on",
        "-": "scroll-back", "d": "dismiss", "u": "undo", "h": "fields", "/": "find", "F": "star", "q": "back",
        "tab": "next-unread",
    },
    "related": {"enter": "related-read", "i": "related-leave"},
}  # fmt: skip


def keymap(name: str) -> Keymap:
    return keymap_of(COMMANDS, Settings(keymap=name))  # type: ignore[arg-type]


def test_the_keymaps_are_those_of_the_setting() -> None:
    assert {file.stem for file in DATA.glob("*.toml")} == set(FOREIGN)
    assert KEYMAPS[0] == keymap_presets.OWN
    assert ready_commands(COMMANDS, keymap_presets.OWN) == COMMANDS


@pytest.mark.parametrize("name", FOREIGN)
def test_a_keymap_speaks_of_verbs_that_there_are_and_has_no_clash(name: str) -> None:
    keys = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
    assert set(keys) <= {command.id for command in COMMANDS}
    live = keymap(name)
    for verb, sequences in keys.items():
        assert live.command(verb).keys == tuple(sequences)
        for scope in live.command(verb).where:
            for sequence in sequences:
                assert live.resolve(scope, tuple(sequence.split(" "))) is live.command(verb)


@pytest.mark.parametrize("name", FOREIGN)
def test_hardly_a_verb_loses_all_its_keys(name: str) -> None:
    """Scrolling from the list, for which neither program has a verb, and the panes that have another key."""
    without = {command.id for command in keymap(name).commands if not command.keys}
    without -= {command.id for command in COMMANDS if not command.keys}
    assert without <= {"article-down", "article-up", "pane-back"}


@pytest.mark.parametrize(("name", "hands"), [("newsboat", NEWSBOAT), ("mutt", MUTT)])
def test_a_key_does_what_the_fingers_expect(name: str, hands: dict[Scope, dict[str, str]]) -> None:
    live = keymap(name)
    for scope, keys in hands.items():
        found = {key: live.resolve(scope, (key,)) for key in keys}
        assert {key: verb.id for key, verb in found.items() if isinstance(verb, Command)} == keys


def test_ones_own_keys_stand_over_those_of_the_keymap() -> None:
    live = keymap_of(COMMANDS, Settings(keymap="mutt", keys={"star": ("s",), "quit": ("Q",)}))
    assert live.resolve("list", ("s",)) is live.command("star")
    assert live.resolve("list", ("F",)) is None


def test_a_clash_with_the_keymap_is_told_with_its_place() -> None:
    settings = Settings(keymap="newsboat", keys={"note": ("N",)}, sources={"keys.note": "config.toml:7"})
    with pytest.raises(ConfigError) as caught:
        keymap_of(COMMANDS, settings)
    assert str(caught.value).startswith(
        "config.toml:7: N would mean both “note” and “toggle-read” in the list"
    )


def test_a_beginning_that_the_keymap_takes_is_taken_from_longer_sequences() -> None:
    some = (
        Command("one", "One", "One.", ("g g", "x"), "Moving"),
        Command("filter", "Filter", "Filter.", ("/",), "Filtering", ("list",)),
        Command("find", "Find", "Find.", ("l", "f"), "Reading", ("article",)),
    )
    found = {command.id: command.keys for command in ready_commands(some, "mutt")}
    assert found == {"one": ("g g", "x"), "filter": ("l", "/"), "find": ("l", "f")}
    taken = Command("sort", "Sort", "Sort.", ("S",), "Filtering", ("list",))
    assert ready_commands((taken, Command("two", "Two", "Two.", ("o o", "2"), "Moving")), "mutt")[1].keys == (
        "2",
    )


def test_the_tour_is_told_with_other_keys() -> None:
    text = "Press `d`, `> d` or `g g`; `J` reads on, `Esc` leaves, `is:read` stays.\n```\nd\n```\n`h` goes back, `ö`"
    assert rewrite_keys(text, COMMANDS, keymap("reader")) == text
    assert (
        rewrite_keys(text, COMMANDS, keymap("newsboat")).startswith("Press `D`, `> D` or `g g`; `J` reads on")
        is False
    )
    mutt = rewrite_keys(text, COMMANDS, keymap("mutt"))
    assert mutt.endswith("\n```\nd\n```\n`i` goes back, `ö`")
    assert "`Esc` leaves, `is:read` stays" in mutt
    without = Keymap(COMMANDS, {"dismiss": []})
    assert rewrite_keys("`d`", COMMANDS, without) == "`:dismiss`"


def test_a_sequence_is_pending_in_every_keymap() -> None:
    assert all(isinstance(keymap(name).resolve("list", ("g",)), Pending) for name in KEYMAPS)
