"""``destinations.yaml`` → where posts go, or errors that say what is wrong, and where."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.config.destinations.addresses import Means, read_addresses
from bot.config.destinations.schema import DESTINATION, DESTINATIONS, ONLY, QUIET, REMINDERS
from bot.config.destinations.wanted import WantedDestination, channel
from bot.config.settings import Settings
from bot.planning.subscription import QuietHours, Subscription
from events.definitions.mapping_reader import MappingReader
from events.definitions.mends.times import read_duration
from events.definitions.values import parse_id, parse_line, parse_one_of
from events.definitions.yaml.nodes import parse
from events.errors import DefinitionError, Problems, Refusal
from events.model import Access, Kind
from events.queries import Filter
from events.text import quoted
from events.time_grammar import parse_time
from events.zones import parse_zone


def read_wanted(settings: Settings, content: bytes | None) -> tuple[WantedDestination, ...]:
    """Return the destinations that a file's content names, and TELEGRAM_CHANNEL.

    The channel is not added where the file says what is to be heard there. Raises
    `DefinitionError`.
    """
    named: tuple[WantedDestination, ...] = ()
    if settings.destinations is not None and content is not None:
        named = parse_destinations(
            settings.destinations,
            content,
            settings.timezone,
            settings.operator,
            has_bot=settings.token is not None,
            has_mail=settings.mail is not None,
        )
    if settings.channel is None:
        return named
    added = channel(settings.channel)
    return named if added.name in [each.name for each in named] else (*named, added)


def parse_destinations(
    path: Path,
    content: bytes,
    zone: str | None,
    operator: str | int | None,
    *,
    has_bot: bool,
    has_mail: bool,
) -> tuple[WantedDestination, ...]:
    """Take the destinations from a file's content.

    - ``path`` names the file in errors.
    - ``zone`` is that of quiet hours which do not name one.
    - The ``operator``'s chat is none of them: their readers would be told of trouble.
    - Without a bot no chat is, and without a mail server no mailbox.

    Raises `DefinitionError`.
    """
    problems = Problems()
    whole = MappingReader(path, parse(path, content, problems), DESTINATIONS, problems)
    found: dict[str, WantedDestination] = {}
    labels: set[str] = set()
    means = Means(has_bot, has_mail, operator)
    for mapping in whole.mappings("destinations", DESTINATION):
        for wanted in _destinations(mapping, zone, means):
            if wanted.name in found:
                what = f"{quoted(found[wanted.name].label)} is the same {wanted.address.kind}"
                mend = "one destination has one entry: put both together, or take one away"
                mapping.add_problem(mapping.where(wanted.address.key), what, mend)
            found.setdefault(wanted.name, wanted)
        label = mapping.text("name")
        if label and label in labels:
            what = f"{quoted(label)} stands twice"
            mapping.add_problem(mapping.where("name"), what, "give each a name of its own")
        labels.add(label)
    if problems:
        raise DefinitionError(problems.told, problems.others)
    return tuple(found.values())


def _destinations(
    mapping: MappingReader, zone: str | None, means: Means
) -> tuple[WantedDestination, ...]:
    label = mapping.get("name", parse_line)
    addresses = read_addresses(mapping, means)
    only = mapping.mapping("only", ONLY)
    silent = mapping.one_or_list("silent", _parse_silent)
    subscription = Subscription(
        destination="",
        agendas=frozenset(only.one_or_list("agenda", parse_id)) if only else frozenset(),
        wanted=_filter(only) if only else Filter(),
        leads=_leads(mapping),
        at_start=mapping.get("at start", _parse_yes) or False,
        is_silent="yes" in silent,
        silent_kinds=frozenset(Kind(word) for word in silent if word in frozenset(Kind)),
        quiet=_quiet(mapping, zone),
    )
    if label is None:
        return ()
    several = len(addresses) > 1
    return tuple(
        WantedDestination(
            f"{label} ({each.shown})" if several else label,
            each,
            replace(subscription, destination=str(each)),
        )
        for each in addresses
    )


def _filter(only: MappingReader) -> Filter:
    kind, access = parse_one_of(tuple(Kind)), parse_one_of(tuple(Access))
    return Filter(
        kinds=frozenset(only.one_or_list("kind", kind)),
        except_kinds=frozenset(only.one_or_list("except kind", kind)),
        parties=frozenset(only.one_or_list("party", parse_line)),
        cities=frozenset(only.one_or_list("city", parse_line)),
        tags=frozenset(only.one_or_list("tag", parse_line)),
        accesses=frozenset(only.one_or_list("access", access)),
    )


def _leads(mapping: MappingReader) -> dict[Kind, tuple[timedelta, ...]]:
    reminders = mapping.mapping("reminders", REMINDERS)
    if reminders is None:
        return {}
    given = [kind for kind in Kind if kind in reminders.entries]
    return {
        kind: tuple(sorted(set(reminders.one_or_list(kind, read_duration)), reverse=True))
        for kind in given
    }


def _quiet(mapping: MappingReader, zone: str | None) -> QuietHours | None:
    quiet = mapping.mapping("quiet hours", QUIET)
    if quiet is None:
        return None
    begin, end = quiet.get("from", parse_time), quiet.get("until", parse_time)
    named = quiet.get("timezone", parse_zone)
    held = quiet.get("hold", _parse_yes) or False
    if "timezone" not in quiet.entries and zone is None:
        what = "nobody says by whose clocks these hours are"
        quiet.add_problem(
            quiet.node, what, "write timezone: Europe/Brussels, or set PODIUM_TIMEZONE"
        )
    if begin is not None and begin == end:
        what = "these hours end as they begin"
        quiet.add_problem(
            quiet.where("until"), what, "for posts that never ring, write silent: yes"
        )
    if begin is None or end is None:
        return None
    return QuietHours(begin, end, named or zone or "UTC", held)


def _parse_silent(text: str) -> str:
    return "yes" if text == "yes" else parse_one_of(tuple(Kind))(text)


def _parse_yes(text: str) -> bool:
    if text not in ("yes", "no"):
        raise Refusal(f"{quoted(text)} is neither yes nor no", "write yes or no")
    return text == "yes"
