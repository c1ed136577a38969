"""By whose clocks the commands tell a time, of definitions as an editor writes them."""

from pathlib import Path

import pytest

from tests.bot.running.podium import podium

AGENDA = """\
agenda: week
title: A week
timezone: {zone}
events:
  - {{id: talks, kind: meeting, title: Talks, start: {start}, place: {place}}}
"""


@pytest.mark.parametrize(
    ("zone", "start", "place", "told"),
    [
        ("Asia/Kolkata", "2036-12-01 12:00 Europe/London", "London", "12:00 in London (GMT)"),
        ("Asia/Kolkata", "2036-12-01 12:00 GMT", "London", "12:00 in London (GMT)"),
        ("Asia/Kolkata", "2036-07-01 12:00 GMT", "London", "17:30 in Kolkata (12:00 GMT)"),
        ("UTC", "2036-12-01 10:00 Europe/Berlin", "Bonn", "10:00 in Bonn (09:00 GMT)"),
        ("Europe/Brussels", "2036-12-01 12:00", "New York", "12:00 in Brussels (11:00 GMT)"),
        ("Europe/Brussels", "2036-12-01 12:00", "Bonn", "12:00 in Bonn (11:00 GMT)"),
        ("Asia/Calcutta", "2036-12-01 10:00", "Somewhere", "10:00 in Kolkata (04:30 GMT)"),
        ("US/Eastern", "2036-12-01 10:00", "Somewhere", "10:00 in New York (15:00 GMT)"),
        (
            "Europe/Brussels",
            "2036-12-01 12:00 Europe/Kiev",
            "{city: Lviv, timezone: Europe/Kiev}",
            "12:00 in Lviv (10:00 GMT)",
        ),
    ],
)
def test_a_time_is_told_by_a_city_that_keeps_its_clocks(
    tmp_path: Path, zone: str, start: str, place: str, told: str
) -> None:
    (tmp_path / "agendas").mkdir()
    text = AGENDA.format(zone=zone, start=start, place=place)
    (tmp_path / "agendas" / "week.yaml").write_text(text, encoding="utf-8")

    done = podium(tmp_path, "next", PODIUM_AGENDAS="agendas")
    assert told in done.stdout.decode()
    feed = podium(tmp_path, "feed", PODIUM_AGENDAS="agendas").stdout.replace(b"\r\n ", b"").decode()
    assert told in feed
    assert "Calcutta" not in feed
