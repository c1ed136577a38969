"""Texts that hold what nobody sees, and addresses that hold what nobody should."""

from pathlib import Path

import pytest

from tests.bot.running.podium import podium
from tests.events.definitions.builders import WEEK, problems_in, written

WEEK_TITLE = "title: Talks"


def with_title(title: str) -> str:
    assert WEEK_TITLE in WEEK
    return WEEK.replace(WEEK_TITLE, f'title: "{title}"')


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Ta\u202elks", "U+202E, right-to-left override"),
        ("Ta\u2066lks\u2069", "U+2066, left-to-right isolate"),
        ("Ta\u200flks", "U+200F, right-to-left mark"),
        ("Ta\u200blks", "U+200B, zero width space"),
        ("Ta\u200dlks", "U+200D, zero width joiner"),
        ("Т\u200cа", "U+200C, zero width non-joiner"),
        ("Ta\u00adlks", "U+00AD, soft hyphen"),
        ("Ta\u2060lks", "U+2060, word joiner"),
        ("Ta\ufefflks", "U+FEFF, zero width no-break space"),
        ("Ta\u3164lks", "U+3164, hangul filler"),
        ("\u2800", "U+2800, braille pattern blank"),
        ("Ta\u034flks", "U+034F, combining grapheme joiner"),
        ("Ta\ufe0flks", "U+FE0F, variation selector-16"),
        ("Ta\U000e0041lks", "U+E0041, tag latin capital letter a"),
        ("Ta\U000e0001lks", "U+E0001, language tag"),
    ],
    ids=lambda value: ascii(value),
)
def test_what_nobody_sees_is_refused_with_its_name_and_place(
    tmp_path: Path, title: str, told: str
) -> None:
    # Escaped as YAML has it, since YAML itself refuses some as they are.
    escaped = "".join(it if it.isprintable() else f"\\U{ord(it):08X}" for it in title)
    written(tmp_path, with_title(escaped), "agenda.yaml")
    [fault] = problems_in(tmp_path)

    assert fault.startswith("agenda.yaml:5:")
    assert f": a character that is not seen ({told}) stands here (" in fault
    assert fault.isprintable()


def test_the_place_and_the_whole_text_to_write_are_told(tmp_path: Path) -> None:
    written(tmp_path, WEEK.replace(WEEK_TITLE, "title: Переговоры\u200b в Вене"), "agenda.yaml")

    [fault] = problems_in(tmp_path)
    assert fault == (
        "agenda.yaml:5:49: a character that is not seen (U+200B, zero width space) stands here "
        "(write Переговоры в Вене)"
    )


@pytest.mark.parametrize(
    "title",
    [
        "می\u200cخواهم",
        "क्\u200dष",
        "👩\u200d🚀 in orbit",
        "❤\ufe0f\u200d🔥",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "1\ufe0f\u20e3",
        "לשכת ראש הממשלה",
        "مجلس الأمن",
        "葛\U000e0100城",
        "Ünïted – “Nations” €5\u00a0m",
    ],
)
def test_what_scripts_and_emoji_need_is_taken(tmp_path: Path, title: str) -> None:
    written(tmp_path, with_title(title), "agenda.yaml")

    assert podium(tmp_path, "check", "agenda.yaml").returncode == 0


@pytest.mark.parametrize(
    ("key", "address", "mend"),
    [
        ("url", "https://user:s3cret@a.example/x?y#z", "https://a.example/x?y#z"),
        ("url", "https://s3cret@a.example", "https://a.example"),
        ("url", "https://:s3cret@a.example:8443/", "https://a.example:8443/"),
        ("stream", "http://a.example@s3cret@b.example/", "http://b.example/"),
    ],
)
def test_an_address_with_a_user_or_a_password_is_refused_and_not_shown(
    tmp_path: Path, key: str, address: str, mend: str
) -> None:
    text = WEEK.replace(WEEK_TITLE, f"{WEEK_TITLE}, {key}: '{address}'")
    written(tmp_path, text, "agenda.yaml")
    [fault] = problems_in(tmp_path)

    assert f"the address has a user or a password in it (write '{mend}')" in fault
    assert "s3cret" not in fault


def test_an_address_with_an_at_sign_behind_its_host_is_taken(tmp_path: Path) -> None:
    text = WEEK.replace(WEEK_TITLE, f"{WEEK_TITLE}, url: 'https://a.example/@user?q=a@b'")
    written(tmp_path, text, "agenda.yaml")

    assert podium(tmp_path, "check", "agenda.yaml").returncode == 0


def test_so_are_the_addresses_of_the_settings(tmp_path: Path) -> None:
    done = podium(tmp_path, "check", PODIUM_PUBLIC_URL="https://user:s3cret@a.example")

    assert done.returncode == 2
    assert done.stderr.decode() == (
        "PODIUM_PUBLIC_URL: the address has a user or a password in it "
        "(write 'https://a.example')\n"
    )
