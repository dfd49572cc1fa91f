from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.config.load import load_settings
from reader.config.save import save_view
from reader.config.settings import BUILT_IN_VIEWS, View
from reader.errors import ConfigError

MINE = View("Ferries", 'topic:"Ships \\ boats"', "8")


def views(path: Path) -> dict[str, View]:
    return {view.name: view for view in load_settings(path).views}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "config.toml"


def test_the_first_view_makes_the_file(path: Path) -> None:
    save_view(path, MINE)
    assert views(path)["Ferries"] == MINE
    assert len(views(path)) == len(BUILT_IN_VIEWS) + 1
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path], "no half-written file is left"


@pytest.mark.parametrize(
    "text",
    ['theme = "x"', 'theme = "x"\n', 'theme = "x"\n\n', "# ends in a comment", '[keys]\nquit = ["Q"]\n', ""],
)
def test_what_the_file_says_already_stays_to_the_byte(path: Path, text: str) -> None:
    path.parent.mkdir()
    path.write_text(text)
    save_view(path, MINE)
    assert path.read_text().startswith(text)
    assert views(path)["Ferries"] == MINE


def test_a_view_of_the_same_name_is_replaced_where_it_stands(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(
        "# mine\n"
        '[[views]]\nname = "First"\nquery = "a"\n\n'
        '[[ views ]]  # the second\nname = "Ferries" # told\nquery = "b"\nkey = "9"\n\n'
        '[keys]\nquit = ["Q"]\n'
    )
    save_view(path, View("Ferries", "c"))
    assert path.read_text() == (
        '# mine\n[[views]]\nname = "First"\nquery = "a"\n\n'
        '[[views]]\nname = "Ferries"\nquery = "c"\n\n'
        '[keys]\nquit = ["Q"]\n'
    )
    save_view(path, View("First", "d"))
    assert {name: views(path)[name].query for name in ("First", "Ferries")} == {"First": "d", "Ferries": "c"}


def test_the_last_view_of_the_file_is_replaced_too(path: Path) -> None:
    save_view(path, MINE)
    save_view(path, View("Ferries", "ship"))
    assert path.read_text() == '[[views]]\nname = "Ferries"\nquery = "ship"\n'


def test_a_file_that_would_not_be_understood_is_left_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("theme = [")
    with pytest.raises(ConfigError):
        save_view(path, MINE)
    assert path.read_text() == "theme = ["
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_is_no_text_is_left_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="could not be saved"):
        save_view(path, MINE)
    assert path.read_bytes() == b"\xff\xfe"


def test_a_place_that_takes_no_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError) as caught:
        save_view(tmp_path / "file" / "config.toml", MINE)
    assert "config.toml" in str(caught.value)


def test_a_move_that_fails_leaves_no_file_behind(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(ConfigError, match="No space left"):
        save_view(path, MINE)
    assert list(path.parent.iterdir()) == []
