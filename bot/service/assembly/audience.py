"""Who is posted to: the destinations that are named, and the readers who follow something."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.config.destinations.wanted import WantedDestination
from bot.service.assembly.foundation import Foundation
from bot.service.destinations import RunningDestinations, WritePost
from bot.service.destinations_watch import DestinationsWatch
from bot.service.followers import Followers
from bot.service.routes import MakeDestinations, Routes, routes_to
from bot.service.wanted_destinations import WantedDestinations, wrong_words


@dataclass(frozen=True, slots=True)
class Audience:
    """All who are posted to.

    - ``followers``: None without the bot, and where the destinations are given
    - ``watch``: what follows the destinations' file, if there is one
    """

    posting: RunningDestinations
    followers: Followers | None
    watch: DestinationsWatch | None


def gather(base: Foundation, given: MakeDestinations | None, write: WritePost) -> Audience:
    """Find all who are posted to, and what posts to them; ``given`` destinations alone, if any.

    Raises `DefinitionError` for destinations that are wrong at a first start.
    """
    posting = RunningDestinations(
        base.ledger_thread,
        base.clock,
        base.incidents,
        base.telegram,
        base.pacing,
        base.publication,
        write,
    )
    if given:
        for route in routes_to(given(base.telegram)):
            posting.add(route)
        return Audience(posting, followers=None, watch=None)
    named = WantedDestinations(base.settings, base.ledger)
    routes = Routes(
        base.settings, base.ledger, base.telegram, base.clock, base.publication, base.pacing
    )
    wanted, fault = named.read_at_start()
    if fault:
        base.incidents.open("destinations", wrong_words(fault))
    for route in routes.to_all(wanted, base.clock.now()):
        posting.add(route)
    return Audience(
        posting, _followers(base, posting), _watch(base, posting, named, routes, wanted)
    )


def _followers(base: Foundation, posting: RunningDestinations) -> Followers | None:
    if base.telegram is None:
        return None
    followers = Followers(
        base.ledger_thread,
        posting,
        base.reloader,
        base.clock,
        base.telegram,
        base.pacing,
        base.settings.operator,
        shared=base.shared,
    )
    followers.add_all()
    base.telegram.let_follow(followers)
    return followers


def _watch(
    base: Foundation,
    posting: RunningDestinations,
    named: WantedDestinations,
    routes: Routes,
    wanted: Sequence[WantedDestination],
) -> DestinationsWatch | None:
    if not base.settings.destinations:
        return None
    return DestinationsWatch(
        base.settings.destinations,
        named,
        routes,
        posting,
        base.reloader,
        base.ledger_thread,
        base.clock,
        base.incidents,
        base.pacing,
        wanted,
    )
