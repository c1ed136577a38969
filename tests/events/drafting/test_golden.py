"""A retelling of the bundled week's report: the whole draft, byte for byte."""

from datetime import date
from pathlib import Path

from events.definitions.loader import Loader
from events.drafting.draft_yaml import name_events, to_yaml
from events.drafting.reading.report import read_report

GOLDEN = Path(__file__).parent / "golden"


def drafted() -> str:
    report = (GOLDEN / "week.txt").read_text(encoding="utf-8")
    draft = read_report(report, publisher="An agency")
    name_events(draft)
    return to_yaml(draft)


def test_the_draft_of_the_week_is_as_it_was() -> None:
    assert drafted() == (GOLDEN / "week.yaml").read_text(encoding="utf-8")


def test_it_has_the_four_events_of_the_week() -> None:
    events = sorted(Loader(GOLDEN / "week.yaml").load().events, key=lambda it: it.start.begins)
    told = {(it.kind.value, str(it.start), it.place.city if it.place else "") for it in events}
    assert told == {
        ("meeting", "2022-01-10", "Geneva"),
        ("meeting", "2022-01-12 09:00 UTC", "Brussels"),
        ("press-conference", "about 2022-01-12 13:30 UTC", "Brussels"),
        ("meeting", "2022-01-13", "Vienna"),
    }
    assert {it.start.date for it in events} <= {date(2022, 1, day) for day in (10, 12, 13)}
