"""Where readers find the site: at its public address, or at the one that they asked."""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.types import Scope

# Letters, digits and the few marks of a host and a port; nothing else is taken from a request.
HOST = re.compile(
    r"(?:[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?", re.I
)
# Suffixes that resolve only in a network of one's own (RFC 6761, 6762, 8375, ICANN's .internal).
PRIVATE_SUFFIXES = (".localhost", ".local", ".internal", ".home.arpa", ".lan", ".test")


@dataclass(frozen=True, slots=True)
class Address:
    """The site's absolute address, without a slash at the end."""

    url: str

    @property
    def is_public(self) -> bool:
        """Whether a server elsewhere, such as Google's, can be expected to reach the address."""
        host = urlsplit(self.url).hostname or ""
        try:
            return ip_address(host).is_global
        except ValueError:
            return "." in host.rstrip(".") and not host.rstrip(".").endswith(PRIVATE_SUFFIXES)


def address_of(scope: Scope, public_url: str | None) -> Address:
    """Return the site's address as a reader who sent a request should know it.

    - ``public_url``, if there is one
    - the Host header, if there is just one and it names a host (RFC 9112 §3.2)
    - otherwise the address at which the request arrived
    """
    if public_url:
        return Address(public_url)
    hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
    scheme = "https" if scope.get("scheme") == "https" else "http"
    if len(hosts) == 1 and HOST.fullmatch(hosts[0]):
        return Address(f"{scheme}://{hosts[0].lower()}")
    host, port = scope.get("server") or ("localhost", None)
    bracketed = f"[{host}]" if ":" in host else host
    return Address(f"{scheme}://{bracketed}" + (f":{port}" if port else ""))
