"""Destinations that come and go while the service runs, in the order in which nothing is lost."""

from collections.abc import Collection, Iterable, Sequence

from bot.planning.subscription import Subscription
from bot.publishing.reloader import Reloader
from bot.service.destinations import RunningDestinations
from bot.service.routes import Route


async def take_away(
    running: RunningDestinations, reloader: Reloader, names: Collection[str]
) -> None:
    """Post to some destinations no more: they are planned for no more before their workers end."""
    if not names:
        return
    await reloader.tell([each for each in running.subscriptions if each.destination not in names])
    await running.remove(names)


async def bring_in(
    running: RunningDestinations,
    reloader: Reloader,
    routes: Iterable[Route],
    hears: Sequence[Subscription],
) -> None:
    """Post to other destinations too, and let all hear as they want to from now on.

    What is new is not planned for before its worker is there.
    """
    new = list(routes)
    for route in new:
        running.add(route)
    await running.begin(each.destination.name for each in new)
    running.hear(hears)
    await reloader.tell(running.subscriptions)
