"""khal follows our own server through vdirsyncer, from one edit of the definitions to the next."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.publishing.publication import Publication
from tests.bot.web.serving import served
from tests.interop.asked.edits import history
from tests.interop.asked.feeds import bundled_week, hard_events
from tests.interop.reading.clients import differences, meant
from tests.interop.reading.subscription import Subscription

pytestmark = pytest.mark.interop

# vdirsyncer gives each event of an HTTP feed a UID of its own making.
KHAL_KEEPS_NO = ("uid", "sequence", "related_to")


async def test_khal_shows_each_feed_as_it_is_meant(tmp_path: Path) -> None:
    async with served(bundled_week()) as site:
        khal = await subscribed(site.url, tmp_path)
        for publication in (bundled_week(), hard_events()):
            await site.show(publication)
            assert await misread(khal, publication) == []


async def test_khal_follows_each_edit(tmp_path: Path) -> None:
    published = history()
    async with served(published["first published"]) as site:
        khal = await subscribed(site.url, tmp_path)
        for publication in published.values():
            await site.show(publication)
            assert await misread(khal, publication) == []


async def subscribed(url: str, folder: Path) -> Subscription:
    return await asyncio.to_thread(Subscription.to, f"{url}/calendar.ics", folder)


async def misread(khal: Subscription, publication: Publication) -> list[str]:
    """Say what khal shows otherwise than it is meant."""
    expected = [meant(made, publication) for made in publication.everything]
    shown = await asyncio.to_thread(khal.read)
    return differences(list(shown.values()), expected, KHAL_KEEPS_NO)
