"""Web addresses: clean ones, and which two are one article."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.urls import MAX_URL, ascii_url, canonical_url, host_of, is_web_url


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://www.Example.com/News/", "https://example.com/News"),
        ("http://example.com", "https://example.com"),
        ("http://example.com:80/#top", "https://example.com"),
        ("https://example.com:443/a", "https://example.com/a"),
        ("https://example.com:8080/a", "https://example.com:8080/a"),
        ("https://x.org/a?mod=business_minor_pos4", "https://x.org/a"),
        ("https://x.org/a?utm_source=rss&id=7&UTM_Medium=x&fbclid=1", "https://x.org/a?id=7"),
        ("https://x.org/a?b=2&a=1", "https://x.org/a?b=2&a=1"),
        ("https://x.org/a?outputType=amp", "https://x.org/a?outputType=amp"),
        ("https://x.org/?p=12", "https://x.org?p=12"),
        ("https://youtube.com/watch?v=WJk-Y8LQlfE", "https://youtube.com/watch?v=WJk-Y8LQlfE"),
        ("https://x.org/?AMP", "https://x.org?AMP"),
        ("https://x.org/%7euser/%c3%a9t%C3%A9", "https://x.org/~user/%C3%A9t%C3%A9"),
        ("https://x.org/été", "https://x.org/%C3%A9t%C3%A9"),
        ("https://www.münchen.de/", "https://xn--mnchen-3ya.de"),
        ("https://x.org./a//b", "https://x.org/a//b"),
        ("https://[::1]:8080/a", "https://[::1]:8080/a"),
        ("https://www.com/a", "https://www.com/a"),
        ("HTTPS://X.ORG/a", "https://x.org/a"),
        ("https://É¸.org/a", "https://é¸.org/a"),
        (f"https://{'é' * 70}.org", f"https://{'é' * 70}.org"),
        ("javascript:alert(1)", ""),
        ("ftp://x.org/", ""),
        ("/relative", ""),
        ("", ""),
    ],
)
def test_one_address_for_one_article(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


@pytest.mark.parametrize(
    "url",
    [
        "https://x.org",
        "http://localhost:1313/a?b=c#d",
        "https://x.org/a|b",
        "https://日本.jp/新聞",
        "http://127.0.0.1/",
    ],
)
def test_clean_addresses(url: str) -> None:
    assert is_web_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "x.org",
        "-https://x.org",
        "https://",
        "https:///path",
        "https:x.org",
        "https://-flag.org",
        "https://.org",
        "https://x.org:99999/",
        "https://x.org:port/",
        "https://user@x.org/",
        "https://user:word@x.org/",
        "https://x.org/a b",
        "https://x.org/\x1b[31m",
        "https://x.org/\n",
        "https://x.org/a\u202eb",
        "https://x.org/\u200b",
        'https://x.org/"onclick',
        "https://x.org/<script>",
        "https://x.org\\@evil.example/",
        "https://x.org/`id`",
        "https://x.org/" + "a" * MAX_URL,
        "file:///etc/passwd",
        "data:text/html,x",
        "https://[::1/",
        "https://x.org/\ud800",
    ],
)
def test_what_no_browser_is_given(url: str) -> None:
    assert not is_web_url(url)
    assert canonical_url(url) == ""
    assert host_of(url) == ""


def test_hosts() -> None:
    assert host_of("https://WWW.News.Example.co.uk:8443/x") == "news.example.co.uk"


PARTS = st.text(st.sampled_from("abzA.-/?#&=%:@~e3C5[]éß日_ utmmodid"), max_size=30)


@settings(deadline=None, derandomize=True, max_examples=500)
@given(PARTS, PARTS)
def test_the_canonical_form_settles(host: str, rest: str) -> None:
    url = f"https://{host}/{rest}"
    canonical = canonical_url(url)
    assert canonical_url(canonical) == canonical
    assert bool(canonical) == is_web_url(url)
    if canonical:
        assert canonical.isascii() or not host.isascii()
        assert is_web_url(canonical)
        assert host_of(canonical) == host_of(url)
        assert canonical_url(url + "#fragment") == canonical or "#" in url


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.text())
def test_any_text_is_looked_at_safely(text: str) -> None:
    assert is_web_url(text) in (True, False)
    assert canonical_url("https://" + text) == canonical_url(canonical_url("https://" + text))


@pytest.mark.parametrize(
    ("url", "ascii_only"),
    [
        ("https://a.example/é?q=ü#ß", "https://a.example/%C3%A9?q=%C3%BC#%C3%9F"),
        ("https://www.apple.example:8080/a%20b", "https://www.apple.example:8080/a%20b"),
        ("https://\u0430pple.example/x", "https://xn--pple-43d.example/x"),
        ("https://" + "\u0430" * 70 + ".example/x", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_an_address_for_a_link_is_ascii(url: str, ascii_only: str) -> None:
    assert ascii_url(url) == ascii_only
    assert is_web_url(ascii_only) == bool(ascii_only)
