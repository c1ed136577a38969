"""What posts say beside what feeds say: the words of one language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from events.changes import Change


@dataclass(frozen=True, slots=True)
class ChatWords:
    """The words of posts in one language; braces are what is filled in.

    Nothing is put together but by these texts, so that each language has its own order. What
    begins a line gets its capital letter there.
    """

    unit: Callable[[int, str], str]
    """Writes a number of days, hours or minutes in the case that it has in the next texts."""
    two_units: str
    left: str
    """How long it is until something. A length of time stands in the braces of these four."""
    left_about: str
    ago: str
    ago_about: str
    at_the_earliest: str
    """As ``left``, of what may begin later."""
    today: str
    tomorrow: str
    yesterday: str
    around_today: str
    around_tomorrow: str
    around_yesterday: str
    now: str
    """Of what has no length, as the next one."""
    about_now: str
    starting_now: str
    starting_about_now: str
    closing_now: str
    closing_about_now: str
    from_now_at_the_earliest: str
    may_have_started: str
    may_have_been: str
    """Of what has no length."""
    may_have_closed: str
    closes: str
    """Of a deadline. When it is, in the words above, stands in the braces of these ten."""
    started: str
    was_to_start: str
    was_to_be: str
    """Of what has no length."""
    closed: str
    was_to_close: str
    began: str
    """Of what is given by its day, as the next three."""
    was_to_begin: str
    ended: str
    was_to_end: str
    if_tentative: str
    """Behind what heads a post about an event that is not certain."""

    place: str
    with_: str
    """Labels the parties of an event."""
    sources: str
    place_open: str
    """Behind ``place``, where that is to be confirmed."""
    live: str
    around: str
    """A day with its time stands in the braces, as in the next one."""
    not_before: str
    until: str
    """Follows when something starts, as does the next one."""
    until_around: str

    heads: Mapping[Change, str]
    """What heads a notice, by what it tells."""
    new_date: str
    """Heads one of a move in which no hour is another, as do the next ones."""
    week_announced: str
    week_open_again: str
    date_open_again: str
    time_open_again: str
    day_confirmed: str
    day_approximate: str
    listed_again: str
    end_open_again: str
    place_open_again: str
    place_to_be_confirmed: str
    place_confirmed: str
    confirmed_now: str
    no_new_date: str
    not_listed: str
    access_open: str
    was: str
    """What was to be until a change."""
    was_end: str

    changed: str
    """Heads a post that is out of date."""
    part_changed: str
    """Stands before a part of a digest that is."""
    replay: str
    details: str
    """Labels the button that leads to an event's page. The next two label those for a calendar, and
    to where it can be watched."""
    add_to_calendar: str
    watch_live: str
