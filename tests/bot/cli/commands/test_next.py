"""What `podium next` tells of what is on, and of what comes next."""

from pathlib import Path

from tests.bot.cli.commands.printed import WEEK_READ, lines
from tests.bot.running.podium import podium


def test_next_tells_what_comes_as_of_a_given_time(tmp_path: Path) -> None:
    done = podium(tmp_path, "next", "2", "--at", "2022-01-12 08:00 GMT")

    assert (done.returncode, done.stderr) == (0, WEEK_READ)
    assert lines(done.stdout) == [
        "NATO–Russia Council",
        "Wednesday 12 January 2022, 10:00 in Brussels (09:00 GMT)",
        "Brussels · in 1 hour",
        "",
        "Press conference by the NATO Secretary-General",
        "Around Wednesday 12 January 2022, 14:30 in Brussels (13:30 GMT)",
        "Brussels · in about 5 hours 30 minutes",
    ]


def test_next_adds_the_time_of_the_reader_s_zone(tmp_path: Path) -> None:
    done = podium(tmp_path, "next", "--at", "2022-01-12 13:30", PODIUM_TIMEZONE="Asia/Kolkata")

    assert "(09:00 GMT), Wed 14:30 Asia/Kolkata" in done.stdout.decode()
    assert lines(done.stdout)[-1] == "Brussels · in 1 hour"


def test_next_calls_the_reader_s_zone_gmt_whichever_of_its_names_is_set(tmp_path: Path) -> None:
    for name in ("UTC", "GMT"):
        done = podium(tmp_path, "next", "--at", "2022-01-12 08:00", PODIUM_TIMEZONE=name)
        assert "(09:00 GMT), Wed 09:00 GMT" in done.stdout.decode()


def test_next_tells_what_is_on_with_its_end_apart_from_what_is_next(tmp_path: Path) -> None:
    events = """\
  - {id: long, kind: meeting, title: Session, start: 2026-11-16 20:07, end: 2026-12-16 20:07}
  - {id: show, kind: milestone, title: Show, start: 2026-11-25, end: 2026-11-27}
  - {id: ran, kind: press-conference, title: Press, start: 2026-11-26 18:27}
  - {id: perhaps, kind: meeting, title: Perhaps, start: 2026-11-26 20:00, status: tentative}
  - {id: closed, kind: deadline, title: Closed, start: 2026-11-26 20:00}
  - {id: closes, kind: deadline, title: Closes, start: 2026-11-26}
  - {id: next, kind: meeting, title: Next one, start: 2026-11-26 20:57, end: 2026-11-26 22:00}
  - {id: later, kind: meeting, title: Later, start: about 2026-11-27, status: tentative}
"""
    file = tmp_path / "next.yaml"
    file.write_text(f"agenda: next\ntitle: Next\ntimezone: UTC\nevents:\n{events}")
    at = ("--at", "2026-11-26 20:07 GMT")
    done = podium(tmp_path, "next", *at, PODIUM_AGENDAS=str(tmp_path))

    assert done.stdout.decode().split("\n\n") == [
        "On now",
        (
            "Session\n"
            "Monday 16 November 2026, 20:07 GMT, until 20:07 on Wednesday 16 December 2026\n"
            "Started 10 days ago"
        ),
        "Show\n25 November 2026 to 27 November 2026\nSecond day of three",
        (
            "Press\nThursday 26 November 2026, 18:27 GMT\n"
            "Started 1 hour 40 minutes ago, end not announced"
        ),
        "Perhaps on now",
        (
            "Perhaps\nThursday 26 November 2026, 20:00 GMT\n"
            "Was to start 7 minutes ago (tentative), end not announced"
        ),
        "Today",
        "Closes\nThursday 26 November 2026\nCloses today",
        "Next",
        "Next one\nThursday 26 November 2026, 20:57 GMT, until 22:00\nIn 50 minutes\n",
    ]
    done = podium(tmp_path, "next", "2", *at, PODIUM_AGENDAS=str(tmp_path))
    assert lines(done.stdout)[-3:] == [
        "Later",
        "Around Friday 27 November 2026, time to be announced",
        "Around tomorrow (tentative)",
    ]


def test_next_tells_what_has_no_day_yet_behind_what_it_follows(tmp_path: Path) -> None:
    events = """\
  - {id: a-press, kind: press-conference, title: Press, start: after council}
  - {id: council, kind: meeting, title: Council, start: week of 2026-12-07}
"""
    file = tmp_path / "next.yaml"
    file.write_text(f"agenda: next\ntitle: Next\ntimezone: UTC\nevents:\n{events}")
    at = ("--at", "2026-11-26 20:07 GMT")
    done = podium(tmp_path, "next", *at, PODIUM_AGENDAS=str(tmp_path))
    told = done.stdout.decode().split("\n\n")[2:]
    assert [each.split("\n")[0] for each in told] == ["Council", "Press"]


def test_next_after_everything_tells_what_was_last(tmp_path: Path) -> None:
    done = podium(tmp_path, "next")

    assert (done.returncode, lines(done.stdout)[:5]) == (
        0,
        ["Nothing is announced for the time ahead.", "", "Last", "", "Talks with the OSCE"],
    )


def test_a_terminal_that_lacks_a_letter_shows_the_others(tmp_path: Path) -> None:
    done = podium(tmp_path, "next", "--at", "2022-01-12", PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert (done.returncode, done.stderr) == (0, WEEK_READ)
    assert done.stdout.startswith(b"NATO?Russia Council\n")
