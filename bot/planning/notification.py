"""What a destination is to be told: a reminder, or a notice."""

from bot.planning.notices import Notice
from bot.planning.reminders import Reminder

Notification = Reminder | Notice
