"""Entities, tags and wrong decoding."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.text.mojibake import has_mojibake, repair_encoding
from reader.text.repair import plain_text, repair
from tests.text.samples import SENTENCES


def as_windows(text: str) -> str:
    """Read UTF-8 as browsers read Windows-1252: what is not defined passes as C1."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize(
    ("raw", "repaired"),
    [
        ("Tom &amp; Jerry", "Tom & Jerry"),
        ("one&nbsp;two", "one two"),
        ("one&amp;nbsp;two", "one two"),
        ("we&#8217;ve &#x201C;it&rdquo; &hellip;", "we’ve “it” …"),
        ("&amp;amp;amp;", "&amp;"),
        ("R&D at AT&T, x&copy=1 &unknown; & &#99999999;", "R&D at AT&T, x&copy=1 &unknown; & &#99999999;"),
        ("cityâ€™s â€œsmartâ€ idea", "city’s “smart” idea"),
        ("â€˜Sensitive Dataâ€™ Exposure: UpGuard", "‘Sensitive Data’ Exposure: UpGuard"),
        ("CafÃ© dÃ©jÃ\xa0 vu, voilÃ  tout", "Café déjà vu, voilà  tout"),
        ("Ã¢â‚¬â„¢", "’"),
        ("caf&Atilde;&copy;", "café"),
        ("5Â\xa0km at 20Â°, Â£3, Â© 2020", "5 km at 20°, £3, © 2020"),
        ("Å\x81Ã³dÅº", "Łódź"),
        ("it\u00c2\u0092s", "it’s"),
        ("ðŸ˜€ fine", "😀 fine"),
        ("äººå·¥çŸ¥èƒ½", "人工知能"),
        ("Already â€“ “right” and CAFÉ…", "Already – “right” and CAFÉ…"),
    ],
)
def test_what_a_person_would_have_written(raw: str, repaired: str) -> None:
    assert repair(raw) == repaired


@pytest.mark.parametrize("text", SENTENCES)
def test_ordinary_writing_is_left_alone(text: str) -> None:
    assert repair_encoding(text) == text
    assert not has_mojibake(text)
    for word in filter(lambda word: len(word) > 1, text.split(" ")):
        for signs in (
            "{}",
            "“{}”",
            "„{}“",
            "«{}»",
            "{}…",
            "{}–",
            "{}’s",
            "{}™",
            "{}®",
            "{}\xa0:",
            "{}\xa0€5",
            "{}•",
        ):
            for written in (word, word.upper(), word.lower(), word.title()):
                assert repair_encoding(signs.format(written)) == signs.format(written)


@pytest.mark.parametrize("text", SENTENCES)
@pytest.mark.parametrize("read_as", [as_windows, lambda text: text.encode().decode("latin-1")])
def test_wrong_decoding_is_undone(text: str, read_as: object) -> None:
    assert callable(read_as)
    wrong = read_as(text)
    if text.isascii():
        assert wrong == text
        return
    assert has_mojibake(wrong)
    assert repair_encoding(wrong) == text
    assert repair_encoding("Right: é, “ok” – 日本. " + wrong) == "Right: é, “ok” – 日本. " + text


def test_wrong_three_times_is_undone_and_more_is_noise() -> None:
    text = wrong = "l’été"
    for _ in range(3):
        wrong = as_windows(wrong)
    assert repair_encoding(wrong) == text
    assert has_mojibake(repair_encoding(as_windows(wrong)))


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.text(st.sampled_from("aeinrst ÀÉÎÖÜßàéîöüçñãõÃÂÑ’“”…–—«»€£™°\xa0šžœŠŽŸ"), max_size=12))
@example("É\xa0»")
def test_repair_never_raises_and_settles(text: str) -> None:
    assert repair_encoding(repair_encoding(text)) == repair_encoding(text)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.text())
def test_repair_takes_any_text(text: str) -> None:
    assert isinstance(repair(text), str)
    assert has_mojibake(text) in (True, False)


def test_a_lost_character_counts() -> None:
    assert has_mojibake("caf\ufffd")


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("<p>One</p><p>two</p>", " One  two "),
        ("a <b>bold</b> <a href='x'>link</a>", "a bold link"),
        ("a < b and c > d, <your name>, <3", "a < b and c > d, <your name>, <3"),
        ("line<br/>break", "line break"),
        ("none", "none"),
        # Tags that are spoken of.
        ("`<b>` and `<small>`", "`<b>` and `<small>`"),
        ("<p>What `<b>` is for</p>", " What `<b>` is for "),
        ("I use the &lt;div&gt; element", "I use the <div> element"),
        ("<em>The</em> &lt;table&gt; tag", "The <table> tag"),
        ("How <img> tags and <iframe> load", "How <img> tags and <iframe> load"),
        ("<div> is an element", "<div> is an element"),
        ("<p>One <b>two", " One two"),
        ("One <img src='a'> <b>two", "One   two"),
        # HTML that was escaped once or twice.
        ("&lt;p&gt;One &lt;b&gt;two", " One two"),
        ("One &lt;i&gt;two&lt;/i&gt;", "One two"),
        ("One&lt;br&gt;two", "One two"),
        ("&amp;lt;p&amp;gt;One&amp;lt;/p&amp;gt;", " One "),
    ],
)
def test_tags_go(raw: str, plain: str) -> None:
    assert plain_text(raw) == plain
