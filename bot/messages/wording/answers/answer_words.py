"""What answers say beside what posts say: the words of one language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """The words of answers in one language; braces are what is filled in.

    What begins a line gets its capital letter there. Commands stay as they are typed.
    """

    count: Callable[[int, str], str]
    """Writes a number of events, whose name is "event"."""

    page: str
    """Numbers a page, as the two labels of buttons below it do."""
    page_before: str
    page_after: str
    fewer_words: str
    """Follows the number of a page that no button leads on from."""
    on_words: str
    """What is said, of what was asked for by some words."""
    taken_for: str
    and_more: str

    on_now: str
    """Heads a part of an answer, as the next eight do."""
    perhaps_on_now: str
    today: str
    still_to_come: str
    earlier_today: str
    next: str
    last: str
    off: str
    perhaps_this_week: str
    this_day: str
    """Heads the answer about a day, which stands in the braces; the next one about a week."""
    week_from: str
    nothing_today: str
    nothing_these_days: str
    nothing_ahead: str
    """The next four are in the middle of a sentence, without its full stop."""
    nothing_ahead_dated: str
    nothing_more: str
    nothing_more_dated: str
    no_press: str

    for_the_press: str
    accreditation_closes: str
    what_has_changed: str
    nothing_on_record: str
    published: str
    unreadable: str

    event_usage: str
    closes_accreditation_for: str
    agenda: str
    ask_for_accreditation: str
    nothing_has: str
    no_event_has_all: str
    other_words: str
    nearest: str
    add_to_calendar: str
    """Labels a button, as do the next two."""
    follow: str
    subscribe: str
    stop: str
    """Labels the button that ends what stands in the braces."""

    calendar: str
    opens_in_program: str
    page_with_buttons: str
    no_feed: str
    no_own_calendar: str
    left_out: str

    follow_usage: str
    length_unknown: str
    """Has what was written, of which nobody can tell how long before is meant."""
    too_many: str
    follows_nothing: str
    followed: str
    reminders_as_agenda: str
    reminders_before: str
    """Has the lengths of time before a time at which reminders come."""
    and_again: str
    """Stands between those."""
    moved_here: str
    """Is said in another topic of a group than where what it follows came until now."""
    outside_thread: str
    """Is said among comments and replies, which are no topic."""
    to_come: str
    the_next: str
    nothing_to_come: str
    chat_follows: str
    topic_before: str
    gone_topic: str
    stopped: str

    commands: Mapping[str, str]
    """What each command does, in the menu and in the help."""
    this_is: str
    i_tell: str
    no_command: str
    did_you_mean: str
    help_lists: str
    there_is: str
    next_usage: str
    number_as_word: str
    """Has the number, behind words, that is one of the words of an event."""
    privacy: str
    """What is stored in any case; what is stored of the chat stands in the braces."""
    nothing_stored: str
    stored: str
    """Heads what is stored of the chat; the next six say what, each in a line."""
    stored_number: str
    stored_follows: str
    stored_forum_topic: str
    """Has the number of the group's topic where the chat is told."""
    stored_posts: str
    stored_language: str
    stored_timezone: str

    language_set: str
    language_usage: str
    language_unknown: str
    timezone_set: str
    timezone_none: str
    timezone_usage: str
    timezone_unknown: str
    timezone_several: str
    timezone_many: str

    gone: str
    """Is shown for a moment above the chat, as are the next eight: of 200 letters at most."""
    undated: str
    old_button: str
    too_old: str
    too_much: str
    administrators: str
    named: str
    unavailable: str
