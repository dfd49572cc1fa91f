"""Arguments: options anywhere, terms with a dash, `--`, and mistakes that are explained."""

from __future__ import annotations

import argparse

import pytest

from reader.cli.arguments.parser import Parser, count
from reader.errors import UsageError


@pytest.fixture
def parser() -> Parser:
    made = Parser("try", "[WORD …]", "Try it.")
    made.words("words", "WORD")
    made.option("-q", "--query", help="a query")
    made.option("--limit", type=count, help="a number")
    made.option("--format", choices=("a", "b"), help="a choice")
    return made


def test_options_may_stand_anywhere(parser: Parser) -> None:
    found = parser.read(["one", "--limit", "3", "two", "--format=a", "three"])
    assert (found.words, found.limit, found.format) == (["one", "two", "three"], 3, "a")


@pytest.mark.parametrize(
    "term", ["-has:heat", "-title:police", "-quality:5", "-(a OR b)", '-"a b"', "-qx", "-5"]
)
def test_a_term_may_begin_with_a_dash(parser: Parser, term: str) -> None:
    found = parser.read(["news", term, "-q", term])
    assert (found.words, found.query) == (["news", term], term)


def test_what_is_behind_two_dashes_is_no_option(parser: Parser) -> None:
    found = parser.read(["news", "--limit", "1", "--", "--limit", "-h", "--"])
    assert (found.words, found.limit, found.after) == (["news"], 1, ["--limit", "-h", "--"])


def test_a_single_dash_is_a_word(parser: Parser) -> None:
    assert parser.read(["-"]).words == ["-"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--fromat", "a"], "there is no option --fromat; did you mean --format?"),
        (["--limits=3"], "there is no option --limits=3; did you mean --limit?"),
        (["--zzz"], "there is no option --zzz; `reader try --help` shows how"),
        (
            ["--limit", "-5"],
            "argument --limit: “-5” is not a number above zero; `reader try --help` shows how",
        ),
        (["--limit", "0"], "argument --limit: “0” is not a number above zero; `reader try --help` shows how"),
        (["--format", "-b"], "argument --format: invalid choice: '-b'"),
        (["--query"], "argument -q/--query: expected one argument; `reader try --help` shows how"),
    ],
)
def test_mistakes_are_explained(parser: Parser, words: list[str], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        parser.read(words)
    assert str(caught.value).startswith(message)


def test_a_command_without_words_refuses_them() -> None:
    with pytest.raises(UsageError, match="nothing is done with “news”"):
        Parser("try", "", "Try it.").read(["news"])


def test_help_goes_to_standard_output(parser: Parser, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        parser.read(["--help"])
    out, err = capsys.readouterr()
    assert caught.value.code == 0
    assert out.startswith("usage: reader try [WORD …]")
    assert err == ""


def test_a_count_has_a_bound() -> None:
    assert count("9" * 400) == 10**12 - 1
    with pytest.raises(argparse.ArgumentTypeError):
        count("²")
