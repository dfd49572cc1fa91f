"""Where an article can be opened, and what can be copied of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.model.article import Provider
from reader.session.addresses import Address, addresses, citation, copies, elsewhere
from tests.cli.support import ARTICLE, BARE, ENTRY


def test_every_address_is_named_once_and_only_web_addresses_are() -> None:
    assert addresses(ARTICLE) == [
        Address("Original", "https://coastal.example/harbour"),
        Address("AMP", "https://coastal.example/harbour?amp"),
        Address("Picture", "https://img.example/harbour.jpg"),
    ]
    hostile = replace(
        ARTICLE,
        original_url="javascript:alert(1)",
        web_url="-h",
        amp_url="https://a.example/\x1b[2J",
        images=(),
    )
    assert addresses(hostile) == addresses(BARE) == []


@pytest.mark.parametrize(
    ("domain", "url", "host"),
    [
        ("coastal.example", "https://coastal.example/a", ""),
        ("coastal.example", "https://www.coastal.example/a", ""),
        ("coastal.example", "https://news.coastal.example/a", ""),
        ("news.coastal.example", "https://coastal.example/a", ""),
        ("Coastal.Example", "https://COASTAL.example/a", ""),
        ("coastal.example", "https://evil.example/coastal.example", "evil.example"),
        ("coastal.example", "https://notcoastal.example/", "notcoastal.example"),
        ("", "https://evil.example/", ""),
        ("not a domain", "https://evil.example/", ""),
        ("coastal.example", "no address", ""),
    ],
)
def test_a_host_that_is_not_the_outlet_s_own_is_noticed(domain: str, url: str, host: str) -> None:
    assert elsewhere(replace(ARTICLE, provider=Provider("X", domain)), url) == host


def test_what_can_be_copied() -> None:
    assert dict(copies(ARTICLE)) == {
        "Address": "https://coastal.example/harbour",
        "Title": "Harbour reopens",
        "Markdown link": "[Harbour reopens](https://coastal.example/harbour)",
        "Citation": "Ann Onym: “Harbour reopens”, Coastal Times, 4 March 2022, https://coastal.example/harbour",
        "ID": "aaaaaaaaaaaa",
        "Path": "2022/harbour.md",
    }
    assert [name for name, _text in copies(ENTRY)] == ["Address", "Title", "Markdown link", "Citation", "ID"]
    assert [name for name, _text in copies(BARE)] == ["Title", "Citation", "ID", "Path"]


def test_a_link_is_one_whatever_title_and_address_hold() -> None:
    odd = replace(ARTICLE, title="a] (b) *c*", original_url="https://a.example/x_(y)")
    assert dict(copies(odd))["Markdown link"] == r"[a\] (b) \*c\*](https://a.example/x_%28y%29)"


def test_citations_leave_out_what_is_not_known() -> None:
    assert citation(BARE) == "“Bare”"
    assert (
        citation(replace(BARE, provider=Provider("", "a.example"), date=0))
        == "“Bare”, a.example, 1 January 1970"
    )
