"""What the commands say of events of which not everything is known: no more than that, no less."""

from pathlib import Path

import pytest

from events.text import printable
from tests.bot.running.podium import podium

HEAD = "agenda: week\ntitle: A week\n"
ZONE = "timezone: Europe/Brussels\n"


def saved(folder: Path, events: str, head: str = HEAD + ZONE) -> None:
    (folder / "agendas").mkdir()
    lines = "".join(f"  - {{{line}}}\n" for line in events.splitlines())
    (folder / "agendas" / "week.yaml").write_text(f"{head}events:\n{lines}", encoding="utf-8")


def told(folder: Path, *command: str) -> str:
    site = {"PODIUM_PUBLIC_URL": "https://podium.example"}
    done = podium(folder, *command, PODIUM_AGENDAS="agendas", **site)
    return (done.stdout + done.stderr).replace(b"\r\n ", b"").decode()


@pytest.mark.parametrize(
    ("event", "zone"),
    [
        ("place: Geneva", "Europe/Zurich"),
        ("place: {city: Utopia, timezone: Asia/Tokyo}", "Asia/Tokyo"),
        ("place: Utopia", "UTC"),
        ("start: 2036-12-01 10:00 America/Lima", "America/Lima"),
    ],
)
def test_a_missing_zone_gets_its_line(event: str, zone: str, tmp_path: Path) -> None:
    start = "" if "start:" in event else ", start: 2036-12-01 10:00"
    saved(tmp_path, f"id: a, kind: meeting, title: A{start}, {event}", HEAD)
    assert f"the key 'timezone' is missing (write timezone: {zone}, or the zone of" in told(
        tmp_path, "check"
    )
    file = tmp_path / "agendas" / "week.yaml"
    file.write_text(f"timezone: {zone}\n{file.read_text()}", encoding="utf-8")
    assert "all is well" in told(tmp_path, "check")


@pytest.mark.parametrize(
    ("place", "meant"),
    [("Olso", "Oslo"), ("Rmoe", "Rome"), ("Kyvi", "Kyiv"), ("Bari", None), ("Gao", None)],
)
def test_a_short_city_whose_letters_are_swapped_is_told(
    place: str, meant: str | None, tmp_path: Path
) -> None:
    saved(tmp_path, f"id: a, kind: meeting, title: A, start: 2036-12-01 10:00, place: {place}")
    if meant:
        assert f"'{place}' is no city whose clocks are known (write place: {meant} if" in told(
            tmp_path, "check"
        )
    else:
        assert "all is well" in told(tmp_path, "check")


def test_what_comes_after_an_undated_event_says_so(tmp_path: Path) -> None:
    saved(
        tmp_path,
        "id: talks, kind: meeting, title: Talks, start: 2036-12\n"
        "id: press, kind: press-conference, title: Press, start: after talks",
    )
    assert "December 2036, after “Talks”" in told(tmp_path, "next")
    assert "Press - December 2036, after “Talks”" in told(tmp_path, "diary", "--from", "2036-12-01")


def test_the_part_of_the_first_of_several_days_is_not_that_of_each(tmp_path: Path) -> None:
    saved(
        tmp_path,
        "id: span, kind: meeting, title: Span, start: 2036-12-01 evening, end: 2036-12-02\n"
        "id: one, kind: meeting, title: One, start: 2036-12-01 evening",
    )
    feed = told(tmp_path, "feed").splitlines()
    assert "SUMMARY:Span" in feed
    assert "SUMMARY:One (in the evening)" in feed


def test_a_part_that_fills_its_day_is_not_to_be_announced(tmp_path: Path) -> None:
    saved(
        tmp_path,
        "id: a, kind: meeting, title: A, start: 2036-12-01, programme: ["
        "{id: b, kind: observance, title: Human Rights Day}, {id: c, kind: meeting, title: C}]",
    )
    feed = told(tmp_path, "feed")
    assert "all day: Human Rights Day" in feed
    assert "time to be announced: C" in feed
    assert "time to be announced: Human" not in feed


@pytest.mark.parametrize(
    "picture",
    [
        "\N{REGIONAL INDICATOR SYMBOL LETTER F}\N{REGIONAL INDICATOR SYMBOL LETTER R}",
        "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}",
        "\N{RAISED HAND}\N{EMOJI MODIFIER FITZPATRICK TYPE-4}",
        "\N{HEAVY BLACK HEART}\N{VARIATION SELECTOR-16}",
        "e\N{COMBINING ACUTE ACCENT}",
    ],
)
def test_a_cut_title_ends_in_no_part_of_a_picture(picture: str, tmp_path: Path) -> None:
    # No spaces: there the cut is between words.
    saved(tmp_path, "")
    file = tmp_path / "agendas" / "week.yaml"
    events = (
        f"  - {{id: a{n}, kind: meeting, start: 2036-12-0{n + 1}, "
        f'title: "{"x" * n}{picture * (400 // len(picture))}"}}\n'
        for n in range(len(picture))
    )
    file.write_text(f"{HEAD}{ZONE}events:\n{''.join(events)}", encoding="utf-8")
    cut = [line for line in told(tmp_path, "next", "5").splitlines() if line.endswith("…")]
    assert len(cut) == len(picture)
    assert all(line.endswith(f"{printable(picture)}…") for line in cut)


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("G\u0435neva", "place: Geneva"),
        ("{city: \u041eslo}", "place: Oslo"),
        ("{city: Madri\u0501, country: A}", "city: Madrid"),
        ("{city: Madrit, country: A}", "city: Madrid"),
    ],
)
def test_a_city_that_is_misspelt_gets_its_line(place: str, line: str, tmp_path: Path) -> None:
    saved(tmp_path, f"id: a, kind: meeting, title: A, start: 2036-12-01 10:00, place: {place}")
    [warning] = [it for it in told(tmp_path, "check").splitlines() if "warning: " in it]
    assert f"(write {line}" in warning
    assert place.isascii() or "that only looks like one (U+0" in warning


@pytest.mark.parametrize("city", ["Київ/Kyiv", "Αθήνα (Athens)", "Kиїв"])
def test_a_city_in_two_scripts_is_not_written_in_one(city: str, tmp_path: Path) -> None:
    saved(tmp_path, f"id: a, kind: meeting, title: A, start: 2036-12-01 10:00, place: {city}")
    assert "all is well" in told(tmp_path, "check")


@pytest.mark.parametrize(
    ("kind", "start", "open_at", "past_at"),
    [
        ("meeting", "not before 2036-12-01 10:00", "2036-12-01 22:00", "2036-12-01 23:30"),
        ("deadline", "not before 2036-12-01 10:00", "2036-12-01 22:00", "2036-12-01 23:30"),
        ("meeting", "not before 2036-12-01 23:30", "2036-12-02 00:00", "2036-12-02 01:00"),
        ("milestone", "about 2036-12-01 10:00", "2036-12-01 10:30", "2036-12-01 11:30"),
        ("deadline", "about 2036-12-01 10:00", "2036-12-01 10:30", "2036-12-01 11:30"),
        ("deadline", "2036-12-01 10:00", "2036-12-01 08:30", "2036-12-01 09:00"),
    ],
)
def test_what_may_still_come_is_not_past(
    kind: str, start: str, open_at: str, past_at: str, tmp_path: Path
) -> None:
    saved(tmp_path, f"id: a, kind: {kind}, title: The one, start: {start}")
    ahead = "Nothing is announced for the time ahead"
    assert ahead not in told(tmp_path, "next", "1", "--at", f"{open_at} GMT")
    assert ahead in told(tmp_path, "next", "1", "--at", f"{past_at} GMT")


def test_what_begins_in_the_evening_of_its_first_day_is_not_on_before(tmp_path: Path) -> None:
    saved(
        tmp_path,
        "id: a, kind: meeting, title: The one, start: 2036-12-01 evening, end: 2036-12-03",
    )
    heads = {
        at: told(tmp_path, "next", "1", "--at", f"{at} GMT").splitlines()[0]
        for at in ("2036-12-01 17:30", "2036-12-02 00:30")
    }
    assert heads == {"2036-12-01 17:30": "Today", "2036-12-02 00:30": "On now"}


def test_what_is_postponed_is_not_past_when_its_old_time_is(tmp_path: Path) -> None:
    saved(
        tmp_path,
        "id: off, kind: meeting, title: Off, start: 2001-01-12 10:00, status: postponed\n"
        "id: was, kind: meeting, title: Was, start: 2001-01-12 10:00",
    )
    told(tmp_path, "publish", "site")
    front = (tmp_path / "site" / "index.html").read_text()
    assert "This agenda is over." not in front
    assert "Subscribers will see a new date when there is one." in front
    pages = {
        name: (tmp_path / "site" / "events" / f"{name}.week.html").read_text()
        for name in ("off", "was")
    }
    assert '<p class="lead-label">Past</p>' in pages["was"]
    assert '<p class="lead-label">' not in pages["off"]


TENTATIVE = "start: 2036-12-01 10:00 and, in a line of its own, status: tentative"


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("start: 2036-12-01 10:00 tbc", TENTATIVE),
        ("start: 2036-12-01 10:00 (provisional)", TENTATIVE),
        ("start: 2O36-12-l0 1O:00", "2036-12-10 10:00"),
        ("start: [2036-12-01]", "start: 2036-12-01"),
        ('start: {date: 2036-12-01, time: "10:00"}', "start: 2036-12-01 10:00"),
        ("start: 2036-12-01 10:00, duration: 1:30", "1 hour 30 minutes"),
        ("start: 2036-12-01, reminders: none", "reminders: []"),
        ("start: 2036-12-01, reminders: never", "reminders: []"),
        ("start: 2036-12-01, tags: '#un #osce'", "tags: [un, osce]"),
        ('start: 2036-12-01, reminders: "1h, 15m"', "reminders: [1 hour, 15 minutes]"),
        ("start: 2036-12-01, tags: nato russia", "tags: [nato-russia]"),
        ("start: 2036-12-01, url: www.nato.int", "https://www.nato.int"),
        ('start: 2036-12-01, url: "<https://nato.int/a>"', "https://nato.int/a"),
        ("start: 2036-12-01, image: hall.jpg", "it as https://…"),
        ("start: 2036-12-01, place: {City: Geneva}", "city: Geneva"),
    ],
)
def test_the_line_to_write_says_what_was_meant(written: str, line: str, tmp_path: Path) -> None:
    saved(tmp_path, f"id: a, kind: meeting, title: A, {written}")
    [problem] = told(tmp_path, "check").splitlines()
    assert f"(write {line}" in problem


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_what_is_on_after_what_is_off_is_warned_of(status: str, tmp_path: Path) -> None:
    saved(
        tmp_path,
        f"id: a, kind: meeting, title: A, start: 2036-12-01 10:00, status: {status}\n"
        "id: b, kind: briefing, title: B, start: after a, status: confirmed\n"
        "id: c, kind: briefing, title: C, start: after a",
    )
    [warning] = [it for it in told(tmp_path, "check").splitlines() if "warning: " in it]
    assert f"week.yaml:6:63: warning: it starts after an event that is {status}, and" in warning
