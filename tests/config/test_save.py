from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from reader.config import toml_lines
from reader.config.load import load_settings
from reader.config.report import commented_file
from reader.config.save import save_setting, save_view, write_template
from reader.config.settings import BUILT_IN_VIEWS, SavedView
from reader.errors import ConfigError

MINE = SavedView("Ferries", 'topic:"Ships \\ boats"', "8")


def views(path: Path) -> dict[str, SavedView]:
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
    save_view(path, SavedView("Ferries", "c"))
    assert path.read_text() == (
        '# mine\n[[views]]\nname = "First"\nquery = "a"\n\n'
        '[[views]]\nname = "Ferries"\nquery = "c"\n\n'
        '[keys]\nquit = ["Q"]\n'
    )
    save_view(path, SavedView("First", "d"))
    assert {name: views(path)[name].query for name in ("First", "Ferries")} == {"First": "d", "Ferries": "c"}


@pytest.mark.parametrize(
    "text",
    [
        "[[views]]\nname = 'Ferries'\nquery = 'old'\n",
        '[["views"]]\nname = "Ferr\\u0069es"\nquery = "old"\n',
        "[[ 'views' ]]\nquery = 'old'\n'name' = '''Ferries'''\n",
        '[[views]]\r\nname="Ferries"   # mine\r\nquery="old"\r\n',
        "\ufeff[[views]]\nname = 'Ferries'\nquery = 'old'\n",
        "[[views]]\nname = 'A'\nquery = '[[views]] name = \"Ferries\"'\n[[views]]\nname = 'Ferries'\nquery = ''",
    ],
)
def test_a_view_is_found_however_its_name_is_written(path: Path, text: str) -> None:
    path.parent.mkdir()
    path.write_bytes(text.encode())
    save_view(path, SavedView("Ferries", "new", "7"))
    names = [view["name"] for view in tomllib.loads(path.read_bytes().decode("utf-8-sig"))["views"]]
    assert names.count("Ferries") == 1
    assert views(path)["Ferries"] == SavedView("Ferries", "new", "7")


def test_what_follows_a_view_stays(path: Path) -> None:
    path.parent.mkdir()
    after = "\n# The keys I am used to.\n[keys]\nquit = ['Q']\n"
    path.write_text("[[views]]\nname = 'Ferries'\n# what it asks\nquery = 'old'\n" + after)
    save_view(path, SavedView("Ferries", "new"))
    assert path.read_text() == '[[views]]\nname = "Ferries"\nquery = "new"\n' + after


@pytest.mark.parametrize(
    "text",
    [
        "views = [{name = 'Ferries', query = 'old'}]\n",
        "views = [{name = 'Other', query = 'a'}]\n",
        "views = 1\n",
    ],
)
def test_views_in_another_form_are_left_to_their_owner(path: Path, text: str) -> None:
    path.parent.mkdir()
    path.write_text(text)
    with pytest.raises(ConfigError, match=r"not written as \[\[views\]\]"):
        save_view(path, MINE)
    assert path.read_text() == text


def test_the_last_view_of_the_file_is_replaced_too(path: Path) -> None:
    save_view(path, MINE)
    save_view(path, SavedView("Ferries", "ship"))
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


def test_line_ends_stay_as_they_are(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"measure = 60\r\n")
    save_view(path, MINE)
    assert path.read_bytes().startswith(b"measure = 60\r\n\r\n[[views]]\r\n")
    assert b"\n" not in path.read_bytes().replace(b"\r\n", b"")
    assert views(path)["Ferries"] == MINE


def test_a_file_kept_elsewhere_behind_a_link_stays_there_with_its_mode(path: Path, tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles.toml"
    kept.write_text("measure = 60\n")
    kept.chmod(0o640)
    path.parent.mkdir()
    path.symlink_to(kept)
    save_setting(path, "theme", "reader-light")
    assert path.is_symlink()
    assert load_settings(kept).theme == "reader-light"
    assert kept.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'theme = "x"\n'),
        ("measure = 60", 'theme = "x"\nmeasure = 60'),
        ("[keys]\ntheme = []\n", 'theme = "x"\n[keys]\ntheme = []\n'),
        ("theme = 'a' # why\nmeasure = 60\n", 'theme = "x" # why\nmeasure = 60\n'),
        ('# mine\r\n"theme"="a\\"b"\r\n', '# mine\r\n"theme"="x"\r\n'),
        ("measure = 60\r\n", 'theme = "x"\r\nmeasure = 60\r\n'),
        ('theme = "x"\n', 'theme = "x"\n'),
        ('\ufefftheme = "a"\n', '\ufefftheme = "x"\n'),
        ("\ufeff[keys]\n", '\ufefftheme = "x"\n[keys]\n'),
        (
            '# The colours.\n#theme = "a"\n\n#[keys]\n',
            '# The colours.\n#theme = "a"\ntheme = "x"\n\n#[keys]\n',
        ),
        ('[keys]\n#theme = "a"\n', 'theme = "x"\n[keys]\n#theme = "a"\n'),
    ],
)
def test_a_setting_is_written_and_nothing_else(path: Path, before: str, after: str) -> None:
    path.parent.mkdir()
    path.write_bytes(before.encode())
    save_setting(path, "theme", "x")
    assert path.read_bytes().decode() == after
    assert load_settings(path).theme == "x"


def test_a_setting_over_several_lines_is_left_to_its_owner(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('theme = """\na"""\n')
    with pytest.raises(
        ConfigError, match=r"config\.toml:1: “theme” is not on one line here; change it by hand"
    ):
        save_setting(path, "theme", "x")


def test_a_setting_that_cannot_be_saved_is_named(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="“theme” could not be saved"):
        save_setting(path, "theme", "x")


def test_the_template_is_written_once(path: Path) -> None:
    write_template(path)
    assert path.read_text() == commented_file()
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_text("measure = 60\n")
    with pytest.raises(ConfigError, match="there is a settings file already"):
        write_template(path)
    assert path.read_text() == "measure = 60\n"
    save_setting(path, "theme", "x")


def test_a_template_that_has_no_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="the settings file could not be saved"):
        write_template(tmp_path / "file" / "config.toml")


def test_lines_are_those_of_toml_whatever_separators_a_text_holds(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    text = '# \u2028 \x85 \x0c\n[[views]]\nname = "a\u2028b"\nquery = "x"\n'
    file.write_text(f"theme = 'dark' # \u2029\n{text}", encoding="utf-8")
    assert toml_lines.key_lines(file.read_text(encoding="utf-8"))["views", 0, "query"] == 5
    assert "".join(toml_lines.lines_of(text + "end")) == text + "end"
