"""A report that was sent to the operator's chat, drafted: what is in doubt, and then the draft."""

from collections.abc import Iterable, Iterator

from bot.messages.answers.answer import Answer, Document, said
from bot.messages.answers.operator.document import caption
from bot.telegram.commands.operator.operations import Report
from events.drafting.against import compare, summary
from events.drafting.draft_yaml import name_events, to_yaml
from events.drafting.drafted import Draft
from events.drafting.reading.report import read_report
from events.model import Event
from events.wording.counts import count_phrase
from events.zones import tzinfo

NO_EVENT = "No event was found in it."
DAY_MEND = "If its days are told without a date, give the day of the report: /draft 2026-12-09 TEXT"
KEPT_NOWHERE = "It is kept nowhere: go through it, line by line, before it goes anywhere."


def draft_answer(report: Report, events: Iterable[Event], zone: str) -> Answer | Document:
    """Draft a report, and compare it with events; the day when it was posted is that of a zone."""
    day = report.day
    if day is None and report.posted is not None:
        day = report.posted.astimezone(tzinfo(zone)).date()
    draft = read_report(report.text, day, None, report.publisher)
    if not draft.events:
        return said(NO_EVENT, *draft.doubts, *([] if draft.day else [DAY_MEND]))
    name_events(draft)
    compared = compare(draft, events)
    yaml = to_yaml(draft, {id_: each.words for id_, each in compared.items()})
    name = f"draft-{draft.day}.yaml" if draft.day else "draft.yaml"
    last = f"{summary(draft, compared)}. {KEPT_NOWHERE}"
    if report.day is None and report.posted is not None:
        last = f"Taken for a report of {day}, when it was posted. {last}"
    return Document(name, yaml.encode(), caption(_doubts(draft), last))


def _doubts(draft: Draft) -> Iterator[str]:
    """Yield what is in doubt: what was not placed, and the lines that have a "?"."""
    doubts = list(draft.doubts)
    for event in draft.events:
        for marks in event.marks.values():
            doubts += [f"{event.title}: {each.why}" for each in marks if each.is_doubtful]
    doubts = list(dict.fromkeys(doubts))
    if doubts:
        yield f"{count_phrase(len(doubts), 'doubt')}:"
    yield from (f"? {doubt}" for doubt in doubts)
