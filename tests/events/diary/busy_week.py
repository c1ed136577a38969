"""A week in which each kind of line occurs, and what was published of it before."""

from dataclasses import replace
from datetime import timedelta

from events.diary.days import Diary, Marked, make_diary
from events.diary.marks import marks_since
from events.model import Access, Agendas, Event, Followed, Kind, Place, Status, Translation
from events.revisions import first_revisions, revise, vanished
from events.wording.english import ENGLISH
from events.wording.language import Language
from tests.events.builders import agendas, event, utc

CANCELLED, POSTPONED = Status.CANCELLED, Status.POSTPONED
COUNCIL = Followed("council.a-week@podium.alt", "Council")
BEFORE, EDITED = utc("2022-06-07 08:00"), utc("2022-06-07 09:00")
ZONE = "Europe/Brussels"


def week() -> Agendas:
    geneva = {"city": "Geneva", "timezone": "Europe/Zurich"}
    online = Place(is_online=True, address="https://talks.example/live")
    return agendas(
        event("conference", "2022-06-08", "2022-06-12", title="Conference on the Sea", **geneva),
        event("open", "2022-06-08", title="Talks of two", **geneva),
        event(
            "council",
            "2022-06-08 09:30 GMT",
            "2022-06-08 12:00 GMT",
            "Brussels",
            title="Council",
            access=Access.POOL,
            arrive=timedelta(minutes=45),
        ),
        event(
            "press",
            "about 2022-06-08 12:00 GMT",
            city="Brussels",
            title="The Secretary-General",
            kind=Kind.PRESS_CONFERENCE,
            follows=COUNCIL,
            starts_after=True,
            access=Access.OPEN,
        ),
        event("doors", "not before 2022-06-08 14:00 GMT", title="Doors open", place=online),
        event(
            "accreditation",
            "2022-06-09 12:00",
            city="Brussels",
            title="Accreditation for the summit",
            kind=Kind.DEADLINE,
            translations=(Translation("fr", "Accréditation : le sommet"),),
        ),
        event("walk", "2022-06-09 afternoon", title="A walk", place=Place(country="Austria")),
        event("call", "2022-06-09 08:00", city="Tokyo", timezone="Asia/Tokyo", title="Call"),
        event(
            "two-cities",
            "2022-06-09 18:00",
            title="Signing",
            place=Place("Geneva", "Europe/Zurich"),
            other_places=(Place("Vienna", "Europe/Vienna", to_be_confirmed=True),),
            status=Status.TENTATIVE,
        ),
        event("about", "about 2022-06-10", title="Arrival", place=Place(to_be_confirmed=True)),
        event("off", "2022-06-10 10:00", city="Brussels", title="Hearing", status=CANCELLED),
        event("put-off", "2022-06-10 11:00", city="Brussels", title="Vote", status=POSTPONED),
        event("new", "2022-06-11 all day", title="Day of Oceans", kind=Kind.OBSERVANCE),
        event("summit", "2022-07", title="Summit", **geneva),
        event("round", "week of 2022-06-20", title="Next round", city="Vienna"),
    )


def diary(language: Language = ENGLISH) -> Diary:
    """The diary of the week, an hour after an edit.

    The edit moved the council, brought the day of oceans, and took an event off the agenda.
    """
    now = week()
    (agenda,) = now.agendas
    were = [replaced(each) for each in agenda.events if each.id != "new"]
    gone = event("gone", "2022-06-10 12:00", city="Brussels", title="Lunch")
    before = Agendas((replace(agenda, events=(*were, gone)),))
    revisions = revise(first_revisions(before), now, EDITED)
    marked = Marked(BEFORE, marks_since(BEFORE, revisions))
    everything = (*now.events, *vanished(revisions))
    return make_diary("A week in June", everything, ZONE, language, marked=marked)


def replaced(made: Event) -> Event:
    if made.id != "council":
        return made
    return replace(made, start=event(start="2022-06-08 08:00 GMT").start)
