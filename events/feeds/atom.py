"""Events → an Atom feed (RFC 4287) of what is new or has changed, the newest first."""

from collections.abc import Sequence
from datetime import datetime
from html import escape
from io import StringIO
from typing import Any
from uuid import NAMESPACE_DNS, uuid5

from feedgenerator import Atom1Feed

from events.feeds.description import describe
from events.feeds.icalendar import Component, Heading, marked_title
from events.model import UID_DOMAIN, Event, Status, in_language, language_of
from events.revisions import Revision
from events.wording.language import Language
from events.wording.phrases import gmt_phrase, when_phrase

MOST_ENTRIES = 100
GENERATOR = "Podium"
# Ids are UUIDs of our names: an Atom id must be an IRI (§4.2.6).
NAMESPACE = uuid5(NAMESPACE_DNS, UID_DOMAIN)
# What XML 1.0 cannot hold and the definitions can.
NOT_XML = dict.fromkeys((0xFFFE, 0xFFFF), "\N{REPLACEMENT CHARACTER}")


class DatedFeed(Atom1Feed):  # type: ignore[misc]  # the package has no types
    """Atom as the package writes it, but for the date: an empty feed would be dated now."""

    def __init__(self, updated: datetime, **properties: Any) -> None:
        super().__init__(**properties)
        self._updated = updated

    def latest_post_date(self) -> datetime:
        """Return when anything in the feed last changed."""
        return self._updated

    def add_root_elements(self, handler: Any) -> None:
        """Add the generator (§4.2.4)."""
        super().add_root_elements(handler)
        handler.addQuickElement("generator", GENERATOR)

    def add_item_elements(self, handler: Any, item: Any) -> None:
        """Add an entry, with the language of its title (xml:lang, §2) where that is known."""
        super().add_item_elements(_Titled(handler, item["title_language"]), item)

    def encoded(self) -> bytes:
        """Return the feed as UTF-8."""
        written = StringIO()
        self.write(written, "utf-8")
        return f"{written.getvalue().translate(NOT_XML)}\n".encode()


class _Titled:
    """Writes a title with its language, and all else as it is."""

    def __init__(self, handler: Any, language: str | None) -> None:
        self._handler = handler
        self._language = {"xml:lang": language} if language else {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._handler, name)

    def addQuickElement(  # noqa: N802  # the package's name
        self, name: str, contents: str | None = None, attrs: dict[str, str] | None = None
    ) -> None:
        own = self._language if name == "title" else {}
        self._handler.addQuickElement(name, contents, {**(attrs or {}), **own})


def render_atom(heading: Heading, components: Sequence[Component], updated: datetime) -> bytes:
    """Return the feed as UTF-8, the same bytes for the same events and revisions.

    ``updated`` dates the feed if it is empty. Each entry is an event, whose id stays: readers take
    a newer date for a change. Without a public address, links are relative to the feed's address.
    """
    newest = sorted(components, key=lambda it: (it.revision.last_modified, it.event.uid))
    newest = newest[: -MOST_ENTRIES - 1 : -1]
    base = f"{heading.public_url}/" if heading.public_url else ""
    feed = DatedFeed(
        newest[0].revision.last_modified if newest else updated,
        title=heading.title,
        subtitle=heading.description,
        description=None,
        link=base or "./",
        feed_url=f"{base}{heading.path.removeprefix('/')}",
        # With the host, since every Podium has a feed at this path; an event's id has none in it.
        feed_guid=atom_id(f"feed at {heading.public_url or ''}{heading.path}"),
        author_name=GENERATOR,
        language=heading.language.code,
    )
    for component in newest:
        event, revision = in_language(component.event, heading.language.code), component.revision
        page = f"{base}events/{event.name}"
        details = page if heading.public_url else None
        description = describe(event, details, heading.language, revision.last_change)
        told = (description, _changed(revision, heading.language))
        feed.add_item(
            title=_headline(event, heading.language),
            title_language=language_of(event, "title", heading.language.code),
            link=page,
            description=None,
            content=paragraphs("\n\n".join(filter(None, told))),
            unique_id=atom_id(event.uid),
            pubdate=revision.created,
            updateddate=revision.last_modified,
            categories=(heading.language.kinds[event.kind], *event.tags),
        )
    return feed.encoded()


def _headline(event: Event, language: Language) -> str:
    """Return the title, marked as in a calendar, with the day and the time that hold.

    A news reader shows when an entry was changed, and would have it taken for when the event is.
    """
    title = marked_title(event, language)
    if event.status is Status.POSTPONED:
        return title
    return f"{language.isolated.format(title)} – {when_phrase(event, language)}"


def _changed(revision: Revision, language: Language) -> str | None:
    """Say when anything about an event was changed last, if it was: news, or a text."""
    if not revision.sequence:
        return None
    day = revision.last_modified.date()
    when = (
        f"{language.date(day)}{language.comma}{gmt_phrase(revision.last_modified, day, language)}"
    )
    return f"{language.changed}{language.colon}{when}"


def atom_id(name: str) -> str:
    """Return an id for what has a name: an IRI, and the same one for ever (§4.2.6)."""
    return uuid5(NAMESPACE, name).urn


def paragraphs(text: str) -> str:
    """Return a text as HTML, escaped."""
    # HTML, since most readers run the lines and paragraphs of plain text together.
    paragraphs = (escape(part).replace("\n", "<br>") for part in text.split("\n\n"))
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
