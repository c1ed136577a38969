"""What a request's headers ask for, by the tables of RFC 9110."""

from datetime import UTC, datetime

import pytest

from bot.web.http.conditional import names_tag, prefers_gzip, unchanged_since

CHANGED = datetime(1994, 11, 6, 8, 49, 37, 900_000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("accept_encoding", "gzip"),
    [
        (b"", False),
        (b"gzip", True),
        (b"GZIP", True),
        (b"x-gzip", True),
        (b"gzip, deflate, br", True),
        (b"deflate, br", False),
        (b"identity", False),
        (b"gzip;q=0", False),
        (b"gzip;q=0.000", False),
        (b"gzip; q=0.001", True),
        (b"gzip ; Q=1.0", True),
        (b"br;q=1.0, gzip;q=0.8, *;q=0.1", True),
        (b"gzip;q=0.5, identity", False),
        (b"gzip;q=0.5, identity;q=0.5", True),
        (b"gzip;q=0.5, identity;q=0", True),
        (b"*", False),
        (b"*, identity;q=0", True),
        (b"gzip;q=0, *", False),
        (b"gzip;q=0, *, identity;q=0", False),
        (b"*;q=0", False),
        (b"identity;q=0", False),
        (b"gzip;q=2", False),
        (b"gzip;q=", False),
        (b"gzip;level=9", False),
        (b",,gzip,", True),
        (b"\xff\x00;q=\xff", False),
    ],
)
def test_gzip_is_chosen_by_weight(accept_encoding: bytes, gzip: bool) -> None:
    assert prefers_gzip(accept_encoding) is gzip


@pytest.mark.parametrize(
    ("if_none_match", "matches"),
    [
        (b'"tag"', True),
        (b'W/"tag"', True),
        (b'"other", "tag"', True),
        (b'"other",W/"tag" , "third"', True),
        (b"*", True),
        (b" * ", True),
        (b'"a,b", "tag"', True),
        (b'"other"', False),
        (b'"TAG"', False),
        (b"tag", False),
        (b'"x"tag"', False),
        (b'"*"', False),
        (b"", False),
        (b'"tag', False),
    ],
)
def test_a_tag_is_found_by_weak_comparison(if_none_match: bytes, matches: bool) -> None:
    assert names_tag(if_none_match, b'"tag"') is matches


@pytest.mark.parametrize(
    ("date", "unchanged"),
    [
        (b"Sun, 06 Nov 1994 08:49:37 GMT", True),
        (b"Sunday, 06-Nov-94 08:49:37 GMT", True),
        (b"Sun Nov  6 08:49:37 1994", True),
        (b"Sun, 06 Nov 1994 08:49:38 GMT", True),
        (b"Sun, 06 Nov 1994 08:49:36 GMT", False),
        (b"Mon, 01 Jan 2035 00:00:00 GMT", True),
        (b"Sun, 06 Nov 1994 08:49:37 +0000", False),
        (b"Sun, 06 Nov 1994 09:49:37 CET", False),
        (b"Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT", False),
        (b"Sun, 36 Nov 1994 08:49:37 GMT", False),
        (b"1994-11-06T08:49:37Z", False),
        (b"", False),
        (b"\xff", False),
    ],
)
def test_only_an_http_date_not_before_the_change_means_unchanged(
    date: bytes, unchanged: bool
) -> None:
    assert unchanged_since(date, CHANGED) is unchanged
