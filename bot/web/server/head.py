"""The head of a request: where it begins and ends, whose it is, and whether a body follows it."""

import re
from collections.abc import Iterable

# What a request may begin with, after empty lines (RFC 9112 §2.2).
BEGINNING = re.compile(rb"[\r\n]*(?:[A-Za-z]|\Z)")
END = b"\n\r\n"
NO_END = b"\n\n"  # lines end with CR and LF here
MOST_FIELDS = 100  # each takes far more memory than it has bytes
# A whole address as the target, as RFC 9112 §3.2.2 has proxies ask; without a path it means the
# root (RFC 9110 §4.2.3).
_WITHOUT_PATH = re.compile(rb"\A(https?://[^/?#]+)(?=[?#]|\Z)", re.I)
_BODY = (b"content-length", b"transfer-encoding")


def hosts_and_body(headers: Iterable[tuple[bytes, bytes]]) -> tuple[int, bool]:
    """Return how many hosts a head names, and whether it announces a body.

    The names of ``headers`` are in lower case.
    """
    hosts, has_body = 0, False
    for name, value in headers:
        if name == b"host":
            hosts += 1
        elif name in _BODY:
            has_body = has_body or name != b"content-length" or value.strip(b" \t0") != b""
    return hosts, has_body


def with_path(target: bytes) -> bytes:
    """Return the target of a request with its path, if it is a whole address without one."""
    return _WITHOUT_PATH.sub(rb"\1/", target)
