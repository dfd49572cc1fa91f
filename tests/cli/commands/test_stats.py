"""`reader stats`: the counts, and their forms."""

from __future__ import annotations

import json
from pathlib import Path

from reader.cli.main import run_command
from tests.cli.conftest import Call
from tests.cli.support import on_screen


def test_the_chart(corpus: Path) -> None:
    console, out, _ = on_screen(60)
    assert run_command(["stats", str(corpus), "--limit", "1"], console) == 0
    text = out.getvalue()
    assert text.startswith("4 of 4 articles\n\nProviders\n  Coastal Times  2  ██")
    assert "  and 1 more\n" in text
    assert "\nTypes" not in text


def test_styles_and_plain_characters(corpus: Path) -> None:
    console, out, _ = on_screen(60, styled=True, unicode=False)
    run_command(["stats", str(corpus), "topic:weather"], console)
    assert out.getvalue().startswith("\x1b[1m1 of 4 articles\x1b[0m\n")
    assert "##" in out.getvalue()
    assert out.getvalue().isascii()


def test_every_line_of_the_tsv_is_a_term(call: Call, corpus: Path) -> None:
    rows = [line.split("\t") for line in call("stats", corpus, "--format", "tsv").lines]
    assert ["topic", "Shipping", "2"] in rows
    assert ["date", "2022-03", "2"] in rows
    assert ["is", "unread", "4"] in rows
    for field, value, count in rows:
        assert len(call("list", corpus, f'{field}:"{value}"').lines) == int(count)


def test_json_and_marks(call: Call, corpus: Path) -> None:
    call("mark", corpus, "-q", "topic:shipping", "--star", "--read", "--later")
    counts = json.loads(call("stats", corpus, "--format", "json").out)
    states = {entry["value"]: entry["count"] for entry in counts["is"]}
    assert (states["unread"], states["read"], states["starred"], states["later"]) == (2, 2, 2, 2)
    limited = json.loads(call("stats", corpus, "--format", "json", "--limit", "1").out)
    assert len(limited["is"]) == 1


def test_nothing_matches(corpus: Path) -> None:
    console, out, _ = on_screen()
    assert run_command(["stats", str(corpus), "xyzzy"], console) == 0
    assert out.getvalue() == "0 of 4 articles\n"


def test_a_mistake_in_the_query(call: Call, corpus: Path) -> None:
    assert call("stats", corpus, "quality:many").code == 2
