"""Which day a weekday means: counted from the report's date, or one of the days told before."""

from datetime import date, timedelta

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FOLLOWING = ("following", "am folgenden")
_NEXT = ("next", "nächsten", "nächster")
_LAST = ("last", "past", "previous")
_OF_WEEKS = {"this week": 0, "next week": 1}
_NTH = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}


def counted(weekday: int, word: str, is_past: bool, today: date) -> tuple[date, str, bool]:
    """Return the day that a weekday means from the report's date on, why, and whether in doubt.

    ``word`` is what stands before it: next, last.
    """
    ahead = (weekday - today.weekday()) % 7
    first, name = today + timedelta(days=ahead), WEEKDAYS[weekday]
    monday = today - timedelta(days=today.weekday())
    of_next_week = monday + timedelta(days=7 + weekday)
    why = f"{name}, counted from the report's date, {today}"
    if word in _OF_WEEKS:
        day = monday + timedelta(days=7 * _OF_WEEKS[word] + weekday)
        return day, f"{name} of {word}, counted from the report's date, {today}", False
    if word in _LAST or is_past:
        return first - timedelta(days=7 if ahead or word else 0), why, False
    if word not in _NEXT or of_next_week == first:
        return first, why, False
    if ahead == 0:
        return of_next_week, why, False
    why = f"next {name} is {of_next_week} or {first}, from the report's date, {today}"
    return of_next_week, why, True


def following(weekday: int, before: date) -> tuple[date, str, bool]:
    """Return the first such weekday behind a day that was told."""
    day = before + timedelta(days=(weekday - before.weekday() - 1) % 7 + 1)
    return day, f"the following {WEEKDAYS[weekday]}, counted from {before}, told before", False


def next_day(weekday: int, before: date, today: date) -> tuple[date, str, bool] | None:
    """Return the day behind one to come that was told, if it and the report's own are such a weekday."""
    day = before + timedelta(days=1)
    if day.weekday() != weekday:
        return None
    return day, f"{WEEKDAYS[weekday]} behind {before}, told before: {day} or {today}", True


def one_among(weekday: int, among: tuple[date, date]) -> tuple[date, str, bool] | None:
    """Return the one of some days told before that is such a weekday."""
    first, last = among
    days = [first + timedelta(days=it) for it in range((last - first).days + 1)]
    fitting = [it for it in days if it.weekday() == weekday]
    if len(fitting) != 1:
        return None
    return fitting[0], f"{WEEKDAYS[weekday]}, of the days told before, {first} to {last}", False


def nth_of_month(weekday: int, which: str, opening: date) -> date:
    """Return the first, second or last such weekday of a month that begins on a day."""
    days = (opening + timedelta(days=it) for it in range(31))
    return [it for it in days if it.month == opening.month and it.weekday() == weekday][_NTH[which]]
