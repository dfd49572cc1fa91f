"""`reader stats`: the counts, and their forms."""

from __future__ import annotations

import json
from pathlib import Path

from reader.cli.main import run_command
from tests.cli.conftest import Call
from tests.cli.support import on_screen


def test_the_chart(corpus: Path) -> None:
    console, out, _ = on_screen(60)
    assert run_command(["stats", str(corpus), "--limit", "2"], console) == 0
    text = out.getvalue()
    assert text.startswith("4 of 4 articles\n\nby provider\n  Coastal Times  2  ██")
    assert "  and 1 more\n" in text
    assert "\nby state\n  unread     4  ██" in text
    assert "starred" not in text


def test_styles_and_plain_characters(corpus: Path) -> None:
    console, out, _ = on_screen(60, styled=True, unicode=False)
    run_command(["stats", str(corpus), "topic:weather"], console)
    assert out.getvalue().startswith("\x1b[1m1 of 4 articles\x1b[0m\n")
    assert out.getvalue().isascii()


def test_tsv_has_all_of_them(call: Call, corpus: Path) -> None:
    rows = [line.split("\t") for line in call("stats", corpus, "--format", "tsv").lines]
    assert [row[1:] for row in rows if row[0] == "provider"] == [
        ["Coastal Times", "2"], ["Kaijo", "1"], ["(none)", "1"],
    ]  # fmt: skip
    assert [row[1:] for row in rows if row[0] == "topic"] == [["Shipping", "2"], ["Weather", "1"]]
    assert [row[1:] for row in rows if row[0] == "month"] == [
        ["2022-03", "2"],
        ["2021-12", "1"],
        ["(none)", "1"],
    ]
    assert dict(row[1:] for row in rows if row[0] == "state") == {
        "unread": "4",
        "read": "0",
        "starred": "0",
        "open": "4",
        "later": "0",
        "dismissed": "0",
        "approved": "0",
        "draft": "1",
        "published": "1",
    }


def test_json_and_marks(call: Call, corpus: Path) -> None:
    call("mark", corpus, "-q", "topic:shipping", "--star", "--read", "--later")
    counts = json.loads(call("stats", corpus, "--format", "json", "--limit", "5").out)
    states = {entry["name"]: entry["count"] for entry in counts["state"]}
    assert states == {"unread": 2, "read": 2, "starred": 2, "open": 2, "later": 2}


def test_nothing_matches(corpus: Path) -> None:
    console, out, _ = on_screen()
    assert run_command(["stats", str(corpus), "xyzzy"], console) == 0
    assert out.getvalue() == "0 of 4 articles\n"


def test_a_mistake_in_the_query(call: Call, corpus: Path) -> None:
    assert call("stats", corpus, "quality:many").code == 2
