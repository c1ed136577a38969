"""What a part of a publication says of itself: its title, what it is about, and in which zone."""

from datetime import datetime

from bot.config.masthead import NO_MASTHEAD, Masthead
from bot.publishing.publication import Publication
from bot.publishing.selection import Selection
from events.model import Agenda, agenda_in_language
from events.times import Day
from events.wording.joined import titles_phrase
from events.wording.language import Language
from events.zones import tzinfo


def title_in(publication: Publication, language: Language) -> str:
    """Return the name of the whole in a language: the site's own, or that of the agendas."""
    return publication.masthead.title or titles_phrase(publication.agendas, language)


def title_of(publication: Publication, selection: Selection) -> str:
    """Return the name of a part."""
    if selection.agenda is None:
        whole = title_in(publication, selection.language)
    else:
        agenda = agenda_of(publication, selection)
        whole = agenda.title if agenda else selection.agenda
    return selection.title(whole)


def description_of(publication: Publication, selection: Selection) -> str | None:
    """Return what the whole of a part is about: as the site says, or its one agenda."""
    agenda = agenda_of(publication, selection)
    own = masthead_of(publication, selection).description
    return own or (agenda.description if agenda else None)


def masthead_of(publication: Publication, selection: Selection) -> Masthead:
    """Return what the site says of the whole of a part, which is nothing if that is an agenda."""
    return publication.masthead if selection.agenda is None else NO_MASTHEAD


def agendas_in(publication: Publication, language: Language) -> list[Agenda]:
    """Return the agendas with their texts in a language, as far as they have them."""
    return [agenda_in_language(each, language.code) for each in publication.agendas.agendas]


def agenda_of(publication: Publication, selection: Selection) -> Agenda | None:
    """Return the one agenda that a selection is a part of, in its language. `None` if

    - it is a part of several agendas, or
    - the agenda's file is gone, while its events stay as no longer listed.
    """
    agendas = publication.agendas.agendas
    if selection.agenda is None:
        agenda = agendas[0] if len(agendas) == 1 else None
    else:
        agenda = next((each for each in agendas if each.id == selection.agenda), None)
    return agenda and agenda_in_language(agenda, selection.lang)


def name_of(publication: Publication, selection: Selection) -> str:
    """Return the id of the one agenda that a selection is a part of, or ``calendar``."""
    agenda = agenda_of(publication, selection)
    return selection.agenda or (agenda.id if agenda else "calendar")


def timezone_of(publication: Publication, selection: Selection) -> str:
    """Return the zone of the one agenda that a selection is a part of, or that of the first."""
    return (agenda_of(publication, selection) or publication.agendas.agendas[0]).timezone


def present_day(publication: Publication, agenda: str | None, now: datetime) -> Day:
    """Return the day that it is in the zone of an agenda, or in that of all of them."""
    zone = timezone_of(publication, Selection(agenda))
    return Day(now.astimezone(tzinfo(zone)).date(), zone)
