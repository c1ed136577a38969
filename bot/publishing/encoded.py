"""The events of a publication, encoded for feeds: when they are asked for, and each change once."""

from collections.abc import Mapping, Sequence

from bot.publishing.site_addresses import SiteAddresses
from events.feeds.icalendar import Component, encode_events
from events.model import Event
from events.revisions import Revisions
from events.wording.english import ENGLISH
from events.wording.language import Language


class EncodedEvents:
    """The dated events of one publication; what is unchanged is taken over from the one before.

    Only what is encoded in English is kept: of 100,000 events, each language that is kept besides
    takes 75 MB. Another language takes 0.4 ms an event, each time. What is kept of that is the
    finished feed, by whoever serves it.
    """

    def __init__(
        self,
        dated: Sequence[Event],
        revisions: Revisions,
        addresses: SiteAddresses,
        before: "EncodedEvents | None" = None,
    ) -> None:
        self._dated = dated
        self._revisions = revisions
        self._addresses = addresses
        same_site = before is not None and before._addresses.public_url == addresses.public_url
        # By UID: what the one before had made, until all of this one is made.
        self._known = before._last_made if before is not None and same_site else {}
        self._made: Mapping[str, Component] | None = None

    @property
    def _last_made(self) -> Mapping[str, Component]:
        """What is encoded by now: of these events, or of the last ones of which anything was."""
        return self._known if self._made is None else self._made

    @property
    def all(self) -> Mapping[str, Component]:
        """All events by UID, encoded when they are first asked for: a preview asks for none.

        The service asks in the thread that makes the responses, before it serves any of them. Two
        that ask at once make the same.
        """
        made = self._made
        if made is None:
            made = self._made = self._encode(self._dated, self._known, ENGLISH)
            self._known = {}
        return made

    def these(self, events: Sequence[Event], language: Language) -> list[Component]:
        """Return events encoded in a language, for a feed that holds them and perhaps many."""
        if language is not ENGLISH or len(events) <= 1:
            return self.alone(events, language)
        encoded = self.all
        return [encoded[event.uid] for event in events]

    def alone(self, events: Sequence[Event], language: Language) -> list[Component]:
        """Return events encoded in a language, of which nobody waits for all of them."""
        known = self._last_made if language is ENGLISH else {}
        encoded = self._encode(events, known, language)
        return [encoded[event.uid] for event in events]

    def _encode(
        self, events: Sequence[Event], known: Mapping[str, Component], language: Language
    ) -> dict[str, Component]:
        return encode_events(
            events, self._revisions, self._addresses.site(language), known, language
        )
