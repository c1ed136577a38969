"""Everything the definitions know of an event, as plain text that a person reads in a calendar."""

from collections.abc import Iterator

from events.model import Delegation, Event, Source, Status
from events.wording.english import ENGLISH
from events.wording.language import Language
from events.wording.phrases import certainty_phrase, time_phrase


def describe(event: Event, page: str | None, language: Language = ENGLISH) -> str:
    """Write an event's DESCRIPTION; ``page`` is the address of its page.

    Plain lines without markup: Google shows HTML, Outlook and Thunderbird show its source.
    """
    return "\n\n".join("\n".join(part) for part in _parts(event, page, language) if part)


def _when(event: Event, language: Language) -> Iterator[str]:
    yield time_phrase(event, language)
    if event.status is not Status.CONFIRMED or event.start.approximate:
        yield certainty_phrase(event, language)


def _parts(event: Event, page: str | None, language: Language) -> Iterator[list[str]]:
    def line(label: str, text: str) -> str:
        return f"{label}{language.colon}{text}"

    yield [_sentence(words) for words in _when(event, language)]
    yield [event.description] if event.description else []
    people = []
    if event.chair:
        people.append(line(language.chair, event.chair))
    if event.parties:
        people.append(line(language.parties, ", ".join(event.parties)))
    people += [line(language.delegation, _led(each, language)) for each in event.delegations]
    if event.topics:
        people.append(line(language.topics, ", ".join(event.topics)))
    if event.follows and event.follows.title:
        people.append(line(language.follows, event.follows.title))
    yield people
    yield [line(language.note, event.note)] if event.note else []
    addresses = [it for it in event.online_addresses if it not in (event.stream, event.url)]
    where = [line(language.online_at, address) for address in addresses]
    where += [line(language.live, event.stream)] if event.stream else []
    where += [line(language.website, event.url)] if event.url else []
    where += [line(language.details, page)] if page else []
    yield where
    if event.source:
        source = [line(language.source, _said_by(event.source, language))]
        source += [language.quote.format(event.source.quote)] if event.source.quote else []
        yield source + ([event.source.url] if event.source.url else [])


def _sentence(words: str) -> str:
    stop = "" if words.endswith(".") else "."  # an abbreviation may bring it: 2022 г.
    return f"{words[0].upper()}{words[1:]}{stop}"


def _led(delegation: Delegation, language: Language) -> str:
    party, head = delegation.party, delegation.head
    return language.led_by.format(party=party, head=head) if head else party


def _said_by(source: Source, language: Language) -> str:
    day = f", {language.date(source.date)}" if source.date else ""
    return f"{source.publisher}{day}"
