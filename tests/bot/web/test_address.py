"""Where the site is."""

import pytest

from bot.web.address import Address, address_of

SERVER = ("127.0.0.1", 8080)


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("example.org", "http://example.org"),
        ("Example.ORG:8080", "http://example.org:8080"),
        ("localhost:8080", "http://localhost:8080"),
        ("podium_web:80", "http://podium_web:80"),
        ("[::1]:8080", "http://[::1]:8080"),
        ("xn--bcher-kva.example", "http://xn--bcher-kva.example"),
    ],
)
def test_without_a_public_address_the_host_header_tells(host: str, url: str) -> None:
    assert address_of(_scope(host), None).url == url


@pytest.mark.parametrize(
    "host",
    [
        "",
        "a b",
        "evil.example/path",
        "evil.example?x",
        "evil.example#x",
        "user@evil.example",
        "evil.example:80:80",
        "evil.example:port",
        '"><script>alert(1)</script>',
        "evil.example\\@good.example",
        "javascript:alert(1)",
        "[::1",
        "[evil]",
        "-",
        "é.example",
        "a" * 300,
        "example.org\n",
    ],
)
def test_a_host_header_that_is_no_host_is_passed_over(host: str) -> None:
    assert address_of(_scope(host), None).url == "http://127.0.0.1:8080"


def test_two_host_headers_are_passed_over() -> None:
    assert address_of(_scope("a.example", "b.example"), None).url == "http://127.0.0.1:8080"


def test_no_host_header_is_passed_over() -> None:
    assert address_of(_scope(), None).url == "http://127.0.0.1:8080"


def test_the_public_address_goes_before_the_host_header() -> None:
    assert address_of(_scope("evil.example"), "https://p.example/x").url == "https://p.example/x"


@pytest.mark.parametrize(
    ("url", "public"),
    [
        ("https://podium.example", True),
        ("https://podium.example.", True),
        ("https://93.184.216.34", True),
        ("http://[2606:4700::1]:80", True),
        ("http://127.0.0.1:8080", False),
        ("http://127.9.9.9", False),
        ("http://[::1]:8080", False),
        ("http://192.168.1.7", False),
        ("http://0.0.0.0:8080", False),
        ("http://localhost:8080", False),
        ("http://podium.localhost", False),
        ("http://laptop.local", False),
        ("http://intranet", False),
    ],
)
def test_a_server_elsewhere_reaches_only_public_addresses(url: str, public: bool) -> None:
    assert Address(url).is_public is public


def _scope(*hosts: str) -> dict[str, object]:
    headers = [(b"host", host.encode()) for host in hosts]
    return {"type": "http", "scheme": "http", "server": SERVER, "headers": headers}
