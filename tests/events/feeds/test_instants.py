"""Every wall time of every zone is written as the instant that tzdata means, in UTC."""

from __future__ import annotations

import pytest

from tests.events.builders import agendas, feed, properties
from tests.events.feeds.instants import SPANS, Instants, around_every_change, under_new_laws


@pytest.mark.parametrize("span", SPANS, ids=lambda span: f"{span[0]}-{span[1]}")
def test_all_zones_are_written_right_around_every_change(span: tuple[int, int]) -> None:
    assert miswritten(around_every_change(*span)) == []


def test_zones_whose_law_has_just_changed_are_written_by_the_new_one() -> None:
    """When this fails, tzdata knows a newer law, which belongs into `NEW_LAWS`."""
    assert miswritten(under_new_laws()) == []


def miswritten(instants: Instants) -> list[str]:
    """Say which events the feed has at other instants than they are meant."""
    read = properties(feed(agendas(*instants)))
    found = zip(read["UID"], read["DTSTART"], read["DTEND"], strict=True)
    meant = {
        (made.uid, *(f"{instant:%Y%m%dT%H%M%SZ}" for instant in span))
        for made, span in instants.items()
    }
    return sorted(" ".join(lines) for lines in meant.symmetric_difference(found))
