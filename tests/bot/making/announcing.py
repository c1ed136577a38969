"""What page, feed and post say of an announcement, in a few lines for a person to read."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.messages.reminder import reminder_post
from bot.planning.reminders import reminders_of
from bot.publishing.parts.feeds import calendar_feed
from bot.publishing.publication import Publication
from bot.web.pages.views.event import view_event
from events.definitions.loader import load
from events.model import Event
from events.revisions import first_revisions
from tests.events.builders import unfolded, utc

AGENDA = "agenda: week\ntitle: Week\ntimezone: Europe/Brussels\nevents:\n"
NOW = utc("2026-11-28 09:00")
IN_FEED = ("DTSTART", "DTEND", "SUMMARY", "STATUS", "LOCATION")


def told(row: Mapping[str, str], folder: Path) -> dict[str, list[str]]:
    """Return what is said of the event of a row, and of those that it makes."""
    lines = [row["more"]] if "more" in row else []
    lines.append(row["definition"].replace("{", "{id: announced, ", 1))
    file = folder / "week.yaml"
    file.write_text(AGENDA + "".join(f"  - {line}\n" for line in lines), encoding="utf-8")
    agendas = load(file)
    publication = Publication(agendas, first_revisions(agendas))
    feed = unfolded(calendar_feed(publication))
    found = [event for event in agendas.events if event.id != "council"]
    return {
        "page": [line for event in found for line in _page(publication, event)],
        "feed": [line for lines in _entries(feed) for line in lines],
        "post": [line for event in found for line in _post(event)],
    }


def _entries(feed: list[str]) -> Iterator[list[str]]:
    """Yield what a feed says of each event, without the one that an announcement names alone."""
    text = "\n".join(feed)
    for part in text.split("BEGIN:VEVENT\n")[1:]:
        if "UID:council.week@" not in part:
            yield [line for line in part.splitlines() if line.startswith(IN_FEED)]


def _page(publication: Publication, event: Event) -> list[str]:
    view = view_event(publication, event, NOW)
    hour = view.open
    if view.hour:
        shown = (view.hour.before, view.hour.local, view.hour.behind, view.hour.where)
        hour = " ".join(filter(None, shown))
    parts = (view.day, hour, view.after, view.certainty, view.end, view.place, view.access)
    return [f"{event.title}: {' | '.join(part.strip() for part in parts if part)}"]


def _post(event: Event) -> list[str]:
    leads = list(reminders_of(event))
    if not leads:
        return []
    _, due = leads[0]
    return reminder_post(event, due).text.splitlines()
