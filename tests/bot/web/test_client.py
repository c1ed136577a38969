"""Who is one client, and who is another."""

import pytest

from bot.web.client import client_of

NEAR, FAR = "127.0.0.1", "8.8.8.8"


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        (FAR, [], FAR),
        (FAR, [b"1.1.1.1"], FAR),
        (NEAR, [], NEAR),
        (NEAR, [b"1.1.1.1"], "1.1.1.1"),
        (NEAR, [b"made up, 9.9.9.9 , 1.1.1.1"], "1.1.1.1"),
        (NEAR, [b"9.9.9.9", b"1.1.1.1"], "1.1.1.1"),
        ("172.17.0.1", [b"1.1.1.1"], "1.1.1.1"),
        (NEAR, [b"x" * 30_000], NEAR),
        (NEAR, [b"2a00:1:2:3:4:5:6:7"], "2a00:1:2:3::/64"),
        ("::ffff:8.8.8.8", [], FAR),
    ],
)
def test_a_client_is_the_address_that_cannot_be_made_up(
    peer: str, forwarded: list[bytes], client: str
) -> None:
    headers = [(b"x-forwarded-for", value) for value in forwarded]
    assert client_of({"client": (peer, 1), "headers": headers}) == client
