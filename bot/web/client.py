"""Who asks: the address by which one client's share is told from another's."""

from ipaddress import IPv6Address, ip_address, ip_network

from starlette.types import Scope

V6_BITS = 64  # a household is given a network of so many bits, and may use all of its addresses


def client_of(scope: Scope) -> str:
    """Return the address of the client that sent a request, or its network.

    - the address at the other end of the connection, if that is a public one
    - otherwise the last that X-Forwarded-For names, which a proxy of one's own has put there
    - the address at the other end, if nothing of the kind is named

    Whoever is in one's own network may make up what X-Forwarded-For says, and so has no more than
    several clients' shares. Nothing but shares may be decided by it.
    """
    host = str((scope.get("client") or ("",))[0])
    if not _is_public(host):
        named = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
        last = named[-1].rpartition(b",")[2].strip().decode("latin-1") if named else ""
        host = last if _network(last) else host
    return _network(host) or host


def _is_public(host: str) -> bool:
    try:
        return ip_address(host).is_global
    except ValueError:
        return False


def _network(host: str) -> str | None:
    try:
        address = ip_address(host)
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((int(address), V6_BITS), strict=False))
    return str(address)
