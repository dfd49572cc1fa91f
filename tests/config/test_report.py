from __future__ import annotations

import re
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reader.config.definitions import Definition, definitions
from reader.config.load import load_settings
from reader.config.report import commented_file, toml_lines, toml_value
from reader.config.settings import BUILT_IN_VIEWS, SavedView, Settings
from reader.config.value_kinds import Choice, Names, Number, Several, Views, Words


def test_every_setting_has_a_sentence() -> None:
    for item in definitions():
        assert item.help.endswith(".")
        assert item.help[0].isupper()


def printed(settings: Settings) -> str:
    return "".join(
        f"{line}  # {source}\n" if source else f"{line}\n" for line, source in toml_lines(settings)
    )


def test_what_was_set_is_printed_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('theme = "reader-light"\n[keys]\ndown = ["j", "n"]\n[[views]]\nname = "é"\nquery = "a"\n')
    lines = dict(toml_lines(load_settings(file)))
    assert lines['theme = "reader-light"'] == f"{file}:1"
    assert lines['down = ["j", "n"]'] == f"{file}:3"
    assert lines["measure = 72"] == "default"
    assert printed(load_settings(file)).endswith(
        f'[[views]]  # {file}:4\nname = "é"\nquery = "a"\nkey = ""\n'
    )


TEXTS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]))
LISTS = st.lists(TEXTS, max_size=3).map(tuple)


def with_built_in(own: list[SavedView]) -> tuple[SavedView, ...]:
    return tuple(({view.name: view for view in BUILT_IN_VIEWS} | {view.name: view for view in own}).values())


def values_of(item: Definition) -> st.SearchStrategy[Any]:
    """Return what a setting can hold once it is read."""
    kind = item.kind
    if isinstance(kind, Choice):
        return st.sampled_from(kind.options)
    if isinstance(kind, Number):
        low, high = int(kind.low), int(kind.high)
        return st.integers(low, high) if kind.whole else st.floats(low, high)
    if isinstance(kind, Several):
        return st.lists(st.sampled_from(kind.options), unique=True).map(tuple)
    if isinstance(kind, Words):
        return LISTS
    if isinstance(kind, Names):
        names = st.sampled_from(sorted(set(kind.allowed.values()))) if kind.allowed else TEXTS
        return st.dictionaries(names, LISTS, max_size=3)
    if isinstance(kind, Views):
        names = st.one_of(TEXTS.filter(bool), st.just("Unread"))
        return st.lists(st.builds(lambda name, query: SavedView(name, query), names, TEXTS), max_size=3).map(
            with_built_in
        )
    return TEXTS


@given(st.fixed_dictionaries({item.name: values_of(item) for item in definitions()}))
def test_what_is_printed_is_a_file_of_the_same_settings(values: dict[str, Any]) -> None:
    settings = Settings(**values | {"state": "/desk/marks.db"})
    text = printed(settings)
    assert set(tomllib.loads(text)) == set(values)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "config.toml")
        file.write_bytes(text.encode())
        assert load_settings(file)._replace(sources={}) == settings


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


@given(st.one_of(TEXTS, st.integers(-9, 9), st.booleans(), st.lists(TEXTS).map(tuple)))
def test_a_value_is_written_as_toml_reads_it(value: object) -> None:
    read = tomllib.loads(f"x = {toml_value(value)}")["x"]
    assert (tuple(read) if isinstance(value, tuple) else read) == value
