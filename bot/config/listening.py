"""Where to listen: a host of this machine and a port, as the settings name them."""

import ipaddress
import re

from events.errors import Refusal
from events.text import quoted

MAX_PORT = 65535
_LABEL = r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
_HOST_NAME = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.?")
MAX_HOST = 253  # characters of a name (RFC 1035 §2.3.4)


def parse_port(text: str) -> int:
    """Take a port; 0 is any free one. Raises `Refusal`."""
    # No more digits than a port has: Python refuses to read thousands of them.
    if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) > MAX_PORT:
        raise Refusal("this is not a port", "write a number from 0, for any free one, to 65535")
    return int(text)


def parse_host(text: str) -> str:
    """Take a name or an address of this machine. Raises `Refusal`."""
    hint = "write 127.0.0.1 for this machine alone, 0.0.0.0 or :: for all"
    if "://" in text:
        raise Refusal(f"{quoted(text)} is an address of the web", hint)
    if inner := re.fullmatch(r"\[(.*)\]", text):
        raise Refusal(f"{quoted(text)} has brackets around it", f"write {inner[1]}")
    if split := re.fullmatch(r"([^:]+):(\d{1,5})", text):
        raise Refusal(
            f"{quoted(text)} is a host with a port", f"write {split[1]}, and PODIUM_PORT={split[2]}"
        )
    looks_like_address = re.fullmatch(r"[0-9.]+", text)
    named = not looks_like_address and len(text) <= MAX_HOST and _HOST_NAME.fullmatch(text)
    if named or _is_address(text):
        return text
    raise Refusal(f"{quoted(text)} is not a host", hint)


def _is_address(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    # Some systems listen at these without a word, and nobody can ever come there.
    return not address.is_multicast and text != "255.255.255.255"
