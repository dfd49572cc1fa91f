"""Regular expressions: what they match, which are refused, and that none takes long."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.query.guard import MAX_TEXT, MIN_TEXT, compiled, guard
from reader.query.parts import PatternError
from reader.text.fold import fold

ATTACKS = (
    "(a+)+$", "(a*)*b", "(a|aa)+$", "(a|a?)+b", "(.*a){20}b", "([a-zA-Z]+)*b", "(a+){2,}b", "(x+x+)+y",
    "^(([a-z])+.)+[A-Z]([a-z])+$", "(.*)(.*)(.*)(.*)(.*)b", ".*.*.*b", "a*a*a*a*b", r"\s*\s*\s*x", r"\w+\w+\w+\d",
    "a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaaaaaaaaaa", "(a|b|ab)*c", "(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)"
    "(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)x", "(?:a{0,20}){20}b", "a{0,200}a{0,200}a{0,200}b", ".*a.*a.*a.*b", ".*a", ".*?a$",
    "a.*b.*c", r"a.*\w+b", "(ab)+(ab)+c", "[ab]+[bc]+d", r"\w+\s\w+\s\w+x", "(a?b?c?d?)+x", r"(\d+)\1", "(?=a+)+b",
    r"\b.*\b.*x", "(a|b)+x", "a+?a+?b", r"(\w+ )*x", "(a{1,100}){1,100}b", r"\w*\w*x", "(ab)*(ab)*x", "facial.*ai.*q",
    "police.*(ban|stop).*x", "a[^b]*b[^c]*c[^d]*d", "(.+)?(.+)?x", "(.*|x)y", "((((.*))))x.*", "(.*)?a",
)  # fmt: skip

TEXTS = tuple(
    (unit * MAX_TEXT)[:MAX_TEXT]
    for unit in ("a", "ab", "abc", " ", "a b ", "1", "aaaaaaaaa!", "facial ai", "police ban ", "\n", "x")
)


def searched(source: str, text: str) -> bool:
    return compiled(source).search(text[: guard(source).length]) is not None


def slowest(source: str) -> float:
    """Return the seconds of the slowest search of the texts, each the better of two."""
    worst = 0.0
    for text in TEXTS:
        took = []
        for _ in range(2):
            start = time.perf_counter()
            searched(source, text)
            took.append(time.perf_counter() - start)
        worst = max(worst, min(took))
    return worst


@pytest.mark.parametrize("source", ATTACKS)
def test_an_attack_is_refused_with_a_reason_or_soon_over(source: str) -> None:
    try:
        guard(source)
    except PatternError as refused:
        reason = str(refused)
    else:
        assert slowest(source) < 0.1
        return
    assert len(reason) > 10


PARTS = (
    "a", "b", " ", ".", r"\w", r"\d", r"\s", "[ab]", "[^a]", "*", "+", "?", "*?", "{2,9}", "(", "(?:", ")", "|", "^",
    "$", r"\b", "ab", "abc",
)  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join))
@settings(deadline=None, derandomize=True, max_examples=250)
def test_whatever_is_let_through_is_soon_over(source: str) -> None:
    try:
        guard(source)
    except PatternError:
        return
    text = ("a b" * 60 + "ab" * MAX_TEXT)[:MAX_TEXT]
    start = time.perf_counter()
    searched(source, text)
    assert time.perf_counter() - start < 0.2


@given(st.text(st.sampled_from("ab([{|.*+?^$\\-]})dwsWDS01,é ß\u0301") | st.characters(), max_size=20))
@settings(deadline=None, derandomize=True, max_examples=500)
def test_any_text_is_compiled_or_refused(source: str) -> None:
    try:
        guard(source)
    except PatternError:
        return
    compiled(source)


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
        ("((a{100}){50})", "more than 500"),
        ("()*", "repeated group"),
        (".*" * 5 + "x", "too many open repeats"),
        ("(a|b)" * 12 + "c", "too many ways"),
    ],
)
def test_what_is_refused_says_why(source: str, reason: str) -> None:
    with pytest.raises(PatternError, match=reason):
        guard(source)


def test_harmless_expressions_search_far() -> None:
    assert guard("facial (recognition|id)").length == MAX_TEXT
    assert guard("detroit.*ban").length > 4_000
    assert guard("recognition.*").length == MAX_TEXT
    assert guard("a.*b.*c").length >= MIN_TEXT
    assert guard("[a-z]x").flags == re.MULTILINE
