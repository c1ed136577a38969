"""What a destination is to be told: a reminder, a notice, or an issue of the diary."""

from bot.planning.diary_issues import DiaryIssue
from bot.planning.notices import Notice
from bot.planning.reminders import Reminder
from events.model import Event

Notification = Reminder | Notice | DiaryIssue


def event_of(notification: Notification) -> Event | None:
    """Return the event that a notification is about; the diary is about many."""
    return None if isinstance(notification, DiaryIssue) else notification.event
