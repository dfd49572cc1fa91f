"""`reader keys`, `paths`, `config`, `help`: what the program says about itself."""

from __future__ import annotations

import importlib
import json
import tomllib
from pathlib import Path

import pytest

from reader.cli.main import run_command
from reader.cli.verbs import VERBS
from reader.commands import COMMANDS
from tests.cli.conftest import Call
from tests.cli.support import on_screen


@pytest.fixture
def config(home: Path) -> Path:
    path = home / ".config" / "corpus-reader" / "config.toml"
    path.parent.mkdir(parents=True)
    return path


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_has_its_module(verb: str) -> None:
    assert callable(importlib.import_module(f"reader.cli.commands.{verb}").run)


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb != "help"])
def test_every_command_has_its_help(call: Call, verb: str) -> None:
    found = call("help", verb)
    assert (found.code, found.err) == (0, "")
    assert found.out.startswith(f"usage: reader {verb}")
    assert call(verb, "--help").out == found.out
    assert all(len(line) <= 80 for line in found.lines)


def test_the_help_of_the_program(call: Call) -> None:
    found = call("--help")
    assert found.out.startswith("usage: reader [CORPUS")
    assert all(f"\n  {verb} " in found.out for verb in VERBS)
    assert call("help").out == call("help", "help").out == call("-h").out == found.out
    wrong = call("help", "lits")
    assert (wrong.code, wrong.err) == (2, "reader: there is no command “lits”; `reader help` lists them\n")


def test_the_query_language_on_one_page(call: Call) -> None:
    found = call("help", "query")
    assert (found.code, found.err) == (0, "")
    assert '  "a phrase"          words in this order' in found.lines
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
    assert set(places) == {"config", "marks", "index", "state"}
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
    assert found.err.startswith("reader: marsk: there is no such place; the names are config, marks")


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
