"""What can be told of a place on another network without posting there."""

import asyncio

from bot.config.destinations.wanted import UrlAddress

# Of these the host in the URL is the server that posts go to, over HTTP; an s at the end is HTTPS.
# Of others it may be anything: the name of a team, or a key.
_SERVERS = frozenset(
    {"apprise", "form", "gotify", "json", "mmost", "ncloud", "ntfy", "rocket", "xml"}
)
_HTTP, _HTTPS = 80, 443


async def look_at_url(address: UrlAddress, seconds: float) -> tuple[str, bool]:
    """Tell what there is to tell of a place, and whether it can be posted to, as far as is known.

    Its server is connected to, if the URL says which that is, and told nothing. What else is in the
    URL is never shown.
    """
    from apprise import Apprise  # takes longer to import than who names no URL should wait

    service = Apprise.instantiate(address.url)
    if service is None:
        return "apprise knows no network by this URL", False
    network = f"apprise takes the URL ({service.service_name})"
    if (
        address.url.partition("://")[0].lower().removesuffix("s") not in _SERVERS
        or not service.host
    ):
        return f"{network}; whether it is taken there, only a post would tell", True
    port = service.port or (_HTTPS if service.secure else _HTTP)
    server = f"{service.host}:{port}"
    try:
        async with asyncio.timeout(seconds):
            _, writer = await asyncio.open_connection(service.host, port)
    except TimeoutError:
        return f"{network}, and {server} does not answer", False
    except OSError as error:
        return f"{network}, and {server} cannot be reached: {error.strerror or error}", False
    writer.close()
    return f"{network}, and {server} is there; whether it takes posts, only a post would tell", True
