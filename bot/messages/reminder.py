"""The post of a reminder: an event, and the time that is left until it starts or closes."""

from datetime import datetime

from bot.messages.parts.buttons import Addresses, event_buttons
from bot.messages.parts.countdown import countdown, tentatively
from bot.messages.parts.details import fitted, full_lines, when_and_where
from bot.messages.parts.lines import bold, brief_head, particulars, plain, short, source_lines, when
from bot.messages.parts.links import link_lines
from bot.messages.parts.outcome import outcome_lines_of
from bot.messages.parts.press import press_lines
from bot.messages.post import LONGEST_POST, Post, joined
from bot.planning.post_form import PLAIN, Detail, PostForm
from events.model import Event
from events.wording.joined import headed, labelled
from events.wording.language import Language

MOST_PARTICULARS = 9  # of an event with very many delegations


def reminder_post(
    event: Event,
    now: datetime,
    addresses: Addresses | None = None,
    form: PostForm = PLAIN,
) -> Post:
    """Announce an event with the time that is left at ``now``, never that of the lead."""
    language = form.language
    soon = f"{countdown(event, now, language)}{tentatively(event, language)}"
    head = headed(soon, event.title, language)
    starts = when(event, now, language=language, zone=form.zone)
    buttons = event_buttons(event, addresses, language)
    brief = joined([brief_head(head, addresses.page if addresses else None), starts])
    if form.detail is Detail.SHORT:
        lines = [bold(head), when_and_where(starts, event, language)]
        return Post(joined(lines), buttons, brief=brief, is_short=True)
    known = [*particulars(event, language)][:MOST_PARTICULARS]
    told = press_lines(event, now, language, form.zone)
    told += [plain(labelled(label, short(text), language)) for label, text in known]
    if form.detail is Detail.FULL:
        told += full_lines(event, now, language)
    last = link_lines(event, language)
    last += [*outcome_lines_of(event, now, language), *source_lines(event, language, form.zone)]
    lines = fitted([bold(head), starts], told, last, LONGEST_POST)
    return Post(joined(lines), buttons, brief=brief)


def tells_as_much(told: str, event: Event, now: datetime, language: Language) -> bool:
    """Tell whether a post, by its text, says in the same words how soon an event is at ``now``.

    It may be a reminder, whose heading begins with that, or a notice, which has a line for it.
    """
    soon = countdown(event, now, language)
    heading = f"{soon}{tentatively(event, language)}{language.colon}"
    return any(line == soon or line.startswith(heading) for line in told.splitlines())
