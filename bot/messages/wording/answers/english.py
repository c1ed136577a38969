"""The words of answers in English."""

from bot.messages.wording.answers.answer_words import AnswerWords
from events.wording.counts import count_phrase

ENGLISH = AnswerWords(
    count=count_phrase,
    page="Page {page} of {pages}",
    page_before="‹ Page {}",
    page_after="Page {} ›",
    fewer_words="{}. Ask with fewer words for the others.",
    on_words="On {words}: {text}",
    taken_for="Nothing has {word}; taken for {like}.",
    and_more="And {} more.",
    on_now="On now",
    perhaps_on_now="Perhaps on now",
    today="Today",
    still_to_come="Still to come",
    earlier_today="Earlier today",
    next="Next",
    last="Last",
    off="Cancelled, postponed or no longer listed",
    perhaps_this_week="Perhaps this week, date to be announced",
    this_day="Today, {}",
    week_from="The week from {}",
    nothing_today="Nothing is announced for today.",
    nothing_these_days="Nothing is announced for these days.",
    nothing_ahead="nothing is announced for the time ahead",
    nothing_ahead_dated="nothing with a date is announced for the time ahead",
    nothing_more="nothing more is announced",
    nothing_more_dated="nothing more with a date is announced",
    no_press="no press conference or briefing is announced",
    for_the_press="For the press",
    accreditation_closes="Accreditation closes",
    what_has_changed="What has changed",
    nothing_on_record="Nothing is on record yet.",
    published="Published {}",
    unreadable="The record cannot be read just now. Ask again in a while.",
    event_usage="Write /event and some words of its title, place or parties: /event osce vienna.",
    closes_accreditation_for="Closes the accreditation for",
    agenda="Agenda",
    ask_for_accreditation="Ask for accreditation",
    nothing_has="Nothing on the agenda has {}.",
    no_event_has_all="No event has all of {}.",
    other_words="Write other words, or ask /next 10 for what is to come.",
    nearest="These come nearest:",
    add_to_calendar="Add to calendar",
    follow="Follow",
    subscribe="Subscribe to the calendar",
    stop="Stop: {}",
    calendar="Calendar",
    opens_in_program="Opens in a calendar program",
    page_with_buttons="Page, with a button for each calendar",
    no_feed="This calendar has no public address. Ask whoever runs this bot for it.",
    no_own_calendar=(
        "No calendar of its own: there are those of kinds, cities, parties, tags and agendas."
    ),
    left_out="No kind, city, party, tag or agenda is called {}: that is left out.",
    follow_usage=(
        "Write /follow and a city, a party, a kind or a word: /follow vienna, /follow briefings, "
        "/follow nato. A time after it is how long before you hear of an event: "
        "/follow vienna 1 hour.\n"
        "/following shows what you follow, and /stop ends all of it."
    ),
    length_unknown=(
        "How long before is not clear to me in {}: nothing is followed by that. Write a number of "
        "minutes, hours, days or weeks at the end, 366 days at most: /follow vienna 1 hour, or "
        "/follow vienna 1 day, 1 hour for two reminders."
    ),
    too_many="This chat follows as much as I keep. /following shows it, with buttons to stop.",
    follows_nothing=(
        "This chat follows nothing. /follow vienna, or the button below /event, begins."
    ),
    followed="Followed: {}",
    reminders_as_agenda=(
        "Reminders come here as the agenda has them, and changes when they are published."
    ),
    reminders_before=("Reminders come here {} before a time, and changes when they are published."),
    and_again=" and again ",
    moved_here="From now on everything that this chat follows comes here.",
    outside_thread="They come to the group as messages of their own, not as replies here.",
    to_come="To come: {}.",
    the_next="The next: {}",
    nothing_to_come="Nothing that is to come has to do with it yet.",
    chat_follows="This chat follows",
    topic_before="{topic}, {leads} before",
    gone_topic="an event that is not on the agenda any more",
    stopped=(
        "Done: I have deleted all that I stored of this chat, what it follows and has chosen, and "
        "what I posted here. The posts themselves stay where they are until you delete them."
    ),
    commands={
        "next": "What is on, and what is next: /next 3, /next osce",
        "today": "What is today",
        "week": "What is in the next seven days",
        "event": "All about one event: /event osce vienna",
        "changes": "What has changed lately",
        "press": "Press conferences and briefings, and who may come",
        "follow": "Have reminders of your own: /follow vienna, /follow nato 1 hour",
        "following": "What you follow, and how to stop",
        "stop": "Follow nothing any more, and delete what I store",
        "language": "In which language I answer: /language fr",
        "timezone": "By which clocks I write times as well: /timezone vienna",
        "feed": "The calendar's addresses, also of a part: /feed vienna, /feed following",
        "privacy": "What I store",
        "help": "What I can do",
    },
    this_is="This is Podium: {}.",
    i_tell="I tell you what is coming, with each time in your own time zone.",
    no_command="There is no /{}.",
    did_you_mean="Did you mean /{}?",
    help_lists="/help lists what there is.",
    there_is="There is:",
    next_usage=(
        "Write /next for the next event, /next 3 for three of them ({} at most), "
        "or /next osce for those that have to do with that."
    ),
    number_as_word=(
        "{} is taken for a word here, since an event has it. A number of events comes first: "
        "/next 3 osce."
    ),
    privacy=(
        "I store nothing about who asks me: no name, no number, no word of what was asked. A chat "
        "that follows something, or has chosen a language or a time zone, is stored by its number, "
        "with that, since when, the topic where I post, what I posted there, and whether it "
        "refused a post; /stop deletes it. Backups that were made before keep it, and the log of "
        "whoever runs me names the number with each post.\n\n"
        "{}\n\n"
        "For a minute after an answer I remember in which chat I gave it, and of the latest "
        "messages and pressed buttons their numbers, so that nothing is done twice. That is never "
        "written down. In which language your Telegram is, it tells me with each message; I answer "
        "in it, and keep it only where you follow something in private.\n\n"
        "Kept are what was published of each event, what I posted to the channels, groups and "
        "addresses that whoever runs me has chosen, and by which numbers and addresses those are "
        "known, my operator's chat, and the last message in each, without its text and author.\n\n"
        "What you write to me passes through Telegram, which has rules of its own."
    ),
    nothing_stored="Of this chat I store nothing now.",
    stored="Of this chat I store now, until /stop:",
    stored_number="its number, since {}",
    stored_follows="what it follows (/following): {}",
    stored_forum_topic="the number of the topic where I post: {}",
    stored_posts="posts of mine here: {}",
    stored_language="its language (/language): {}",
    stored_timezone="its time zone (/timezone): {}",
    language_set="From now on I answer here in this language: {}.",
    language_usage=(
        "I answer here in this language: {}. Press another one, or write its code: /language fr. "
        "Titles, places and names stay as the agenda has them."
    ),
    language_unknown="I have no language that is called {}.",
    timezone_set="From now on I write each time by the clocks of its place, and by those of {}.",
    timezone_none="I write each time by the clocks of its place, and in GMT.",
    timezone_usage=(
        "Write /timezone and a city, a country or a zone: /timezone vienna, /timezone portugal, "
        "/timezone Asia/Tokyo. /timezone off takes it back. Telegram shows times by your own "
        "clocks anyway; this is for programs that cannot, and for notifications."
    ),
    timezone_unknown="I know no city, country or zone that is called {}.",
    timezone_several="{} may be one of these:",
    timezone_many="{} has many time zones. Write a city.",
    gone="This event is not on the agenda any more.",
    undated="Its day is to be announced: there is nothing yet to put into a calendar.",
    old_button="This button is from an earlier time. Ask anew: /help lists what there is.",
    too_old="This message is too old. Ask anew: /help lists what there is.",
    too_much="Very much is asked just now. Try again in a minute.",
    administrators="Only administrators choose what this chat hears.",
    named="What this chat hears has been chosen by whoever runs this bot.",
    unavailable="That cannot be kept just now. Try again in a few minutes.",
)
