"""Programs in other languages read every zone, minutes before and after each of its changes."""

from __future__ import annotations

import pytest
import pytz

from events.feeds.vtimezone import LAST_KNOWN_YEAR
from tests.events.feeds.test_vtimezone import SPANS, feed_and_instants, misread
from tests.interop.programs import read_with_libical, read_with_sabre
from tests.interop.readers import with_unknown_zones

# Up to here tzdata is as PHP has it: Chisinau's changes from 2022 on were mended in 2026.
MENDED = 2021

pytestmark = pytest.mark.interop


def spans(last_year: int) -> pytest.MarkDecorator:
    known = [(first, min(last, last_year)) for first, last in SPANS if first <= last_year]
    return pytest.mark.parametrize("span", known, ids=lambda span: f"{span[0]}-{span[1]}")


@spans(LAST_KNOWN_YEAR)
def test_libical_reads_all_zones_right_around_every_change(span: tuple[int, int]) -> None:
    feed, instants = feed_and_instants(pytz.common_timezones, *span)
    assert misread(read_with_libical, with_unknown_zones(feed), instants) == []


@spans(MENDED)
def test_sabre_knows_all_zones_by_the_names_that_we_give_them(span: tuple[int, int]) -> None:
    feed, instants = feed_and_instants(pytz.common_timezones, *span)
    assert misread(read_with_sabre, feed, instants) == []
