from __future__ import annotations

import re
import tomllib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reader.config.definitions import definitions
from reader.config.load import load_settings
from reader.config.report import commented_file, explain, toml_value
from reader.config.settings import Settings


def test_every_setting_has_a_sentence() -> None:
    for item in definitions():
        assert item.help.endswith(".")
        assert item.help[0].isupper()


def test_the_defaults_are_explained() -> None:
    rows = {row.name: row for row in explain(Settings())}
    assert rows["measure"].value == "72"
    assert rows["mouse"].value == "true"
    assert rows["keys"].value == "{}"
    assert rows["views.Unread"].value == '{ name = "Unread", query = "is:unread", key = "2" }'
    assert {row.source for row in rows.values()} == {"default"}
    for item in definitions():
        assert any(name.split(".")[0] == item.name for name in rows)


def test_what_was_set_is_explained_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('theme = "reader-light"\n[keys]\ndown = ["j", "n"]\n[[views]]\nname = "é"\nquery = "a"\n')
    rows = {row.name: (row.value, row.source) for row in explain(load_settings(file))}
    assert rows["theme"] == ('"reader-light"', f"{file}:1")
    assert rows["keys.down"] == ('["j", "n"]', f"{file}:3")
    assert rows["views.é"] == ('{ name = "é", query = "a", key = "" }', f"{file}:4")
    assert rows["measure"][1] == "default"
    assert "keys" not in rows


def test_the_commented_file_sets_nothing(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(commented_file(), encoding="utf-8")
    assert load_settings(file) == Settings()
    assert tomllib.loads(commented_file()) == {}


def test_without_its_marks_the_commented_file_sets_every_default(tmp_path: Path) -> None:
    text = re.sub(r"^#(?! )", "", commented_file(), flags=re.MULTILINE)
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    assert load_settings(file)._replace(sources={}) == Settings()
    assert set(tomllib.loads(text)) == {item.name for item in definitions()}
    assert max(map(len, text.splitlines())) <= 100


TEXTS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]))


@given(st.one_of(TEXTS, st.integers(-9, 9), st.booleans(), st.lists(TEXTS).map(tuple)))
def test_a_value_is_written_as_toml_reads_it(value: object) -> None:
    read = tomllib.loads(f"x = {toml_value(value)}")["x"]
    assert (tuple(read) if isinstance(value, tuple) else read) == value
