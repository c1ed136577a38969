"""Content lines → the components of a calendar, with what has no end, or no beginning."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from events.errors import DefinitionError, Problem
from events.foreign.reading.content_lines import ContentLine, unescaped
from events.foreign.reading.faults import Faults
from events.text import quoted

MOST_OF_TEXT = 100_000  # ten times what a description may have
MAX_DEPTH = 8  # a VALARM in a VEVENT in a VCALENDAR is of depth 3


@dataclass(slots=True)
class Component:
    """A component: the line of its BEGIN, its properties by name, and the components in it."""

    name: str
    number: int
    properties: dict[str, list[ContentLine]] = field(default_factory=dict)
    parts: list["Component"] = field(default_factory=list)
    is_whole: bool = True

    def line(self, name: str) -> ContentLine | None:
        """Return a property, the first if there are several; None if there is none."""
        lines = self.properties.get(name)
        return lines[0] if lines else None

    def lines(self, *names: str) -> Iterator[ContentLine]:
        """Yield all properties of these names."""
        for name in names:
            yield from self.properties.get(name, ())

    @property
    def sequence(self) -> int:
        """Which revision it is."""
        text = self.text("SEQUENCE")
        return int(text) if re.fullmatch(r"\d{1,9}", text, re.ASCII) else 0

    def text(self, *names: str) -> str:
        """Return the first text of these names that is not empty."""
        for line in self.lines(*names):
            if text := unescaped(line.value[:MOST_OF_TEXT]).strip():
                return text
        return ""


def read_components(lines: list[ContentLine], faults: Faults) -> list[Component]:
    """Return the VCALENDARs. Raises `DefinitionError` if there is none."""
    calendars: list[Component] = []
    open_: list[Component] = []
    for line in lines:
        if line.name == "BEGIN":
            _begin(line, open_, calendars, faults)
        elif line.name == "END":
            _end(line, open_, faults)
        elif open_:
            open_[-1].properties.setdefault(line.name, []).append(line)
    for component in reversed(open_):
        component.is_whole = component.name == "VCALENDAR"
        what = f"BEGIN:{component.name} has no END:{component.name}: the calendar is cut off"
        faults.lose(component.number, what, "get it once more")
    if not calendars:
        first = lines[0].number if lines else 1
        what = "there is no BEGIN:VCALENDAR: this is no calendar"
        mend = "take the address or file of the .ics"
        raise DefinitionError([Problem(faults.path, first, 1, what, mend)])
    return calendars


def _begin(
    line: ContentLine, open_: list[Component], calendars: list[Component], faults: Faults
) -> None:
    name = line.value.strip().upper()
    if name in ("VEVENT", "VTODO", "VJOURNAL", "VTIMEZONE", "VFREEBUSY"):
        # None of these is in another: the one before has lost its end.
        while open_ and open_[-1].name != "VCALENDAR":
            _close_early(open_.pop(), line, faults)
    component = Component(name, line.number)
    if name == "VCALENDAR":
        open_.clear()
        calendars.append(component)
    elif not open_ and name in ("VEVENT", "VTIMEZONE"):
        faults.mend(line.number, f"BEGIN:{name} is in no VCALENDAR", "it is taken all the same")
        calendars[:] = calendars or [Component("VCALENDAR", line.number)]
        calendars[-1].parts.append(component)
    elif not open_:
        faults.lose(line.number, f"BEGIN:{name} is in no VCALENDAR", "write BEGIN:VCALENDAR above")
        return
    elif len(open_) < MAX_DEPTH:
        open_[-1].parts.append(component)
    open_.append(component)


def _end(line: ContentLine, open_: list[Component], faults: Faults) -> None:
    name = line.value.strip().upper()
    if name not in (it.name for it in open_):
        what = f"END:{line.value.strip()} has no BEGIN"
        faults.mend(line.number, f"{what} ({quoted(line.value)})", "it is passed over")
        return
    while (component := open_.pop()).name != name:
        _close_early(component, line, faults)


def _close_early(component: Component, line: ContentLine, faults: Faults) -> None:
    what = f"BEGIN:{component.name} has no END:{component.name}"
    faults.mend(component.number, what, f"it is taken to end before line {line.number}")
