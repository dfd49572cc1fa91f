"""The user's configuration in the app: themes chosen and seen, keys of other programs, columns, the tour."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from reader.config.paths import find_paths
from reader.config.settings import Settings
from reader.errors import ConfigError
from reader.session.session import Session
from reader.tour import tour_path
from reader.tui.configuration import configured
from reader.tui.screens.picker import PickerScreen
from reader.tui.theme.display_options import DisplayOptions
from reader.tui.theme.stylesheets import PLAIN, THEMES, load_theme, theme_names
from reader.tui.widgets.styled import Styled
from tests.session.corpus import COST, STORM, paths_in, session_over, write_corpus
from tests.tui.app import Driver, running

MINE = 'base = "reader-light"\nprimary = "#004488"\n[text]\ntitle = "bold underline $primary"\n'


def write(name: str, text: str) -> Path:
    file = find_paths().config / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def faults() -> list[str]:
    with pytest.raises(ConfigError) as caught:
        configured(find_paths())
    return str(caught.value).split("\n")


def test_without_a_file_all_is_as_it_was() -> None:
    settings, keymap = configured(find_paths())
    assert settings == Settings()
    assert keymap.command("quit").keys[0] == "Q"


def test_a_theme_that_does_not_exist() -> None:
    file = write("config.toml", '\ntheme = "sepia"\n')
    (told,) = faults()
    assert told.startswith(f"{file}:2: there is no theme “sepia”; the themes are {', '.join(THEMES)}")
    assert PLAIN not in told


def test_a_theme_of_ones_own() -> None:
    write("themes/mine.toml", MINE)
    write("config.toml", 'theme = "mine"\n')
    assert configured(find_paths())[0].theme == "mine"
    theme, style_table = load_theme("mine", find_paths().themes)
    assert (theme.primary, theme.dark) == ("#004488", False)
    assert style_table.style("title").underline
    assert theme_names(find_paths().themes) == (*THEMES, "mine")
    assert theme_names(None) == THEMES


def test_a_theme_of_ones_own_does_not_take_a_name_of_the_program() -> None:
    write(f"themes/{THEMES[0]}.toml", 'primary = "nonsense"')
    write(f"themes/{PLAIN}.toml", 'primary = "nonsense"')
    assert theme_names(find_paths().themes) == THEMES
    assert load_theme(THEMES[0], find_paths().themes)[0].name == THEMES[0]


def test_a_theme_that_is_wrong_is_told_with_its_line() -> None:
    file = write("themes/mine.toml", '[text]\ntitle = "blod"\n')
    write("config.toml", 'theme = "mine"\n')
    assert faults() == [f"{file}:2: “blod” is no style; did you mean “bold”?"]


def test_faults_of_the_whole_file_are_told_by_line() -> None:
    text = '[keys]\nquit = "j"\n[[views]]\nname = "x"\nquery = "("\n'
    file = write("config.toml", text)
    assert [line.removeprefix(f"{file}:")[:2] for line in faults()] == ["2:", "2:", "3:"]


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Session]:
    """Yield a session with folders of its own, a good theme and a broken one in them."""
    paths = paths_in(tmp_path)
    paths.themes.mkdir(parents=True)
    (paths.themes / "mine.toml").write_text(MINE)
    (paths.themes / "wrong.toml").write_text('primary = "bluish"')
    with session_over(write_corpus(tmp_path / "corpus"), paths=paths, loaded=False) as session:
        yield session


@pytest.fixture
async def app(kept: Session) -> AsyncIterator[Driver]:
    async with running(kept) as driver:
        yield driver


async def test_a_theme_is_seen_as_the_cursor_comes_to_it(app: Driver) -> None:
    before = app.app.theme
    await app.do("theme")
    await app.press("down")
    assert app.app.theme == THEMES[1]
    await app.press("escape")
    assert app.app.theme == before
    assert not app.session.themes_folder or not (app.session.themes_folder.parent / "config.toml").exists()


async def test_a_theme_that_is_chosen_is_kept_from_now_on(app: Driver) -> None:
    await app.do("theme")
    await app.type("mine")
    assert app.app.theme == "mine"
    assert app.app.style_table.style("title").underline
    await app.press("enter")
    assert app.app.theme == "mine"
    assert "mine, also from now on: written to" in app.bottom
    assert app.session.themes_folder is not None
    assert (app.session.themes_folder.parent / "config.toml").read_text() == 'theme = "mine"\n'


async def test_a_theme_that_is_wrong_is_listed_with_its_fault(app: Driver) -> None:
    before = app.app.theme
    await app.do("theme")
    await app.type("wrong")
    assert "must be a colour such as" in app.text_of(app.app.screen.query_one("#items", Styled))
    assert app.app.theme == before
    await app.press("enter")
    assert app.app.theme == before
    assert "“primary” must be a colour" in app.bottom
    assert "wrong.toml:1" in app.bottom


async def test_the_theme_list_stands_with_nothing_in_it(app: Driver) -> None:
    await app.do("theme")
    await app.type("zzz")
    assert app.modal(PickerScreen)
    await app.press("escape")


async def test_without_folders_a_theme_lasts_for_the_session(root: Path) -> None:
    with session_over(root) as session:
        async with running(session) as app:
            await app.do("theme")
            await app.press("down", "enter")
            assert app.app.theme == THEMES[1]
            assert "no settings file to save the theme in" in app.bottom


async def test_a_theme_of_ones_own_from_the_start(kept: Session) -> None:
    async with running(kept, look=DisplayOptions(theme="mine")) as app:
        assert app.app.theme == "mine"
        await app.do("help")
        await app.press("escape")


def settings(**given: Any) -> Settings:
    return Settings(read_after=0, **given)  # on a busy machine two seconds pass between two keys


async def test_a_day_with_the_keys_of_newsboat(root: Path) -> None:
    with session_over(root, settings=settings(keymap="newsboat")) as session:
        async with running(session) as app:
            await app.press("N")
            assert app.mark(STORM).read
            await app.press("N", "ctrl+b")
            assert app.mark(STORM).starred
            await app.press("enter", "J")
            assert app.shown.title == COST
            await app.press("q", "F")
            await app.type("ferries")
            await app.press("enter", "ctrl+f", "A")
            assert all(app.mark(title).read for title in (STORM, COST))
            await app.press("D")
            assert app.mark(app.titles[0]).verdict or app.mark(COST).verdict
            assert "D dismiss" in app.bottom
            await app.press("q")
            assert app.left


async def test_a_day_with_the_keys_of_mutt(root: Path) -> None:
    with session_over(root, settings=settings(keymap="mutt")) as session:
        async with running(session) as app:
            await app.press("d")
            assert app.mark(STORM).verdict == "dismissed"
            await app.press("u", "F", "tab")
            assert app.mark(STORM).starred
            assert app.title == COST
            await app.press("enter", "i")
            assert app.scope == "list"
            await app.press("l")
            await app.type("herring")
            await app.press("enter")
            assert len(app.titles) == 1
            await app.press("escape", "*", "=")
            assert app.title == STORM
            assert "l filter" in app.bottom
            await app.press("x")
            assert app.left


async def test_sentences_name_the_keys_that_are_in_force(root: Path) -> None:
    own = settings(keymap="mutt", keys={"back": ("f10",), "open": ()})
    with session_over(root, settings=own) as session:
        async with running(session) as app:
            await app.press("escape")
            assert "F10 leaves the program" in app.bottom
            assert ":open opens the whole article" in app.document


@pytest.mark.parametrize(
    ("given", "key"), [({}, "h"), ({"keymap": "mutt"}, "i"), ({"keys": {"leave": ("f8",)}}, "F8")]
)
async def test_the_tour_names_the_keys_that_are_in_force(given: dict[str, Any], key: str) -> None:
    with session_over(tour_path(), settings=settings(**given)) as session:
        async with running(session) as app:
            assert f"Enter goes into the article, {key} comes back to the list." in " ".join(
                app.document.split()
            )


async def test_the_columns_of_the_list(root: Path) -> None:
    with session_over(root, settings=settings(columns=("heat", "provider"))) as session:
        async with running(session) as app:
            assert app.list.splitlines()[0].split()[1:3] == ["40", "Coastal"]
