"""The links by which calendar clients subscribe to a feed, each in the form its client takes."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from bot.web.address import Address
from bot.web.feeds import CALENDAR


@dataclass(frozen=True, slots=True)
class SubscribeLinks:
    """The links of the subscribe buttons; only a feed that is public can be fetched by a server."""

    feed: str
    webcal: str
    google: str
    outlook: str
    microsoft365: str
    is_public: bool


def subscribe_links(address: Address, title: str) -> SubscribeLinks:
    """Return the links that subscribe to the feed of the site at an address, under a title."""
    feed = f"{address.url}{CALENDAR}"
    webcal = webcal_link(feed)
    # Google takes https in cid for the name of one of its own calendars, and webcal for a feed.
    # Outlook on the web takes http and https alone.
    microsoft = f"calendar/0/addfromweb?url={quote(feed, safe='')}&name={quote(title, safe='')}"
    return SubscribeLinks(
        feed=feed,
        webcal=webcal,
        google=f"https://calendar.google.com/calendar/render?cid={quote(webcal, safe='')}",
        outlook=f"https://outlook.live.com/{microsoft}",
        microsoft365=f"https://outlook.office.com/{microsoft}",
        is_public=address.is_public,
    )


def webcal_link(feed: str) -> str:
    """Return the link by which a calendar application subscribes to a feed."""
    return re.sub(r"^https?:", "webcal:", feed)
