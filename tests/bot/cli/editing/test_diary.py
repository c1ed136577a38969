"""podium diary: the days, forms and languages that it prints, and what it marks of a ledger."""

import json
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.database.engine import open_database
from bot.ledger.publications.log import PublicationLog
from events.definitions.loader import load
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.running.clock import utc
from tests.bot.running.podium import podium
from tests.events.regenerate import GOLDEN

COUNCIL = definition("2037-01-12 09:00 GMT", place="{city: Brussels, timezone: Europe/Brussels}")
MOVED = definition("2037-01-12 10:00 GMT", place="{city: Brussels, timezone: Europe/Brussels}")
LUNCH = definition("2037-01-12 12:00", id="lunch", title="Lunch")
WALK = definition("2037-01-13 morning", id="walk", title="A walk")
MONDAY, TUESDAY = utc("2026-01-12 08:00"), utc("2026-01-13 08:00")


def printed(folder: Path, *arguments: str, code: int = 0, **variables: str) -> str:
    done = podium(folder, "diary", *arguments, **variables)
    assert done.returncode == code, done.stderr.decode()
    return (done.stdout if code == 0 else done.stderr).decode()


def marked(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("** ") and " - " in line]


@pytest.fixture
def file(tmp_path: Path) -> AgendaFile:
    return AgendaFile(tmp_path)


def published(file: AgendaFile, steps: Sequence[tuple[object, tuple[str, ...]]]) -> None:
    """Leave a ledger beside the file, to which each step was published at its instant."""
    engine = open_database(f"sqlite:///{file.folder.parent / 'podium.db'}")
    try:
        for at, definitions in steps:
            file.save(*definitions)
            PublicationLog(engine).publish(load(file.folder), at)  # type: ignore[arg-type]
    finally:
        engine.dispose()


def test_it_prints_the_bundled_week(tmp_path: Path) -> None:
    golden = (GOLDEN / "diary-bundled.txt").read_text(encoding="utf-8")
    assert printed(tmp_path) == golden
    assert "Rien n’est inscrit." in printed(tmp_path, "--from", "2022-02-01", "--lang", "fr")


def test_it_has_three_forms(tmp_path: Path) -> None:
    days = ("--from", "2022-01-12", "--days", "1")
    told = json.loads(printed(tmp_path, "--json", *days))
    (day,) = told["days"]
    council, press = (line["text"] for line in day["lines"])

    assert (day["date"], told["to"]) == ("2022-01-12", "2022-01-12")
    assert council == "BRUSSELS - NATO–Russia Council - 0900 GMT (10:00 local)"
    assert press in printed(tmp_path, "--text", *days)
    html = printed(tmp_path, "--html", *days)
    assert "<bdi>NATO–Russia Council</bdi> - 0900 GMT (10:00 local)</li>" in html


def test_days_are_those_of_the_reader_s_zone(tmp_path: Path, file: AgendaFile) -> None:
    file.save(definition("2037-01-12 23:30 GMT"))
    read = printed(tmp_path, PODIUM_TIMEZONE="Asia/Tokyo")
    assert "Days by the clocks of Tokyo.\n\nTuesday 13 January 2037\n" in read
    assert "Council - Monday 2330 GMT\n" in read


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--days", "0"), "podium diary: --days: 0 is not 1 to 366"),
        (("--from", "soon"), "podium diary: --from: 'soon' is not a day (write it as 2022-01-12)"),
        (("--since", "2022-01-11"), "podium diary: --since: 2022-01-11 is no instant (write"),
        (("--lang", "tlh"), "invalid choice: 'tlh'"),
    ],
)
def test_what_cannot_be_asked_is_told(
    tmp_path: Path, arguments: tuple[str, ...], complaint: str
) -> None:
    assert complaint in printed(tmp_path, *arguments, code=2)


def test_without_a_ledger_nothing_is_marked_unless_that_is_asked_for(
    tmp_path: Path, file: AgendaFile
) -> None:
    file.save(COUNCIL)
    assert "**" not in printed(tmp_path)
    complaint = printed(tmp_path, "--since", "2026-01-12 09:00 GMT", code=1)
    assert "no ledger at podium.db yet" in complaint
    assert not (tmp_path / "podium.db").exists()


def test_what_is_news_since_an_instant_is_marked(tmp_path: Path, file: AgendaFile) -> None:
    published(file, [(MONDAY, (COUNCIL, LUNCH)), (TUESDAY, (MOVED, WALK))])
    before = (tmp_path / "podium.db").read_bytes()

    assert marked(printed(tmp_path, "--since", "2026-01-12 09:00 GMT")) == [
        "** BRUSSELS - Council - 1000 GMT (11:00 local) [was 10:00 in Brussels (09:00 GMT)]",
        "** No longer listed: Lunch - 1200 GMT [was confirmed]",
        "** A walk - in the morning [new]",
    ]
    assert marked(printed(tmp_path, "--since", "2026-01-13 09:00 GMT")) == []
    assert (tmp_path / "podium.db").read_bytes() == before


def test_by_default_the_last_day_is_marked(tmp_path: Path, file: AgendaFile) -> None:
    now = SystemClock().now()
    steps = [
        (now - timedelta(days=3), (COUNCIL,)),
        (now - timedelta(days=2), (COUNCIL, LUNCH)),
        (now - timedelta(hours=2), (COUNCIL, LUNCH, WALK)),
    ]
    published(file, steps)
    assert marked(printed(tmp_path)) == ["** A walk - in the morning [new]"]


def test_of_another_path_nothing_is_no_longer_listed(tmp_path: Path, file: AgendaFile) -> None:
    published(file, [(MONDAY, (COUNCIL, LUNCH))])
    other = tmp_path / "draft.yaml"
    other.write_text(file.text(MOVED), encoding="utf-8")

    assert "**" not in printed(tmp_path, "draft.yaml")
    assert marked(printed(tmp_path, "draft.yaml", "--since", "2026-01-12 09:00 GMT")) == [
        "** BRUSSELS - Council - 1000 GMT (11:00 local) [was 10:00 in Brussels (09:00 GMT)]"
    ]
