"""What is handed on of an article, and under which heading."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.model import Provider
from reader.session.export.groups import ExportItem, Group, counted, grouped, grouped_by_story, item
from tests.cli.support import ARTICLE, BARE

EARLIER = replace(ARTICLE, title="Earlier", date=0, provider=Provider("", "zeta.example"), topics=("ÁRTS",))
SAME_DAY = replace(ARTICLE, title="Same day", topics=("Arts", "Shipping"), provider=Provider("coastal TIMES"))


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (
            "day",
            {
                "2022-03-04": ["Harbour reopens", "Same day"],
                "No date": ["Bare"],
                "1970-01-01": ["Earlier"],
            },
        ),
        (
            "provider",
            {
                "Coastal Times": ["Harbour reopens", "Same day"],
                "zeta.example": ["Earlier"],
                "No provider": ["Bare"],
            },
        ),
        (
            "topic",
            {"ÁRTS": ["Earlier", "Same day"], "Shipping": ["Harbour reopens"], "No topic": ["Bare"]},
        ),
    ],
)
def test_groups(by: str, expected: dict[str, list[str]]) -> None:
    groups = grouped([ARTICLE, BARE, EARLIER, SAME_DAY], by)
    assert [(group.heading, [one.title for one in group.items]) for group in groups] == list(expected.items())


def test_groups_by_story() -> None:
    articles = [ARTICLE, BARE, EARLIER, SAME_DAY]
    groups = grouped_by_story(articles, ["harbour", "bare", "other", "harbour"])
    assert [(group.heading, [one.title for one in group.items]) for group in groups] == [
        ("Harbour reopens", ["Harbour reopens", "Same day"]),
        ("On their own", ["Bare", "Earlier"]),
    ]
    (only,) = grouped_by_story(articles[:2], ["one", "one"])
    assert only.heading == "Harbour reopens"


def test_what_is_handed_on() -> None:
    assert item(ARTICLE) == ExportItem(
        title="Harbour reopens",
        url="https://coastal.example/harbour",
        provider="Coastal Times",
        date="2022-03-04T08:30:00Z",
        quality="61",
        excerpt="Ferries run again ...",
    )
    assert item(ARTICLE).time == "2022-03-04 08:30 UTC"
    assert item(BARE) == ExportItem(title="Bare")
    assert item(BARE).time == ""


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", 'https://a.example/"x', "file:///etc", "https://a@b.c/"],
)
def test_only_web_addresses_are_handed_on(url: str) -> None:
    assert item(replace(ARTICLE, original_url=url)).url == ""


def test_counting() -> None:
    assert counted([]) == "0 articles"
    assert counted([Group("a", [ExportItem("x")])]) == "1 article"
    assert counted([Group("a", [ExportItem("x")] * 1000), Group("b", [ExportItem("y")])]) == "1,001 articles"
