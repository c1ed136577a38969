"""Everything the definitions know of an event, as plain text that a person reads in a calendar."""

from collections.abc import Iterator

from events.history import LastChange
from events.model import (
    TRANSLATED,
    Event,
    Status,
    Titles,
    language_of,
    same_language,
)
from events.wording.english import ENGLISH
from events.wording.history_phrases import changed_phrase
from events.wording.joined import delegation_words, headed, labelled, listed, sentence
from events.wording.language import Language
from events.wording.links import link_label, marked_text, outcome_lines, stream_label
from events.wording.phrases import certainty_phrase, time_phrase
from events.wording.press import access_words, closing_words, said_words, source_words
from events.wording.programme import programme_heading, programme_lines


def describe(
    event: Event,
    page: str | None,
    language: Language = ENGLISH,
    last_change: LastChange | None = None,
) -> str:
    """Write an event's DESCRIPTION; ``page`` is the address of its page.

    Plain lines without markup: Google shows HTML, Outlook and Thunderbird show its source.
    """
    parts = _parts(event, page, language, last_change)
    return "\n\n".join("\n".join(part) for part in parts if part)


def described_in(event: Event, language: Language) -> str | None:
    """Return the code of the language of a whole DESCRIPTION; None if it is not known, or several.

    Names, those of the parties and the sources, are in none.
    """
    untranslated: list[object] = [*event.topics, event.outcome, *(it.quote for it in event.sources)]
    untranslated += [event.accreditation and event.accreditation.note]
    named = [it for it in (event.follows, event.parent, *event.programme) if it]
    untranslated += [it for it in named if not _is_titled(it.titles, language)]
    texts = [name for name in TRANSLATED if getattr(event, name)]
    texts += ["topics"] if any(untranslated) else []
    codes = [language_of(event, name, language.code) for name in texts]
    return language.code if all(it and same_language(it, language.code) for it in codes) else None


def _is_titled(titles: Titles, language: Language) -> bool:
    return any(same_language(code, language.code) for code, _ in titles)


def _when(event: Event, language: Language, last_change: LastChange | None) -> Iterator[str]:
    yield time_phrase(event, language)
    if event.status is not Status.CONFIRMED or event.start.approximate:
        yield certainty_phrase(event, language)
    if last_change and (changed := changed_phrase(last_change, event, language)):
        yield changed


def _parts(
    event: Event, page: str | None, language: Language, last_change: LastChange | None
) -> Iterator[list[str]]:
    def line(label: str, text: str) -> str:
        return headed(label, text, language)

    def at(label: str, address: str) -> str:
        # Not isolated, since what clients make a link of goes on to the next space.
        return labelled(label, address, language)

    yield [_sentence(words) for words in _when(event, language, last_change)]
    described = event.description
    yield [marked_text(event, "description", described, language)] if described else []
    people = []
    if event.chair:
        people.append(line(language.chair, marked_text(event, "chair", event.chair, language)))
    if event.parties:
        people.append(labelled(language.parties, listed(event.parties, language), language))
    people += [
        line(language.delegation, delegation_words(each, language)) for each in event.delegations
    ]
    if event.topics:
        people.append(labelled(language.topics, listed(event.topics, language), language))
    if event.follows and event.follows.title:
        people.append(line(language.follows, event.follows.title))
    if event.parent and event.parent.title:
        people.append(line(language.part_of, event.parent.title))
    yield people
    yield list(_press(event, language))
    if event.programme:
        heading = f"{programme_heading(event, language)}{language.colon}".rstrip()
        yield [heading, *programme_lines(event, language)]
    yield list(outcome_lines(event, language))
    note = event.note and marked_text(event, "note", event.note, language)
    yield [line(language.note, note)] if note else []
    addresses = [it for it in event.online_addresses if it not in (event.stream, event.url)]
    where = [at(language.online_at, address) for address in addresses]
    where += [at(stream_label(it, language.live, language), it.url) for it in event.watched_at]
    where += [at(language.website, event.url)] if event.url else []
    where += [at(link_label(it, language), it.url) for it in event.links]
    where += [at(language.details, page)] if page else []
    yield where
    for each in event.sources:
        source = [line(language.source, source_words(each, language))]
        source += [_sentence(said)] if (said := said_words(event, each, language)) else []
        source += [language.quote.format(each.quote)] if each.quote else []
        yield source + ([each.url] if each.url else [])


def _press(event: Event, language: Language) -> Iterator[str]:
    """Say who of the press may come, and whom to ask: clients would write to an ATTENDEE."""
    if words := access_words(event, language):
        yield f"{language.access}{language.colon}{_sentence(words)}"
    if event.status.is_on and (accreditation := event.accreditation):
        told = (closing_words(event, language), accreditation.url, accreditation.note)
        words = language.semicolon.join(language.isolated.format(it) for it in told if it)
        yield f"{language.accreditation}{language.colon}{words}"
    if event.contact:
        yield headed(language.press_contact, str(event.contact), language)


def _sentence(words: str) -> str:
    stop = "" if words.endswith(".") else "."  # an abbreviation may bring it: 2022 г.
    return f"{sentence(words)}{stop}"
