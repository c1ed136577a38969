"""Words of other tools and desks for a kind: refused, with the kind that is meant."""

from pathlib import Path

import pytest

from events.definitions.mends.meant.kinds import kind_meant
from events.model import Kind
from tests.events.definitions.builders import HEAD, problems, written


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("conference, talks, Talks, session, plenary, bilateral, round table", "meeting"),
        ("summit meeting, Leaders' Summit", "summit"),
        ("presser, Press Conference, press_conference, news conference, doorstep, stakeout",
         "press-conference"),
        ("press briefing, media briefing, noon briefing, daily briefing, Briefings", "briefing"),
        ("phone call, Telephone Call, video call, phone", "call"),
        ("signing, signing ceremony, wreath-laying, Inauguration, photo op", "ceremony"),
        ("state visit, trip", "visit"),
        ("address, keynote, remarks", "speech"),
        ("election, referendum", "vote"),
        ("joint statement, communiqué", "statement"),
        ("due date", "deadline"),
        ("public holiday, anniversary", "observance"),
        ("inquiry, testimony", "hearing"),
    ],
)  # fmt: skip
def test_a_word_of_other_tools_has_the_kind_that_it_means(words: str, kind: str) -> None:
    assert {word: kind_meant(word) for word in words.split(", ")} == dict.fromkeys(
        words.split(", "), Kind(kind)
    )


@pytest.mark.parametrize(
    ("kind", "mend"),
    [
        ("presser", "write press-conference"),
        ("conference", "write meeting"),
        ("meating", "did you mean meeting?"),
        ("xyzzy", f"one of {', '.join(Kind)}"),
    ],
)
def test_it_is_refused_with_the_kind_to_write(tmp_path: Path, kind: str, mend: str) -> None:
    line = f"  - {{id: talks, kind: {kind}, title: T, start: 2026-12-10}}\n"
    assert problems(written(tmp_path, HEAD + line)) == [f"5:23: unknown kind {kind!r} ({mend})"]


def test_so_it_is_under_a_key_of_other_tools(tmp_path: Path) -> None:
    line = "  - {id: talks, type: presser, title: T, start: 2026-12-10}\n"
    assert "(write kind: press-conference)" in problems(written(tmp_path, HEAD + line))[0]
