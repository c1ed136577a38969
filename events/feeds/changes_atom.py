"""Changes → an Atom feed (RFC 4287) with an entry for each: what was, and what is."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from events.feeds.atom import GENERATOR, DatedFeed, atom_id, paragraphs
from events.feeds.icalendar import Heading
from events.history import Entry
from events.model import in_language, language_of
from events.wording.history_phrases import entry_phrase, was_and_is
from events.wording.joined import headed
from events.wording.language import Language
from events.wording.press import said_words, source_words


def render_changes(
    heading: Heading, entries: Sequence[Entry], pages: Mapping[str, str], updated: datetime
) -> bytes:
    """Return the feed as UTF-8, the same bytes for the same entries, the newest of which is first.

    ``pages`` are the names of the events that have a page, by UID. ``updated`` dates the feed if it
    is empty. Unlike the feed of events, what was published once as a change stays as it is.
    """
    base = f"{heading.public_url}/" if heading.public_url else ""
    language = heading.language
    feed = DatedFeed(
        entries[0].at if entries else updated,
        title=f"{heading.title}{language.colon}{language.history}",
        subtitle=heading.description,
        description=None,
        link=f"{base}changes",
        feed_url=f"{base}{heading.path.removeprefix('/')}",
        feed_guid=atom_id(f"feed at {heading.public_url or ''}{heading.path}"),
        author_name=GENERATOR,
        language=language.code,
    )
    for entry in entries:
        event = in_language(entry.event, language.code)
        name = pages.get(event.uid)
        feed.add_item(
            title=headed(language.steps[entry.step], event.title, language),
            link=f"{base}events/{name}" if name else f"{base}changes",
            description=None,
            title_language=language_of(event, "title", language.code),
            content=paragraphs(_content(entry, language)),
            unique_id=atom_id(f"{event.uid} {entry.step} {entry.at:%Y-%m-%dT%H:%M:%SZ}"),
            pubdate=entry.at,
            updateddate=entry.at,
            categories=(language.kinds[event.kind], *event.tags),
        )
    return feed.encoded()


def _content(entry: Entry, language: Language) -> str:
    was, now = was_and_is(entry, language)
    lines = [entry_phrase(entry, language), ""]
    if was is None:
        lines.append(now)
    else:
        lines.append(f"{language.before_change}{language.colon}{was}")
        lines.append(f"{language.after_change}{language.colon}{now}")
    for source in entry.event.sources:
        lines += ["", f"{language.source}{language.colon}{source_words(source, language)}"]
        lines += [said] if (said := said_words(entry.event, source, language)) else []
    return "\n".join(lines)
