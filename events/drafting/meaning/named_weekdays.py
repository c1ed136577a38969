"""Weekdays that a report named with their dates, and names again without: Monday, 4 March … on Monday evening."""

from dataclasses import replace
from datetime import date, timedelta

from events.drafting.drafted import Extent, Mark
from events.drafting.meaning.dates import Resolved
from events.drafting.meaning.weekdays import WEEKDAYS
from events.drafting.mentions.when.days import DayMention, Form

_FARTHEST = timedelta(days=60)


class NamedWeekdays:
    """The last date to come that was told with each weekday."""

    def __init__(self) -> None:
        self._dates: dict[int, date] = {}

    def meant(self, mention: DayMention, found: Resolved, today: date) -> Resolved:
        """Return the day that a weekday alone means: rather the date named with it than the next such day.

        It is in doubt then, and the next such day is told beside it.
        """
        weekday = mention.first.weekday
        if weekday is None or found.extent is not Extent.DAY:
            return found
        if mention.form is Form.DATE and today <= found.first <= today + _FARTHEST:
            self._dates[weekday] = found.first
        named = self._dates.get(weekday)
        is_alone = mention.form is Form.WEEKDAY and not mention.word and not mention.last
        if not is_alone or named is None or named <= found.first:
            return found
        why = f"{WEEKDAYS[weekday]}, which the report named as {named}: or {found.first}"
        return replace(found, first=named, marks=(Mark(why, True),))
