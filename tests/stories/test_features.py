"""Terms, what they weigh, windows and clusters: each by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.stories.cluster import Pairs, clustered
from reader.stories.pairs import WINDOW, Window, same_text
from reader.stories.term_stats import FirstReading
from reader.stories.terms import CAPITAL, NUMBER, PLACE, TermCache, is_headline_case, sentences, words_of
from reader.stories.weights import Counts


def test_words_keep_numbers_and_possessives_whole() -> None:
    assert words_of("Valdor’s offer: 3.4 billion (U.S.)") == ["Valdor’s", "offer", "3.4", "billion", "U.S"]


def test_scripts_without_spaces_give_pairs_of_characters() -> None:
    assert words_of("港が再開 Café 水") == ["港が", "が再", "再開", "Café", "水"]


def test_a_term_is_the_same_however_it_is_written() -> None:
    words = TermCache()
    assert words["Cafés"] & PLACE == words["cafes"] & PLACE
    assert words["Thane’s"] & PLACE == words["thane"] & PLACE
    assert words["Thane"] & CAPITAL
    assert not words["thane"] & CAPITAL
    assert words["3,400"] & NUMBER
    assert words["the"] == words["x"] == -1


def test_words_forget_when_they_are_too_many() -> None:
    words = TermCache()
    for number in range(TermCache.LIMIT + 10):
        words[f"word{number}"]
    assert len(words) <= TermCache.LIMIT


def test_headlines_and_sentences() -> None:
    assert is_headline_case(["Council", "Bans", "the", "Use", "of", "Cameras"])
    assert not is_headline_case(["Council", "bans", "the", "use", "of", "cameras", "in", "Portsend"])
    assert sentences("It broke. “Why?” he asked. No 3.5 here") == [
        "It broke.",
        "“Why?",
        "he asked.",
        "No 3.5 here",
    ]


def test_names_and_rare_words_weigh_more() -> None:
    counts, words = Counts(), TermCache()
    for text in (
        "The mayor Thane spoke",
        "The mayor left",
        "The mayor came 12",
        "The clerk said Thane was there",
    ):
        counts.add([words["Title"]], [[words[word] for word in text.split()]], capitals=False)
    weights = counts.weights()
    thane, mayor, clerk = (weights[words[word] & PLACE] for word in ("Thane", "mayor", "clerk"))
    assert thane > clerk > mayor
    assert weights[words["12"] & PLACE] > clerk
    assert weights[words["never"] & PLACE] == 0


def test_a_count_of_capitals_ends_somewhere() -> None:
    counts, words = Counts(), TermCache()
    for text in (["A", "Thane"], ["a", "thane"]):
        counts.add([], [[words[word] for word in text] * 70_000], capitals=True)
    assert counts.weights()[words["Thane"] & PLACE] >= 0


def test_sentences_that_recur_over_days_are_left_out() -> None:
    slogan = "Read this paper every single morning."
    with FirstReading() as reading:
        for day in (30, 28, 20):
            reading.add(
                f"Title number {day}", f"{slogan} Something about harbours {day} today.", "Paper", day
            )
        reading.add("Harbour undated", slogan, "Paper", None)
        kept = list(reading.terms())
        assert len(reading.repeated) == 3, "the slogan, the title and the sentence, whatever their numbers"
        assert not any(len(terms.title) for terms in kept[:3])
        assert [len(terms.excerpt) for terms in kept] == [0, 0, 0, 0]
        assert len(kept[3].title) == 2


def test_an_excerpt_counts_up_to_a_length() -> None:
    with FirstReading() as reading:
        reading.add("", " ".join(f"word{number}x" for number in range(90)) + ". And this one more.", "", 1)
        (terms,) = reading.terms()
    assert len(terms.excerpt) == 60


def test_articles_outside_the_window_are_not_compared() -> None:
    with FirstReading() as reading:
        for _time in range(3):
            reading.add("Skarvik dam breaks", "", "", None)
        for number in range(50):
            reading.add(f"other{number}", "", "", None)
        window, terms = Window(reading.learnt().weights), list(reading.terms())
    assert window.alike(0, 2 * WINDOW, "one", terms[0]) == []
    assert window.alike(1, WINDOW - 1, "two", terms[1]) == []
    assert [other for other, *_ in window.alike(2, WINDOW - 90_000, "three", terms[2])] == [1]


def test_a_window_tidies_up() -> None:
    window = Window(bytes([64]) * (PLACE + 1))
    with FirstReading() as reading:
        for number in range(4_100):
            reading.add(f"alpha{number} beta{number}", "", "", None)
        for number, terms in enumerate(reading.terms()):
            assert window.alike(number, -number * 86_400, "", terms) == []


def test_the_same_text_is_recognised_cut_off_and_under_a_dateline() -> None:
    text = list(range(20))
    assert same_text(text, [99, 98, *text[:15]])
    assert not same_text(text, text[::-1])
    assert not same_text(text[:7], text[:7])


@given(st.integers(2, 12), st.data())
def test_stories_are_groups_and_the_order_of_pairs_changes_nothing(count: int, data: st.DataObject) -> None:
    places = [(left, right) for right in range(count) for left in range(right)]
    chosen = data.draw(st.lists(st.sampled_from(places), unique=True, max_size=30))
    degrees = data.draw(st.lists(st.floats(0.1, 1.0), min_size=len(chosen), max_size=len(chosen)))
    edges = list(zip(chosen, degrees, strict=True))
    results = []
    for _attempt in range(2):
        pairs = Pairs()
        for (left, right), degree in edges:
            pairs.add(left, right, degree)
        assert len(pairs) == len(edges)
        results.append(list(clustered(count, pairs)))
        edges.reverse()
    assert results[0] == results[1]
    for number, least in enumerate(results[0]):
        assert least <= number
        assert results[0][least] == least


def test_two_groups_are_not_joined_by_one_pair() -> None:
    pairs = Pairs()
    for start in (0, 4):
        for right in range(start, start + 4):
            for left in range(start, right):
                pairs.add(left, right, 0.9)
    pairs.add(3, 4, 0.8)
    assert list(clustered(8, pairs)) == [0, 0, 0, 0, 4, 4, 4, 4]
