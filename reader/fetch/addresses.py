"""Which addresses of the network may be reached: public ones only, however they are written."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# What `is_global` leaves open, or opens only in newer versions of Python: addresses that carry another one inside
# (6to4, Teredo, NAT64), old site-local ones, benchmarks, and what is kept for protocols.
_CLOSED = tuple(
    map(
        ip_network,
        (
            *("192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "240.0.0.0/4"),
            *("::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2002::/16", "3fff::/20"),
            *("5f00::/16", "fec0::/10"),
        ),
    )
)


def is_public(address: str) -> bool:
    """Tell whether a numeric address is one of the public network.

    Not so are loopback, private, link-local, shared (CGNAT), multicast, reserved and unspecified ones, and IPv6
    addresses behind which any of these can stand.
    """
    try:
        found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    if not found.is_global or found.is_multicast or found.is_reserved:
        return False
    return not any(found.version == net.version and found in net for net in _CLOSED)
