"""``destinations.yaml`` → where posts go, or errors that say what is wrong, and where."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.config.chat_names import parse_operator, same_chat
from bot.config.destinations.schema import DESTINATION, DESTINATIONS, ONLY, QUIET, REMINDERS
from bot.config.destinations.wanted import TelegramAddress, WantedDestination, channel
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
from events.wording.english import ENGLISH
from events.wording.language import Language
from events.wording.languages import LANGUAGES
from events.wording.links import language_name
from events.zones import parse_zone

GENERAL = 1  # the topic of a group that has no number where posts are sent


def read_wanted(settings: Settings, content: bytes | None) -> tuple[WantedDestination, ...]:
    """Return the destinations that a file's content names, and TELEGRAM_CHANNEL.

    The channel is not added where the file says what is to be heard there. Raises
    `DefinitionError`.
    """
    named: tuple[WantedDestination, ...] = ()
    if settings.destinations is not None and content is not None:
        has_bot = settings.token is not None
        named = parse_destinations(
            settings.destinations, content, settings.timezone, settings.operator, has_bot=has_bot
        )
    if settings.channel is None:
        return named
    added = channel(settings.channel)
    return named if added.name in [each.name for each in named] else (*named, added)


def parse_destinations(
    path: Path, content: bytes, zone: str | None, operator: str | int | None, *, has_bot: bool
) -> tuple[WantedDestination, ...]:
    """Take the destinations from a file's content.

    - ``path`` names the file in errors.
    - ``zone`` is that of quiet hours which do not name one.
    - The ``operator``'s chat is none of them: their readers would be told of trouble.
    - Without a bot no chat is.

    Raises `DefinitionError`.
    """
    problems = Problems()
    whole = MappingReader(path, parse(path, content, problems), DESTINATIONS, problems)
    found: dict[str, WantedDestination] = {}
    labels: set[str] = set()
    for mapping in whole.mappings("destinations", DESTINATION):
        wanted = _destination(mapping, zone)
        if wanted is None:
            continue
        if wanted.name in found:
            what = f"{quoted(found[wanted.name].label)} is the same chat"
            mend = "one destination has one entry: put both together, or take one away"
            mapping.add_problem(mapping.where("telegram"), what, mend)
        if not has_bot:
            what = "a chat needs a bot to post there"
            mapping.add_problem(mapping.where("telegram"), what, "set TELEGRAM_BOT_TOKEN")
        if operator is not None and same_chat(str(operator), str(wanted.address.chat)):
            what = "this is the operator's chat, whose readers would be told of trouble"
            mapping.add_problem(mapping.where("telegram"), what, "name another chat")
        if wanted.label in labels:
            what = f"{quoted(wanted.label)} stands twice"
            mapping.add_problem(mapping.where("name"), what, "give each a name of its own")
        labels.add(wanted.label)
        found.setdefault(wanted.name, wanted)
    if problems:
        raise DefinitionError(problems.told, problems.others)
    return tuple(found.values())


def _destination(mapping: MappingReader, zone: str | None) -> WantedDestination | None:
    label = mapping.get("name", parse_line)
    chat = mapping.get("telegram", parse_operator)
    topic = mapping.get("topic", _parse_topic)
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
        language=mapping.get("language", _parse_language) or ENGLISH,
    )
    if label is None or chat is None:
        return None
    address = TelegramAddress(chat, None if topic == GENERAL else topic)
    return WantedDestination(label, address, replace(subscription, destination=str(address)))


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


def _parse_topic(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or not 0 < int(text) < 2**31:
        hint = (
            "write the number at the end of a link to it: of https://t.me/c/1234567890/12 it is 12"
        )
        raise Refusal(f"{quoted(text)} is not the number of a topic", hint)
    return int(text)


def _parse_silent(text: str) -> str:
    return "yes" if text == "yes" else parse_one_of(tuple(Kind))(text)


def _parse_language(text: str) -> Language:
    if text not in LANGUAGES:
        there_is = (f"{code} ({language_name(code)})" for code in sorted(LANGUAGES))
        raise Refusal(f"there is no language {quoted(text)}", f"one of {', '.join(there_is)}")
    return LANGUAGES[text]


def _parse_yes(text: str) -> bool:
    if text not in ("yes", "no"):
        raise Refusal(f"{quoted(text)} is neither yes nor no", "write yes or no")
    return text == "yes"
