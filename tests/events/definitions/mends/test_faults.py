"""What each fault of the definitions is answered with: what is wrong, where, and how to mend it."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.definitions.loader import load
from events.errors import DefinitionError
from tests.events.builders import BUNDLED
from tests.events.definitions.builders import (
    LISTS,
    MAPPINGS,
    SHORT,
    TEXTS,
    WEEK,
    following,
    problems,
    starting,
    valued,
    with_key,
    written,
)
from tests.events.definitions.mends.cases import FAULTS
from tests.events.definitions.mends.cases.announced import IN_DOUBT
from tests.events.definitions.mends.cases.values import IN_QUOTES
from tests.examples import examples


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_place_and_how_to_mend_it(fault: str, tmp_path: Path) -> None:
    content, expected = FAULTS[fault]
    assert problems(written(tmp_path, content)) == expected


@pytest.mark.parametrize("start", IN_DOUBT)
def test_no_mend_says_more_or_less_than_was_written(start: str, tmp_path: Path) -> None:
    [problem] = problems(written(tmp_path, starting(start)))
    assert "(write a day, a time if known and its zone: " in problem or "names no event" in problem


@pytest.mark.parametrize("more", ["not before", "before", "or later", "tbc", "UTC"])
def test_a_word_beside_a_zone_is_not_left_out(more: str, tmp_path: Path) -> None:
    [problem] = problems(written(tmp_path, starting(f"2026-12-12 14:00 {more} Europe/Brussels")))
    assert "(write 2026-12-12 14:00 Europe/Brussels)" not in problem


def test_a_text_without_end_is_not_looked_through(tmp_path: Path) -> None:
    [problem] = problems(written(tmp_path, starting("about " * 100_000)))
    assert "is not a start" in problem


def test_the_cases_are_wrong_in_one_thing_only(tmp_path: Path) -> None:
    right = [WEEK, with_key("chair: A"), starting("2022-01-12"), following(a="b", b="c", c="d")]
    right[-1] += "  - {id: d, kind: meeting, title: T, start: 2022-01-12}\n"
    for content in right:
        load(written(tmp_path, content))


@pytest.mark.parametrize("key", TEXTS)
@pytest.mark.parametrize("value", ["[a, b]", "{a: b}"])
def test_where_a_text_belongs_nothing_else_is_taken(key: str, value: str, tmp_path: Path) -> None:
    assert problems(written(tmp_path, valued(key, value))) == [
        f"6:5: '{key}' must be a text (write {key}: and one value, {IN_QUOTES})"
    ]


FIRST = {
    "delegations": "party",
    "places": "city",
    "sources": "publisher",
    "programme": "id",
    "streams": "url",
    "links": "url",
}
KEYS = {
    "delegations": "party, head",
    "places": "city, country, venue, timezone",
    "sources": "publisher, date, url, quote",
    "programme": "id, kind, title, start",
    "streams": "url, title, language",
    "links": "url, title, language",
}


IN_PLACE_OF_A_LIST = {
    ("delegations", "a"): "write delegations: [{party: a}]",
    ("delegations", "{a: b}"): (
        "write - {party: a, head: b} in place of a: b, and so for each of them"
    ),
    ("parties", "{a: b}"): "write delegations: [{party: a, head: b}]",
    ("sources", "a"): "write sources: [{publisher: a}]",
}


@pytest.mark.parametrize("key", LISTS)
@pytest.mark.parametrize("value", ["a", "{a: b}"])
def test_where_a_list_belongs_nothing_else_is_taken(key: str, value: str, tmp_path: Path) -> None:
    said = "a" if value == "a" else "one, two"
    said = "1 day, 15 minutes" if key == "reminders" else said
    mend = f"write {key}: [{said}], or - lines"
    if key in FIRST:
        mend = f"begin each of them with - {FIRST[key]}:"
    mend = IN_PLACE_OF_A_LIST.get((key, value), mend)
    assert problems(written(tmp_path, valued(key, value))) == [
        f"6:5: '{key}' must be a list ({mend})"
    ]


@pytest.mark.parametrize("key", MAPPINGS)
@pytest.mark.parametrize("value", ["[a, b]", "[]"])
def test_where_keys_belong_nothing_else_is_taken(key: str, value: str, tmp_path: Path) -> None:
    told = {
        "place": "'place' is one place (write places: for a list of several)",
        "source": "'source' is one source (write sources: for a list of several)",
        "accreditation": "here keys and values belong (such as until, url, note)",
        "contact": "here keys and values belong (such as name, email, phone)",
        "outcome": "here keys and values belong (such as text, url)",
        "repeats": "here keys and values belong (such as every, on, until, except)",
        "changes": "here days and what is otherwise on them belong "
        "(such as 2022-01-12: {status: cancelled})",
    }
    assert problems(written(tmp_path, valued(key, value))) == [f"6:5: {told[key]}"]


@pytest.mark.parametrize("key", SHORT)
def test_a_text_is_the_short_form_of_its_first_key(key: str, tmp_path: Path) -> None:
    first = {"place": "city", "source": "publisher", "contact": "name", "outcome": "text"}[key]
    [short] = load(written(tmp_path, valued(key, "NATO"))).events
    [long] = load(written(tmp_path, valued(key, f"{{{first}: NATO}}"))).events
    assert short == long


@pytest.mark.parametrize("key", LISTS)
def test_in_a_list_each_value_is_checked(key: str, tmp_path: Path) -> None:
    what = f"here keys and values belong (such as {KEYS.get(key)})"
    if key not in FIRST:
        what = f"an item of '{key}' must be a text (write one value, {IN_QUOTES})"
    assert problems(written(tmp_path, valued(key, "[[a, b]]"))) == [f"6:6: {what}"]


UNPRINTABLE = [
    chr(code)
    for code in range(0x110000)
    if unicodedata.category(chr(code)) in ("Cc", "Zl", "Zp") and chr(code) != "\n"
]


@pytest.mark.parametrize("key", ["title", "description"])
def test_no_control_character_gets_through(key: str, tmp_path: Path) -> None:
    assert len(UNPRINTABLE) == 66
    for character in UNPRINTABLE:
        value = f'"A \\U{ord(character):08x} A"'
        assert problems(written(tmp_path, valued(key, value))) == [
            f"6:5: the control character {character!a} is refused (delete it)"
        ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(newline: str, tmp_path: Path) -> None:
    head = WEEK.replace("\n", newline)
    assert problems(written(tmp_path, f"{head}extra: 1{newline}")) == [
        (
            "6:1: unknown key 'extra' (known keys: agenda, title, description, language, timezone, "
            "source, image, color, reminders, formerly, calendars, events)"
        )
    ]
    assert problems(written(tmp_path, f"{head}a\x07")) == [
        "6:2: the character '\\x07' is not allowed (delete it)"
    ]
    assert problems(written(tmp_path, f"{head}é".encode() + b"\xff")) == [
        "6:2: the byte 0xff is not UTF-8 (save the file as UTF-8)"
    ]


# Any file at all.

BYTES = BUNDLED.read_bytes()
EDITS = st.tuples(
    st.integers(0, len(BYTES)),
    st.integers(0, 3),
    st.sampled_from([b"", b"\t", b"\n", b"\r", b":", b"- ", b"'", b'"', b"{", b"]", b"&a ", b"---"])
    | st.binary(max_size=3)
    | st.text(max_size=2).map(lambda text: text.encode(errors="ignore"))
    | st.integers(0, len(BYTES)).map(lambda at: BYTES[at : at + 12]),
)


@settings(max_examples=examples(400))
@given(st.lists(EDITS, min_size=1, max_size=4))
def test_a_mangled_file_is_read_or_its_faults_are_told_within_it(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[int, int, bytes]]
) -> None:
    content = BYTES
    for at, deleted, inserted in edits:
        content = content[:at] + inserted + content[at + deleted :]
    file = written(tmp_path_factory.getbasetemp(), content, "mangled.yaml")
    try:
        load(file)
    except DefinitionError as error:
        lines = (content.removeprefix(b"\xef\xbb\xbf").decode(errors="replace") + ".").splitlines()
        for problem in error.problems:
            assert 1 <= problem.line <= len(lines), problem
            assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, problem
