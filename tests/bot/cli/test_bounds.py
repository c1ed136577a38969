"""Small files that could become huge: `podium check` stays quick and small, and says what to do."""

import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.bot.running.podium import COMMAND, environment, podium

MIB = 1024 * 1024
MOST_BYTES = 200e6
MOST_SECONDS = 30  # of a processor; a few on a machine of our time. Without bounds: minutes
HEAD = "agenda: a\ntitle: T\ntimezone: UTC\n"
EVENTS = f"{HEAD}events:\n"


def full(head: str, line: Callable[[int], str], tail: str = "") -> str:
    """A file of just no more than a MiB."""

    def lines() -> Iterator[str]:
        size = len(head) + len(tail)
        for number in count():
            size += len(text := line(number))
            if size > MIB:
                return
            yield text

    return head + "".join(lines()) + tail


def event(number: int, more: str = "") -> str:
    return f"- {{id: e{number}, kind: briefing, title: x, start: 2027-01-01 10:00{more}}}\n"


def word(number: int) -> str:
    return "".join(random.Random(number).choices("abcdefgh", k=10))


LEADS = ",".join(f"{number} minutes" for number in range(1, 9000))
MANY_FORMER = ",".join(f"o{number}" for number in range(8000))
WITH_FORMER = f"{HEAD}formerly: [{MANY_FORMER}]\nevents:\n"
WITH_LEADS = f"{HEAD}reminders: {{briefing: [{LEADS}]}}\nevents:\n"

# Made only when its test runs: every process reads this module.
WORST: dict[str, Callable[[], str]] = {
    "unknown follows": lambda: full(EVENTS, lambda n: event(n, f", follows: {word(n)}")),
    "texts for events": lambda: full(f"{HEAD}events: [", lambda _: "a,", "]\n"),
    "empty events": lambda: full(f"{HEAD}events: [", lambda _: "{},", "]\n"),
    "no ids": lambda: full(EVENTS, lambda _: "- {kind: briefing, title: x, start: 2027-01-01}\n"),
    "a key again and again": lambda: full(HEAD, lambda _: "a:\n"),
    "unknown keys": lambda: full(EVENTS, lambda n: f"- {{{word(n)}: 1}}\n"),
    "unknown zones": lambda: full(EVENTS, lambda n: event(n, f" {word(n)}/{word(n + 1)}")),
    "unknown colors": lambda: full(EVENTS, lambda n: event(n, f", color: {word(n)}")),
    "hidden comments": lambda: full(EVENTS, lambda _: "- title: a, #c\n"),
    "names that each event had": lambda: full(WITH_FORMER, event),
    "leads of each event": lambda: full(WITH_LEADS, event),
    "events that stand twice": lambda: full(EVENTS, event),
}


# A process is born with the memory of the one that starts it, and a test's is large: a small one in
# between asks what the command itself has used.
MEASURE = """\
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, used.ru_maxrss * 1024, used.ru_utime + used.ru_stime)
"""


def check(folder: Path) -> tuple[list[str], float, float]:
    """Run `podium check`: its lines, the most bytes that it held, its seconds of a processor."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *COMMAND, "check", "a.yaml"],
        cwd=folder,
        env=environment(),
        capture_output=True,
        check=True,
    )
    code, held, seconds = done.stdout.split()[-3:]
    assert int(code) == 1
    return done.stderr.decode().splitlines(), float(held), float(seconds)


@pytest.mark.parametrize("what", WORST)
def test_the_worst_file_is_checked_soon_and_in_little_memory(what: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(WORST[what]())

    lines, held, seconds = check(tmp_path)

    assert len(lines) <= 101
    assert held <= MOST_BYTES
    assert seconds <= MOST_SECONDS


def test_a_hundred_faults_are_told_always_the_same_and_the_others_counted(tmp_path: Path) -> None:
    lines = "".join(event(number, ", follows: nobody-at-all") for number in range(1500))
    (tmp_path / "a.yaml").write_text(EVENTS + lines)

    # What a set holds comes in another order with each seed.
    first, again = (
        podium(tmp_path, "check", "a.yaml", PYTHONHASHSEED=seed).stderr.decode() for seed in "12"
    )

    told = first.splitlines()
    assert first == again
    assert len(told) == 101
    assert told[0].startswith("a.yaml:5:")
    assert told[99].startswith("a.yaml:104:")
    assert told[100] == "and 1,400 more, which are told when these are mended"


def test_a_hundred_warnings_are_told_and_the_others_counted(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(EVENTS + "".join(map(event, range(300))))

    done = podium(tmp_path, "check", "a.yaml")

    told = done.stderr.decode().splitlines()
    assert (done.returncode, len(told), told[100]) == (0, 101, "and 199 more warnings")
    assert done.stdout.decode().endswith("299 warnings\n")


@pytest.mark.parametrize("files", [1, 2])
def test_an_agenda_has_so_many_reminders_in_all_its_files(files: int, tmp_path: Path) -> None:
    leads = ", ".join(f"{number} minutes" for number in range(1, 21))
    facts = f"{HEAD}reminders:\n  briefing: [{leads}]\n"
    number = 5001 // files + 1
    events = ["".join(map(event, range(n * number, (n + 1) * number))) for n in range(files)]
    for at, each in enumerate(events):
        head = facts if at == 0 else "agenda: a\n"
        (tmp_path / f"{at}.yaml").write_text(f"{head}events:\n{each}")

    done = podium(tmp_path, "check", ".")

    total = number * files
    assert done.stderr.decode() == (
        f"0.yaml:5:3: the {total:,} events of the agenda have {total * 20:,} reminders in all "
        "(keep them within 100,000: write fewer lengths at reminders:)\n"
    )


@pytest.mark.parametrize(
    ("head", "more", "where", "characters"),
    [
        (f"{HEAD}source:\n  publisher: x\n  quote: {'q' * 9999}\nevents:\n", "", "5:3",
         10_000 * 1001),
        (EVENTS + f"- {{id: z, kind: briefing, title: {'t' * 500}, start: 2027-01-01}}\n",
         ", follows: z", "1:1", 0),
    ],
    ids=["a quote", "a title"],
)  # fmt: skip
def test_what_an_agenda_brings_into_its_events_is_bounded(
    head: str, more: str, where: str, characters: int, tmp_path: Path
) -> None:
    number = 1001 if characters else 4001
    (tmp_path / "a.yaml").write_text(head + "".join(event(n, more) for n in range(number)))

    told = podium(tmp_path, "check", "a.yaml").stderr.decode()

    characters = characters or 500 * number
    events = number if not more else number + 1
    assert told == (
        f"a.yaml:{where}: the source of the agenda, and the titles that follows: names, are "
        f"{characters:,} characters at its {events:,} events (keep them within 2,000,000: shorten "
        "the quote and the titles, or give the source to single events)\n"
    )


@pytest.mark.parametrize(
    ("key", "most"),
    [("parties", 250), ("topics", 250), ("tags", 250), ("reminders", 20), ("formerly", 8)],
)
def test_a_list_of_an_event_is_bounded(key: str, most: int, tmp_path: Path) -> None:
    item = "{} minutes" if key == "reminders" else "a{}"
    items = ", ".join(item.format(number) for number in range(1, most + 2))
    (tmp_path / "a.yaml").write_text(f"{EVENTS}{event(1, f', {key}: [{items}]')}")

    told = podium(tmp_path, "check", "a.yaml").stderr.decode()

    assert told.startswith("a.yaml:5:")
    assert told.endswith(
        f": '{key}' has {most + 1} items, which are too many "
        f"(keep it within {most}: take some away)\n"
    )
