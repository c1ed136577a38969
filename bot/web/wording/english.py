"""The words of English."""

import datetime as dt

from bot.web.wording.page_words import PageWords

_ONE = {
    "events": "{} event",
    "further": "{} more is further ahead.",
    "earlier": "{} earlier event is not shown here.",
}
_OTHER = {
    "events": "{} events",
    "further": "{} more are further ahead.",
    "earlier": "{} earlier events are not shown here.",
}


def _counts(number: int, name: str) -> str:
    return (_ONE if number == 1 else _OTHER)[name].format(f"{number:,}")


def _span(first: dt.date, last: dt.date) -> str:
    end = f"{last.day} {last:%B %Y}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    start = f"{first.day} {first:%B}" + ("" if first.year == last.year else f" {first.year}")
    return f"{start} – {end}"


ENGLISH = PageWords(
    name="English",
    counts=_counts,
    span=_span,
    site_menu="Site",
    languages="Languages",
    how_sure="How sure this is",
    where="Where",
    skip="Skip to the content",
    agenda="Agenda",
    diary="Diary",
    changes="Changes",
    subscribe="Subscribe",
    all_events="All events",
    diary_to_print="The diary: a line for each event, to print",
    what_has_changed="What has changed on this agenda",
    published_with=(
        "Published with Podium, a calendar of public diplomacy. "
        "This site sets no cookies and loads nothing from anywhere else."
    ),
    news_feed="{}: changes",
    changes_feed="{}: what was, and what is",
    next="Next",
    past="Past",
    today="Today",
    perhaps_today="Perhaps today",
    closes_today="Closes today",
    about_now="About now",
    perhaps_now="Perhaps now",
    these_days="These days",
    under_way="Under way",
    no_date_was_announced="No date was announced",
    no_time_was_announced="No time was announced",
    around_this_day="Around this day",
    on_this_day="On this day",
    about_days="About {}",
    in_city="in {}",
    now_and_next="Now and next",
    now_and_to_come="Now, and still to come",
    still_to_come="Still to come",
    no_events_yet="No events yet",
    concluded="Concluded",
    agenda_is_over="This agenda is over.",
    all_is_past=(
        "Every event on it is past. They stay here as a record, "
        "and in the calendars of those who subscribed."
    ),
    nothing_scheduled="Nothing scheduled",
    no_day_yet=(
        "No day has been announced yet of what is ahead. "
        "Those who subscribe now will see the first one."
    ),
    all_is_off=(
        "What is ahead is cancelled, postponed or no longer listed. "
        "Subscribers will see a new date when there is one."
    ),
    nothing_announced_yet=(
        "No event has been announced yet. Those who subscribe now will see the first one."
    ),
    all_in_the_calendar="[The calendar] has them all.",
    follows_changes="Your calendar then follows every change, with the times in your own zone.",
    subscribe_in_app="Subscribe in your calendar app",
    download="Download .ics",
    calendar_address="Calendar address",
    copy="Copy",
    or_to_a_part="Or to one part of it:",
    not_public=(
        "This site is open at an address that only this computer or its network can reach. "
        "Google and Outlook fetch calendars from their own servers, "
        "so their buttons will not work until it has a public one."
    ),
    times_of_places="Times are told by the clocks of each place, and in GMT.",
    agenda_changed="Agenda last changed {}.",
    for_news_readers="For news readers: [what is new and what changes].",
    for_programs="For programs: [everything as JSON].",
    watch="Watch",
    delegations="Delegations",
    accreditation_for="Accreditation for",
    followed_by="Followed by",
    add_event="Add this event (.ics)",
    shown_when_dated=("Calendars show it as soon as its day is known: [subscribe to the agenda]."),
    copy_as_of_now="A file is a copy as of now. To follow changes, [subscribe to the agenda].",
    history_unreadable="It cannot be read at the moment.",
    back_to="Back to {}",
    times_of_place="Times are told by the clocks of the place, and in GMT.",
    changes_about="What was announced, and what has changed since.",
    when="When",
    no_changes_yet="Nothing has been announced yet.",
    newest_changes=(
        "These are the newest {} at most; each event’s page has all of its own. "
        "Corrections of texts are not among them."
    ),
    days_of_gmt="Days and times of publication are those of GMT.",
    changes_for_news_readers="For news readers: [all of this]",
    diary_about="What is on, by day: a line for each event.",
    as_plain_text="The same as plain text",
    days="Days",
    seven_days="Seven days",
    from_today="From today",
    all_days="All days",
    not_here="Not here",
    no_event_here="There is no event at this address",
    perhaps_taken_off=("It may have been taken off the agenda, or the address has a slip in it."),
    no_page_here="There is no page at this address",
    perhaps_a_slip="Perhaps the address has a slip in it.",
    see="See {}",
    moved="Moved",
    has_moved="This event has another address now",
    your_time="{} your time",
    your_zone="Your time is that of this device, in {}.",
    copied="Address copied.",
    not_copied="Could not copy: select the address and copy it.",
)
