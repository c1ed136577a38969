"""Foreign clients read every zone's times right, however old their own zone tables are."""

from __future__ import annotations

import pytest

from tests.events.feeds.instants import SPANS
from tests.interop.asked.feeds import every_change, new_laws
from tests.interop.reading.clients import Client, all_clients, misread


@all_clients
@pytest.mark.parametrize("span", SPANS, ids=lambda span: f"{span[0]}-{span[1]}")
def test_clients_read_all_zones_right_around_every_change(
    client: Client, span: tuple[int, int]
) -> None:
    assert misread(client, every_change(*span)) == []


@all_clients
def test_clients_read_zones_right_whose_law_has_just_changed(client: Client) -> None:
    assert misread(client, new_laws()) == []
