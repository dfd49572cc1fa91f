from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from rich.color import Color
from rich.style import Style

import reader.tui
from reader.config.settings import Settings
from reader.session.opening import AppOptions
from reader.tui.terminal import capabilities
from reader.tui.theme.display_options import FPS, THIN_LINE_FPS, DisplayOptions, decide, over_ssh
from reader.tui.theme.style_table import StyleTable
from reader.tui.theme.stylesheets import PLAIN, SIXTEEN, THEMES, load_theme

LINE = {"SSH_CONNECTION": "10.0.0.1 5 10.0.0.2 22"}
ALL_THEMES = (*THEMES, PLAIN)


def look(
    options: Mapping[str, Any] | None = None,
    settings: Mapping[str, Any] | None = None,
    environ: Mapping[str, str] | None = None,
    encoding: str = "utf-8",
) -> DisplayOptions:
    known = {"TERM": "xterm-256color", **(environ or {})}
    return decide(AppOptions(**options or {}), Settings(**settings or {}), known, encoding)


def test_a_terminal_at_hand_gets_all_there_is() -> None:
    wanted = (
        ("TEXTUAL_ANIMATIONS", "none"),
        ("TEXTUAL_FPS", FPS),
        ("TEXTUAL_COLOR_SYSTEM", "truecolor"),
    )
    assert look(environ={"COLORTERM": "truecolor"}) == DisplayOptions(THEMES[0], environment=wanted)


@pytest.mark.parametrize(
    ("color", "system"), [("16", "standard"), ("256", "256"), ("truecolor", "truecolor")]
)
def test_how_many_colours_is_said_to_textual(color: str, system: str) -> None:
    found = look({"color": color}, {"color": "never"}, {"NO_COLOR": "1"})
    assert dict(found.environment)["TEXTUAL_COLOR_SYSTEM"] == system
    expected = SIXTEEN if color == "16" else THEMES[0]
    assert found.theme == expected, "who names a number of colours wants colours"


@pytest.mark.parametrize(
    ("environ", "setting", "theme", "system"),
    [
        ({"TERM": "xterm-256color"}, "auto", "reader-light", "256"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "auto", "reader-light", "truecolor"),
        ({"TERM": "linux"}, "auto", SIXTEEN, "standard"),
        ({"TERM": "alacritty"}, "auto", "reader-light", "256"),
        ({"TERM": "vt100"}, "auto", PLAIN, "standard"),
        ({"TERM": "vt100"}, "always", SIXTEEN, "standard"),
    ],
)
def test_a_theme_is_chosen_that_the_terminal_has_the_colours_for(
    environ: dict[str, str], setting: str, theme: str, system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    described = {"linux": 8, "alacritty": 256, "vt100": 0}
    monkeypatch.setattr(capabilities, "_described", lambda term: described[term])
    found = look(settings={"theme": "reader-light", "color": setting}, environ=environ)
    assert found.theme == theme
    assert dict(found.environment)["TEXTUAL_COLOR_SYSTEM"] == system


def test_what_is_said_to_textual_already_stands() -> None:
    assert "TEXTUAL_COLOR_SYSTEM" not in dict(look(environ={"TEXTUAL_COLOR_SYSTEM": "256"}).environment)


@pytest.mark.parametrize(
    ("option", "setting", "no_color", "plain"),
    [
        (None, "auto", None, False),
        (None, "auto", "", False),
        (None, "auto", "1", True),
        (None, "auto", "0", True),
        (None, "always", "1", False),
        (None, "never", None, True),
        ("auto", "never", None, True),
        ("auto", "always", "1", False),
        ("auto", "auto", "1", True),
        ("never", "always", None, True),
        ("256", "never", "1", False),
    ],
)
def test_colours_are_left_out_where_that_is_wanted(
    option: str | None, setting: str, no_color: str | None, plain: bool
) -> None:
    environ = {} if no_color is None else {"NO_COLOR": no_color}
    found = look({"color": option}, {"color": setting, "theme": THEMES[1]}, environ)
    assert found.theme == (PLAIN if plain else THEMES[1])


@pytest.mark.parametrize("variable", ["SSH_CONNECTION", "SSH_TTY"])
def test_a_line_is_told_by_what_ssh_leaves_in_the_environment(variable: str) -> None:
    assert over_ssh({variable: "/dev/pts/1"})
    assert not over_ssh({variable: ""})
    assert not over_ssh({})


@pytest.mark.parametrize(
    ("option", "setting", "environ", "remote"),
    [
        (None, "auto", {}, False),
        (None, "auto", LINE, True),
        (None, "yes", {}, True),
        (None, "no", LINE, False),
        (True, "no", {}, True),
        (False, "yes", LINE, False),
    ],
)
def test_a_thin_line(option: bool | None, setting: str, environ: dict[str, str], remote: bool) -> None:
    found = look({"remote": option}, {"remote": setting}, environ)
    assert found.remote == remote
    assert found.mouse == (not remote)
    assert dict(found.environment).get("TEXTUAL_FPS") == (THIN_LINE_FPS if remote else FPS)


def test_frames_a_second_that_were_set_stay() -> None:
    assert "TEXTUAL_FPS" not in dict(look({"remote": True}, environ={"TEXTUAL_FPS": "5"}).environment)


@pytest.mark.parametrize(
    ("option", "setting", "remote", "mouse"),
    [
        (None, True, False, True),
        (None, False, False, False),
        (None, True, True, False),
        (True, False, True, True),
        (False, True, False, False),
    ],
)
def test_the_mouse(option: bool | None, setting: bool, remote: bool, mouse: bool) -> None:
    assert look({"mouse": option, "remote": remote}, {"mouse": setting}).mouse == mouse


@pytest.mark.parametrize(
    ("option", "setting", "encoding", "expected"),
    [
        (None, "auto", "utf-8", False),
        (None, "auto", "UTF8", False),
        (None, "auto", "ascii", True),
        (None, "auto", "iso-8859-1", True),
        (None, True, "utf-8", True),
        (None, False, "ascii", False),
        (True, False, "utf-8", True),
        (False, True, "ascii", False),
    ],
)
def test_plain_ascii(option: bool | None, setting: bool | str, encoding: str, expected: bool) -> None:
    assert look({"ascii": option}, {"ascii": setting}, encoding=encoding).ascii is expected


@pytest.mark.parametrize("name", ALL_THEMES)
def test_a_theme_is_whole(name: str) -> None:
    theme, style_table = load_theme(name)
    assert theme.name == name
    assert theme.dark == (name != "reader-light")
    for style in style_table._text:
        assert isinstance(style_table.style(style), Style)
    assert style_table.style("found cursor")


def _luminance(color: Color) -> float:
    """Return the relative luminance as WCAG 2 defines it."""
    parts = [part / 255 for part in color.get_truecolor()]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: Color, other: Color) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("name", "least"), [("reader-dark", 4.5), ("reader-light", 4.5), ("reader-contrast", 7.0)]
)
def test_all_text_can_be_read_on_every_ground_it_stands_on(name: str, least: float) -> None:
    theme, style_table = load_theme(name)
    grounds = [Color.parse(str(color)) for color in (theme.background, theme.surface)]
    for text in _names_of(name) - {"rule", "cursor", "cursor-blurred"}:
        for under, over in itertools.product(("", "found"), ("", "cursor", "cursor-blurred")):
            style = style_table.style(f"{text} {under} {over}")
            ink = style.color or Color.parse(str(theme.foreground))
            for ground in [style.bgcolor] if style.bgcolor else grounds:
                assert _contrast(ink, ground) >= least, (text, under, over, ink, ground)


def test_a_theme_of_another_name_is_no_theme() -> None:
    with pytest.raises(KeyError):
        load_theme("../reader-dark")


@pytest.mark.parametrize("name", THEMES)
def test_every_name_in_rendered_lines_has_a_look(name: str) -> None:
    used = set(_styles_used())
    assert {"title", "meta", "found", "hint"} <= used
    assert used - _names_of(name) == set()
    assert _names_of(name) == _names_of(THEMES[0])


def test_what_is_told_apart_by_more_than_colour_is_so_without_colours() -> None:
    assert _names_of(PLAIN) < _names_of(THEMES[0])
    coloured = load_theme(THEMES[0])[1]
    more = {name for name in coloured._text if coloured.style(name).bold or coloured.style(name).italic}
    assert more
    assert more - _names_of(PLAIN) == set()
    assert {"found", "cursor", "cursor-blurred"} <= _names_of(PLAIN), "a ground is a colour as well"


def test_looks_are_laid_over_one_another() -> None:
    style_table = StyleTable(
        {"title": "bold $ink", "found": "on $ground"}, {"ink": "#112233", "ground": "yellow"}
    )
    assert style_table.style("title found") == Style.parse("bold #112233 on yellow")
    assert style_table.style("title found") is style_table.style("title found")
    assert style_table.style("unheard-of") == style_table.style("") == Style.null()


def _names_of(theme: str) -> set[str]:
    return set(load_theme(theme)[1]._text)


def _styles_used() -> Iterator[str]:
    """Yield the names of looks that the source of the screen gives to its pieces of lines."""
    places = {"Span": 1, "Indent": 2}
    for path in Path(reader.tui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in places:
                given = [*node.args[places[node.func.id] :][:1]]
                given += [keyword.value for keyword in node.keywords if keyword.arg == "style"]
                for value in given:
                    yield from _names_in(value)
    # Put together by the finder and by the widgets.
    yield from ("found", "cursor")


def _names_in(value: ast.expr) -> Iterator[str]:
    match value:
        case ast.IfExp():
            yield from _names_in(value.body)
            yield from _names_in(value.orelse)
        case ast.Constant(value=str() as names):
            yield from names.split()
