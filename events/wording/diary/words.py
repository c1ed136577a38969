"""What a language has for the diary alone."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DiaryWords:
    """The words of the diary in one language; braces are what is filled in."""

    day_and_month: Callable[[dt.date], str]
    local: str
    """A time by the clocks of the one place that the line begins with."""
    in_city: str
    """A time by the clocks of a city that the line does not begin with."""
    to_day: str
    """The last of several days."""
    day_of_days: str
    """Which of several days it is: an ordinal and a number, both in words."""
    ordinals: tuple[str, ...]
    """Those from the first to the tenth, as the words before a day's."""
    numbers: tuple[str, ...]
    """Those from one to ten, as the words for so many days."""
    counted_day: str
    """The same where there are no words for the two numbers."""
    new: str
    was: str
    marked_since: str
    """Says what ``**`` before a line means; an instant stands in the braces."""
    days_of: str
    """Says by whose clocks the days are told."""
    nothing: str

    def which_day(self, day: int, days: int) -> str:
        """Write which of several days it is: 'third day of five', 'day 12 of 14'."""
        if days > len(self.numbers):
            return self.counted_day.format(day=day, days=days)
        return self.day_of_days.format(day=self.ordinals[day - 1], days=self.numbers[days - 1])
