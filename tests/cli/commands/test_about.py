"""`reader keys`, `paths`, `config`, `help`: what the program says about itself."""

from __future__ import annotations

import importlib
import json
import tomllib
from pathlib import Path

import pytest

from reader.cli.arguments.command_names import COMMAND_NAMES
from reader.cli.main import run_command
from reader.commands import COMMANDS
from tests.cli.conftest import Call
from tests.cli.support import on_screen


@pytest.fixture
def config(home: Path) -> Path:
    path = home / ".config" / "corpus-reader" / "config.toml"
    path.parent.mkdir(parents=True)
    return path


@pytest.mark.parametrize("verb", COMMAND_NAMES)
def test_every_command_has_its_module(verb: str) -> None:
    assert callable(importlib.import_module(f"reader.cli.commands.{verb}").run)


@pytest.mark.parametrize("verb", [verb for verb in COMMAND_NAMES if verb != "help"])
def test_every_command_has_its_help(call: Call, verb: str) -> None:
    found = call("help", verb)
    assert (found.code, found.err) == (0, "")
    assert found.out.startswith(f"usage: reader {verb}")
    assert call(verb, "--help").out == found.out
    assert all(len(line) <= 80 for line in found.lines)


def test_the_help_of_the_program(call: Call) -> None:
    found = call("--help")
    assert found.out.startswith("usage: reader [CORPUS")
    assert all(f"\n  {verb} " in found.out for verb in COMMAND_NAMES)
    assert call("help").out == call("help", "help").out == call("-h").out == found.out
    wrong = call("help", "lits")
    assert (wrong.code, wrong.err) == (2, "reader: there is no command “lits”; `reader help` lists them\n")


def test_the_query_language_on_one_page(call: Call) -> None:
    found = call("help", "query")
    assert (found.code, found.err) == (0, "")
    assert any('"a phrase"          these words in this order' in line for line in found.lines)
    assert any("quality:>=60" in line for line in found.lines)
    assert all(len(line) <= 80 for line in found.lines)


def test_keys_as_tsv(call: Call) -> None:
    rows = {line.split("\t")[0]: line.split("\t")[1:] for line in call("keys").lines}
    assert set(rows) == {command.id for command in COMMANDS}
    assert json.loads(rows["top"][0]) == ["g g", "home"]


def test_keys_as_a_table() -> None:
    console, out, _ = on_screen(styled=True)
    assert run_command(["keys"], console) == 0
    assert "\x1b[1mMoving\x1b[0m\n  j, ↓" in out.getvalue()
    plain, out, _ = on_screen(unicode=False)
    run_command(["keys", "--format", "table"], plain)
    assert "  j, down" in out.getvalue()


def test_keys_of_the_user(call: Call, config: Path) -> None:
    config.write_text('[keys]\ntop = ["f9"]\n')
    assert 'top\t["f9"]' in call("keys").out
    config.write_text('[keys]\ntopp = ["f9"]\n')
    found = call("keys")
    assert found.code == 2
    assert "topp" in found.err


def test_paths(call: Call, home: Path) -> None:
    places = dict(line.split("\t") for line in call("paths").lines)
    assert set(places) == {"config", "themes", "marks", "corpora", "index", "texts", "pictures", "state"}
    assert all(Path(place).is_relative_to(home) for place in places.values())
    assert call("paths", "marks").out == places["marks"] + "\n"
    assert list(home.iterdir()) == []


def test_paths_on_a_terminal() -> None:
    console, out, _ = on_screen()
    run_command(["paths"], console)
    assert "your settings\n" in out.getvalue()


def test_a_place_that_is_not_there(call: Call) -> None:
    found = call("paths", "marsk")
    assert found.code == 2
    assert found.err.startswith("reader: marsk: there is no such place; the names are config, themes, marks")


def test_paths_tell_the_file_of_marks_in_use(call: Call, config: Path) -> None:
    config.write_text('state = "/desk/marks.db"\n')
    assert call("paths", "marks").out == "/desk/marks.db\n"


def test_config(call: Call, config: Path) -> None:
    assert "measure = 72  # default\n" in call("config").out
    config.write_text("measure = 60\n")
    assert f"measure = 60  # {config}:1\n" in call("config").out


def test_a_template_says_what_the_defaults_say(call: Call, config: Path) -> None:
    config.write_text(call("config", "--template").out)
    assert tomllib.loads(config.read_text()) == {}
    assert "measure = 72  # default\n" in call("config").out


def test_every_mistake_in_the_configuration_has_its_line(call: Call, config: Path) -> None:
    config.write_text('measure = "wide"\nthem = "x"\n')
    found = call("config")
    assert (found.code, found.out) == (2, "")
    first, second = found.err.splitlines()
    assert first.startswith(f"reader: {config}:1: ")
    assert second.startswith(f"reader: {config}:2: ")


def test_all_that_is_wrong_with_the_configuration_is_told_at_once(call: Call, config: Path) -> None:
    config.write_text(
        'thme = 1\ntheme = "reader-drak"\n[keys]\nstar = ["d"]\nopeen = []\n[[views]]\nname = "x"\nquery = "titel:a"\n'
    )
    found = call("config")
    assert (found.code, found.out) == (2, "")
    assert [line.removeprefix(f"reader: {config}:").split(";")[0] for line in found.err.splitlines()] == [
        "1: there is no setting “thme”",
        "2: there is no theme “reader-drak”",
        "4: d would mean both “star” and “dismiss” in the list",
        "5: there is no command “opeen”",
        "6: the query of the view “x” cannot be understood: there is no field titel:",
    ]


def test_a_configuration_to_begin_from(call: Call, home: Path) -> None:
    found = call("config", "--init")
    file = home / ".config" / "corpus-reader" / "config.toml"
    assert (found.code, found.out, found.err) == (0, "", f"written to {file}\n")
    assert tomllib.loads(file.read_text()) == {}
    file.write_text("measure = 60\n")
    found = call("config", "--init")
    assert found.code == 2
    assert "there is a settings file already" in found.err
    assert file.read_text() == "measure = 60\n"


def test_keys_of_a_ready_keymap(call: Call, config: Path) -> None:
    assert 'toggle-read\t["N", "r"]' in call("keys", "--keymap", "mutt").out
    config.write_text('keymap = "newsboat"\n[keys]\nstar = "f9"\n')
    assert 'toggle-read\t["N"]' in call("keys").out
    assert 'star\t["f9"]' in call("keys").out
    assert 'star\t["ctrl+b", "s"]' in call("keys", "--keymap", "newsboat").out
