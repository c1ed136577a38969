"""What pages say beside what feeds say: the words of one language."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from events.wording.counts import form_of

Counts = Callable[[int, str], str]


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of pages in one language.

    Braces are what is filled in; what stands between square brackets is a link.
    """

    name: str
    """The language by its own name."""
    counts: Counts
    """Writes a number of ``events``, of those ``further`` ahead, and of ``earlier`` ones."""
    span: Callable[[dt.date, dt.date], str]
    """Writes the first and the last of several days in short."""

    site_menu: str
    """Names what cannot be seen, as do the next three, for who is read the page."""
    languages: str
    how_sure: str
    where: str
    skip: str
    agenda: str
    diary: str
    changes: str
    subscribe: str
    all_events: str
    diary_to_print: str
    what_has_changed: str
    published_with: str
    news_feed: str
    """Names the feed of what is new. The title of the whole is filled in, as in the next."""
    changes_feed: str

    next: str
    """Where an event stands in time, no surer than it is, as do those up to ``under_way``."""
    past: str
    today: str
    perhaps_today: str
    closes_today: str
    about_now: str
    perhaps_now: str
    these_days: str
    under_way: str
    no_date_was_announced: str
    no_time_was_announced: str
    around_this_day: str
    on_this_day: str
    about_days: str
    """Of what lasts for about so many days."""
    in_city: str
    """Behind a time of day: by which city's clocks it is."""

    now_and_next: str
    now_and_to_come: str
    still_to_come: str
    no_events_yet: str
    concluded: str
    agenda_is_over: str
    all_is_past: str
    nothing_scheduled: str
    no_day_yet: str
    all_is_off: str
    nothing_announced_yet: str
    all_in_the_calendar: str
    follows_changes: str
    subscribe_in_app: str
    download: str
    calendar_address: str
    copy: str
    or_to_a_part: str
    not_public: str
    times_of_places: str
    agenda_changed: str
    for_news_readers: str
    for_programs: str

    watch: str
    delegations: str
    accreditation_for: str
    """Labels the event that a deadline is for."""
    followed_by: str
    add_event: str
    shown_when_dated: str
    copy_as_of_now: str
    history_unreadable: str
    back_to: str
    times_of_place: str

    changes_about: str
    when: str
    no_changes_yet: str
    newest_changes: str
    days_of_gmt: str
    changes_for_news_readers: str

    diary_about: str
    as_plain_text: str
    days: str
    """Names the links to other days, which are the next three."""
    seven_days: str
    from_today: str
    all_days: str

    not_here: str
    no_event_here: str
    perhaps_taken_off: str
    no_page_here: str
    perhaps_a_slip: str
    see: str
    moved: str
    has_moved: str

    your_time: str
    """What the reader's device adds, as do the next three."""
    your_zone: str
    copied: str
    not_copied: str


def counts_in(locale: str, forms: Mapping[str, Mapping[str, str]]) -> Counts:
    """Return a function that writes a number of things, by their name, in one of their ``forms``.

    Those are by name, then by the plural category of the CLDR that the number is of: one, few …
    """

    def write(number: int, name: str) -> str:
        from babel.numbers import format_decimal  # late: English does without, and need not wait

        return form_of(number, forms[name], locale).format(format_decimal(number, locale=locale))

    return write


def span_in(locale: str) -> Callable[[dt.date, dt.date], str]:
    """Return a function that writes the first and the last of several days as the CLDR does."""

    def write(first: dt.date, last: dt.date) -> str:
        from babel.dates import format_interval  # late, as above

        return format_interval(first, last, "yMMMMd", locale=locale)

    return write
