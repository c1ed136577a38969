"""`podium check`: what it warns of, and what it says of all that it read."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from tests.bot.running.podium import ROOT, podium

HEAD = "agenda: c\ntitle: Case\ntimezone: {}\nevents:\n"
OTHER_CLOCKS = (
    "{}'s clocks are {}; this is 12:00 in {} "
    "(give the place timezone: {}, or write the zone behind the time)"
)

COUNTRY = "'{}' is a country, not a time zone (write the zone of the city, such as {})"


def write(folder: Path, *events: str, zone: str = "Europe/Brussels") -> Path:
    file = folder / "a.yaml"
    lines = [f"  - {{id: e{n}, kind: meeting, {event}}}\n" for n, event in enumerate(events)]
    file.write_text(HEAD.format(zone) + "".join(lines), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("event", "zone", "city", "kept", "told"),
    [
        ("start: 2036-12-01 12:00, place: New York", "Europe/Brussels", "New York",
         "America/New_York", "Brussels"),
        ("start: 2036-12-01 12:00, place: {city: Kyiv}", "Europe/Brussels", "Kyiv", "Europe/Kyiv",
         "Brussels"),
        ("start: 2036-12-01 12:00, place: Geneva", "UTC", "Geneva", "Europe/Zurich", "GMT"),
    ],
)  # fmt: skip
def test_a_city_of_other_clocks_is_a_warning(
    tmp_path: Path, event: str, zone: str, city: str, kept: str, told: str
) -> None:
    file = write(tmp_path, f"title: T, {event}", zone=zone)
    done = podium(tmp_path, "check", "a.yaml")
    assert done.returncode == 0
    what = OTHER_CLOCKS.format(city, kept, told, kept)
    assert done.stderr.decode() == f"{file.name}:5:46: warning: {what}\n"
    assert done.stdout.decode() == "a.yaml: 1 event in 1 agenda, 2036-12-01: 1 warning\n"


def test_places_of_which_one_has_other_clocks_than_are_used_are_a_warning(tmp_path: Path) -> None:
    places = "places: [Geneva, {city: Moscow, timezone: Europe/Moscow}]"
    write(tmp_path, f"title: T, start: 2036-12-01 12:00, {places}")
    assert podium(tmp_path, "check", "a.yaml").stderr.decode() == (
        "a.yaml:5:46: warning: Geneva's clocks are Europe/Zurich; this is 12:00 in Moscow "
        "(write the zone behind the time)\n"
    )


@pytest.mark.parametrize(
    "event",
    [
        "start: 2036-12-01 12:00, places: [Geneva, {city: Vienna, timezone: Europe/Vienna}]",
        "start: 2036-12-01 12:00, place: Vienna",  # of the same clocks
        "start: 2036-12-01 12:00 GMT, place: New York",
        "start: 2036-12-01 12:00, place: {city: New York, timezone: Europe/Brussels}",
        "start: 2036-12-01, place: New York",
        "start: 2036-12-01 12:00, place: Somewhere",
    ],
)
def test_where_the_clocks_are_named_or_the_same_there_is_no_warning(
    tmp_path: Path, event: str
) -> None:
    write(tmp_path, f"title: T, {event}")
    done = podium(tmp_path, "check", "a.yaml")
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_same_title_and_start_twice_is_a_warning(tmp_path: Path) -> None:
    same, other = "title: T, start: 2036-12-01 12:00", "title: T, start: 2036-12-02 12:00"
    write(tmp_path, same, other, same)
    done = podium(tmp_path, "check", "a.yaml")
    assert done.returncode == 0
    assert done.stderr.decode() == (
        "a.yaml:7:36: warning: 'T' has the same start in line 5 "
        "(take one of them away, or give it a title of its own)\n"
    )


def test_the_same_title_and_start_in_two_files_is_a_warning_with_both_places(
    tmp_path: Path,
) -> None:
    for name, start in (("a", "2036-12-01 12:00"), ("b", "2036-12-01 11:00 GMT")):
        file = write(tmp_path, f"title: T, start: {start}")
        text = file.read_text(encoding="utf-8").replace("agenda: c", f"agenda: {name}")
        (tmp_path / "agendas" / name).mkdir(parents=True)
        (tmp_path / "agendas" / name / "week.yaml").write_text(text, encoding="utf-8")
        file.unlink()
    done = podium(tmp_path, "check", "agendas")
    assert done.returncode == 0
    assert done.stderr.decode() == (
        "agendas/b/week.yaml:5:36: warning: 'T' has the same start in agendas/a/week.yaml:5:36 "
        "(take one of them away, or give it a title of its own)\n"
    )


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("EST5EDT", "'EST5EDT' is an old name of a zone (write America/New_York)"),
        ("GB", "'GB' is an old name of a zone (write Europe/London)"),
        ("Japan", "'Japan' is an old name of a zone (write Asia/Tokyo)"),
        ("Singapore", "'Singapore' is an old name of a zone (write Asia/Singapore)"),
        ("PRC", "'PRC' is an old name of a zone (write Asia/Shanghai)"),
        ("us/eastern", "'us/eastern' is an old name of a zone (write America/New_York)"),
        ("Greenwich", "'Greenwich' is an old name of a zone (write UTC)"),
        ("China", COUNTRY.format("China", "Asia/Shanghai, Asia/Urumqi")),
        (
            "Canada",
            "'Canada' is a country, not a time zone (write the zone of the city, for it has many)",
        ),
        ("UK", COUNTRY.format("UK", "Europe/London")),
    ],
)
def test_an_old_name_of_a_zone_or_a_country_has_the_zone_to_write(
    tmp_path: Path, written: str, told: str
) -> None:
    write(tmp_path, "title: T, start: 2036-12-01 12:00", zone=written)
    done = podium(tmp_path, "check", "a.yaml")
    assert done.stderr.decode().splitlines()[0] == f"a.yaml:3:11: {told}"


def test_files_that_look_like_definitions_and_are_passed_over_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "agendas"
    (folder / ".hidden").mkdir(parents=True)
    write(folder, "title: T, start: 2036-12-01")
    for name in ("b.YAML", "c.yaml.txt", "d.ics", "notes.txt", ".hidden/e.YAML"):
        (folder / name).touch()
    done = podium(tmp_path, "check", "agendas")
    what = "warning: is passed over: only *.yaml and *.yml are read"
    assert done.returncode == 0
    assert done.stderr.decode().splitlines() == [
        f"agendas/b.YAML: {what} (rename it to b.yaml)",
        f"agendas/c.yaml.txt: {what} (rename it to c.yaml)",
        f"agendas/d.ics: {what} (write its events in an agenda.yaml)",
    ]


def test_each_of_several_paths_is_checked_by_itself(tmp_path: Path) -> None:
    write(tmp_path, "title: T, start: 2021-12-01, end: 2021-12-03").rename(tmp_path / "old.yaml")
    write(tmp_path, "title: T, start: 2036-12-01")
    done = podium(tmp_path, "check", "old.yaml", "missing.yaml", "a.yaml")
    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        "old.yaml: 1 event in 1 agenda, 2021-12-01 to 2021-12-03 (it is past): all is well",
        "a.yaml: 1 event in 1 agenda, 2036-12-01: all is well",
    ]
    assert done.stderr.decode().startswith("missing.yaml: cannot be read")


def test_what_has_begun_and_has_no_known_end_is_not_called_past(tmp_path: Path) -> None:
    an_hour_ago = datetime.now(UTC) - timedelta(hours=1)
    write(tmp_path, f"title: T, start: {an_hour_ago:%Y-%m-%d %H:%M} GMT")
    done = podium(tmp_path, "check", "a.yaml")
    assert (
        done.stdout.decode()
        == f"a.yaml: 1 event in 1 agenda, {an_hour_ago:%Y-%m-%d}: all is well\n"
    )


def test_warnings_fail_a_strict_check(tmp_path: Path) -> None:
    write(tmp_path, "title: T, start: 2036-12-01 12:00, place: New York")
    assert podium(tmp_path, "check", "a.yaml").returncode == 0
    strict = podium(tmp_path, "check", "--strict", "a.yaml")
    assert strict.returncode == 1
    assert strict.stdout.decode() == "a.yaml: 1 event in 1 agenda, 2036-12-01: 1 warning\n"
    write(tmp_path, "title: T, start: 2036-12-01 12:00")
    assert podium(tmp_path, "check", "--strict", "a.yaml").returncode == 0


def test_what_is_found_is_one_object_for_programs(tmp_path: Path) -> None:
    write(tmp_path, "title: T, start: 2036-12-01 12:00, place: New York").rename(
        tmp_path / "b.yaml"
    )
    write(tmp_path, "title: T, start: 2036-12-01 12:00 IST")
    done = podium(tmp_path, "check", "--format", "json", "b.yaml", "a.yaml", "none.yaml")
    assert (done.returncode, done.stderr) == (1, b"")
    found = json.loads(done.stdout)
    assert list(found) == ["problems", "warnings", "summary"]
    what, _, mend = OTHER_CLOCKS.format(
        "New York", "America/New_York", "Brussels", "America/New_York"
    ).partition(" (")
    assert found["warnings"] == [
        {"file": "b.yaml", "line": 5, "column": 46, "message": what, "mend": mend[:-1]}
    ]
    zone, missing = found["problems"]
    assert (zone["file"], zone["line"], zone["column"]) == ("a.yaml", 5, 63)
    assert zone["message"].startswith("'IST' is an abbreviation, not a time zone")
    assert zone["mend"].startswith("write 2036-12-01 12:00 Asia/Kolkata or ")
    assert (missing["file"], missing["line"], missing["column"]) == ("none.yaml", None, None)
    assert found["summary"][:2] == [
        {
            "path": "b.yaml",
            "agendas": 1,
            "events": 1,
            "first": "2036-12-01",
            "last": "2036-12-01",
            "problems": 0,
            "warnings": 1,
        },
        {
            "path": "a.yaml",
            "agendas": None,
            "events": None,
            "first": None,
            "last": None,
            "problems": 1,
            "warnings": 0,
        },
    ]
    assert podium(tmp_path, "check", "--format", "json", "b.yaml").returncode == 0
    assert podium(tmp_path, "check", "--format", "json", "--strict", "b.yaml").returncode == 1


def test_the_hook_runs_the_check() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert (hook["id"], hook["entry"], hook["language"]) == (
        "podium-check",
        "podium check",
        "python",
    )
