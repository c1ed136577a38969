"""A prepared response is picked by method and headers alone."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.http.refusals import NOT_ALLOWED, PREFLIGHT
from bot.web.http.responses import choose, prepare
from bot.web.http.static_response import Header, StaticResponse

BODY = b"BEGIN:VCALENDAR\r\n" * 50
CHANGED = datetime(2022, 1, 9, 8, 0, tzinfo=UTC)
SINCE = b"Sun, 09 Jan 2022 08:00:00 GMT"
FEED = prepare(
    BODY,
    "text/calendar; charset=utf-8",
    "public, max-age=300",
    last_modified=CHANGED,
    filename="talks.ics",
    headers=((b"access-control-allow-origin", b"*"),),
)
PLAIN = FEED.plain
assert FEED.gzipped is not None
PACKED = FEED.gzipped


@pytest.mark.parametrize(
    ("method", "headers", "response"),
    [
        ("GET", [], PLAIN.whole),
        ("HEAD", [], PLAIN.head),
        ("GET", [(b"accept-encoding", b"gzip")], PACKED.whole),
        ("HEAD", [(b"accept-encoding", b"gzip")], PACKED.head),
        ("GET", [(b"accept-encoding", b"br"), (b"accept-encoding", b"gzip")], PACKED.whole),
        ("GET", [(b"if-none-match", PLAIN.tag)], PLAIN.unchanged),
        ("HEAD", [(b"if-none-match", PLAIN.tag)], PLAIN.unchanged),
        ("GET", [(b"if-none-match", b'"a"'), (b"if-none-match", PLAIN.tag)], PLAIN.unchanged),
        ("GET", [(b"if-none-match", b"*")], PLAIN.unchanged),
        # A tag is one coding's: what the client would now be sent is the other.
        ("GET", [(b"if-none-match", PACKED.tag)], PLAIN.whole),
        (
            "GET",
            [(b"accept-encoding", b"gzip"), (b"if-none-match", b"W/" + PACKED.tag)],
            PACKED.unchanged,
        ),
        ("GET", [(b"if-modified-since", SINCE)], PLAIN.unchanged),
        ("GET", [(b"if-modified-since", b"Sun, 09 Jan 2022 07:59:59 GMT")], PLAIN.whole),
        # If-None-Match decides alone, whatever the date says, even if it makes no sense.
        ("GET", [(b"if-none-match", b'"old"'), (b"if-modified-since", SINCE)], PLAIN.whole),
        ("GET", [(b"if-modified-since", SINCE), (b"if-none-match", b"junk")], PLAIN.whole),
        (
            "GET",
            [(b"if-none-match", PLAIN.tag), (b"if-modified-since", b"junk")],
            PLAIN.unchanged,
        ),
        ("OPTIONS", [(b"if-none-match", b"*")], PREFLIGHT),
        ("POST", [], NOT_ALLOWED),
        ("DELETE", [(b"if-none-match", b"*")], NOT_ALLOWED),
        ("get", [], NOT_ALLOWED),
    ],
)
def test_the_response_follows_from_method_and_headers(
    method: str, headers: list[Header], response: StaticResponse
) -> None:
    assert choose(FEED, method, headers) is response


def test_the_codings_hold_the_same_and_have_tags_of_their_own() -> None:
    assert gzip.decompress(PACKED.whole.body) == PLAIN.whole.body == BODY
    assert PLAIN.tag != PACKED.tag
    assert dict(PLAIN.whole.headers)[b"etag"] == PLAIN.tag
    assert dict(PACKED.whole.headers)[b"etag"] == PACKED.tag


@given(st.binary(max_size=2000), st.integers(1, 50))
def test_what_is_packed_unpacks_to_the_plain_bytes(part: bytes, times: int) -> None:
    prepared = prepare(part * times, "text/plain", "no-cache")
    if prepared.gzipped:
        assert gzip.decompress(prepared.gzipped.whole.body) == prepared.plain.whole.body


def test_machines_that_pack_otherwise_agree_on_both_tags() -> None:
    assert PLAIN.tag == b'"cmELH2FsEItekeqdpnbI"'
    assert PACKED.tag == b'"cmELH2FsEItekeqdpnbI-gzip"'


def test_the_same_bytes_are_prepared_alike_every_time() -> None:
    again = prepare(BODY, "text/calendar; charset=utf-8", "no-cache")
    assert again.plain.tag == PLAIN.tag
    assert again.gzipped is not None
    assert again.gzipped.tag == PACKED.tag
    assert again.gzipped.whole.body == PACKED.whole.body


def test_a_head_response_is_a_get_response_without_its_body() -> None:
    assert PACKED.head.headers == PACKED.whole.headers
    assert PACKED.head.body == b""
    assert dict(PACKED.head.headers)[b"content-length"] == str(len(PACKED.whole.body)).encode()


def test_a_304_has_what_a_cache_needs_and_nothing_of_the_body() -> None:
    names = {name for name, _ in PLAIN.unchanged.headers}
    assert names == {b"etag", b"cache-control", b"vary", b"access-control-allow-origin"}


def test_what_gzip_cannot_shrink_stays_plain() -> None:
    tiny = prepare(b"ok", "text/plain", "no-cache")
    assert tiny.gzipped is None
    assert choose(tiny, "GET", [(b"accept-encoding", b"gzip")]) is tiny.plain.whole


def test_no_date_is_sent_that_is_later_than_when_it_was_first_shown() -> None:
    """RFC 9110 §8.8.2.1; a clock that was ahead has been set right since."""
    shown = CHANGED - timedelta(hours=2)
    ahead = prepare(BODY, "text/plain", "no-cache", last_modified=CHANGED, shown_from=shown)

    assert dict(ahead.plain.whole.headers)[b"last-modified"] == b"Sun, 09 Jan 2022 06:00:00 GMT"
    # What changed under the wrong clock, and then again, is a change to whoever saw the first.
    before = b"Sun, 09 Jan 2022 07:59:59 GMT"
    assert choose(ahead, "GET", [(b"if-modified-since", before)]) is ahead.plain.whole
    assert choose(ahead, "GET", [(b"if-modified-since", SINCE)]) is ahead.plain.unchanged


def test_a_resource_without_a_date_is_told_by_its_tag_alone() -> None:
    page = prepare(b"page", "text/html", "no-cache")
    assert choose(page, "GET", [(b"if-modified-since", SINCE)]) is page.plain.whole
    assert b"last-modified" not in dict(page.plain.whole.headers)
