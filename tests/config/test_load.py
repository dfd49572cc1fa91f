from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as checks
from hypothesis import strategies as st

from reader.config.definitions import FIELD_NAMES, definitions
from reader.config.load import load_settings
from reader.config.settings import BUILT_IN_VIEWS, SavedView, Settings
from reader.corpus.front_matter.field_names import CANONICAL
from reader.errors import ConfigError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def load(file: Path, text: str) -> Settings:
    file.write_text(text, encoding="utf-8")
    return load_settings(file)


def fault(file: Path, text: str | bytes) -> ConfigError:
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(ConfigError) as caught:
        load_settings(file)
    return caught.value


def faults(file: Path, text: str) -> list[str]:
    return [line.removeprefix(f"{file}:") for line in str(fault(file, text)).splitlines()]


def test_without_a_file_the_defaults_hold(file: Path) -> None:
    settings = load_settings(file)
    assert settings == Settings()
    assert settings.place("theme") == ""


def test_every_setting_is_read_with_its_place(file: Path) -> None:
    settings = load(
        file,
        """\
theme = "reader-light"
color = "never"
ascii = true
measure = 60
list_share = 30
mouse = false
read_after = 0
advance = "stay"
now = "corpus"
remote = "yes"
keymap = "mutt"
columns = ["heat", "date"]
browser = ["firefox", "--new-tab"]
state = "/srv/desk/marks.sqlite3"
heading_titles = false
[fields]
title = "kop"
publishedDateTime = ["when"]
date = ["at"]
[keys]
down = "j"
mouse = []
[[views]]
name = "AI"
query = "#ai"
key = "9"
""",
    )
    assert settings._replace(sources={}) == Settings(
        theme="reader-light",
        color="never",
        ascii=True,
        measure=60,
        list_share=30,
        mouse=False,
        read_after=0,
        advance="stay",
        now="corpus",
        remote="yes",
        keymap="mutt",
        columns=("heat", "date"),
        browser=("firefox", "--new-tab"),
        state="/srv/desk/marks.sqlite3",
        heading_titles=False,
        fields={"title": ("kop",), "date": ("when", "at")},
        keys={"down": ("j",), "mouse": ()},
        views=(*BUILT_IN_VIEWS, SavedView("AI", "#ai", "9")),
    )
    assert settings.place("theme") == f"{file}:1"
    assert settings.place("fields.title") == f"{file}:17"
    assert settings.place("keys.mouse") == f"{file}:22"
    assert settings.place("views.AI") == f"{file}:23"


def test_a_byte_order_mark_does_no_harm(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbfmeasure = 50\n")
    assert load_settings(file).measure == 50


def test_the_marks_lie_relative_to_the_settings(file: Path, home: Path) -> None:
    assert load(file, 'state = "ours.sqlite3"').state == str(file.parent / "ours.sqlite3")
    assert load(file, 'state = "~/ours.sqlite3"').state == str(home / "ours.sqlite3")
    assert load(file, 'state = ""').state == ""


def test_a_view_takes_name_and_key_from_a_built_in_one(file: Path) -> None:
    views = load(file, '[[views]]\nname = "Hot"\nquery = "heat:>9"\nkey = "2"').views
    assert [view.name for view in views] == [view.name for view in BUILT_IN_VIEWS]
    assert SavedView("Hot", "heat:>9", "2") in views
    assert SavedView("Unread", "is:unread", "") in views


def test_the_field_names_are_those_the_corpus_knows() -> None:
    assert set(FIELD_NAMES.values()) == CANONICAL


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('them = "dark"', "1: there is no setting “them”; did you mean “theme”?"),
        ("\n\nxyzzy = 1", "3: there is no setting “xyzzy”; `reader config` lists what there is"),
        ('"th\\u001bme" = 1', None),
        ("measure = 500", "1: “measure” must be a whole number from 30 to 200 (columns)"),
        ("measure = 72.5", "1: “measure” must be a whole number from 30 to 200 (columns)"),
        ("measure = true", "1: “measure” must be a whole number from 30 to 200 (columns)"),
        ("read_after = nan", "1: “read_after” must be a number from 0 to 3600 (seconds)"),
        ('read_after = "2"', "1: “read_after” must be a number from 0 to 3600 (seconds)"),
        ("mouse = 1", "1: “mouse” must be true or false"),
        ('ascii = "no"', '1: “ascii” must be "auto", true or false'),
        ('now = "clok"', '1: “now” must be "clock" or "corpus"; did you mean “clock”?'),
        ('theme = "a\\tb"', "1: “theme” must be text in quotes, on one line"),
        ("theme = 1", "1: “theme” must be text in quotes, on one line"),
        ("browser = [1]", "1: “browser” must be text in quotes or a list of such texts"),
        ('state = "~nobody-of-this-name/x"', "1: the home folder in “~nobody-of-this-name/x” is not known"),
        (
            'columns = ["date", "heatt"]',
            '1: “columns” must be a list of "date", "provider", "quality", "heat", each at most once; '
            "did you mean “heat”?",
        ),
        (
            'columns = ["date", "date"]',
            '1: “columns” must be a list of "date", "provider", "quality", "heat", each at most once',
        ),
        (
            "columns = [1]",
            '1: “columns” must be a list of "date", "provider", "quality", "heat", each at most once',
        ),
        (
            'columns = "date"',
            '1: “columns” must be a list of "date", "provider", "quality", "heat", each at most once',
        ),
        ('keymap = "vi"', '1: “keymap” must be "reader", "newsboat" or "mutt"'),
        ("fields = 3", "1: “fields” must be a table of names, under [fields]"),
        ('[fields]\ntitel = "x"', "2: there is no field “titel”; did you mean “title”?"),
        ("[fields]\ntitle = 1", "2: “title” must be text in quotes or a list of such texts"),
        ("[keys]\n\ndown = 1", "3: “down” must be text in quotes or a list of such texts"),
        ("[views]\nname = 1", "1: “views” must be a list of views, each under its own [[views]]"),
        ("views = [1]", "1: “views” must be a list of views, each under its own [[views]]"),
        ('[[views]]\nname = "a"', "1: a view needs a query"),
        ('[[views]]\nname = ""\nquery = ""', "2: a view needs a name"),
        (
            '[[views]]\nname = "a"\nquery = ""\nquarry = 1',
            "4: there is no field of a view “quarry”; did you mean “query”?",
        ),
        (
            '[[views]]\nname = "a"\nquery = ""\nkey = "x"',
            "4: “key” must be one of the digits 1 to 9, in quotes",
        ),
        ('[[views]]\nname = "a"\nquery = ""\nkey = 1', "4: “key” must be text in quotes, on one line"),
        (
            '[[views]]\nname = "a"\nquery = ""\n[[views]]\nname = "a"\nquery = ""',
            "5: there are two views of the name “a”",
        ),
        (
            '[[views]]\nname = "a"\nquery = ""\nkey = "1"\n[[views]]\nname = "b"\nquery = ""\nkey = "1"',
            "8: the key 1 goes to the view “a” already",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(file: Path, text: str, expected: str | None) -> None:
    told = faults(file, text)
    assert told == [expected] if expected else "\\x1b" in told[0] and told[0].isprintable()


def test_one_mistake_has_a_place_and_a_hint_of_its_own(file: Path) -> None:
    error = fault(file, 'advance = "next-opn"')
    assert error.place == f"{file}:1"
    assert error.hint == "did you mean “next-open”?"


def test_all_mistakes_are_told_together(file: Path) -> None:
    text = 'thme = 1\nmeasure = "wide"\n[fields]\ntitel = "x"\n[[views]]\nquery = 1\n'
    assert [line.split(":")[0] for line in faults(file, text)] == ["1", "2", "4", "6", "5"]


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ('theme = "x"\nmeasure 3\n', ":2", "is not TOML: Expected '=' after a key"),
        ("browser = [", "", "is not TOML: "),
        ("measure = " + "9" * 5000, "", "is not TOML: "),
        ("browser = " + "[" * 5000, "", "is nested too deeply"),
        (b'theme = "x"\ntheme = "\xff"', ":2", "is not UTF-8"),
    ],
)
def test_a_file_that_is_no_toml(file: Path, text: str | bytes, place: str, message: str) -> None:
    error = fault(file, text)
    assert error.place == f"{file}{place}"
    assert error.message.startswith(message)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"cannot be read \(Is a directory\)"):
        load_settings(tmp_path)


VALUES = st.one_of(
    st.sampled_from(
        ["true", "0", "2.5", "nan", "-inf", '"auto"', '"x"', "[]", '["a"]', "[1]", "{}", "{a = 1}"]
    ),
    st.integers().map(str),
)
NAMES = st.sampled_from(
    [*(item.name for item in definitions()), "views.name", "x", "keys.down", "fields.title"]
)


@given(st.lists(st.tuples(NAMES, VALUES).map(" = ".join), max_size=6).map("\n".join) | st.text(max_size=60))
@checks(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gives_settings_or_sentences(file: Path, text: str) -> None:
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        measure = load_settings(file).measure
    except ConfigError as error:
        told = str(error)
    else:
        told = f"{file}: {measure} columns"
        assert 30 <= measure <= 200
    assert all(line.startswith(str(file)) for line in told.split("\n"))
