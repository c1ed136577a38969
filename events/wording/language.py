"""What a language is: the words that Podium itself adds to what the definitions say.

What the definitions say stays in the language that they are written in.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from events.history import Step
from events.model import Access, Kind
from events.times import DayPart
from events.wording.diary.words import DiaryWords


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language. ``code`` is its tag (RFC 5646); braces are what is filled in."""

    code: str
    day: Callable[[dt.date], str]
    """Writes a day with its weekday."""
    date: Callable[[dt.date], str]
    """Writes a day without its weekday."""
    weekday: Callable[[dt.date], str]
    kinds: Mapping[Kind, str]
    kinds_of_many: Mapping[Kind, str]
    colon: str
    semicolon: str
    comma: str
    """Between the parts of a text, and the items of a list."""
    quote: str

    isolated: str
    """Writes what may run in another direction, such as a name, so that it moves nothing else."""
    unit: Callable[[int, str], str]
    """Writes a number of days, hours or minutes: 1 and "hour" are '1 hour'."""
    between_units: str

    clock: str
    """Writes a time of day."""
    gmt: str
    """The name of the clocks of GMT, alone."""
    in_gmt: str
    """Writes a time of day by those clocks."""
    weekday_and_clock: str
    to_be_announced: str
    month: Callable[[dt.date], str]
    """Writes a month of a year, in the middle of a sentence."""
    week_of: str
    date_to_be_announced: str
    parts_of_day: Mapping[DayPart, str]
    after: str
    """Behind a day or a time; the title of an event, in quotes, stands in the braces."""
    see_programme: str
    days: str
    """Writes the first and the last of several days."""
    around_day: str
    around_time: str
    not_before_time: str
    local_time: str
    end_not_announced: str
    until: str
    time_on_day: str

    tentative: str
    cancelled: str
    postponed: str
    no_longer_listed: str
    no_new_date: str
    approximate_day: str
    approximate_time: str
    earliest_time: str
    exact_day: str
    exact_time: str
    day_approximate: str
    time_approximate: str
    time_earliest: str

    online: str
    """Where something is that is at no place, in the middle of a sentence."""
    place_to_be_confirmed: str
    to_be_confirmed: str
    """Behind the name of a place that is not sure."""
    online_at: str
    """Before the address at which something is online."""

    chair: str
    parties: str
    delegation: str
    led_by: str
    topics: str
    follows: str
    part_of: str
    programme: str
    note: str
    live: str
    more: str
    outcome: str
    live_video: str
    website: str
    details: str
    source: str
    source_says: str
    """Says what one of several sources says of the start."""
    access: str
    access_words: Mapping[Access, str]
    be_there_by: str
    """A time, with its day where that is another one, stands in the braces."""
    be_there_before: str
    """A length of time stands in the braces."""
    accreditation: str
    open_until: str
    press_contact: str
    accreditation_for: str
    """Is the title of the deadline that an event's accreditation makes."""
    changed: str

    events: str
    and_: str
    or_: str
    others: str
    one_other: str
    in_cities: str
    with_parties: str
    with_tags: str
    except_kinds: str
    confirmed: str
    from_day: str
    from_today: str
    today: str
    next_days: str
    nothing_matches: str
    unknown: str
    there_is: str
    five_at_most: str

    changes_in_digest: str
    """Heads a post about several events, as do the next two; the number stands in the braces."""
    reminders_in_digest: str
    both_in_digest: str

    steps: Mapping[Step, str]
    """What happened to an event, each alone in a heading or before a day."""
    history: str
    first_announced: str
    """Has the day of the report that announced an event."""
    first_announced_here: str
    """Has the day on which an event was first published here."""
    not_on_record: str
    """Has the day until which no change is on record."""
    step_on_day: str
    from_was_to_now: str
    """Follows the step and its day."""
    told_now: str
    """Follows the step and its day where there is nothing that was."""
    changed_on_day: str
    """Tells the day of the last change, and what was until then."""
    before_change: str
    """Heads what was so until a change; the next one what was so after it, and may be no more."""
    after_change: str
    not_announced: str
    diary: DiaryWords


def day_writer(locale: str, pattern: str) -> Callable[[dt.date], str]:
    """Return a function that writes a day by a pattern of the CLDR."""

    @lru_cache(maxsize=1024)
    def write(day: dt.date) -> str:
        from babel.dates import format_date  # late: English does without, and need not wait for it

        return format_date(day, pattern, locale)

    return write
