"""`podium draft`: what it prints, what it says of what it could not place, and what it leaves alone."""

from pathlib import Path

import pytest

from tests.bot.running.podium import podium

ADVISORY = """\
MEDIA ADVISORY

The foreign ministers of the Contact Group meet in Oslo on Thursday, 4 June 2026, at 10:00 (CEST).
A press conference follows at around 13:30. Registration closes on Monday 1 June at midnight.
In 2019 the group signed its charter.
"""
AGENDA = """\
agenda: june
title: June
timezone: Europe/Oslo
events:
  - {id: contact-group, kind: meeting, title: Contact Group, start: 2026-06-04 08:00 GMT, place: Oslo}
  - {id: press, kind: press-conference, title: Press conference, start: about 2026-06-04 14:00, place: Oslo}
"""


def write(folder: Path, text: str, name: str = "report.txt") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return name


def drafted(folder: Path, text: str, *options: str) -> tuple[int, str, str]:
    done = podium(folder, "draft", write(folder, text), *options)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_an_advisory_becomes_definitions_that_check_takes(tmp_path: Path) -> None:
    code, out, err = drafted(tmp_path, ADVISORY, "--date", "2026-05-20", "--source", "The ministry")
    assert code == 0
    assert "start: 2026-06-04 10:00  # CEST is what the clocks of Oslo show" in out
    assert "start: about 2026-06-04 13:30" in out
    assert "place: {city: Oslo, timezone: Europe/Oslo}  # the city of what was told before" in out
    assert (
        "start: 2026-06-01  # ? midnight at which end of the day: 2026-06-01 00:00 or 2026-06-02 00:00"
        in out
    )
    assert out.count("status: tentative\n") == 3
    assert out.count("publisher: The ministry\n") == 3
    assert "2019" not in out
    assert "midnight of 2026-06-01: at which end of the day?" in err
    write(tmp_path, out, "draft.yaml")
    checked = podium(tmp_path, "check", "draft.yaml")
    assert (checked.returncode, checked.stderr) == (0, b"")
    assert sorted(it.name for it in tmp_path.iterdir()) == ["draft.yaml", "report.txt"]


def test_the_draft_is_stable(tmp_path: Path) -> None:
    assert drafted(tmp_path, ADVISORY) == drafted(tmp_path, ADVISORY)


def test_each_event_is_compared_with_the_agendas(tmp_path: Path) -> None:
    agenda = write(tmp_path, AGENDA, "june.yaml")
    code, out, err = drafted(tmp_path, ADVISORY, "--against", agenda)
    assert code == 0
    assert "  # same as june/contact-group: you have 08:00 UTC; the report says 10:00" in out
    assert "  # differs from june/press: you have about 2026-06-04 14:00 Europe/Oslo;" in out
    assert "  # new: no agenda has it" in out
    assert err.splitlines()[0] == "3 drafted: 1 same, 1 new, 1 differs"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The council meets in Vienna on Wednesday, 5 June 2026.", "2026-06-05 is a Friday, and the report says Wednesday"),
        ("Talks open in Vienna on 5 June 2026 at 10:00 GMT (11:00 am EST).", "10:00 and 11:00 EST are not the same time on 2026-06-05"),
        ("The treaty is due on 5 June 2026.", "a day without an event, “5 June 2026”"),
        ("VIENNA, 4 June 2026 - The council meets on 9 June.", "the dateline says 2026-06-04, and --date is 2026-06-03"),
        ("The council meets in Oslo on 5 June 2026 at 10:00 (CET).", ""),
    ],
)  # fmt: skip
def test_what_does_not_agree_is_told(tmp_path: Path, text: str, told: str) -> None:
    _, out, err = drafted(tmp_path, text, "--date", "2026-06-03")
    assert told in err
    assert told.split("“")[0] in " ".join(out.replace("#", " ").split())


def test_an_abbreviation_that_the_clocks_do_not_show_is_in_doubt(tmp_path: Path) -> None:
    _, out, _ = drafted(tmp_path, "The council meets in Oslo on 5 June 2026 at 10:00 (CET).")
    assert "# ? CET, and the clocks of Oslo show CEST then: read by those" in out


def test_a_weekday_without_a_date_of_the_report_is_not_asserted(tmp_path: Path) -> None:
    code, out, err = drafted(tmp_path, "The council meets in Vienna on Wednesday.")
    assert code == 1
    assert "events: []" in out
    assert err.splitlines()[-1] == "no event was found: give the day of the report, --date"
    write(tmp_path, out, "draft.yaml")
    assert podium(tmp_path, "check", "draft.yaml").returncode == 0


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (
            ["--date", "Monday"],
            "podium draft: --date: 'Monday' is not a day (write it as 2022-01-12)",
        ),
        (["--timezone", "CET"], "podium draft: --timezone: 'CET' is an abbreviation"),
    ],
)
def test_an_option_that_cannot_be_taken_is_told(
    tmp_path: Path, options: list[str], told: str
) -> None:
    code, out, err = drafted(tmp_path, ADVISORY, *options)
    assert (code, out) == (2, "")
    assert err.startswith(told)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (None, "podium draft: report.txt cannot be read: No such file or directory"),
        (
            b"\xff\xfe\x00",
            "podium draft: report.txt is no text in UTF-8, at byte 0 (save it as UTF-8)",
        ),
        (
            b"<!DOCTYPE html>\n<p>The Council meets on Thursday 10 December 2026.</p>",
            (
                "podium draft: report.txt is HTML, and no plain text "
                "(copy what it shows into a file, and read that)"
            ),
        ),
        (
            b" " * (1 << 20) + b".",
            "podium draft: report.txt is over 1 MiB (give one report at a time)",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, raw: bytes | None, told: str) -> None:
    if raw is not None:
        (tmp_path / "report.txt").write_bytes(raw)
    done = podium(tmp_path, "draft", "report.txt")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().splitlines() == [told]


def test_the_diary_of_an_agenda_is_drafted_as_that_agenda(tmp_path: Path) -> None:
    write(tmp_path, AGENDA, "june.yaml")
    days = ("--from", "2026-06-01", "--days", "7")
    diary = podium(tmp_path, "diary", "june.yaml", *days)
    assert diary.returncode == 0
    code, out, err = drafted(tmp_path, diary.stdout.decode(), "--against", "june.yaml")
    assert code == 0
    assert "timezone: Europe/Oslo  # the diary has its days by the clocks of Oslo" in out
    assert "start: 2026-06-04 08:00 GMT\n" in out
    assert "start: about 2026-06-04 12:00 GMT\n" in out
    assert out.count("# same as june/") == 2
    assert "2 same, 0 new, 0 differs" in err
