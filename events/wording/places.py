"""Where an event is, and how sure that is, in plain words: the same ones on every channel."""

from collections.abc import Sequence

from events.model import Event, Place
from events.wording.english import ENGLISH
from events.wording.joined import sentence
from events.wording.language import Language


def places_phrase(event: Event, language: Language = ENGLISH) -> str:
    """Write where an event is, as it begins a sentence; '' if the definitions do not say it.

    - A place: 'Hofburg, Vienna, Austria', or 'Online'
    - One that is online as well: 'Vienna and online', 'Vienna, Austria, and online'
    - Several: 'Vienna, Geneva and online', 'Vienna, Austria; Geneva, Switzerland'
    - What is not sure: 'Geneva (to be confirmed)', 'Place to be confirmed'
    """
    return _joined([place_words(place, language) for place in event.places], event.places, language)


def cities_phrase(event: Event, language: Language) -> str:
    """Write where an event is in short: of each place its city, or else its country."""
    words = [_qualified(it.city or it.country or "", it, language) for it in event.places]
    return _joined(words, event.places, language)


def place_words(place: Place, language: Language) -> str:
    """Write one place, as it stands in the middle of a sentence."""
    return _qualified(place.name, place, language)


def _qualified(name: str, place: Place, language: Language) -> str:
    if place.is_unknown:
        return language.place_to_be_confirmed
    words = name or language.online
    if name and place.is_online:
        comma = language.comma.rstrip() if ", " in name else ""
        words = f"{language.isolated.format(name)}{comma}{language.and_}{language.online}"
    return language.to_be_confirmed.format(words) if place.to_be_confirmed else words


def _joined(words: Sequence[str], places: Sequence[Place], language: Language) -> str:
    if not words:
        return ""
    # Names stay as they are written; what is ours begins with a capital letter.
    first = words[0] if places[0].name else sentence(words[0])
    *others, last = (first, *words[1:])
    if not others:
        return last
    *others, last = (language.isolated.format(each) for each in (*others, last))
    if any(", " in each for each in (*others, last)) or any(it.is_hybrid for it in places):
        return language.semicolon.join((*others, last))
    return language.and_.join((language.comma.join(others), last))
