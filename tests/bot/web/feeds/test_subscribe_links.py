"""The links that subscribe to the feed."""

from urllib.parse import parse_qs, urlsplit

from bot.web.address import Address
from bot.web.subscribe_links import subscribe_links


def test_each_client_gets_the_scheme_that_it_takes() -> None:
    links = subscribe_links(Address("https://podium.example/x"), "Talks & more, São Tomé")
    feed = "https://podium.example/x/calendar.ics"
    assert links.feed == feed
    assert links.webcal == "webcal://podium.example/x/calendar.ics"
    google = urlsplit(links.google)
    assert google[:3] == ("https", "calendar.google.com", "/calendar/render")
    assert parse_qs(google.query) == {"cid": [links.webcal]}
    for link, host in (
        (links.outlook, "outlook.live.com"),
        (links.microsoft365, "outlook.office.com"),
    ):
        outlook = urlsplit(link)
        assert outlook[:3] == ("https", host, "/calendar/0/addfromweb")
        assert parse_qs(outlook.query) == {"url": [feed], "name": ["Talks & more, São Tomé"]}
