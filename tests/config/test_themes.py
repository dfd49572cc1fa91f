from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as checks
from hypothesis import strategies as st

from reader.config.themes import Theme, read_theme, user_themes
from reader.errors import ConfigError

INK: Theme = {
    "dark": True,
    "background": "#101010",
    "primary": "#334455",
    "variables": {"cursor": "#222222", "border": "none"},
    "text": {"title": "bold $primary", "meta": "dim"},
}
PLAIN: Theme = {
    "ansi": True,
    "dark": True,
    "background": "ansi_default",
    "variables": {},
    "text": {"title": "bold"},
}


def shipped(name: str) -> Theme:
    found = {"ink": INK, "plain": PLAIN}[name]
    return {key: dict(value) if isinstance(value, dict) else value for key, value in found.items()}


def read(file: Path, text: str) -> Theme:
    file.write_text(text, encoding="utf-8")
    return read_theme(file, ("ink", "plain"), shipped)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mine.toml"


def test_what_a_theme_does_not_say_is_as_in_its_base(file: Path) -> None:
    assert read(file, "") == INK
    assert read(file, 'base = "plain"') == PLAIN


def test_a_theme_changes_what_it_says(file: Path) -> None:
    found = read(
        file,
        'base = "ink"\ndark = false\nprimary = "#abc"\n'
        '[variables]\ncursor = "ansi_bright_blue"\nborder = "heavy"\n[text]\nmeta = "italic #fff on $cursor"\n',
    )
    assert found == {
        "dark": False,
        "background": "#101010",
        "primary": "#abc",
        "variables": {"cursor": "ansi_bright_blue", "border": "heavy"},
        "text": {"title": "bold $primary", "meta": "italic #fff on $cursor"},
    }


def test_a_theme_over_one_of_fewer_names_may_say_all(file: Path) -> None:
    found = read(file, 'base = "plain"\n[variables]\ncursor = "ansi_blue"\n[text]\nmeta = "reverse $cursor"')
    assert found["text"] == {"title": "bold", "meta": "reverse $cursor"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('base = "inc"', "1: “base” must be one of ink, plain; did you mean “ink”?"),
        ("base = 1", "1: “base” must be one of ink, plain"),
        ('backgroud = "#000000"', "1: there is no colour “backgroud”; did you mean “background”?"),
        ('xyzzy = "#000"', "1: there is no colour “xyzzy”; there are "),
        ('primary = "bluish"', '1: “primary” must be a colour such as "#86b1d6" or "ansi_blue"'),
        ("\nprimary = 3", '2: “primary” must be a colour such as "#86b1d6" or "ansi_blue"'),
        ('dark = "yes"', "1: “dark” must be true or false"),
        ("text = 3", "1: “text” must be a table, under [text]"),
        ('[variables]\ncursr = "#000"', "2: there is no name “cursr”; did you mean “cursor”?"),
        ('[variables]\ncursor = "x"', "2: “cursor” must be a colour such as"),
        ("[text]\nmeta = 1", "2: “meta” must be text in quotes"),
        ('[text]\nmeta = "blod"', "2: “blod” is no style; did you mean “bold”?"),
        ('[text]\nmeta = "@@"', "2: “@@” is no style; write bold, dim"),
        ('[text]\nmeta = "$primry"', "2: there is no colour “primry”; did you mean “primary”?"),
        ('[text]\nmeat = "bold"', "2: there is no name “meat”; did you mean “meta”?"),
        ("base = [", "is not TOML: "),
    ],
)
def test_a_mistake_is_told_with_its_line(file: Path, text: str, expected: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read(file, text)
    told = str(caught.value)
    assert "\n" not in told
    assert told.removeprefix(f"{file}:").lstrip().startswith(expected)


def test_all_mistakes_are_told_together(file: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        read(file, 'primary = 1\nback = "#000"\n[text]\nmeta = "bld x"')
    assert len(str(caught.value).split("\n")) == 4


def test_a_theme_that_is_gone(file: Path) -> None:
    with pytest.raises(ConfigError, match="there is no such theme"):
        read_theme(file, ("ink",), shipped)


def test_the_themes_of_a_folder(tmp_path: Path) -> None:
    assert user_themes(tmp_path / "nowhere") == ()
    for name in ("b.toml", "a.toml", "no theme.toml", "c.txt"):
        (tmp_path / name).touch()
    assert user_themes(tmp_path) == ("a", "b")


def test_a_folder_that_cannot_be_read_has_no_themes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "glob", refuse)
    assert user_themes(tmp_path) == ()


@given(
    st.text(max_size=80)
    | st.sampled_from(["variables = 1", "text = {title = 'x'}", "[text.title]\na=1", "ansi=1"])
)
@checks(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gives_a_theme_or_sentences(file: Path, text: str) -> None:
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        told = "\n".join(str(file) for name in read_theme(file, ("ink", "plain"), shipped) if name in INK)
    except ConfigError as error:
        told = str(error)
    assert all(line.startswith(str(file)) for line in told.split("\n"))
