"""gzip in blocks: what is unpacked, what is packed again, and who packs alike."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.http import packing
from bot.web.http.packing import Packing


def feed(titles: list[str]) -> bytes:
    events = (
        f"BEGIN:VEVENT\r\nUID:event-{number}@podium.alt\r\nSUMMARY:{title}\r\nEND:VEVENT\r\n"
        for number, title in enumerate(titles)
    )
    return f"BEGIN:VCALENDAR\r\n{''.join(events)}END:VCALENDAR\r\n".encode()


@given(st.binary(max_size=2000))
def test_what_was_packed_unpacks_to_the_same(body: bytes) -> None:
    assert gzip.decompress(Packing().pack(body)) == body


@given(st.lists(st.text(max_size=20), max_size=300), st.lists(st.text(max_size=20), max_size=300))
def test_a_later_state_is_packed_as_by_who_never_saw_the_earlier(
    earlier: list[str], later: list[str]
) -> None:
    packer = Packing()
    packer.pack(feed(earlier))

    packed = packer.pack(feed(later))

    assert packed == Packing().pack(feed(later))
    assert gzip.decompress(packed) == feed(later)


def test_after_an_edit_one_block_is_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    deflated: list[int] = []
    deflate = packing._deflate

    def counted(block: memoryview) -> bytes:
        deflated.append(len(block))
        return deflate(block)

    monkeypatch.setattr(packing, "_deflate", counted)
    titles = [f"Talks {number}" for number in range(5000)]
    packer = Packing()
    packer.pack(feed(titles))
    blocks = len(deflated)

    titles[2500] = "A title that is longer than it was"
    packer.pack(feed(titles))

    assert blocks > 20
    assert len(deflated) == blocks + 1


def test_blocks_cost_little_length() -> None:
    body = feed([f"Talks {number}" for number in range(5000)])

    assert len(Packing().pack(body)) < 1.2 * len(zlib.compress(body, packing.LEVEL))
