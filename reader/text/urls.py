"""Web addresses: which are clean enough to open, and which two are one article."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

MAX_URL = 8_000
"""Longest address taken as one, in characters: what servers and browsers commonly accept."""

TRACKING = frozenset(
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid igshid igsh mc_cid mc_eid mkt_tok "
    "mod ncid cmpid cmp ocid icid ito smid smtyp smprod emc partner partnerid partner_id ref_src ref_url "
    "ref referrer source_caller taid tpcc traffic_source spm vero_id vero_conv wickedid oly_anon_id oly_enc_id "
    "_hsenc _hsmi __hssc __hstc __hsfp hsctatracking s_cid s_kwcid sr_share xtor at_medium at_campaign "
    "guccounter guce_referrer guce_referrer_sig ns_campaign ns_mchannel ns_source ns_linkname ns_fee "
    "soc_src soc_trk sref srnd st_source reflink cid_source".split()
)
"""Query parameters that say where a reader came from and never choose what is shown."""

_TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "matomo_", "hsa_", "_openstat")
_UNSAFE = re.compile(
    '[\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ud800-\udfff\\\\<>"`]'
)
_HOST = re.compile(r"[^\s/?#@:%\[\]\\<>\"^`{|}]+|\[[0-9a-f:.]+\]")
_ESCAPE = re.compile("%([0-9a-fA-F]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def is_web_url(text: str) -> bool:
    """Tell whether `text` is an http or https address with a host, clean enough to hand to a browser.

    No control character, white space, quote, bracket or backslash, no leading dash, at most `MAX_URL`
    characters.
    """
    return _split(text) is not None


def host_of(url: str) -> str:
    """Return the host of a web address in lower case without `www.`, or "" where there is none."""
    parts = _split(url)
    return "" if parts is None else _host(parts)


def canonical_url(url: str) -> str:
    """Return the one address under which an article is known, or "" when `url` is no clean web address.

    Folded are the scheme (to https), the case and the `www.` of the host, international host names (to their
    ASCII form), default ports, user names, the fragment, tracking parameters (`TRACKING`, `utm_*` and the
    like), a trailing slash, and how characters are percent-encoded. The order of the other parameters stays,
    because some of them choose what is shown. The canonical form of a canonical form is itself.
    """
    parts = _split(url)
    if parts is None:
        return ""
    host = _host(parts)
    if not host:
        return ""
    port = parts.port
    place = host if port in (None, 80, 443) else f"{host}:{port}"
    path = _normal_escapes(parts.path).rstrip("/")
    kept = [item for item in parts.query.split("&") if item and not _tracks(item)]
    query = _normal_escapes("&".join(kept))
    return f"https://{place}{path}?{query}" if query else f"https://{place}{path}"


def _split(text: str) -> SplitResult | None:
    if not text[:4].lower() == "http" or len(text) > MAX_URL or _UNSAFE.search(text):
        return None
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return None
    host = parts.hostname
    if parts.scheme not in ("http", "https") or not host:
        return None
    name = f"[{host}]" if ":" in host else host
    return parts if _HOST.fullmatch(name) and not host.startswith(("-", ".")) else None


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii").lower()
        except UnicodeError:
            host = host.casefold()
    while host.startswith("www.") and "." in host[4:]:
        host = host[4:]
    return f"[{host}]" if ":" in host else host


def _tracks(item: str) -> bool:
    name = item.split("=", 1)[0].lower()
    return name in TRACKING or name.startswith(_TRACKING_PREFIXES)


def _normal_escapes(text: str) -> str:
    """Decode what needs no percent-encoding, encode what does, and write the escapes in upper case."""
    text = _ESCAPE.sub(_normal_escape, text)
    if text.isascii():
        return text
    return "".join(char if char.isascii() else _encoded(char) for char in text)


def _normal_escape(found: re.Match[str]) -> str:
    char = chr(int(found.group(1), 16))
    return char if char in _UNRESERVED else found.group().upper()


def _encoded(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8"))
