"""``destinations.yaml`` → where posts go, or errors that say what is wrong, and where."""

import calendar
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

from bot.config.destinations.addresses import Means, read_addresses
from bot.config.destinations.schema import DESTINATION, DESTINATIONS, DIARY, ONLY, QUIET, REMINDERS
from bot.config.destinations.wanted import WantedDestination, channel
from bot.config.settings import Settings
from bot.planning.post_form import Detail
from bot.planning.subscription import DiarySchedule, QuietHours, Subscription
from events.definitions.calendars.only import read_filter
from events.definitions.files import read_definitions
from events.definitions.mapping_reader import MappingReader
from events.definitions.mends.meant.kinds import parse_kind
from events.definitions.mends.when.times import read_duration
from events.definitions.values import parse_id, parse_line, parse_one_of
from events.definitions.yaml.parsing import parse
from events.errors import DefinitionError, Problems, Refusal
from events.model import Kind
from events.queries import Filter
from events.text import nearest_word, quoted
from events.time_grammar import parse_time
from events.wording.english import ENGLISH
from events.wording.language import Language
from events.wording.languages import LANGUAGES
from events.wording.links import language_name
from events.zones import parse_zone


def read_wanted_now(settings: Settings) -> tuple[WantedDestination, ...]:
    """Return the destinations that the file, as it is now, and the settings name.

    Raises `DefinitionError`.
    """
    path = settings.destinations
    return read_wanted(settings, read_definitions(path) if path else None)


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
    own = mapping.get("timezone", parse_zone)
    addresses = read_addresses(mapping, means)
    only = mapping.mapping("only", ONLY)
    silent = mapping.one_or_list("silent", _parse_silent)
    subscription = Subscription(
        destination="",
        agendas=frozenset(only.one_or_list("agenda", parse_id)) if only else frozenset(),
        wanted=read_filter(only) if only else Filter(),
        leads=_leads(mapping),
        at_start=mapping.get("at start", _parse_yes) or False,
        is_silent="yes" in silent,
        silent_kinds=frozenset(Kind(word) for word in silent if word in frozenset(Kind)),
        quiet=_quiet(mapping, own or zone),
        diary=_diary(mapping, own or zone),
        language=mapping.get("language", _parse_language) or ENGLISH,
        detail=mapping.get("detail", parse_one_of((Detail.SHORT, Detail.FULL))) or Detail.USUAL,
        zone=own,
        pictures=mapping.get("pictures", _parse_yes) or False,
    )
    if subscription.diary and subscription.diary.pinned and "telegram" not in mapping.entries:
        what = "what is sent here can be edited by nobody, and so not be kept up to date"
        mapping.add_problem(mapping.where("diary"), what, "write daily: 07:30 in place of pinned")
    if subscription.pictures and "telegram" not in mapping.entries:
        what = "only posts in a chat have pictures"
        mapping.add_problem(mapping.where("pictures"), what, "take this line away")
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
    named = _zone_of(quiet, zone)
    held = quiet.get("hold", _parse_yes) or False
    if begin is not None and begin == end:
        what = "these hours end as they begin"
        quiet.add_problem(
            quiet.where("until"), what, "for posts that never ring, write silent: yes"
        )
    if begin is None or end is None:
        return None
    return QuietHours(begin, end, named, held)


def _diary(mapping: MappingReader, zone: str | None) -> DiarySchedule | None:
    diary = mapping.mapping("diary", DIARY)
    if diary is None:
        return None
    schedule = DiarySchedule(
        zone=_zone_of(diary, zone),
        daily=diary.get("daily", parse_time),
        weekly=diary.get("weekly", _parse_weekly),
        empty=diary.get("empty days", _parse_yes) or False,
        pinned=diary.get("pinned", _parse_yes) or False,
    )
    if not {"daily", "weekly", "pinned"} & diary.entries.keys():
        what = "nobody says when the diary is posted"
        diary.add_problem(
            diary.node, what, "write daily: 07:30, weekly: Monday 07:00, or pinned: yes"
        )
    return schedule


def _zone_of(mapping: MappingReader, zone: str | None) -> str:
    """Read by whose clocks hours are, which must be known."""
    named = mapping.get("timezone", parse_zone)
    if "timezone" not in mapping.entries and zone is None:
        what = "nobody says by whose clocks these hours are"
        mend = "write timezone: Europe/Brussels, or set PODIUM_TIMEZONE"
        mapping.add_problem(mapping.node, what, mend)
    return named or zone or "UTC"


def _parse_weekly(text: str) -> tuple[int, time]:
    day, _, hour = text.partition(" ")
    days = [each.lower() for each in calendar.day_name]
    if day.lower() not in days or not hour:
        guess = nearest_word(day.lower(), days)
        mend = f"write {guess.title() if guess else 'Monday'} {hour.strip() or '07:00'}"
        raise Refusal(f"{quoted(text)} is not a weekday and an hour", mend)
    return days.index(day.lower()), parse_time(hour.strip())


def _parse_silent(text: str) -> str:
    return "yes" if text == "yes" else parse_kind(text)


def _parse_language(text: str) -> Language:
    if text not in LANGUAGES:
        there_is = (f"{code} ({language_name(code)})" for code in sorted(LANGUAGES))
        raise Refusal(f"there is no language {quoted(text)}", f"one of {', '.join(there_is)}")
    return LANGUAGES[text]


def _parse_yes(text: str) -> bool:
    if text not in ("yes", "no"):
        raise Refusal(f"{quoted(text)} is neither yes nor no", "write yes or no")
    return text == "yes"
