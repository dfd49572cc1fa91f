"""The documents say what the program does: their tables are its own, and what they name exists."""

from __future__ import annotations

import re
import runpy
import sys
from pathlib import Path

import pytest

from reader.cli.arguments.command_names import COMMAND_NAMES
from reader.cli.manpage import page
from reader.commands import COMMANDS, keymap_of, shown
from reader.config.definitions import definitions
from reader.config.load import load_settings
from reader.config.themes import read_theme
from reader.query import reference
from reader.query.syntax.fields import FIELDS
from reader.tui.theme.stylesheets import THEMES, theme_values
from tests.house import documents
from tests.house import map as rooms
from tests.house.documents import TABLES, main, refreshed
from tests.house.sources import PACKAGE, ROOT

README = ROOT / "README.md"
DOCS = sorted((ROOT / "docs").glob("*.md"))
MANUAL = ROOT / "docs" / "reader.1"
DOCUMENTS = [README, *DOCS]
TEXT = "\n".join(file.read_text(encoding="utf-8") for file in DOCUMENTS)
CODE = re.findall(r"```\w*\n(.*?)```", TEXT, re.S)
MOST_LINES_OF_README = 155


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.name)
def test_the_tables_are_up_to_date(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert refreshed(text) == text, "make documents"


def test_every_table_stands_somewhere_once() -> None:
    assert {name: TEXT.count(f"<!-- {name} -->") for name in TABLES} == dict.fromkeys(TABLES, 1)


def test_the_manual_page_is_up_to_date() -> None:
    assert page() == MANUAL.read_text(encoding="utf-8"), "make documents"


def test_the_first_page_is_short_and_leads_to_all_others() -> None:
    text = README.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES_OF_README
    assert {file.name for file in DOCS if f"docs/{file.name}" not in text} == set()


def test_every_setting_is_told_with_its_default() -> None:
    table = TABLES["settings"]().replace("\\|", "|")
    assert {item.name for item in definitions() if item.help not in table} == set()


def test_the_settings_that_are_shown_are_understood(tmp_path: Path) -> None:
    blocks = re.findall(r"```toml\n(.*?)```", TEXT, re.S)
    assert len(blocks) >= 4
    for number, block in enumerate(blocks):
        file = tmp_path / f"{number}.toml"
        file.write_text(block, encoding="utf-8")
        if block.startswith("# themes/"):
            read_theme(file, THEMES, theme_values)
        else:
            keymap_of(COMMANDS, load_settings(file))


def test_the_map_tells_of_every_file() -> None:
    text = rooms.MAP.read_text(encoding="utf-8")
    assert rooms.refreshed(text) == text, "make documents"
    loose = {file.name for file in PACKAGE.glob("*.py")} - {"__init__.py"}
    assert {name for name in loose if f"- `{name}`: " not in text} == set()


def test_every_command_is_told() -> None:
    assert {name for name in COMMAND_NAMES if f"`reader {name}`" not in TEXT} == set()


def test_every_verb_is_told_with_its_keys() -> None:
    table = TABLES["keys"]().replace("\\|", "|")
    for command in COMMANDS:
        if re.fullmatch(r"view-[2-8]", command.id):
            # The digits between the first and the last are given as a range.
            continue
        title = re.sub(r" \d+$", "", command.title)
        assert title.lower() in table.lower(), command.id
        assert all(f"`{shown(keys)}`" in table for keys in command.keys), command.id


def test_every_part_of_the_query_language_is_told() -> None:
    table = TABLES["query"]().replace("\\|", "|")
    assert {field.name for field in FIELDS if f"`{field.name}:`" not in table} == set()
    assert all(f"`{row.syntax}`" in table for section in reference() for row in section.rows)


def test_a_table_has_as_many_cells_in_every_row() -> None:
    for name, table in TABLES.items():
        cells = {len(re.findall(r"(?<!\\)\|", line)) for line in table().splitlines()}
        assert len(cells) == 1, name


def test_a_command_that_is_shown_exists() -> None:
    shown_lines = [line for block in CODE for line in block.splitlines() if line.startswith("reader ")]
    assert shown_lines
    for line in shown_lines:
        word = line.split()[1]
        assert word in COMMAND_NAMES or word.startswith("~"), line


def test_a_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"make (\w+)", " ".join([*CODE, *re.findall(r"`([^`\n]+)`", TEXT)]))) <= targets


@pytest.mark.parametrize(
    "file",
    [*DOCUMENTS, PACKAGE / "README.md", ROOT / "CHANGELOG.md"],
    ids=lambda file: f"{file.parent.name}/{file.name}",
)
def test_a_link_leads_somewhere(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert target.startswith("https://") or (file.parent / target).exists(), target


def test_tables_are_made_anew_between_their_marks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "some.md"
    file.write_text("before\n<!-- keys -->\nold\n<!-- /keys -->\nafter\n", encoding="utf-8")
    assert main([str(file)]) == 1
    assert "stale" in capsys.readouterr().out
    assert main([str(file), "--write"]) == 0
    assert main([str(file)]) == 0
    assert file.read_text(encoding="utf-8") == (
        f"before\n<!-- keys -->\n\n{TABLES['keys']()}\n<!-- /keys -->\nafter\n"
    )


def test_a_mark_that_ends_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match="has no"):
        refreshed("<!-- keys -->\n")


def test_the_tables_are_checked_by_a_program_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["documents", str(README), str(MANUAL)])
    with pytest.raises(SystemExit) as left:
        runpy.run_path(documents.__file__, run_name="__main__")
    assert left.value.code == 0
