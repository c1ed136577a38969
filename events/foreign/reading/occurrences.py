"""The events of a calendar, those that recur as the single ones that they are in a window."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from events.errors import Refusal
from events.foreign.reading.clocks import ClocksOfCalendar, When
from events.foreign.reading.components import Component
from events.foreign.reading.faults import Faults
from events.foreign.reading.recurring.exrule import doubtful_exceptions, excepted
from events.foreign.reading.recurring.recurrence import Occurrence, Recurrence, clocks_of_rule
from events.foreign.reading.recurring.rules import DAYS, checked_rules, is_start_ruled, parts_of
from events.foreign.reading.recurring.until import doubtful_day, later, until_of
from events.foreign.reading.timed import NotRead, Timed

MOST_OCCURRENCES = 2_000  # of one series
CANCELLED = ("CANCELLED", "CANCELED")
MOST_STEPS = 500_000  # of all rules together, which are run through from their first day on
LONGEST = timedelta(days=2 * 366)
_LAST = date(2037, 12, 31)  # the last day whose clocks are known


@dataclass(frozen=True, slots=True)
class Window:
    """The days from ``first`` to ``last``, of which a series that goes on and on is expanded.

    ``is_given`` if whoever imports has named them: then nothing else is imported.
    """

    first: date
    last: date
    is_given: bool = False

    def holds(self, start: When, end: When | None) -> bool:
        """Tell whether something is on one of the days."""
        return start.day <= self.last and (end or start).day >= self.first


@dataclass(slots=True)
class Series:
    """What one VEVENT is, with those that change single occurrences of it.

    - ``remarks``: what cannot be said, or was decided
    - ``rule``: the one by which it recurs, if nothing else says on which days it is
    """

    written: Component
    occurrences: list[Occurrence]
    remarks: list[str] = field(default_factory=list)
    rule: str | None = None


def read_series(
    calendar: Component, clocks: ClocksOfCalendar, window: Window, faults: Faults
) -> Iterator[Series]:
    """Yield what is in a calendar, in its own order."""
    steps = MOST_STEPS
    for group in _groups(calendar, faults):
        try:
            timed = [Timed.read(it, clocks) for it in group]
            timed = [it.named_by(timed[0]) for it in timed]
            if len(timed) > 1 or timed[0].recurs:
                timed = [it.of_one_kind() for it in timed]
            rules = [it for each in timed for it in checked_rules(each)]
            unread = [it for each in timed for it in each.unread]
            for it in unread:
                faults.lose(it.line, it.refusal.what, it.refusal.mend)
            if len(timed) == 1 and not timed[0].recurs:
                series = _single(timed[0], window)
            else:
                steps -= sum(_steps(rule, timed[0].start, window) for rule in rules)
                if steps < 0:
                    what = "the rules of all that recurs are too many to be run through"
                    raise Refusal(what, "import the calendar in parts")
                series = _expanded(timed, clocks, window, faults)
            series.remarks += (f"? {it.refusal.what}" for it in unread)
            yield series
        except NotRead as error:
            faults.lose(error.line, error.refusal.what, error.refusal.mend)
            yield Series(group[0], [], [f"line {error.line}: {error.refusal.what}"])
        except Refusal as refusal:
            faults.lose(group[0].number, refusal.what, refusal.mend)
            yield Series(group[0], [], [f"line {group[0].number}: {refusal.what}"])
        except OverflowError:
            what, number = "its times are outside of the years 1 to 9999", group[0].number
            faults.lose(number, what, "check the year")
            yield Series(group[0], [], [f"line {number}: {what}"])


def _groups(calendar: Component, faults: Faults) -> list[list[Component]]:
    """Return the VEVENTs, those of one UID together, the one that recurs first."""
    groups: list[list[Component]] = []
    of_uid: dict[str, list[list[Component]]] = {}
    for event in calendar.parts:
        if event.name == "VEVENT" and event.is_whole:
            uid = event.text("UID") or f"line {event.number}"
            known = of_uid.setdefault(uid, [])
            group = next((it for it in known if _is_of(event, it)), None)
            if group is None:
                group = list[Component]()
                known.append(group)
                groups.append(group)
            group.append(event)
    return [_completed(_newest(group, faults)) for group in groups]


def _is_of(event: Component, group: list[Component]) -> bool:
    """Tell whether a VEVENT is of a group of its UID, which may have been given to several events.

    Two of one revision are two events, unless they say the same.
    """
    same = [it for it in group if not it.line("RECURRENCE-ID")]
    if event.line("RECURRENCE-ID"):
        return True
    return all(it.sequence != event.sequence or _is_alike(it, event) for it in same)


def _is_alike(one: Component, other: Component) -> bool:
    return all(
        [(it.value, it.parameters) for it in one.lines(name)]
        == [(it.value, it.parameters) for it in other.lines(name)]
        for name in ("SUMMARY", "DTSTART", "DTEND", "DURATION", "RRULE", "LOCATION", "STATUS")
    )


def _newest(group: list[Component], faults: Faults) -> list[Component]:
    whole = [it for it in group if not it.line("RECURRENCE-ID")]
    if len(whole) > 1:
        newest = max(whole, key=lambda it: (it.sequence, it.number))
        for older in whole:
            if older is not newest:
                how = ", with a higher SEQUENCE" if older.sequence < newest.sequence else ""
                what = f"the event stands again in line {newest.number}{how}"
                faults.mend(older.number, what, "that one is taken")
        whole = [newest]
    return [*whole, *(it for it in group if it.line("RECURRENCE-ID"))]


def _completed(group: list[Component]) -> list[Component]:
    """Give what is cancelled of a series its title and its start: it may say no more than that."""
    first = group[0]
    begins = first.text("DTSTART")
    for event in [] if first.line("RECURRENCE-ID") else group[1:]:
        if event.text("STATUS").upper() not in CANCELLED:
            continue
        days = [it for it in event.lines("RECURRENCE-ID") if ("T" in it.value) == ("T" in begins)]
        for name, lines in (("SUMMARY", [*first.lines("SUMMARY")]), ("DTSTART", days)):
            if lines and not event.text(name):
                event.properties[name] = [replace(it, name=name) for it in lines]
    return group


def _single(event: Timed, window: Window) -> Series:
    if window.is_given and not window.holds(event.start, event.end):
        return Series(event.written, [])
    day = event.recurrence_id.day if event.recurrence_id else None
    return Series(event.written, [Occurrence(event.written, event.start, event.end, day)])


def _steps(rule: dict[str, str], start: When, window: Window) -> int:
    days = max(0, (window.last - start.day).days) + LONGEST.days
    return int(days / (DAYS[rule["FREQ"]] * int(rule.get("INTERVAL", "1")))) + 1


def _expanded(
    group: list[Timed], clocks: ClocksOfCalendar, window: Window, faults: Faults
) -> Series:
    """Run the rules through: whole, or in the window what is longer than `LONGEST`."""
    first = group[0]
    begun = min(it.start.day for it in [*group])
    days = [
        it.day
        for timed in group
        for it in (timed.start, *timed.rdates, *(it for it, _ in timed.periods))
    ]
    last = max([*days, begun + LONGEST])
    first = excepted(first, clocks, max(last, window.last))
    group = [first, *group[1:]]
    query = Recurrence(group, clocks)
    remarks = list[str]()
    if window.is_given or _is_long(first, query):
        found = query.between(window.first, window.last)
        if not window.is_given:
            remarks.append(
                f"it recurs from {begun} on: these are from {window.first} to {window.last} "
                "(--from and --until name other days)"
            )
    else:
        found = query.between(begun, last)
    if len(found) > MOST_OCCURRENCES:
        what = f"these are the first {MOST_OCCURRENCES:,} of {len(found):,} occurrences"
        faults.lose(first.written.number, what, "name fewer days, or write the others yourself")
        remarks.append(what)
        found = found[:MOST_OCCURRENCES]
    start = first.start.wall_by(clocks_of_rule(first.start, clocks))
    day = start.date() if isinstance(start, datetime) else start
    is_there = any(it.day == day for it in found)
    if is_there and not all(is_start_ruled(it.value, start) for it in first.rules):
        remarks.append(f"? is it on {day}, too? Its RRULE has other days than DTSTART")
    remarks += _changes_of_those_before(group)
    remarks += _doubtful_ends(group, clocks, found)
    remarks += doubtful_exceptions(first, clocks)
    if not found and not window.is_given:
        remarks.append("it has no occurrence on these days")
    return Series(first.written, found, remarks, _only_rule(group))


def _changes_of_those_before(group: list[Timed]) -> Iterator[str]:
    """Yield questions about changes of all occurrences up to one (RANGE=THISANDPRIOR, RFC 2445)."""
    for it in group:
        if it.recurrence_id and it.written_range == "THISANDPRIOR":
            yield f"? is it otherwise before {it.recurrence_id.day}, too? RANGE=THISANDPRIOR"


def _doubtful_ends(
    group: list[Timed], clocks: ClocksOfCalendar, found: list[Occurrence]
) -> Iterator[str]:
    """Yield questions of occurrences of which nobody can tell whether they are the last ones."""
    first = group[0]
    for line in first.rules:
        day = doubtful_day(line.value, first.start, clocks.default)
        if day is None or first.recurrence_id:
            continue
        last = replace(line, value=later(line.value, day))
        longer = Recurrence([replace(first, rules=[last]), *group[1:]], clocks).between(day, day)
        if any(it.day == day and it.written is first.written for it in longer) and not any(
            it.day == day for it in found
        ):
            until = until_of(line.value)
            yield f"? is it on {day}, too? It recurs UNTIL={until}, which may mean that or not"


def _only_rule(group: list[Timed]) -> str | None:
    first = group[0]
    others = first.rdates or first.periods or any(it.written_range for it in group)
    return first.rules[0].value if len(first.rules) == 1 and not others else None


def _is_long(first: Timed, query: "Recurrence") -> bool:
    """Tell whether rules go on for longer than `LONGEST`."""
    after = first.start.day + LONGEST
    for line in first.rules if first.recurs else ():
        rule = parts_of(line.value)
        if until := rule.get("UNTIL"):
            if until[:8] > f"{after:%Y%m%d}":
                return True
        elif "COUNT" not in rule or query.between(after, _LAST):
            return True
    return False
