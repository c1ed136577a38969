"""Days, times, zones, ends and durations that cannot be."""

from tests.events.definitions.builders import WEEK, Faults, starting, with_key

NO_ZONE = "write an IANA name such as Europe/Brussels, or UTC"

TIMES: Faults = {
    "no such day": (
        starting("2022-02-30"),
        ["8:12: there is no day 2022-02-30 (check year, month and day)"],
    ),
    "not a day": (
        starting("in the new year"),
        [
            (
                "8:12: 'in the new year' is not a start (write a day, a time if known and its "
                "zone: 2022-01-12, 2022-01-12 09:00 GMT, about 2022-01-12 13:30 Europe/Brussels "
                "or 2022-01-12 afternoon)"
            )
        ],
    ),
    "no such time": (
        starting("about 2022-01-12 25:00 GMT"),
        ["8:29: there is no time 25:00 (hours go from 00 to 23, minutes from 00 to 59)"],
    ),
    "no such time, in quotes": (
        starting("'about 2022-01-12 25:00 GMT'"),
        ["8:12: there is no time 25:00 (hours go from 00 to 23, minutes from 00 to 59)"],
    ),
    "no such time, in a line of its own": (
        starting("2022-01-12", "  25:00"),
        ["8:12: there is no time 25:00 (hours go from 00 to 23, minutes from 00 to 59)"],
    ),
    "day and month the other way round": (
        starting("about 2022-31-12 14:00"),
        ["8:18: there is no day 2022-31-12 (write about 2022-12-31 14:00)"],
    ),
    "no such day of a report": (
        with_key("source: {publisher: Sputnik, date: yesterday}"),
        [
            (
                "5:100: 'yesterday' is not a day (write the day itself, YYYY-MM-DD: files are read "
                "on other days as well)"
            )
        ],
    ),
    "abbreviation": (
        starting("2022-01-12 14:30 IST"),
        [
            (
                "8:29: 'IST' is an abbreviation, not a time zone: IST may be Asia/Kolkata, "
                "Europe/Dublin, Asia/Jerusalem (write 2022-01-12 14:30 Asia/Kolkata or 2022-01-12 "
                "14:30 Europe/Dublin or 2022-01-12 14:30 Asia/Jerusalem, whichever is meant)"
            )
        ],
    ),
    "abbreviation that says no more than the zone that is used": (
        starting("2022-01-12 14:30 CET"),
        [
            (
                "8:29: 'CET' is an abbreviation, not a time zone: CET may be Europe/Brussels, "
                "Europe/Berlin, Europe/Zurich (write 2022-01-12 14:30)"
            )
        ],
    ),
    "abbreviation for the agenda": (
        WEEK.replace("Europe/Brussels", "CET"),
        [
            (
                "3:11: 'CET' is an abbreviation, not a time zone: CET may be Europe/Brussels, "
                "Europe/Berlin, Europe/Zurich (write the zone's IANA name, such as Europe/Brussels)"
            )
        ],
    ),
    "unknown zone": (
        starting("2022-01-12 14:30 Europe/Bruxelles"),
        [("8:29: unknown time zone 'Europe/Bruxelles' (write 2022-01-12 14:30 Europe/Brussels)")],
    ),
    "unknown zone of a place": (
        with_key("place: {city: Kyiv, timezone: Kyiv}"),
        ["5:95: unknown time zone 'Kyiv' (write Europe/Kyiv)"],
    ),
    "time that the clocks skip": (
        starting("2022-03-27 02:30"),
        [
            (
                "8:23: 02:30 on 2022-03-27 does not exist in Europe/Brussels: the clocks skip it; "
                "it may mean 01:30 CET or 03:30 CEST (write the one that is meant in UTC: "
                "2022-03-27 00:30 UTC or 2022-03-27 01:30 UTC)"
            )
        ],
    ),
    "time that happens twice": (
        starting("about 2022-10-30 02:30"),
        [
            (
                "8:29: 02:30 on 2022-10-30 happens twice in Europe/Brussels: at 00:30 UTC (CEST) "
                "and at 01:30 UTC (CET) (write the one that is meant in UTC: 2022-10-30 00:30 UTC "
                "or 2022-10-30 01:30 UTC)"
            )
        ],
    ),
    "start with a status, beside another one": (
        starting("2026-12-10, cancelled", "status: confirmed"),
        [
            (
                "8:12: '2026-12-10, cancelled' is not a start (write start: 2026-12-10 and, "
                "in place of the one there is, status: cancelled)"
            )
        ],
    ),
    "time that happens twice, as others write it": (
        starting("30 October 2022 02:30 CET"),
        [
            (
                "8:12: 02:30 on 2022-10-30 happens twice in Europe/Brussels: at 00:30 UTC (CEST) "
                "and at 01:30 UTC (CET) (write the one that is meant in UTC: 2022-10-30 00:30 UTC "
                "or 2022-10-30 01:30 UTC)"
            )
        ],
    ),
    "time that happens twice, with an offset": (
        starting("2022-10-30 02:30 +01:00"),
        [("8:29: '+01:00' is an offset, not a time zone (write 2022-10-30 01:30 UTC)")],
    ),
    "time that happens twice, and no zone": (
        starting("2022-10-30 02:30 foo"),
        [("8:29: unknown time zone 'foo' (write an IANA name such as Europe/Brussels, or UTC)")],
    ),
    "end before the start": (
        starting("2022-01-12 09:00", "end: 2022-01-12 08:59"),
        [
            (
                "9:10: the end, 2022-01-12 08:59, is not after the start, 2022-01-12 09:00 "
                "(check both)"
            )
        ],
    ),
    "end on the next day, without it": (
        starting("2022-01-12 22:00", "end: 02:00"),
        [
            (
                "9:10: the end, 02:00, is not after the start, 22:00 (if it ends on the next day, "
                "write 2022-01-13 02:00; else check both)"
            )
        ],
    ),
    "end at the start, in another zone": (
        starting("2022-01-12 10:00", "end: 2022-01-12 09:00 GMT"),
        [
            (
                "9:10: the end, 2022-01-12 09:00 UTC, is not after the start, 2022-01-12 10:00 "
                "Europe/Brussels (check day, time and zone of both)"
            )
        ],
    ),
    "unknown zone, and ends that are before the start by its clocks": (
        starting("2022-01-12 09:00", "end: 2022-01-12 08:00").replace("Europe/Brussels", "Mars")
        + "  - {id: b, kind: meeting, title: T, start: 2022-01-12 09:00,\n"
        + "     end: 2022-01-12 08:00 GMT}\n",
        [
            f"3:11: unknown time zone 'Mars' ({NO_ZONE})",
            (
                "9:10: the end, 2022-01-12 08:00, is not after the start, 2022-01-12 09:00 "
                "(check both)"
            ),
        ],
    ),
    "unknown zone of a place, and an end before the start by the agenda's": (
        starting(
            "2022-03-27 02:30",
            "end: 2022-03-27 00:20 GMT",
            "place: {city: Marsopolis, timezone: Mars}",
        ),
        [f"10:41: unknown time zone 'Mars' ({NO_ZONE})"],
    ),
    "last day before the first": (
        starting("2022-01-12", "end: 2022-01-11"),
        ["9:10: the end, 2022-01-11, is not after the start, 2022-01-12 (check both)"],
    ),
    "end that is a day": (
        starting("2022-01-12 09:00", "end: 2022-01-12"),
        [
            (
                "9:10: the end, 2022-01-12, is not after the day of the start, 2022-01-12 (write "
                "its time, or delete the line)"
            )
        ],
    ),
    "end that is no time": (
        starting("2022-01-12 09:00", "end: soon"),
        ["9:10: 'soon' is not an end (leave it out, and write it when it is known)"],
    ),
    "end with a duration": (
        starting("2022-01-12 09:00", "end: 10:00", "duration: 1 hour"),
        ["10:15: end and duration are both given (keep one of them)"],
    ),
    "duration of a day": (
        starting("2022-01-12", "duration: 1 hour"),
        [
            (
                "9:15: a duration needs a start with a time (give the start a time, or write end: "
                "and the last day)"
            )
        ],
    ),
    "duration in other words": (
        starting("2022-01-12 09:00", "duration: long"),
        [
            (
                "9:15: 'long' is not a length of time (write 15 minutes, 1 hour, 2 days or 1 hour "
                "30 minutes)"
            )
        ],
    ),
    "reminder in other words": (
        with_key("reminders: [soon, 1 hour]"),
        [
            (
                "5:77: 'soon' is not a length of time (write 15 minutes, 1 hour, 2 days or 1 hour "
                "30 minutes)"
            )
        ],
    ),
}
