from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.config.toml_lines import key_lines, line_of

TEXT = '''\
# theme = "not here"
theme = "reader-dark"
  "mouse"   =   true

[fields]
title = [
  "measure = 3",
]
'date' = "when"
fields.deep = 1

[[views]]
name = "One"
query = """
key = "no key of the view"
"""
key = "1"
[[ views ]]
name = "Two"
query = """on one line"""

[ a . "b c" ]
x.y = 1
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("theme",), 2),
        (("mouse",), 3),
        (("fields",), 5),
        (("fields", "title"), 6),
        (("fields", "date"), 9),
        (("fields", "fields", "deep"), 10),
        (("views",), 12),
        (("views", 0), 12),
        (("views", 0, "name"), 13),
        (("views", 0, "query"), 14),
        (("views", 0, "key"), 17),
        (("views", 1), 18),
        (("views", 1, "name"), 19),
        (("views", 1, "query"), 20),
        (("a", "b c", "x", "y"), 23),
    ],
)
def test_a_key_is_found_on_its_line(path: tuple[str | int, ...], line: int) -> None:
    assert key_lines(TEXT)[path] == line


def test_the_nearest_table_answers_for_what_is_not_found() -> None:
    lines = key_lines("views = [{name = 1}]\n")
    assert line_of(lines, ("views", 0, "name")) == 1
    assert line_of(lines, ("nowhere", "at all")) == 0


@given(st.text(alphabet="ab=.[]\"'# \n\\"))
def test_no_text_stops_the_scan(text: str) -> None:
    assert all(1 <= line <= len(text.splitlines()) for line in key_lines(text).values())


NAMES = st.text(alphabet="abc-_1", min_size=1, max_size=4)


@given(st.dictionaries(NAMES, st.dictionaries(NAMES, st.integers(), max_size=3), max_size=4))
def test_every_key_of_a_valid_file_is_found(tables: dict[str, dict[str, int]]) -> None:
    rows: list[str] = []
    expected: dict[tuple[str | int, ...], int] = {}
    for table, values in tables.items():
        rows.append(f"[{table}]")
        expected[(table,)] = len(rows)
        for name, value in values.items():
            rows.append(f"{name} = {value}")
            expected[(table, name)] = len(rows)
    text = "\n".join(rows)
    assert tomllib.loads(text) == tables
    assert key_lines(text) == expected
