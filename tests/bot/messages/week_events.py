"""The events of the bundled week, and when two of them start."""

from tests.bot.making.week import bundled
from tests.bot.running.clock import utc

EVENTS = {each.id: each for each in bundled().events}
GENEVA, COUNCIL = EVENTS["us-russia-talks"], EVENTS["nato-russia-council"]
PRESS, VIENNA = EVENTS["nato-press-conference"], EVENTS["osce-talks"]
COUNCIL_STARTS, PRESS_STARTS = utc("2022-01-12 09:00"), utc("2022-01-12 13:30")
