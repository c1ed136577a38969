"""What each command is answered: its words are read, the agendas asked, an answer written."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from bot.clock import Clock
from bot.messages.answers.answer import Answer, said
from bot.messages.answers.changes import changes_answer, unreadable_answer
from bot.messages.answers.event import (
    choice_answer,
    event_answer,
    event_usage_answer,
    key_of,
    taken_words,
    unknown_words,
)
from bot.messages.answers.feed import feed_answer, no_feed_answer
from bot.messages.answers.finding.meanings import meanings_in, words_meant
from bot.messages.answers.finding.search import Found
from bot.messages.answers.finding.spelling import spelling_in, spelt, spelt_pairs
from bot.messages.answers.following.following import follow_choice
from bot.messages.answers.itself import (
    help_answer,
    next_usage_answer,
    privacy_answer,
    start_answer,
)
from bot.messages.answers.next import next_answer
from bot.messages.answers.press import press_answer
from bot.messages.answers.today import today_answer
from bot.messages.answers.week import week_answer
from bot.messages.parts.lines import plain
from bot.messages.post import Button, Post, Span
from bot.messages.wording.answers.reader import Reader
from bot.publishing.history import HistoryUnreadable
from bot.publishing.parts.feeds import event_calendar
from bot.publishing.parts.heading import agendas_in, present_day, title_in, title_of
from bot.publishing.publication import CurrentPublication, Publication
from bot.publishing.selection import Selection
from bot.telegram.commands.catalogue import Catalogue, CurrentCatalogue
from bot.telegram.commands.counted import counted
from bot.telegram.commands.feed_words import part_meant
from bot.telegram.commands.latest import LatestAnswers
from events.history import History
from events.model import Event
from events.queries import Outlook, Window, is_over, outlook
from events.wording.language import Language


class Reply(Protocol):
    """Answers a command."""

    async def __call__(self, words: Sequence[str], page: int, reader: Reader, /) -> Answer:
        """Write a page of the answer to a command with some words after it, for a reader."""


class Replies:
    """What the bot answers, by the names of its commands."""

    def __init__(self, current: CurrentPublication, clock: Clock) -> None:
        self._current = current
        self._clock = clock
        self.catalogue = CurrentCatalogue(current)
        self.can_be_followed = False
        """Whether there is anybody who keeps what readers follow."""
        written: Mapping[str, Reply] = {
            "start": self._start,
            "help": self._help,
            "next": self._next,
            "today": self._today,
            "week": self._week,
            "event": self._event,
            "changes": self._changes,
            "press": self._press,
            "feed": self._feed,
            "privacy": self._privacy,
        }
        latest = LatestAnswers(current, clock)
        self.by_command: Mapping[str, Reply] = {
            name: latest.of(name, write) for name, write in written.items()
        }

    async def event_of(self, key: str) -> Event | None:
        """Return the event behind a button; None if it is not on the agenda any more."""
        return (await self.catalogue.get()).by_key.get(key)

    async def about(self, meant: Event, reader: Reader, page: int = 1) -> Answer:
        """Write all that is known of an event by now, for a reader."""
        catalogue = await self.catalogue.get()
        publication = catalogue.publication
        event = catalogue.by_key.get(key_of(meant))
        if event is None:
            return said(reader.words.gone)  # by an edit since it was found
        titles = _titles(publication, reader)
        title = titles.get(event.agenda) if len(titles) > 1 else None
        history = await _history(catalogue, event)
        details = publication.addresses.page(event, reader.language)
        now = self._clock.now()
        can_be = self.can_be_followed and not is_over(event, now)
        follow = (follow_choice(event, reader),) if can_be else ()
        return event_answer(event, title, history, details, now, page, follow, reader)

    def calendar_of(self, event: Event, language: Language) -> bytes:
        """Return an event as a file for calendars, in a language."""
        return event_calendar(self._current(), event, Selection(lang=language.code))

    async def _start(self, _words: Sequence[str], _page: int, reader: Reader) -> Answer:
        publication = self._current()
        title = title_in(publication, reader.language)
        return start_answer(title, _subscribe(publication, reader), reader)

    async def _help(self, _words: Sequence[str], _page: int, reader: Reader) -> Answer:
        return help_answer(reader)

    async def _privacy(self, _words: Sequence[str], _page: int, reader: Reader) -> Answer:
        return privacy_answer("", reader)

    async def _next(self, texts: Sequence[str], page: int, reader: Reader) -> Answer:
        catalogue = await self.catalogue.get()
        asked = await counted(texts, catalogue, reader.language)
        if asked is None:
            return next_usage_answer(reader)
        count, texts = asked.count, asked.texts
        now, publication = self._clock.now(), catalogue.publication
        known = publication.everything
        whole = outlook(publication.agendas, now, len(known))
        if not texts:
            shown = replace(whole, coming=whole.coming[:count])
            subscribe = _subscribe(publication, reader)
            return next_answer(shown, count, now, known, (), page, subscribe, reader)
        words = words_meant(texts, reader.language)
        if not words:
            return next_usage_answer(reader)
        spelling = spelling_in(texts)
        found = _spelt(await catalogue.find(words, reader.language), spelling)
        shown, words = _only(whole, found.events, count), [*spelt(words, spelling)]
        answer = next_answer(shown, count, now, found.events, words, page, None, reader)
        if asked.as_word:
            quoted = reader.language.quote.format(asked.as_word)
            return replace(
                answer, post=_noted(answer.post, reader.words.number_as_word.format(quoted))
            )
        return replace(answer, post=_with_note(answer.post, found, reader))

    async def _today(self, _words: Sequence[str], page: int, reader: Reader) -> Answer:
        catalogue = await self.catalogue.get()
        now, publication, told = self._clock.now(), catalogue.publication, catalogue.told
        today = present_day(publication, None, now)
        window = Window(today.date, today.date, today.zone)
        of_today = [event for event in told if window.holds(event)]
        found = outlook(publication.agendas, now, len(told))
        return today_answer(today, of_today, found, told, now, page, reader)

    async def _week(self, _words: Sequence[str], page: int, reader: Reader) -> Answer:
        catalogue, now = await self.catalogue.get(), self._clock.now()
        today = present_day(catalogue.publication, None, now)
        return week_answer(today, catalogue.told, now, page, reader)

    async def _event(self, texts: Sequence[str], page: int, reader: Reader) -> Answer:
        catalogue = await self.catalogue.get()
        behind_button = catalogue.by_key.get(texts[0]) if len(texts) == 1 else None
        if event := behind_button or catalogue.called(texts):
            return await self.about(event, reader, page)
        words = words_meant(texts, reader.language)
        if not words:
            return event_usage_answer(reader)
        spelling = spelling_in(texts)
        found = _spelt(await catalogue.find(words, reader.language), spelling)
        if len(found.events) != 1:
            words = [*spelt(words, spelling)]
            return choice_answer(found, words, self._clock.now(), page, reader)
        answer = await self.about(found.events[0], reader, page)
        return replace(answer, post=_with_note(answer.post, found, reader))

    async def _changes(self, _words: Sequence[str], page: int, reader: Reader) -> Answer:
        try:
            entries = await (await self.catalogue.get()).changes()
        except HistoryUnreadable:
            return unreadable_answer(reader)
        return changes_answer(entries, page, reader)

    async def _press(self, texts: Sequence[str], page: int, reader: Reader) -> Answer:
        catalogue, words = await self.catalogue.get(), words_meant(texts, reader.language)
        found, spelling = Found(catalogue.told), spelling_in(texts)
        if words:
            found = _spelt(await catalogue.find(words, reader.language), spelling)
        words = [*spelt(words, spelling)]
        asked = " ".join(("press", *words))
        answer = press_answer(found.events, self._clock.now(), words, asked, page, reader)
        return replace(answer, post=_with_note(answer.post, found, reader))

    async def _feed(self, texts: Sequence[str], _page: int, reader: Reader) -> Answer:
        publication, language = self._current(), reader.language
        if publication.public_url is None:
            return no_feed_answer(reader)
        part = part_meant(texts, publication, language, await meanings_in(language))
        spelling = spelling_in(texts)
        taken_for = spelt_pairs(part.taken_for, spelling)
        notes = [taken_words(taken_for, reader)] if taken_for else []
        if part.unknown:
            unknown = spelt(part.unknown, spelling)
            named = language.comma.join(language.quote.format(word) for word in unknown)
            notes.append(reader.words.left_out.format(named))
        selection = replace(part.selection, lang=language.code)
        url = publication.addresses.feed(selection) or ""
        title = title_of(publication, selection)
        webcal = re.sub(r"^https?:", "webcal:", url)
        page = f"{publication.addresses.site(language)}/"
        return feed_answer(title, url, webcal, page, notes, reader)


def _subscribe(publication: Publication, reader: Reader) -> Button | None:
    url = publication.addresses.site(reader.language)
    return Button(reader.words.subscribe, f"{url}/") if url else None


def _titles(publication: Publication, reader: Reader) -> dict[str, str]:
    return {each.id: each.title for each in agendas_in(publication, reader.language)}


async def _history(catalogue: Catalogue, event: Event) -> History | None:
    try:
        return await catalogue.history_of(event)
    except HistoryUnreadable:
        return None


def _only(whole: Outlook, events: Sequence[Event], count: int) -> Outlook:
    """Leave of an outlook what is among some events: what is on depends on the others, too."""
    uids = {event.uid for event in events}

    def kept(some: tuple[Event, ...]) -> tuple[Event, ...]:
        return tuple(event for event in some if event.uid in uids)

    return Outlook(
        kept(whole.on), kept(whole.perhaps_on), kept(whole.today), kept(whole.coming)[:count]
    )


def _spelt(found: Found, spelling: Mapping[str, str]) -> Found:
    """Return what was found, with the words that nothing has as the reader wrote them."""
    return replace(
        found,
        taken_for=spelt_pairs(found.taken_for, spelling),
        unknown=tuple(spelt(found.unknown, spelling)),
    )


def _with_note(post: Post, found: Found, reader: Reader) -> Post:
    """Say before an answer which words were taken for others, and which alone nothing has."""
    notes = [taken_words(found.taken_for, reader)] if found.taken_for else []
    if found.unknown and found.nearest:
        notes.append(unknown_words(found.unknown, reader))
    return _noted(post, " ".join(notes)) if notes else post


def _noted(post: Post, note: str) -> Post:
    return replace(post, spans=(*plain(note), Span("\n\n"), *post.spans))
