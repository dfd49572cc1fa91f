"""Web addresses: which are clean enough to open, and which two are one article."""

from __future__ import annotations

import re
from functools import lru_cache

MAX_URL = 8_000
"""Longest address taken as one, in characters: what servers and browsers commonly accept."""

TRACKING = frozenset(
    {
        *("fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid"),
        *(
            "igshid",
            "igsh",
            "mc_cid",
            "mc_eid",
            "mkt_tok",
            "oly_anon_id",
            "oly_enc_id",
            "vero_id",
            "vero_conv",
        ),
        *(
            "_hsenc",
            "_hsmi",
            "__hssc",
            "__hstc",
            "__hsfp",
            "hsctatracking",
            "s_cid",
            "s_kwcid",
            "spm",
            "xtor",
        ),
        *(
            "mod",
            "ncid",
            "cmpid",
            "ocid",
            "icid",
            "ito",
            "smid",
            "smtyp",
            "smprod",
            "taid",
            "tpcc",
            "reflink",
        ),
        *("ref", "ref_src", "ref_url", "referrer", "source_caller", "traffic_source", "partner", "st_source"),
        *("at_medium", "at_campaign", "ns_campaign", "ns_mchannel", "ns_source", "ns_linkname", "ns_fee"),
        *("guccounter", "guce_referrer", "guce_referrer_sig", "soc_src", "soc_trk", "sr_share", "srnd"),
    }
)
"""Query parameters that say where a reader came from and never choose what is shown."""

_TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "matomo_", "hsa_")

# Control characters, white space of any kind, invisible and private characters, and what HTML or a shell quotes with.
_UNSAFE = re.compile(
    "[\x00-\x20\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000"
    '\ud800-\uf8ff\ufeff\ufff0-\uffff\U000e0000-\U0010ffff\\\\<>"`]'
)
# Scheme, host, port. No user names: `https://bank.example@evil.example` is not what it seems.
_SITE = re.compile(
    r"(?:http|https)://([^-.\[/?#:@%][^\[/?#:@%]*|\[[0-9a-f:.]+\])(?::(\d{1,5}))?(?=[/?#]|\Z)",
    re.IGNORECASE | re.ASCII,
)
# Up to the last `@` before the path, which is what browsers take for the end of the name.
_USER = re.compile(r"\A(https?://)[^/?#\\]*@", re.IGNORECASE)
_ASCII_HOST = re.compile(r"[a-z0-9_][a-z0-9_.-]*")
_ESCAPE = re.compile("%([0-9a-fA-F]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_LARGEST_PORT = 65_535


def is_web_url(text: str) -> bool:
    """Tell whether `text` is an http or https address with a host, clean enough to hand to a browser.

    No control or hidden character, white space, quote, bracket or backslash, no user name, at most `MAX_URL`
    characters; so it never begins with a dash, nor needs quoting.
    """
    return _parts(text) is not None


def without_user(url: str) -> str:
    """Return an address without the name and password of a user: what is known, shown and opened is the host behind.

    So `https://bank.example@evil.example/` is `https://evil.example/`, which is what a browser opens.
    """
    return _USER.sub(r"\1", url, count=1) if "@" in url else url


def host_of(url: str) -> str:
    """Return the host of a web address in lower case without `www.`, or "" where there is none."""
    parts = _parts(url)
    return "" if parts is None else _host(parts[1])


def ascii_url(url: str) -> str:
    """Return a clean web address in ASCII alone, as a terminal takes it for a link; "" where that cannot be had."""
    parts = _parts(url)
    if parts is None:
        return ""
    start, end = parts.span(1)
    try:
        host = url[start:end].encode("idna" if not parts[1].isascii() else "ascii").decode("ascii")
    except UnicodeError:
        return ""
    return url[:start] + host + "".join(char if char.isascii() else _encoded(char) for char in url[end:])


def canonical_url(url: str, *, whole: bool = False) -> str:
    """Return the one address under which an article is known, or "" when `url` is no clean web address.

    Folded are the scheme (to https), the case and the `www.` of the host, international host names (to their
    ASCII form), default ports, the fragment, tracking parameters (`TRACKING`, `utm_*` and the like), a trailing
    slash, and how characters are percent-encoded. A fragment that is a page of a site made by scripts (`#/…`, `#!…`)
    stays. The order of the other parameters stays, because some of them choose what is shown. With `whole` fragment
    and tracking parameters stay, for telling apart what the short form holds together. The canonical form of a
    canonical form is itself.
    """
    parts = _parts(url)
    if parts is None:
        return ""
    host, port = _host(parts[1]), parts[2]
    place = host if not port or int(port) in (80, 443) else f"{host}:{int(port)}"
    rest, _mark, fragment = url[parts.end() :].partition("#")
    path, _mark, query = rest.partition("?")
    path = _normal_escapes(path).rstrip("/")
    if query:
        items = [item for item in query.split("&") if item and (whole or not _tracks(item))]
        query = _normal_escapes("&".join(items))
    page = _normal_escapes(fragment) if fragment and (whole or fragment[0] in "/!") else ""
    return f"https://{place}{path}{'?' if query else ''}{query}{'#' if page else ''}{page}"


# The address of an article is looked at several times in a row: is it clean, whose is it, which article is it.
@lru_cache(maxsize=64)
def _parts(text: str) -> re.Match[str] | None:
    found = _SITE.match(text) if len(text) <= MAX_URL else None
    if found is None or not _is_safe(text):
        return None
    return None if found[2] and int(found[2]) > _LARGEST_PORT else found


def _is_safe(text: str) -> bool:
    if not text.isascii():
        return not _UNSAFE.search(text)
    # What `_UNSAFE` says, in a tenth of the time: an article has ten addresses.
    return (
        text.isprintable()
        and " " not in text
        and "\\" not in text
        and "<" not in text
        and ">" not in text
        and '"' not in text
        and "`" not in text
    )


# Hosts recur from article to article.
@lru_cache(maxsize=8192)
def _host(written: str) -> str:
    host = written.lower().rstrip(".")
    if not host.isascii():
        try:
            encoded = host.encode("idna").decode("ascii")
        except UnicodeError:
            encoded = ""
        host = encoded if _ASCII_HOST.fullmatch(encoded) else host.casefold()
    while host.startswith("www.") and "." in host[4:]:
        host = host[4:]
    return host


def _tracks(item: str) -> bool:
    name = item.split("=", 1)[0].lower()
    return name in TRACKING or name.startswith(_TRACKING_PREFIXES)


def _normal_escapes(text: str) -> str:
    """Decode what needs no percent-encoding, encode what does, and write the escapes in upper case."""
    if "%" in text:
        text = _ESCAPE.sub(_normal_escape, text)
    return text if text.isascii() else "".join(char if char.isascii() else _encoded(char) for char in text)


def _normal_escape(found: re.Match[str]) -> str:
    char = chr(int(found[1], 16))
    return char if char in _UNRESERVED else found[0].upper()


def _encoded(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8"))
