"""Regular expressions: what they match, which are refused, and that all of them take time in proportion to the text."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.query.regex.automaton import Automaton
from reader.query.regex.matcher import AutomatonMatcher, EngineMatcher, Matcher, matcher
from reader.query.regex.regex_ast import PatternError
from reader.query.regex.regex_parser import read
from reader.text.fold import fold

ATTACKS = (
    r"^(([a-zA-Z0-9])(-|([a-zA-Z0-9])?)*([a-zA-Z0-9]))@", r"(?:(?:'|\]|\}|\d|(?:nan|infinity|true))+)=",
    r"^\s+|\s+$", r"(.*?,){11}p", r"([\w.-]+)*@(\w+\.)+\w+$", r"^([a-z0-9]+([-.][a-z0-9]+)*)+\.[a-z]{2,5}$",
    r"(?:.|\n)*?end", r"\s*,\s*(\d+|\w+)*\s*;", "(a|b|c|ab|bc)*d", "([^=]+=[^;]+;?)+!", "(x|xx|xxx)+y", "((a?)*)*b",
    r"<!--(.|\n)*-->", r"!\[([^\[\]]|\[[^\]]*\])*\]x",
    "(a+)+$", "(a*)*b", "(a|aa)+$", "(a|a?)+b", "(.*a){20}b", "([a-zA-Z]+)*b", "(a+){2,}b", "(x+x+)+y",
    "^(([a-z])+.)+[A-Z]([a-z])+$", "(.*)(.*)(.*)(.*)(.*)b", ".*.*.*b", "a*a*a*a*b", r"\s*\s*\s*x", r"\w+\w+\w+\d",
    "a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaaaaaaaaaa", "(a|b|ab)*c", "(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)"
    "(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)x", "(?:a{0,20}){20}b", "a{0,200}a{0,200}a{0,200}b", ".*a.*a.*a.*b", ".*a", ".*?a$",
    "a.*b.*c", r"a.*\w+b", "(ab)+(ab)+c", "[ab]+[bc]+d", r"\w+\s\w+\s\w+x", "(a?b?c?d?)+x",
    r"\b.*\b.*x", "(a|b)+x", "a+?a+?b", r"(\w+ )*x", r"\w*\w*x", "(ab)*(ab)*x", "facial.*ai.*q",
    "police.*(ban|stop).*x", "a[^b]*b[^c]*c[^d]*d", "(.+)?(.+)?x", "(.*|x)y", "((((.*))))x.*", "(.*)?a",
)  # fmt: skip

PARTS = (
    "a", "b", " ", ".", r"\w", r"\d", r"\s", "[ab]", "[^a]", "*", "+", "?", "*?", "{2,9}", "(", "(?:", ")", "|", "^",
    "$", r"\b", "ab", "abc",
)  # fmt: skip

UNITS = (
    "a",
    "ab",
    "abc",
    " ",
    "a b ",
    "1",
    "aaaaaaaaa!",
    "facial ai",
    "police ban ",
    "\n",
    "x",
    "a.b-",
    "x=y;",
    ", ",
)


def searched(source: str, text: str) -> bool:
    return bool(matcher(source).search(text))


class Counted(str):
    """A text that counts how many of its characters are looked at one by one."""

    looked = 0

    def __iter__(self) -> Iterator[str]:
        for char in super().__iter__():
            self.looked += 1
            yield char


@pytest.mark.parametrize("source", ATTACKS)
def test_an_attack_costs_a_step_a_character(source: str) -> None:
    sought = matcher(source)
    for unit in UNITS:
        text = Counted(unit * 400)
        sought.search(text)
        if isinstance(sought, AutomatonMatcher):
            assert text.looked <= len(text)
        else:
            assert growth(sought, unit) < 3.5


def growth(sought: Matcher, unit: str) -> float:
    """Return how much longer a search takes in twice the text: 2 where it is linear, 4 where it is quadratic."""
    took: list[float] = []
    for size in (1 << 15, 1 << 16, 1 << 17):
        text = (unit * size)[:size]
        took.append(min(timed(sought, text) for _ in range(3)))
    return min(later / max(earlier, 1e-5) for earlier, later in pairwise(took))


def timed(sought: Matcher, text: str) -> float:
    begun = time.process_time()
    sought.search(text)
    return time.process_time() - begun


@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join))
@settings(deadline=None, derandomize=True, max_examples=60)
def test_whatever_the_engine_is_given_grows_with_the_text(source: str) -> None:
    try:
        sought = matcher(source)
    except PatternError:
        return
    if isinstance(sought, EngineMatcher):
        assert growth(sought, "ab b") < 3.5


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join), st.text("ab1 \n_é-", max_size=24))
@settings(deadline=None, derandomize=True, max_examples=1500)
def test_the_automaton_finds_what_the_engine_finds(source: str, text: str) -> None:
    try:
        root = read(source)
        automaton, anchored = (Automaton(root, re.MULTILINE, anchored=anchored) for anchored in (False, True))
    except PatternError:
        return
    expression = re.compile(root.source, re.MULTILINE)
    # An empty text has no place that is no edge of a word, says Python before 3.14.
    if text:
        assert automaton.search(text) == (expression.search(text) is not None)
    for start in range(len(text)):
        found = expression.match(text, start)
        end = anchored.end_of(text, start)
        assert (end is None) == (found is None)
        assert end is None or found is None or end >= found.end()


def test_forgetting_steps_changes_nothing() -> None:
    automaton = Automaton(read("(.*b.*c|x+y)+d"), re.MULTILINE)
    strange = "".join(map(chr, range(0x4E00, 0x4E00 + 30_000)))
    assert not automaton.search(strange + "bc")
    assert automaton.search(strange + "bcd")


@pytest.mark.parametrize(
    "source",
    ["foo.*bar", r"\b\d{4}-\d\d\b", "(police|sheriff)s?", "^title:", "colou?r", r"https?:\/\/\S+", r"\w+@\w+", "(a+)+b",
     r"\d+ million$"],
)  # fmt: skip
def test_all_of_a_long_text_is_seen(source: str) -> None:
    told = (
        "title: foo and 2020-10 sheriffs, the bar has colour; https://x.example me@example.org ab 2 million"
    )
    assert searched(source, "x " * 500_000 + "\n" + told)
    assert not searched(source, "x " * 500_000 + "\nnothing of it")


@pytest.mark.parametrize(
    ("source", "text", "spans"),
    [
        ("a.", "xabxac", [(1, 3), (4, 6)]),
        ("b*", "abba", [(1, 3)]),
        (r"\w+@\w+", "to me@x.org, you@y", [(3, 7), (13, 18)]),
        ("(a+)+b", "aab xab b", [(0, 3), (5, 7)]),
        ("foo.*bar", "a foo or a bar b", [(2, 14)]),
        ("foo.*bar", "a bar or a foo b", []),
        (r"(\w+ )*x$", "ab x", [(0, 4)]),
    ],
)
def test_places_in_a_line(source: str, text: str, spans: list[tuple[int, int]]) -> None:
    assert list(matcher(source).spans(text)) == spans


@pytest.mark.parametrize(
    ("source", "needles"),
    [
        ("foo.*bar", ("bar", "foo")),
        ("(police|sheriff)s?", ()),
        ("colou?r", ("colo", "r")),
        (r"(?:a b)c\.d\n", ("a b", "c.d")),
        ("[ab]c", ("c",)),
        ("", ()),
    ],
)
def test_what_every_match_contains_is_known(source: str, needles: tuple[str, ...]) -> None:
    assert matcher(source).needles == needles


@given(st.text(st.sampled_from("ab([{|.*+?^$\\-]})dwsWDS01,é ß\u0301") | st.characters(), max_size=20))
@settings(deadline=None, derandomize=True, max_examples=500)
def test_any_text_is_compiled_or_refused(source: str) -> None:
    try:
        matcher(source)
    except PatternError:
        return
    matcher(source).search("a b")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("detroit", "Detroit"),
        ("DÉTROIT", "Detroit"),
        ("won’t", "won't"),
        ("straße", "STRASSE"),
        (r"polic(e|ing)", "policing"),
        (r"^\d{4}-\d\d$", "2020-10"),
        (r"\bban\b", "a ban here"),
        ("[A-Z]an", "ban"),
        ("[^x-z]an", "ban"),
        (r"[]x]", "]"),
        (r"[a\-z]", "-"),
        (r"[\d,]+ (million|billion)", "1,200 million"),
        ("[é]t", "été"),
        ("中.*国", "中 + 国"),
        ("a{,2}b", "aab"),
        ("a{2}", "aa"),
        ("a{2,}", "aaa"),
        ("a{x}", "a{x}"),
        ("a{}", "a{}"),
        ("{2}", "{2}"),
        (r"\$\d+(\.\d+)? (million|billion)", "$1.5 billion"),
        (r"\w+-\d+-\w+", "covid-19-tests"),
        (r"a\.b\tc|x\Bx", "xx"),
        ("facial.*recognition.*ban", "facial and recognition of a ban"),
        (r"[\w.]+@[\w.]+", "me@example.org"),
        ("(ab){2}", "abab"),
        ("(a(?:bc)d)+", "abcdabcd"),
        ("(a{2}(b){3})+", "aabbb"),
        ("()a", "a"),
        ("(a|)b", "b"),
        ("\u00a0b", "a b"),
        ("a\u0301", "á"),
        ("a *?b", "a   b"),
        ("a\\\nb", "a\nb"),
        ("(|x)?a", "a"),
        ("(?:^a|b)c", "ac"),
    ],
)
def test_it_matches_folded_text(source: str, text: str) -> None:
    assert searched(source, text if "\n" in text else fold(text))


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("(", "not closed"),
        (")", "no opening"),
        ("[a", "not closed"),
        ("[", "not closed"),
        ("[z-a]", "backwards"),
        (r"[a-\d]", "backwards"),
        (r"[\q]", "not known"),
        ("[\\", "not known"),
        ("*a", "nothing before"),
        ("^*", "nothing before"),
        ("a**", "itself repeated"),
        ("a+{2}", "itself repeated"),
        ("a{300}", "more than 200"),
        ("a{3,2}", "wrong way round"),
        ("a" * 201, "longer than"),
        ("(" * 13 + ")" * 13, "nested"),
        (r"\q", "not known"),
        ("\\", "backslash"),
        (r"(a)\1", "back"),
        ("(?i)a", "look-around"),
        ("(?=a+)+b", "look-around"),
        ("((a{200}){50})", "multiply"),
        ("(a{1,100}){1,100}b", "multiply"),
    ],
)
def test_what_is_refused_says_why(source: str, reason: str) -> None:
    with pytest.raises(PatternError, match=reason):
        matcher(source)
